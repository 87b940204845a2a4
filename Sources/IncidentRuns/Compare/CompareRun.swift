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
  ///   several areas have, a window before without any points, and an area that lies in no unit of the layer above.
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
    let reader = try IncidentPoints(path: path, parameters: reading, journal: journal)
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
    let lines = plan.pairs.indices.map { line(plan.pairs[$0], tally, $0) }
    let record = InputRecord(path: path, features: outcome.rows)
    return CompareResult(
      lines: lines, parameters: parameters,
      inputs: [record, areas.record] + [parents?.record, cells?.record].compactMap { $0 },
      all: tally.all, output: try output(lines, plan))
  }

  private func line(_ entry: ComparePlan.Entry, _ tally: ComparisonTally, _ place: Int) -> CompareLine {
    let (area, control) = (tally.area[place], tally.control[place])
    return CompareLine(
      code: entry.subject.code, name: entry.subject.name, areas: entry.subject.count, control: entry.control,
      change: RelativeChange(
        area: .init(before: area.before, after: area.after, population: entry.population),
        control: .init(before: control.before, after: control.after, population: entry.controlPopulation),
        days: parameters.dayCounts))
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
      table.add(name, .significant(9), numbers: lines.map { value($0.change) ?? .nan })
    }
    real("ratio") { $0.ratio }
    real("ratio_low") { $0.interval?.low }
    real("ratio_high") { $0.interval?.high }
    real("difference_in_differences") { $0.countDifference }
    table.add("status", texts: TextColumn(lines.map(\.status)))
    return try LayerContents(named: "jamforelser", table, inPlane: plan.pairs.map(\.shape))
  }
}

extension CompareRun {
  var ground: (areas: AreaInput, parents: AreaInput?, controls: [Int], parameters: CompareParameters) {
    (areas, parents, controls, parameters)
  }
}
