import Columns
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// The spatial index against SQLite's own check, and its answers against a look at every row.
@Suite struct PackedRTreeTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Rectangles of whole metres, which single precision holds exactly; every seventh row has none.
  private static func boxes(_ count: Int, seed: UInt64) -> [BoundingBox?] {
    var numbers = SeededRandom(seed)
    return (0..<count).map { row in
      let x = Double(Int.random(in: 270_000...920_000, using: &numbers))
      let y = Double(Int.random(in: 6_130_000...7_670_000, using: &numbers))
      let (width, height) = (Int.random(in: 0...20_000, using: &numbers), Int.random(in: 0...20_000, using: &numbers))
      return row % 7 == 6
        ? nil : BoundingBox(minX: x, minY: y, maxX: x + Double(width), maxY: y + Double(height))
    }
  }

  private func write(_ boxes: [BoundingBox?], _ name: String = "t.gpkg") throws -> SQLiteReading {
    let path = scratch.file(name)
    var table = Table()
    table.add("nummer", .integer, numbers: boxes.indices.map(Double.init))
    _ = try VectorWriter.write(
      table, path: path, target: path, layer: "t", crs: "EPSG:3006",
      geometry: .polygons { row, shape in
        guard let box = boxes[row] else { return false }
        shape = MultiPolygon(minX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY)
        return true
      })
    return try SQLiteReading(path)
  }

  /// A node holds 51 entries: none, one, a full root, one more, full levels and one more than those.
  @Test(arguments: [0, 1, 2, 51, 52, 59, 60, 61, 1000, 3034, 3035, 3036, 10_000])
  func numbersOfRowsAroundTheNodes(_ count: Int) throws {
    let boxes = Self.boxes(count, seed: UInt64(count))
    let database = try write(boxes)
    #expect(try database.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
    #expect(try database.value("PRAGMA integrity_check") == "ok")
    let inTree = try database.rows("SELECT id, minx, maxx, miny, maxy FROM rtree_t_geom ORDER BY id")
    let expected = boxes.enumerated().compactMap { row, box in
      box.map { ["\(row + 1)", "\($0.minX)", "\($0.maxX)", "\($0.minY)", "\($0.maxY)"] }
    }
    #expect(inTree == expected)
    // Full nodes, as few as there can be.
    var (nodes, level) = (1, (expected.count + 50) / 51)
    while level > 1 {
      nodes += level
      level = (level + 50) / 51
    }
    #expect(try database.value("SELECT count(*) FROM rtree_t_geom_node") == "\(nodes)")
  }

  @Test func tenThousandBoxesAgainstEveryRow() throws {
    let boxes = Self.boxes(2_000, seed: 5)
    let database = try write(boxes)
    var numbers = SeededRandom(17)
    var found = 0
    for _ in 0..<10_000 {
      let x = Double(Int.random(in: 260_000...930_000, using: &numbers))
      let y = Double(Int.random(in: 6_120_000...7_680_000, using: &numbers))
      let size = Double(Int.random(in: 0...40_000, using: &numbers))
      let window = BoundingBox(minX: x, minY: y, maxX: x + size, maxY: y + size)
      let rows = try database.column(
        """
        SELECT id FROM rtree_t_geom WHERE minx <= \(window.maxX) AND maxx >= \(window.minX)
        AND miny <= \(window.maxY) AND maxy >= \(window.minY) ORDER BY id
        """)
      let expected = boxes.indices.filter { boxes[$0].map(window.meets) ?? false }.map { "\($0 + 1)" }
      #expect(rows == expected)
      found += rows.count
    }
    #expect(found > 10_000)
  }

  /// The packed tree is one that SQLite goes on with: rows come and go, nodes are split and emptied.
  @Test func theTreeCanBeChanged() throws {
    let database = try write(Self.boxes(3_000, seed: 9))
    try database.run(
      """
      BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO rtree_t_geom SELECT 10000 + i, 300000 + 7 * i, 300100 + 7 * i, 6500000, 6500100 FROM n;
      COMMIT
      """)
    #expect(try database.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
    // The layer's own trigger.
    try database.run("DELETE FROM t WHERE fid % 3 > 0; DELETE FROM rtree_t_geom WHERE id > 10000")
    #expect(try database.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
    #expect(try database.value("SELECT count(*) FROM t") == "1000")
    #expect(try database.value("SELECT feature_count FROM gpkg_ogr_contents") == "1000")
    #expect(
      try database.column("SELECT id FROM rtree_t_geom ORDER BY id")
        == database.column("SELECT fid FROM t WHERE geom NOT NULL ORDER BY fid"))
  }

  @Test func boxesNeverShrink() {
    var numbers = SeededRandom(3)
    for _ in 0..<10_000 {
      let (a, b) = (
        Double.random(in: -8e6...8e6, using: &numbers), Double.random(in: -1e-3...1e-3, using: &numbers)
      )
      let box = RTreeBox(BoundingBox(minX: a, minY: b, maxX: a, maxY: b))
      #expect(Double(box.minX) <= a && a <= Double(box.maxX) && Double(box.minY) <= b && b <= Double(box.maxY))
      // The nearest numbers on either side.
      #expect(box.minX == box.maxX || box.minX.nextUp == box.maxX)
    }
  }

  /// Each square on the curve is beside the one before it.
  @Test func theCurveIsOfNeighbours() {
    var squares = [(x: Int, y: Int)?](repeating: nil, count: 64 * 64)
    for x in 0..<64 {
      for y in 0..<64 { squares[Int(HilbertOrder.place(x: UInt32(x), y: UInt32(y)))] = (x, y) }
    }
    let curve = squares.compactMap { $0 }
    #expect(curve.count == 64 * 64)
    for (a, b) in zip(curve, curve.dropFirst()) { #expect(abs(a.x - b.x) + abs(a.y - b.y) == 1) }
  }
}
