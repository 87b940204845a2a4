import Columns
import Coverage
import Core
import Files
import Geometry
import Parallel

/// The exact fractions of grid squares in each of many zones.
struct CoverageRun {
  private let ids: TextColumn
  private let shapes: [MultiPolygon]
  private let size: Int

  /// Reads a layer of zones with `id`, in metres.
  init(zones path: String, size: Int) throws {
    (ids, shapes) = try readShapes(path)
    self.size = size
  }

  /// Vertices of all zones.
  var vertexCount: Int { shapes.reduce(0) { $0 + $1.vertexCount } }

  /// What is timed: all fractions of all zones.
  func runs(threads: Int) throws -> [CoverageRuns] {
    try Parallel.blocks(of: shapes.count, block: 8, threads: threads) { range in
      range.map { ExactCoverage.runs(of: shapes[$0], size: size) }
    }.flatMap { $0 }
  }

  /// `id`, `squares` (the sum of fractions), one row a zone.
  func table(_ result: [CoverageRuns]) -> Table {
    var table = Table()
    let square = Double(size) * Double(size)
    table.add("id", texts: ids)
    table.add("squares", .real(decimals: nil), numbers: result.map { $0.areaSquareMetres / square })
    return table
  }
}
