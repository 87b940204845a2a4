import Columns
import Coverage
import DelimitedText
import Diagnostics
import Files
import Geometry

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
