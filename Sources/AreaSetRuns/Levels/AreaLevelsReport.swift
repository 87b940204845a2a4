import Core
import Projections
import Inputs
import Outputs
import Areas
import Columns
import Reports

extension AreaLevelsRun {
  /// Field names of the parts: `boendemiljo_sakerhet`; a name that gives none, or one that stands already, gets its number.
  var groupFields: [String] {
    var taken: Set<String> = []
    return levels.questions.groups.enumerated().map { i, name in
      let field = FoldedText.fieldName(name)
      let own = field.isEmpty || !taken.insert(field).inserted ? "delomrade_\(i + 1)" : field
      taken.insert(own)
      return own
    }
  }

  /// The areas with levels and trends of the reported year.
  package func output() throws -> LayerContents {
    let now = areas.indices.map { levels.answers(area: $0, year: year) }
    let before = areas.indices.map { i in baseline.map { levels.answers(area: i, year: $0) } ?? AnswerSum() }
    let trends = areas.indices.map { trend($0) }
    var table = Table(identityOf: areas)
    table.add("year", .integer, numbers: areas.map { _ in Double(levels.years[year]) })
    func level(_ name: String, _ values: [Double]) { table.add(name, .real(decimals: 6), numbers: values) }
    level("level", now.map(\.level))
    table.add("answers", .integer, numbers: now.map { Double($0.count) })
    table.add("missing", .integer, numbers: now.map { Double(levels.asked[year] - $0.count) })
    table.add(
      "baseline_year", .integer, numbers: areas.map { _ in baseline.map { Double(levels.years[$0]) } ?? .nan })
    level("level_before", before.map(\.level))
    table.add(
      "answers_before", .integer, numbers: before.map { baseline == nil ? .nan : Double($0.count) })
    level("change", zip(now, before).map { $0.level - $1.level })
    table.add("trend", texts: TextColumn(trends.map { $0?.rawValue ?? "" }))
    table.add("level_direction", texts: TextColumn(trends.map { $0?.direction ?? "" }))
    for (group, field) in groupFields.enumerated() {
      let sums = areas.indices.map { levels.answers(area: $0, year: year, group: group) }
      level(field, sums.map(\.level))
      table.add(field + "_answers", .integer, numbers: sums.map { Double($0.count) })
      table.add(
        field + "_trend", texts: TextColumn(areas.indices.map { trend($0, group: group)?.rawValue ?? "" }))
    }
    table.add(
      "status",
      texts: TextColumn(
        areas.indices.map { now[$0].count == 0 ? "no_answers" : before[$0].count == 0 ? "no_earlier_year" : "ok" }))
    guard let layer, layer.hasGeometry else {
      return LayerContents(name: "problemnivaer", table: table, shapes: .none)
    }
    return try LayerContents(named: "problemnivaer", table, inPlane: areas.map(\.polygon))
  }

  /// Areas of a trend among some; nil: those without one.
  func count(_ trend: Trend?, among members: [Int]) -> Int { members.count { self.trend($0) == trend } }

  /// The statistics: `run`, `year`, `baseline_year`, `classes`, `total`, `series`, `areas`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    let set = classes(year: year)
    return record.document(
      Self.schema, journal,
      [
        "year": .integer(levels.years[year]),
        "baseline_year": baseline.map { .integer(levels.years[$0]) } ?? .null,
        "questions": .integer(levels.asked[year]),
        "classes": .array(
          set.classes.indices.map { rank in
            .object(
              [JSONTree.Member("class", set.classes[rank].map { .string($0.code) } ?? .null)]
                + summary(set.membersByClass[rank]))
          }),
        "total": .object(summary(Array(areas.indices))),
        "series": .array(levels.years.indices.map(series)),
        "areas": .rows(JSONRows(try output().table)),
      ])
  }

  private func summary(_ members: [Int]) -> [JSONTree.Member] {
    let sum = levels.answers(areas: members, year: year)
    return [
      JSONTree.Member("areas", .integer(members.count)), JSONTree.Member("level", .number(sum.level)),
      JSONTree.Member("level_of_areas", .number(levels.meanLevel(areas: members, year: year))),
      JSONTree.Member("answers", .integer(sum.count)),
      JSONTree.Member("missing", .integer(levels.asked[year] * members.count - sum.count)),
    ] + Trend.allCases.map { JSONTree.Member($0.rawValue, .integer(count($0, among: members))) }
      + [JSONTree.Member("without_trend", .integer(count(nil, among: members)))]
  }

  /// One year: the total level, the parts' (Tabell 2) and the classes' (Tabell 3).
  private func series(_ place: Int) -> JSONTree {
    let everyone = Array(areas.indices)
    let set = classes(year: place)
    let sum = levels.answers(areas: everyone, year: place)
    return .members([
      "year": .integer(levels.years[place]),
      "level": .number(sum.level),
      "level_of_areas": .number(levels.meanLevel(areas: everyone, year: place)),
      "answers": .integer(sum.count),
      "areas": .integer(everyone.count { levels.answers(area: $0, year: place).count > 0 }),
      "delomraden": .object(
        groupFields.enumerated().map { group, field in
          JSONTree.Member(field, .number(levels.answers(areas: everyone, year: place, group: group).level))
        }),
      "classes": .object(
        set.classes.indices.map { rank in
          JSONTree.Member(
            set.classes[rank]?.code ?? "no_class",
            .number(levels.answers(areas: set.membersByClass[rank], year: place).level))
        }),
    ])
  }

  private var record: RunRecord {
    RunRecord(
      command: "areas levels",
      parameters: [
        ("limit", .number(parameters.limit.value)),
        ("questions", parameters.questions.map { .string($0) } ?? .null),
        ("where", parameters.answerInput.filter.map { .string($0) } ?? .null),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: [input.record] + (layer.map { [$0.record] } ?? []),
      method: [
        "level is the mean of the answers given, on a scale from 1 (no problem) to 5; unanswered questions are counted as missing"
          + " and not part of it.",
        "trend is positiv where the level fell by more than the limit, negativ where it rose by more, else stabil; exactly the"
          + " limit is stabil, compared in whole numbers.",
        "Levels of classes, parts and all areas are means over all their answers; level_of_areas counts each area once.",
        layer == nil
          ? "An area's class is the one that the answers give it in each year."
          : "An area's class is that of the area layer, in every year.",
      ])
  }
}
