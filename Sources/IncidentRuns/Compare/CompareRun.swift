import Inputs
import Outputs
import Reports
import Areas
import Columns
import Core
import Geometry
import Incidents
import PointLocation

/// `rutverk compare`: events of areas before and after, against the unit above, other areas, or what surrounds them.
package struct CompareRun {
  private let parameters: CompareParameters
  private let areas: AreaInput
  private let counted: IncidentAreas
  private let parents: AreaInput?

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
  /// - Throws: ``Failure``: usage for windows that cannot be compared and areas that are not there; bad data for a control or
  ///   an area without a baseline, and an area that lies in no unit of the layer above.
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
    counted = try IncidentAreas(areas.set)
    parents = try parameters.parents.map { path in
      try journal.stage(journal.words.readingParents) {
        try Self.read(
          path, incidents.tableInput, AreaInput.FieldNames(), population: incidents.populationField, false,
          parameters,
          journal)
      }
    }
    for (flag, ids) in [("--area", parameters.ids), ("--control-area", parameters.controlIDs)] {
      for id in ids where counted.place(of: id) == nil {
        throw Failure(
          .usage, "\(flag): there is no such area", file: path, value: id,
          hint: Suggestion.hint(for: id, among: counted.ids))
      }
    }
  }

  /// A layer with its population field: one that must be there, or may.
  private static func read(
    _ path: String, _ options: InputOptions, _ fields: AreaInput.FieldNames, population: String?, _ isRequired: Bool,
    _ parameters: CompareParameters, _ journal: Journal
  ) throws -> AreaInput {
    try AreaInput(
      path: path, options: options, fields: fields,
      extra: { layer, _ in
        guard let population else { return [] }
        let choice = ColumnChoice(names: layer.columnNames, file: path)
        let found =
          isRequired
          ? try choice.named(population, flag: "--population-field") : choice.usual([population.lowercased()])
        return found.map { [ColumnRequest($0, .number)] } ?? []
      }, threads: parameters.incidents.threads, journal: journal)
  }

  private func compared(
    points path: String, before: DateWindow, after: DateWindow, journal: Journal
  ) throws -> CompareResult {
    let subjects = subjects()
    let cells = try parameters.incidents.cells.map { path in
      try journal.stage(journal.words.readingCells) {
        try CellPeople(parameters.incidents.cellSource(path), journal: journal)
      }
    }
    let plan = try journal.stage(journal.words.controls) { try ComparePlan(subjects, of: self, cells: cells) }
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
    let reader = try IncidentPoints(path: path, parameters: reading)
    var tally = ComparisonTally(plan.pairs.map(\.pair), before: before, after: after)
    let outcome = try journal.stage(journal.words.readingPoints) {
      try reader.read(in: counted, of: areas.record.path, locators: locators, journal: journal) { tally.add($0) }
    }
    if outcome.withoutCoordinates > 0 {
      journal.note(
        "\(path): \(outcome.withoutCoordinates) of \(outcome.rows) points have no coordinates and are left out")
    }
    if tally.all.before == 0 {
      throw Failure(
        .badData, "no points in the window before: there is no baseline", file: path, value: "\(before)",
        expected: "at least one point")
    }
    let lines = try plan.pairs.indices.map { try line(plan.pairs[$0], tally, $0) }
    let record = InputRecord(path: path, features: outcome.rows)
    return CompareResult(
      lines: lines, parameters: parameters,
      inputs: [record, areas.record] + [parents?.record, cells?.record].compactMap { $0 },
      all: tally.all, output: try output(lines, plan))
  }

  private func line(_ entry: ComparePlan.Entry, _ tally: ComparisonTally, _ place: Int) throws -> CompareLine {
    let (area, control) = (tally.area[place], tally.control[place])
    return CompareLine(
      code: entry.subject.code, name: entry.subject.name, areas: entry.subject.count, control: entry.control,
      change: try RelativeChange(
        area: .init(before: area.before, after: area.after, population: entry.population),
        control: .init(before: control.before, after: control.after, population: entry.controlPopulation),
        days: parameters.dayCounts, name: entry.subject.name ?? entry.subject.code,
        controlName: entry.control.name(.en)))
  }

  /// The named areas, each and together; or every class and all together.
  private func subjects() -> [Subject] {
    let all = areas.set.areas
    if !parameters.ids.isEmpty {
      let wanted = Set(parameters.ids)
      var result = parameters.ids.compactMap { id in
        counted.place(of: id).map { place in
          let name = all[Int(place)].name
          return Subject(code: id, name: name.isEmpty ? id : name, members: all.map { $0.id == id })
        }
      }
      if wanted.count > 1 {
        result.append(Subject(code: Self.together, name: nil, members: all.map { wanted.contains($0.id) }))
      }
      return result
    }
    // Control areas are no part of what is compared with them.
    let isControl = Set(parameters.controlIDs)
    var result = areas.set.classes.indices.compactMap { rank -> Subject? in
      let members = all.indices.map { areas.set.rank($0) == rank && !isControl.contains(all[$0].id) }
      guard members.contains(true), let areaClass = areas.set.classes[rank] else { return nil }
      return Subject(code: areaClass.code, name: nil, members: members)
    }
    if result.count != 1 {
      result.append(Subject(code: Self.all, name: nil, members: all.map { !isControl.contains($0.id) }))
    }
    return result
  }

  private func output(_ lines: [CompareLine], _ plan: ComparePlan) throws -> LayerContents {
    var table = Table()
    table.add("id", texts: TextColumn(lines.map(\.code)))
    table.add("control", texts: TextColumn(lines.map { $0.control.name(.en) }))
    func count(_ name: String, _ value: (RelativeChange) -> Int) {
      table.add(name, .integer, numbers: lines.map { Double(value($0.change)) })
    }
    count("area_before") { $0.area.before }
    count("area_after") { $0.area.after }
    count("control_before") { $0.control.before }
    count("control_after") { $0.control.after }
    func real(_ name: String, _ value: (RelativeChange) -> Double?) {
      table.add(name, .real(decimals: 9), numbers: lines.map { value($0.change) ?? .nan })
    }
    real("ratio") { $0.ratio }
    real("ratio_low") { $0.interval?.low }
    real("ratio_high") { $0.interval?.high }
    real("difference_in_differences") { $0.countDifference }
    return try LayerContents(named: "jamforelser", table, inPlane: plan.pairs.map(\.shape))
  }
}

extension CompareRun {
  var ground: (areas: AreaInput, parents: AreaInput?, counted: IncidentAreas, parameters: CompareParameters) {
    (areas, parents, counted, parameters)
  }
}
