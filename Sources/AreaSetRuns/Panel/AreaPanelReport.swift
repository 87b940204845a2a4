import Areas
import Columns
import Inputs
import Outputs
import Reports

extension AreaPanelRun {
  /// One listed area of one year.
  struct Row {
    var year: Int
    /// Index in the year's ground.
    var listed: Int
    var track: Int
    var area: Area
    /// Index in the year's list.
    var index: Int
  }

  /// Every listed area of every year, by year and then in the order of its list.
  var rows: [Row] {
    panel.years.indices.flatMap { year in
      ground[year].listed.enumerated().map { listed, index in
        Row(
          year: year, listed: listed, track: panel.trackOf[year][index], area: panel.areas[year][index], index: index)
      }
    }
  }

  /// Every listed area of every year with its outline of that year, its history, its ground and the area next to it.
  package func output() throws -> LayerContents {
    let rows = rows
    let years = panel.years
    var table = Table(identityOf: rows.map(\.area))
    func texts(_ name: String, _ value: (Row) -> String) { table.add(name, texts: TextColumn(rows.map(value))) }
    func integers(_ field: Field, _ value: (Row) -> Int?) {
      table.add(field, .numbers(NumberColumn(rows.map { value($0).map(Double.init) ?? .nan })))
    }
    func numbers(_ field: Field, _ value: (Row) -> Double?) {
      table.add(field, .numbers(NumberColumn(rows.map { value($0) ?? .nan })))
    }
    func status(_ row: Row, _ from: Int, _ to: Int) -> String {
      guard years.indices.contains(from), years.indices.contains(to) else { return "" }
      return panel.status(row.track, from: from, to: to)?.rawValue ?? ""
    }
    integers(Field("year", .integer)) { years[$0.year] }
    texts("area") { names[$0.track] }
    if assessments.contains(where: { $0.regions.contains { !$0.isEmpty } }) {
      texts("region") { assessments[$0.year].regions[$0.index] }
    }
    if unitColumn != nil { texts("unit") { assessments[$0.year].units[$0.index] } }
    texts("change") { status($0, $0.year - 1, $0.year) }
    texts("change_next") { status($0, $0.year, $0.year + 1) }
    texts("previous_class") { row in
      row.year > 0 && panel.isListed(row.track, row.year - 1)
        ? panel.area(row.track, row.year - 1)?.areaClass?.code ?? "" : ""
    }
    texts("matched_by") { panel.tracks[$0.track][$0.year]?.key?.rawValue ?? "" }
    integers(Field("first_year", .integer)) { panel.listed($0.track).first.map { years[$0] } }
    integers(Field("last_year", .integer)) { panel.listed($0.track).last.map { years[$0] } }
    integers(Field("years_listed", .integer, nil, shortName: "n_listed")) { panel.listed($0.track).count }
    integers(Field("listed_since", .integer, nil, shortName: "since")) {
      panel.listedSince($0.track, $0.year).map { years[$0] }
    }
    // What `--valid-from-field` and `--valid-to-field` take: open at the end for the last assessment.
    integers(Field("valid_from", .integer)) { years[$0.year] }
    integers(Field("valid_to", .integer)) { $0.year + 1 < years.count ? years[$0.year + 1] - 1 : nil }
    guard assessments.contains(where: \.hasGround) else {
      return LayerContents(name: "omraden", table: table, shapes: .none)
    }
    numbers(Field("area_km2", .significant(9))) { assessments[$0.year].km2[$0.index] }
    numbers(Field("area_planar_km2", .significant(9), nil, shortName: "planar_km2")) {
      assessments[$0.year].hasGround ? $0.area.polygon.planarArea / 1e6 : nil
    }
    func neighbour(_ row: Row) -> Neighbour? { ground[row.year].neighbours[row.listed] }
    texts("next_id") { row in neighbour(row).map { ground[row.year].set.areas[$0.area].id } ?? "" }
    texts("next_name") { row in neighbour(row).map { ground[row.year].set.areas[$0.area].name } ?? "" }
    numbers(Field("distance_next_m", .real(decimals: 3), nil, shortName: "dist_next")) { neighbour($0)?.metres }
    integers(Field("touches", .integer)) { neighbour($0).map { $0.touching > 0 ? 1 : 0 } }
    integers(Field("touching", .integer)) { neighbour($0)?.touching }
    return try LayerContents(named: "omraden", table, inPlane: rows.map(\.area.polygon))
  }

  /// How many units have a listed area in a year; nil where the year's areas have none named.
  func unitCount(_ year: Int) -> Int? {
    let units = Set(ground[year].listed.map { assessments[year].units[$0] }).subtracting([""])
    return unitColumn == nil || (units.isEmpty && !ground[year].listed.isEmpty) ? nil : units.count
  }

