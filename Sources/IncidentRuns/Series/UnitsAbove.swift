import Areas
import Columns
import Core
import Geometry
import Incidents
import Inputs
import Reports
import Topology

/// The units of the layer above the areas: which one each area lies in, their inhabitants, and what was measured of them.
struct UnitsAbove: Sendable {
  /// The units.
  let units: [Area]
  /// The unit that holds most of each area; nil where none meets it.
  let unitOf: [Int?]
  /// Inhabitants by period.
  let populations: PopulationSeries
  /// Measured fields, one value a unit; NaN is null.
  let measures: [(name: String, values: [Double])]

  /// The columns of the layer: inhabitants where they come from layers, and what was measured. Throws ``Failure`` (usage) for a
  /// measure that is not there.
  static func columns(_ finder: RoleFinder, _ parameters: IncidentParameters) throws -> [ColumnRequest] {
    let series = parameters.series
    var requests: [ColumnRequest] = []
    if let population = try populationColumn(finder, parameters) {
      requests.append(ColumnRequest(population, .number))
    }
    return try requests
      + series.measures.map {
        ColumnRequest(
          finder.take(try finder.column(named: $0, flag: "--measure"), as: RoleCatalogue.Areas.measure), .number)
      }
  }

  private static func populationColumn(_ finder: RoleFinder, _ parameters: IncidentParameters) throws -> String? {
    guard parameters.series.needsUnits, parameters.cells == nil, parameters.population == nil else { return nil }
    let role = RoleCatalogue.Areas.population
    if let field = parameters.populationField, let same = try? finder.column(named: field, flag: "--population-field")
    {
      return finder.take(same, as: role)
    }
    return try finder.find(role)
  }

  /// The units of a layer that was read with ``columns(_:_:)``.
  init(
    _ parents: AreaInput, above areas: AreaInput, _ parameters: IncidentParameters, hasPeople: Bool, journal: Journal
  ) throws {
    units = parents.set.areas
    unitOf = try Self.holders(of: areas.set.areas, among: units)
    let names = parameters.series.measures
    measures = zip(names, parents.extra.suffix(names.count)).map { name, column in
      guard case .numbers(let numbers) = column else { return (name, []) }
      return (name, numbers.values)
    }
    populations = try Self.populations(parents, parameters, hasPeople: hasPeople)
    let outside = unitOf.count { $0 == nil }
    if outside > 0 { journal.note("\(parents.record.path): \(outside) areas lie in no unit of it") }
  }

  /// The unit that holds most of each area; of equal ones the first.
  private static func holders(of areas: [Area], among units: [Area]) throws -> [Int?] {
    let topology = try TopologyContext()
    let boxes = units.map(\.polygon.bounds)
    return try areas.map { area in
      guard let box = area.polygon.bounds else { return nil }
      var best: (unit: Int, shared: Double)?
      for unit in units.indices where boxes[unit]?.meets(box) == true {
        let shared = try topology.intersectionArea(area.polygon, units[unit].polygon)
        if shared > best?.shared ?? 0 { best = (unit, shared) }
      }
      return best?.unit
    }
  }

  /// Inhabitants from where those of the areas come from.
  private static func populations(
    _ parents: AreaInput, _ parameters: IncidentParameters, hasPeople: Bool
  ) throws -> PopulationSeries {
    // What is to be told of these inputs was told when the areas took their inhabitants from them.
    let silent = Journal()
    if let source = parameters.cellSource {
      let cells = try CellPeople(source, reach: parents.reach, journal: silent)
      return PopulationSeries(
        always: Populations(areas: parents.set.areas.map { cells.inside($0.polygon) }, country: .nan))
    }
    if let path = parameters.population {
      return try PopulationInput(
        table: path, ids: parents.set.areas.map(\.id), country: nil, options: parameters.tableInput,
        threads: parameters.threads, journal: silent
      ).series
    }
    if hasPeople, case .numbers(let numbers)? = parents.extra.first {
      return try PopulationInput(
        field: RoleCatalogue.Areas.population.name, values: numbers.values, file: parents.record.path, country: nil
      ) { "unit \(parents.set.areas[$0].id)" }.series
    }
    return PopulationSeries()
  }
}
