import Columns
import Geometry

/// A made-up area or zone: its attributes and its shape.
public struct SyntheticArea: Sendable, Equatable {
  /// Unique in its layer.
  public var id: String
  /// Made up, unique in its layer.
  public var name: String
  /// The police's words for the class, such as "Riskområde"; nil for a zone.
  public var areaClass: String?
  /// The town nearest to it.
  public var kommun: String
  /// SWEREF 99 TM (EPSG:3006), metres in steps of 0.01; outer rings counter-clockwise, holes clockwise.
  public var shape: MultiPolygon
}

extension Collection<SyntheticArea> {
  /// The attributes as a table, one row an area: `id`, `name`, `class` (only if any has one), `kommun`.
  public var attributes: Table {
    var table = Table()
    table.add("id", texts: TextColumn(map(\.id)))
    table.add("name", texts: TextColumn(map(\.name)))
    if contains(where: { $0.areaClass != nil }) { table.add("class", texts: TextColumn(map { $0.areaClass ?? "" })) }
    table.add("kommun", texts: TextColumn(map(\.kommun)))
    return table
  }

  /// The shapes, in the same order as the rows of ``attributes``.
  public var shapes: [MultiPolygon] { map(\.shape) }
}

extension SyntheticWorld {
  /// The town whose centre is nearest to a place; of equals the larger.
  func nearestTown(to x: Double, _ y: Double) -> Int {
    var (best, least) = (0, Double.infinity)
    for (at, town) in towns.enumerated() {
      let distance = (town.e - x) * (town.e - x) + (town.n - y) * (town.n - y)
      if distance < least { (best, least) = (at, distance) }
    }
    return best
  }
}