  /// Units with listed areas in any year, by name: how many areas in each year.
  var units: [(name: String, counts: [Int])] {
    var found: [String: [Int]] = [:]
    for row in rows {
      let unit = assessments[row.year].units[row.index]
      if unit.isEmpty { continue }
      found[unit, default: [Int](repeating: 0, count: panel.years.count)][row.year] += 1
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The area of a change as its year has it: the later one, or the earlier one where it was removed.
  func place(_ track: Int, _ step: AreaPanel.Transition) -> (area: Area, region: String, unit: String)? {
    for year in [step.to, step.from] where panel.isListed(track, year) {
      guard let index = panel.tracks[track][year]?.area else { continue }
      let one = assessments[year]
      return (one.areas[index], one.regions[index], one.units[index])
    }
    return nil
  }

  // MARK: statistics

  /// The statistics: `run`, `years`, `transitions`, `class_transitions`, `changes`, `persistence`, `units`, `areas`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    record.document(
      Self.schema, journal,
      [
        "years": .array(panel.years.indices.map(yearTree)),
        "transitions": .array(
          panel.years.indices.flatMap { to in (0..<to).map { transitionTree(panel.transition(from: $0, to: to)) } }),
        "class_transitions": .array(matrixTrees(classTransitions)),
        "changes": .array(panel.steps.flatMap(changeTrees)),
        "persistence": .array(
          panel.persistence.enumerated().map { index, count in
            .members([
              "years_listed": .integer(index + 1), "areas": .integer(count.areas),
              "listed_last": .integer(count.inLast),
            ])
          }),
        "units": unitColumn == nil ? .null : .array(units.map(unitTree)),
        "areas": .array(panel.tracks.indices.compactMap(areaTree)),
      ])
  }

  private func code(_ areaClass: AreaClass?) -> JSONTree { areaClass.map { .string($0.code) } ?? .null }

  private func text(_ text: String) -> JSONTree { text.isEmpty ? .null : .string(text) }

  private func year(_ index: Int) -> JSONTree { .integer(panel.years[index]) }

  private func yearTree(_ index: Int) -> JSONTree {
    let own = ground[index]
    func groundOf(_ members: some Sequence<Int>) -> [JSONTree.Member] {
      let union = own.measured?.union(members)
      return [
        JSONTree.Member("area_km2", union.map { .number($0.km2) } ?? .null),
        JSONTree.Member("area_planar_km2", union.map { .number($0.planarKm2) } ?? .null),
        JSONTree.Member("share_of_country", union.map { .number($0.planarKm2 / parameters.countryKm2) } ?? .null),
      ]
    }
    let neighbours = own.neighbours.compactMap(\.self)
    return .object(
      [
        JSONTree.Member("year", year(index)), JSONTree.Member("areas", .integer(own.listed.count)),
        JSONTree.Member("units", unitCount(index).map { .integer($0) } ?? .null),
      ] + groundOf(own.listed.indices) + [
        JSONTree.Member(
          "areas_touching", own.measured == nil ? .null : .integer(neighbours.count { $0.touching > 0 })),
        JSONTree.Member(
          "distance_next_m_median", median(neighbours.map(\.metres)).map { .number($0) } ?? .null),
        JSONTree.Member(
          "classes",
          .array(
            own.set.classes.indices.map { rank in
              .object(
                [
                  JSONTree.Member("class", code(own.set.classes[rank])),
                  JSONTree.Member("areas", .integer(own.set.membersByClass[rank].count)),
                ] + groundOf(own.set.membersByClass[rank]))
            })),
      ])
  }

  func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  private func transitionTree(_ step: AreaPanel.Transition) -> JSONTree {
    let keys = step.changes.compactMap { one in
      panel.isListed(one.track, step.from) ? panel.tracks[one.track][step.to]?.key : nil
    }
    return .object(
      [
        JSONTree.Member("from", year(step.from)), JSONTree.Member("to", year(step.to)),
        JSONTree.Member("consecutive", .bool(step.to == step.from + 1)),
      ]
        + AreaChange.Status.allCases.map { JSONTree.Member($0.rawValue, .integer(step.count($0))) }
        + [
          JSONTree.Member(
            "matched_by",
            step.to == step.from + 1
              ? .object(
                AreaMatching.Key.allCases.map { key in
                  JSONTree.Member(key.rawValue, .integer(keys.count { $0 == key }))
                }) : .null),
          JSONTree.Member("classes", .array(matrixTrees(step.matrix))),
        ])
  }

  /// The matrices of all years to the next ones, summed.
  var classTransitions: [[Int]] {
    let width = panel.classes.count + 1
    return panel.steps.reduce([[Int]](repeating: [Int](repeating: 0, count: width), count: width)) { sum, step in
      zip(sum, step.matrix).map { zip($0, $1).map(+) }
    }
  }

