import Columns
import Grid
import HotSpots
import Inputs
import Outputs
import Projections

extension HotspotRun {
  /// The units with their fields: what names them, the values, then the statistics.
  static func layer(
    _ input: UnitInput, _ plan: Plan, _ columns: [NumberColumn], _ valued: [Int], _ neighbours: Neighbours,
    _ map: HotSpotMap, _ statuses: HotspotStatuses, _ parameters: HotspotParameters
  ) throws -> LayerContents {
    var (table, shapes) = try identity(input, plan)
    let count = statuses.codes.count
    var places = [Int](repeating: -1, count: count)
    for (place, unit) in valued.enumerated() { places[unit] = place }
    // Some formats take names for the same that differ in case alone.
    var taken = Set((table.fields.map(\.name) + names).map { $0.lowercased() })
    for (name, column) in zip(plan.columns, columns) where taken.insert(name.lowercased()).inserted {
      var field = Field(name, .significant(9))
      // What is related to people is a count, and so are people.
      field.isCount = parameters.exposure != nil || Self.counts.contains { Heading.isSpelling(name, of: $0) }
      table.add(field, .numbers(column))
    }
    func add(_ name: String, _ values: [Double]) {
      table.add(Field(name, .significant(9)), .numbers(NumberColumn(values).gathered(orNull: places)))
    }
    func add<Class: RawRepresentable<String> & CaseIterable & Sendable>(_ name: String, _ classes: [Class?]) {
      let texts = [""] + Class.allCases.map(\.rawValue)
      let codes = places.map { place in
        UInt16((place < 0 ? nil : classes[place]).flatMap { texts.firstIndex(of: $0.rawValue) } ?? 0)
      }
      table.add(Field(name, .text), derived: DerivedColumn(count: count, .choices(texts) { codes[$0] }))
    }
    if parameters.statistic != .moran {
      add("gi_z", map.gi.statistic)
      add("gi_p", map.gi.p)
      add("gi_p_fdr", map.gi.corrected)
      add("gi_class", map.gi.classes)
    }
    if parameters.statistic != .gi {
      add("moran_i", map.moran.statistic)
      add("moran_p", map.moran.p)
      add("moran_p_fdr", map.moran.corrected)
      add("moran_class", map.moran.classes)
    }
    let degrees = places.map { $0 < 0 ? .nan : Double(neighbours.degree($0)) }
    table.add("neighbours", .integer, numbers: degrees)
    let codes = statuses.codes
    table.add(Field("status", .text), derived: DerivedColumn(count: count, .choices(statuses.texts) { codes[$0] }))
    return LayerContents(name: "hotspots", table: table, shapes: shapes)
  }

  /// The fields that this command makes.
  private static let names = [
    "gi_z", "gi_p", "gi_p_fdr", "gi_class", "moran_i", "moran_p", "moran_p_fdr", "moran_class", "neighbours",
    "status",
  ]

  /// Headings of counts.
  private static let counts = [
    RoleCatalogue.Cells.population, RoleCatalogue.Cells.children, RoleCatalogue.Cells.youth,
  ].flatMap(\.headings)

  private static func identity(_ input: UnitInput, _ plan: Plan) throws -> (Table, LayerContents.Shapes) {
    switch input.read {
    case .cells(let cells): return (CellFields.identity(of: cells.lattice), .cells(cells.lattice))
    case .zones(let zones):
      var table = Table()
      if case .zones(let key) = plan.naming { table.add(key, texts: zones.keys) }
      return (
        table, .polygons((0..<zones.zones.count).map(zones.zones.polygon), crs: try CoordinateSystem.gridPlane())
      )
    }
  }
}
