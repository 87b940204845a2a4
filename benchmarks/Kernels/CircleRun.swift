import Columns
import Coverage
import DelimitedText
import Core
import Files
import Geometry
import Parallel

/// The part of each station's circle in each area: the pairs that overlap.
struct CircleRun {
  private let stations: TextColumn
  private let (x, y): ([Double], [Double])
  private let areas: TextColumn
  private let shapes: [MultiPolygon]
  private let radius: Double

  /// Reads `station,e,n` and a layer of areas with `id`, in metres of one plane.
  init(stations path: String, areas layer: String, radius: Double) throws {
    let columns = try DelimitedTextFile(path: path).read([
      ColumnRequest("station", .text), ColumnRequest("e", .number), ColumnRequest("n", .number),
    ])
    guard case .texts(let names) = columns[0], case .numbers(let e) = columns[1], case .numbers(let n) = columns[2]
    else { throw Failure(.software, "stations in another form than asked for", file: path) }
    (stations, x, y) = (names, e.values, n.values)
    (areas, shapes) = try readShapes(layer)
    self.radius = radius
  }

  /// What is timed: preparing the areas, finding the pairs, and their overlaps.
  func shares(threads: Int) throws -> CircleShares {
    try CircleShares(
      x: x, y: y, radii: [Double](repeating: radius, count: x.count), polygons: shapes, threads: threads)
  }

  /// The pairs that overlap, as places of station and area.
  func pairs(of result: CircleShares) -> [(station: Int, area: Int)] {
    (0..<result.count).flatMap { circle in
      result.entries(ofCircle: circle).map { (circle, Int(result.polygons[$0])) }
    }
  }

  /// What is timed where the pairs are known: preparing the areas, and the overlaps.
  func shares(of pairs: [(station: Int, area: Int)], threads: Int) throws -> [Double] {
    let prepared = try Parallel.map(count: shapes.count, threads: threads) { CircleOverlap(shapes[$0]) }
    return try Parallel.blocks(of: pairs.count, block: 64, threads: threads) { range in
      range.map { prepared[pairs[$0].area].share(x: x[pairs[$0].station], y: y[pairs[$0].station], radius: radius) }
    }.flatMap { $0 }
  }

  /// `station`, `area`, `share`, one row an overlap; shares to the last bit.
  func table(_ result: CircleShares) -> Table {
    var (names, ids) = (TextColumn(), TextColumn())
    for circle in 0..<result.count {
      for entry in result.entries(ofCircle: circle) {
        names.append(stations[circle])
        ids.append(areas[Int(result.polygons[entry])])
      }
    }
    var table = Table()
    table.add("station", texts: names)
    table.add("area", texts: ids)
    table.add("share", .real(decimals: nil), numbers: result.shares)
    return table
  }
}

/// Identifiers (field `id`) and polygons of a layer.
func readShapes(_ path: String) throws -> (ids: TextColumn, shapes: [MultiPolygon]) {
  let content = try VectorLayer(path: path, geometry: .polygons).readAll([ColumnRequest("id", .text)])
  guard case .texts(let ids) = content.columns[0] else {
    throw Failure(.software, "identifiers in another form than asked for", file: path)
  }
  let shapes = content.polygons.compactMap { $0 }
  guard shapes.count == ids.count else { throw Failure(.badData, "a feature has no polygon", file: path) }
  return (ids, shapes)
}