  private func matrixTrees(_ matrix: [[Int]]) -> [JSONTree] {
    func code(_ rank: Int) -> JSONTree {
      rank < panel.classes.count ? self.code(panel.classes[rank]) : .string("not_assessed")
    }
    return matrix.indices.flatMap { from in
      matrix[from].indices.filter { matrix[from][$0] > 0 }.map { to in
        .members(["from": code(from), "to": code(to), "areas": .integer(matrix[from][to])])
      }
    }
  }

  private func changeTrees(_ step: AreaPanel.Transition) -> [JSONTree] {
    changed(step).compactMap { one in
      place(one.track, step).map { found in
        func code(_ index: Int) -> JSONTree {
          panel.isListed(one.track, index)
            ? self.code(panel.area(one.track, index)?.areaClass) : .string("not_assessed")
        }
        return .members([
          "from": year(step.from), "to": year(step.to), "region": text(found.region), "unit": text(found.unit),
          "area": .string(names[one.track]), "id": .string(found.area.id), "name": .string(found.area.name),
          "old_class": code(step.from), "new_class": code(step.to), "status": .string(one.status.rawValue),
        ])
      }
    }
  }

  /// The areas whose assessment changed, by unit and name as in Tablå 3.
  func changed(_ step: AreaPanel.Transition) -> [(track: Int, status: AreaChange.Status)] {
    func key(_ track: Int) -> [String] {
      place(track, step).map { [$0.region, $0.unit, $0.area.title] } ?? []
    }
    return step.changes.filter { $0.status != .unchanged }.map { (one: $0, key: key($0.track)) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.one)
  }

  private func unitTree(_ unit: (name: String, counts: [Int])) -> JSONTree {
    let listed = unit.counts.indices.filter { unit.counts[$0] > 0 }
    return .members([
      "unit": .string(unit.name), "first_year": listed.first.map(year) ?? .null,
      "last_year": listed.last.map(year) ?? .null, "years_listed": .integer(listed.count),
      "years": .array(
        unit.counts.enumerated().map { .members(["year": year($0), "areas": .integer($1)]) }),
    ])
  }

  private func areaTree(_ track: Int) -> JSONTree? {
    let listed = panel.listed(track)
    guard let area = panel.latest(track), let last = listed.last else { return nil }
    let unit = panel.tracks[track][last].map { assessments[last].units[$0.area] } ?? ""
    return .members([
      "area": .string(names[track]), "id": .string(area.id), "name": .string(area.name), "unit": text(unit),
      "first_year": listed.first.map(year) ?? .null, "last_year": year(last),
      "years_listed": .integer(listed.count),
      "listed_since": panel.listedSince(track, last).map(year) ?? .null,
      "years": .array(
        panel.years.indices.map { index in
          .members([
            "year": year(index), "listed": .bool(panel.isListed(track, index)),
            "class": panel.isListed(track, index) ? code(panel.area(track, index)?.areaClass) : .null,
            "matched_by": panel.tracks[track][index]?.key.map { .string($0.rawValue) } ?? .null,
          ])
        }),
    ])
  }

  private var record: RunRecord {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    return RunRecord(
      command: "areas panel",
      parameters: [
        ("layers", .array(parameters.sources.map { .string(($0.year.map { "\($0)=" } ?? "") + $0.path) })),
        ("year_field", text(parameters.yearField)), ("unit_field", text(unitColumn)),
        ("match", .array(parameters.keys.map { .string($0.rawValue) })),
        ("min_share", .number(parameters.minimumShare)), ("country_km2", .number(parameters.countryKm2)),
        ("areas_where", text(parameters.input.filter)),
      ],
      inputs: records,
      method: [
        "Areas are matched from each year to the next, one to one: by identifier where both years have a field of it, then by"
          + " name (case, diacritics, separators and the order of a name's parts ignored), then by the share of their union in"
          + " common; an area that was away is looked for among those that were there last.",
        "An area called \"Ej utsatt område\", and one that a year lacks, is not assessed in it. years_listed counts"
          + " assessments, not calendar years; listed_since is the first of the unbroken row of assessments.",
        "valid_from and valid_to are whole years: an assessment holds from its own year to the one before the next assessment.",
        "Ground is that of the union: area_km2 ellipsoidal (GRS 80), area_planar_km2 in SWEREF 99 TM; of classes in the exclusive"
          + " partition, where the most severe class keeps what areas share.",
        "distance_next_m is the planar distance between outlines to the nearest other area of the same year; areas at most"
          + " \(Neighbour.touch) m apart touch.",
      ])
  }
}
