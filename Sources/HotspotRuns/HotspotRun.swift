import Columns
import Core
import HotSpots
import Inputs
import Outputs
import Reports

/// `rutverk hotspots`: units with a value in, where high ones and low ones lie together out.
package struct HotspotRun {
  let parameters: HotspotParameters
  /// Statistics of the units that were compared.
  let map: HotSpotMap
  /// Whether each unit was, and why not.
  let statuses: HotspotStatuses
  /// Neighbours of each unit that has a value.
  let degrees: [Int]
  let inputs: [InputRecord]
  /// What leads in each area, where that was asked for.
  let areas: HotspotAreas?
  /// What the units of an area are ordered by, and that of the period before.
  let field: HotspotField
  let before: HotspotField?
  /// The units with their fields.
  package let layer: LayerContents
  /// Whether they are zones.
  let hasZones: Bool

  /// Opened units and their columns; what a dry run shows.
  package struct Plan {
    /// The table or layer.
    package let table: InputTable
    /// How it names units.
    package let naming: UnitNaming
    /// The column of the values, and that of the exposures.
    package let columns: [String]
    /// The column of the period before.
    package let before: String?
  }

  /// Opens the units and finds the columns; reads no rows.
  package static func plan(_ parameters: HotspotParameters, journal: Journal) throws -> Plan {
    let table = try InputTable(path: parameters.cells, options: parameters.cellInput, threads: parameters.threads)
    let naming = try UnitNaming(of: table, options: parameters.cellInput, journal: journal)
    let finder = RoleFinder(table, journal: journal)
    typealias Roles = RoleCatalogue.HotSpots
    var columns = [try finder.column(named: parameters.field, flag: "--field")]
    finder.take(columns[0], as: Roles.value)
    if let exposure = parameters.exposure {
      let column = try finder.column(named: exposure, flag: "--exposure")
      guard column != columns[0] else {
        throw Failure(.usage, "--exposure is the column of --field", file: parameters.cells, field: column)
      }
      columns.append(finder.take(column, as: Roles.exposure))
    }
    let before = try parameters.within?.before.map { try finder.column(named: $0, flag: "--before") }
    if let before {
      guard before != columns[0] else {
        throw Failure(.usage, "--before is the column of --field", file: parameters.cells, field: before)
      }
      finder.take(before, as: Roles.before)
    }
    return Plan(table: table, naming: naming, columns: columns, before: before)
  }

  /// Reads and computes.
  package init(_ parameters: HotspotParameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let plan = try journal.stage(words.opening) { try Self.plan(parameters, journal: journal) }
    let input = try journal.stage(words.readingCells) {
      try UnitInput(
        plan.table, requests: (plan.columns + [plan.before].compactMap(\.self)).map { ColumnRequest($0, .number) },
        options: parameters.cellInput, journal: journal)
    }
    let units = HotspotUnits(input)
    hasZones = units.hasZones
    let read = try input.columns.map { column in
      guard case .numbers(let numbers) = column else {
        throw Failure(.software, "the column was read in another form than asked for", file: parameters.cells)
      }
      return numbers
    }
    let columns = Array(read.prefix(plan.columns.count))
    var statuses = HotspotStatuses(count: units.count, columns: plan.columns)
    try statuses.mark(units, columns, input, parameters)
    let valued = statuses.valued
    if columns.count > 1 {
      let lost = columns[0].values.indices.filter { columns[0].values[$0] > 0 && !statuses.isCompared($0) }
      if !lost.isEmpty {
        journal.note(
          "\(parameters.cells): \(lost.reduce(0) { $0 + columns[0].values[$1] }) of \"\(plan.columns[0])\" in \(lost.count)"
            + " \(input.units.noun) without \"\(plan.columns[1])\" or ground are left out")
      }
    }
    let values = try Self.values(columns, valued, input, plan, parameters)

    let neighbours = try journal.stage(words.findingNeighbours) {
      try units.neighbours(of: valued, parameters.contiguity, threads: parameters.threads)
    }
    statuses.mark(neighbours, of: valued)
    degrees = valued.indices.map(neighbours.degree)
    map = try journal.stage(words.testingHotSpots) {
      try HotSpotMap(values, neighbours, parameters.method, threads: parameters.threads)
    }
    self.statuses = statuses
    let exposures = columns.count > 1 ? columns[1].values : nil
    let field = HotspotField(columns[0].values, exposures: exposures, compared: valued)
    let before = plan.before.flatMap { _ in read.last }.map {
      HotspotField($0.values, exposures: exposures, compared: valued)
    }
    (self.field, self.before) = (field, before)
    areas = try parameters.within.map {
      try HotspotAreas($0, input, field, before: before, threads: parameters.threads, journal: journal)
    }
    inputs = [InputRecord(path: parameters.cells, features: input.rowCount)] + [areas?.record].compactMap(\.self)
    layer = try Self.layer(input, plan, columns, valued, neighbours, map, statuses, parameters)
    noteNumbers(journal)
  }

  /// What is compared: the values themselves, or rates of counts.
  private static func values(
    _ columns: [NumberColumn], _ valued: [Int], _ input: UnitInput, _ plan: Plan, _ parameters: HotspotParameters
  ) throws -> CentredValues {
    let noun = input.units.noun
    guard valued.count > 1 else {
      throw Failure(
        .badData, valued.isEmpty ? "none of the \(noun) has a value" : "only one of the \(noun) has a value",
        file: parameters.cells, field: plan.columns[0], expected: "values of several \(noun), to compare")
    }
    var values = valued.map { columns[0].values[$0] }
    if columns.count > 1 {
      guard
        let rates = EmpiricalBayes.rates(counts: values, exposures: valued.map { columns[1].values[$0] })
      else {
        throw Failure(
          .badData, "all counts are 0", file: parameters.cells, field: plan.columns[0],
          expected: "events, to compare their rates")
      }
      values = rates
    }
    guard let centred = CentredValues(values) else {
      throw Failure(
        .badData, "all values are the same" + (columns.count > 1 ? ", once related to the exposure" : ""),
        file: parameters.cells, field: plan.columns[0], value: columns.count > 1 ? nil : "\(values[0])",
        expected: "values that differ, to compare")
    }
    return centred
  }

  /// Says what people must know of the tests.
  private func noteNumbers(_ journal: Journal) {
    let tested = statuses.tested
    if tested == 0 {
      journal.note(
        "\(parameters.cells): nothing could be tested: each unit has no neighbours, or all others for neighbours"
          + " (--neighbours \(parameters.contiguity.text))")
      return
    }
    let (draws, rate) = (parameters.method.permutations, parameters.method.falseDiscoveryRate)
    guard draws > 0 else { return }
    let floor = 2 / Double(draws + 1)
    let needed = needed(at: rate, floor: floor)
    guard needed > 1, !map.gi.corrected.contains(where: { $0 <= rate }) else { return }
    journal.note(
      "with \(draws) permutations no p is below \(floor), and Benjamini–Hochberg at \(rate) found none: \(needed) of \(tested) tests"
        + " at that p would have to be there, \(map.gi.p.count { $0 <= floor }) are"
        + (draws < 99_999 ? "; --permutations 99999 reaches further" : "")
    )
  }

  /// How many tests must sit at the least p there can be before one is significant at `rate` when all are corrected.
  func needed(at rate: Double, floor: Double) -> Int { Int((Double(statuses.tested) * floor / rate).rounded(.up)) }
}
