import Inputs
import Outputs
import Reports
import Areas
import Columns
import Core
import Definitions
import Geometry
import Incidents
import PointLocation

/// `rutverk compare`: events of areas before and after, against the unit above, other areas, or nothing, by category, and what
/// surrounds them beside it.
package struct CompareRun {
  private let parameters: CompareParameters
  private let areas: AreaInput
  private let counted: IncidentAreas
  private let parents: AreaInput?
  /// Indices of the areas asked for and of those that are a control, each once, in the order of the command line.
  private let wanted: [Int]
  private let controls: [Int]

  /// Names all areas of the layer.
  static let all = "all"
  /// Names the areas asked for, as one.
  static let together = "together"

  /// What is compared: some areas under one name.
  struct Subject {
    /// An identifier, a class's code, ``CompareRun/all`` or ``CompareRun/together``.
    var code: String
    /// An area's own name.
    var name: String?
    var members: [Bool]
    var count: Int { members.count { $0 } }
  }

  /// Reads, locates, counts and compares.
  ///
  /// - Throws: ``Failure``: usage for windows that cannot be compared and areas that are not there; bad data for a name that
  ///   several areas have, and windows without any points.
  package static func result(_ parameters: CompareParameters, journal: Journal) throws -> CompareResult {
    try parameters.checkWindows()
    guard let points = parameters.points, let areas = parameters.areas, let before = parameters.before,
      let after = parameters.after
    else { throw Failure(.usage, "compare needs --points, --areas, --before and --after, or --counts") }
    return try CompareRun(parameters, areas: areas, journal: journal)
      .compared(points: points, before: before, after: after, journal: journal)
  }

  private init(_ parameters: CompareParameters, areas path: String, journal: Journal) throws {
    self.parameters = parameters
    let incidents = parameters.incidents
    areas = try journal.stage(journal.words.readingAreas) {
      try Self.read(
        path, incidents.areaInput, incidents.areaFields, population: incidents.populationField, true, parameters,
        journal)
    }
    counted = IncidentAreas(areas.set)
    parents = try parameters.parents.map { path in
      try journal.stage(journal.words.readingParents) {
        try Self.read(
          path, incidents.tableInput, AreaFields.Names(), population: incidents.populationField, false,
          parameters,
          journal)
      }
    }
    wanted = try Self.indices(of: parameters.areaNames, "--area", in: areas)
    controls = try Self.indices(of: parameters.controlNames, "--control-area", in: areas)
  }

  private static func indices(of names: [String], _ flag: String, in areas: AreaInput) throws -> [Int] {
    var indices: [Int] = []
    for name in names {
      let index = try areas.set.index(of: name, flag: flag, file: areas.record.path)
      if !indices.contains(index) { indices.append(index) }
    }
    return indices
  }

  /// A layer with its population field: one that must be there, or may.
  private static func read(
    _ path: String, _ options: InputOptions, _ fields: AreaFields.Names, population: String?, _ isRequired: Bool,
    _ parameters: CompareParameters, _ journal: Journal
  ) throws -> AreaInput {
    try AreaInput(
      path: path, options: options, fields: fields,
      extra: { layer, _ in
        guard let population else { return [] }
        let finder = RoleFinder(layer.columnNames, file: path, options: options, journal: journal)
        let role = RoleCatalogue.Areas.population
        let found =
          isRequired
          ? try finder.find(role, given: population)
          : (try? finder.column(named: population, flag: "")).map { finder.take($0, as: role) }
        return found.map { [ColumnRequest($0, .number)] } ?? []
      }, threads: parameters.incidents.threads, journal: journal)
  }

  private func compared(
    points path: String, before: DateWindow, after: DateWindow, journal: Journal
  ) throws -> CompareResult {
    let subjects = subjects()
    let cells = try parameters.incidents.cellSource.map { source in
      try journal.stage(journal.words.readingCells) { try CellPeople(source, journal: journal) }
    }
    let groups = try parameters.incidents.categories.map(CategoryFile.groups)
    let plan = try journal.stage(journal.words.controls) {
      try ComparePlan(subjects, of: self, cells: cells, journal: journal)
    }
    let threads = parameters.incidents.threads
    let locators = IncidentPoints.Locators(
      areas: try PointLocator(areas.set.areas.map(\.polygon), threads: threads),
      parents: try parents.map { try PointLocator($0.set.areas.map(\.polygon), threads: threads) },
      rings: plan.rings.isEmpty ? nil : try PointLocator(plan.rings, threads: threads))
    var reading = parameters.incidents
    reading.points = path
    // Days are counted, so times are needed; the first and last day bound what is looked at.
    reading.from = before.first
    reading.to = after.last
    reading.period = .all
    let reader = try IncidentPoints(path: path, parameters: reading, journal: journal)
    var tally = ComparisonTally(plan.pairs, before: before, after: after, groups: groups)
    var days = DaySet()
    let outcome = try journal.stage(journal.words.readingPoints) {
      try reader.read(in: counted, of: areas.record.path, locators: locators, journal: journal) { batch in
        tally.add(batch)
        days.formUnion(batch.daysOfEvents)
      }
    }
    if let doubt = PeriodReach(days, from: before.first, to: after.last)?.doubt(from: before.first, to: after.last) {
      journal.note("\(path): \(doubt)")
    }
    if outcome.withoutCoordinates > 0 {
      journal.note(
        "\(path): \(outcome.withoutCoordinates) of \(outcome.rows) points have no coordinates and are left out")
    }
    if tally.all.before == 0 {
      // Without any event at all the windows are hardly those of the data.
      guard tally.all.after > 0 else {
        throw Failure(
          .badData, "no points in either window", file: path, value: "\(before), \(after)",
          expected: "at least one point")
      }
      journal.note("\(path): no points in the window before (\(before)): there is no baseline, and changes are null")
    }
    if parameters.isByCategory { note(tally, groups, file: path, journal) }
    let (lines, rings) = lines(plan, tally)
    let record = InputRecord(path: path, features: outcome.rows)
    let definition = parameters.incidents.categories.map {
      InputRecord(path: $0, features: groups?.groups.count ?? 0)
    }
    return CompareResult(
      lines: lines.map(\.line), rings: rings, parameters: parameters,
      inputs: [record, areas.record] + [parents?.record, cells?.record, definition].compactMap { $0 },
      all: tally.all, output: try output(lines))
  }

  /// What a person should know of the categories.
  private func note(_ tally: ComparisonTally, _ groups: CategoryGroups?, file: String, _ journal: Journal) {
    if tally.uncategorised > 0 {
      journal.note(
        "\(file): \(tally.uncategorised) of \(tally.all.before + tally.all.after) points in the windows have no category"
          + "\(groups == nil ? "" : ", or one in no group"): they count in the rows of all events only")
    }
    guard let groups else { return }
    let unseen = groups.unseen(tally.categoryTexts)
    if !unseen.isEmpty {
      journal.note(
        "\(parameters.incidents.categories ?? ""): \(unseen.count) categories never occur, such as \"\(unseen[0])\"")
    }
    let driven = groups.groups.filter(\.isActivityDriven).map(\.name)
    if !driven.isEmpty { journal.note("\(driven.joined(separator: ", ")): \(IncidentRun.activityCaveat(.en))") }
  }

  /// Each comparison with its shape, of all events and then of each category; and what surrounds the areas, likewise.
  private func lines(
    _ plan: ComparePlan, _ tally: ComparisonTally
  ) -> (lines: [(line: CompareLine, shape: MultiPolygon)], rings: [CompareRing]) {
    let categories: [String?] = [nil] + (parameters.isByCategory ? tally.categories : [])
    let counts = categories.map { tally.counts(of: $0) }
    var lines: [(line: CompareLine, shape: MultiPolygon)] = []
    var rings: [CompareRing] = []
    func side(_ count: ComparisonTally.Count, _ population: Double) -> RelativeChange.Side {
      .init(before: count.before, after: count.after, population: population)
    }
    var first = 0
    for entry in plan.entries {
      for (category, counts) in zip(categories, counts) {
        let own = counts[first]
        let area = side(own.area, entry.population)
        let line = CompareLine(
          code: entry.subject.code, name: entry.subject.name, category: category, areas: entry.subject.count,
          control: entry.control,
          change: RelativeChange(
            area: area, control: entry.pair.control.map { _ in side(own.control, entry.controlPopulation) },
            days: parameters.dayCounts))
        lines.append((line, entry.shape))
        for (i, surrounding) in entry.surroundings.enumerated() {
          let beside = counts[first + 1 + i]
          rings.append(
            CompareRing(
              line: line, width: surrounding.width,
              displacement: Displacement(
                area: area, ring: side(beside.ring, surrounding.population),
                control: entry.pair.control.map { _ in side(beside.control, .nan) })))
        }
      }
      first += 1 + entry.surroundings.count
    }
    return (lines, rings)
  }

  /// The named areas, each and together; or every class and all together.
  private func subjects() -> [Subject] {
    let all = areas.set.areas
    if !wanted.isEmpty {
      var result = wanted.map { index in
        Subject(code: all[index].id, name: all[index].title, members: all.indices.map { $0 == index })
      }
      if wanted.count > 1 {
        result.append(Subject(code: Self.together, name: nil, members: all.indices.map { wanted.contains($0) }))
      }
      return result
    }
    // Control areas are no part of what is compared with them.
    let isControl = Set(controls)
    var result = areas.set.classes.indices.compactMap { rank -> Subject? in
      let members = all.indices.map { areas.set.rank($0) == rank && !isControl.contains($0) }
      guard members.contains(true), let areaClass = areas.set.classes[rank] else { return nil }
      return Subject(code: areaClass.code, name: nil, members: members)
    }
    // All of them where there are several classes, or areas that have none and so stand in no other row.
    let everyone = all.indices.map { !isControl.contains($0) }
    if result.count != 1 || result[0].members != everyone {
      result.append(Subject(code: Self.all, name: nil, members: everyone))
    }
    return result
  }

  private func output(_ entries: [(line: CompareLine, shape: MultiPolygon)]) throws -> LayerContents {
    let lines = entries.map(\.line)
    var table = Table()
    table.add("id", texts: TextColumn(lines.map(\.code)))
    table.add("name", texts: TextColumn(lines.map { $0.title(.en) }))
    if parameters.isByCategory { table.add("category", texts: TextColumn(lines.map { $0.category ?? "" })) }
    table.add("control", texts: TextColumn(lines.map(\.control.label)))
    func count(_ name: String, _ value: (RelativeChange) -> Int?) {
      table.add(name, .integer, numbers: lines.map { value($0.change).map { Double($0) } ?? .nan })
    }
    count("area_before") { $0.area.before }
    count("area_after") { $0.area.after }
    count("control_before") { $0.control?.before }
    count("control_after") { $0.control?.after }
    func real(_ name: String, _ value: (RelativeChange) -> Double?) {
      table.add(
        name, .significant(9), numbers: lines.map { value($0.change).flatMap { $0.isFinite ? $0 : nil } ?? .nan })
    }
    real("area_change_percent") { $0.areaChange.map { 100 * $0 } }
    real("expected") { $0.expected }
    real("excess") { $0.excess }
    real("ratio") { $0.ratio }
    real("ratio_low") { $0.interval?.low }
    real("ratio_high") { $0.interval?.high }
    count("low_count") { $0.isLowCount ? 1 : 0 }
    table.add("status", texts: TextColumn(lines.map(\.status)))
    return try LayerContents(named: "jamforelser", table, inPlane: entries.map(\.shape))
  }
}

extension CompareRun {
  var ground: (areas: AreaInput, parents: AreaInput?, controls: [Int], parameters: CompareParameters) {
    (areas, parents, controls, parameters)
  }
}
