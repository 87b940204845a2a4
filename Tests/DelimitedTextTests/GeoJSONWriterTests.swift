import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import GeoJSONText

@Suite struct GeoJSONWriterTests {
  private func text(
    _ table: Table, _ geometry: GeoJSONGeometry, _ coordinates: GeoJSONCoordinates = .metres(epsg: 3006),
    block: Int = 1 << 20, threads: Int = 1
  ) throws -> String {
    var writer = GeoJSONWriter(coordinates: coordinates)
    writer.blockBytes = block
    var bytes: [UInt8] = []
    try writer.write(table, geometry: geometry, threads: threads) { bytes += $0 }
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  private func features(_ text: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["type"] as? String == "FeatureCollection")
    return try #require(object?["features"] as? [[String: Any]])
  }

  private func table(_ rows: Int) -> Table {
    var table = Table()
    table.add("n", .integer, numbers: (0..<rows).map(Double.init))
    return table
  }

  @Test func theWholeFileByEye() throws {
    var table = Table()
    table.add("ruta", texts: TextColumn(["3775006475250", ""]))
    table.add("index \"x\"", .real(decimals: 2), numbers: [1.239, .nan])
    table.add(Field("antal", .integer), .numbers(NumberColumn([7, .nan], suppressed: [false, true])))
    let squares = try CellSquares(sizes: [250, 1000], e: [377_500, 378_000], n: [6_475_250, 6_475_000])
    #expect(
      try text(table, .cells(squares, transform: nil)) == #"""
        {"type":"FeatureCollection",
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},
        "features":[
        {"type":"Feature","properties":{"ruta":"3775006475250","index \"x\"":1.24,"antal":7},"geometry":{"type":"Polygon","coordinates":[[[377500,6475250],[377750,6475250],[377750,6475500],[377500,6475500],[377500,6475250]]]}},
        {"type":"Feature","properties":{"ruta":null,"index \"x\"":null,"antal":null},"geometry":{"type":"Polygon","coordinates":[[[378000,6475000],[379000,6475000],[379000,6476000],[378000,6476000],[378000,6475000]]]}}
        ]}

        """#)
    #expect(
      try text(Table(), .polygons([nil], transform: nil), .wgs84)
        == "{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n]}\n"
    )
    #expect(try features(text(self.table(0), .none)).isEmpty)
  }

  @Test func polygonsAndTheirDirections() throws {
    // Clockwise outer ring with a counter-clockwise hole, then a part of its own; and an open ring of two points.
    var polygon = MultiPolygon([
      [(0, 0), (0, 10), (10, 10), (10, 0)], [(2, 2), (4, 2), (4, 4), (2, 4)], [(5, 5), (6, 6)],
    ])
    let single = polygon
    polygon.addPart([[(20, 0), (30, 0), (30, 10)]])
    let thin = MultiPolygon([[(0, 0), (1, 1)]])
    let written = try text(table(4), .polygons([polygon, single, nil, thin], transform: nil))
    #expect(
      written.contains(
        """
        {"type":"MultiPolygon","coordinates":[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,4],[4,4],[4,2],[2,2]]],\
        [[[20,0],[30,0],[30,10],[20,0]]]]}
        """))
    #expect(written.contains(#"{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2]"#))
    #expect(try features(written).map { $0["geometry"] is NSNull } == [false, false, true, true])
    // A transform that mirrors keeps the rings right-handed.
    let mirrored = try text(table(1), .polygons([single], transform: { x, y in (y, x) }))
    #expect(mirrored.contains("[[0,0],[10,0],[10,10],[0,10],[0,0]]"))
  }

  /// Cells of mixed sizes, in and out of order, with outlines: each square's corners where they belong, each corner
  /// transformed once, the same bytes for all blocks and threads.
  @Test(arguments: 0..<12) func cellsStandWhereTheyBelong(_ seed: Int) throws {
    var generator = SeededRandom(seed)
    let count = Int.random(in: 1...400, using: &generator)
    var (sizes, e, n): ([Int32], [Int32], [Int32]) = ([], [], [])
    for _ in 0..<count {
      // Seeds from 8 on: corners anywhere, up to 2000 km apart, so that no lattice is worth a map.
      let size: Int32 = seed < 8 ? [250, 500, 1000][Int.random(in: 0..<3, using: &generator)] : 100
      let step = seed < 8 ? size : 1
      sizes.append(size)
      let spread: Int32 = seed < 8 ? 8000 : 2_000_000
      e.append((300_000 + Int32.random(in: 0..<spread, using: &generator)) / step * step)
      n.append((6_500_000 + Int32.random(in: 0..<spread, using: &generator)) / step * step)
    }
    var outlines: [Int: MultiPolygon] = [:]
    for row in 0..<count where row % 9 == 4 {
      outlines[row] = MultiPolygon(minX: 310_000, minY: 6_600_000, maxX: 310_250, maxY: 6_600_250 + Double(row))
    }
    let squares = try CellSquares(sizes: sizes, e: e, n: n, outlines: outlines)
    let seen = PointLog()
    let mirror = seed % 2 == 1
    let transform: CoordinateTransform = { x, y in
      seen.add(x, y)
      let (lon, lat) = (x.map { 10 + $0 / 100_000 }, y.map { $0 / 111_000 })
      return mirror ? (lon.map { 20 - $0 }, lat) : (lon, lat)
    }
    let written = try text(table(count), .cells(squares, transform: transform), .wgs84)
    let plain = (0..<count).filter { outlines[$0] == nil }
    let corners = Set(plain.flatMap { row in corner(sizes[row], e[row], n[row]) })
    #expect(seen.count == corners.count + outlines.values.reduce(0) { $0 + $1.vertexCount })

    let parsed = try features(written)
    #expect(parsed.count == count)
    for (row, feature) in parsed.enumerated() {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect((feature["properties"] as? [String: Any])?["n"] as? Int == row)
      let rings = try #require(geometry["coordinates"] as? [[[Double]]])
      let ring = try #require(rings.first)
      #expect(ring.count == 5 && ring.first == ring.last && signedArea(ring) > 0)
      let source =
        outlines[row].map { Array(zip($0.x, $0.y)) }
        ?? corner(sizes[row], e[row], n[row]).map { (Double($0[0]), Double($0[1])) }
      let expected = Set(
        source.map { x, y in
          let lon = 10 + x / 100_000
          return [rounded(mirror ? 20 - lon : lon), rounded(y / 111_000)]
        })
      #expect(Set(ring) == expected)
    }
    for (block, threads) in [(1, 2), (2000, 1), (5000, 3)] {
      let again = try text(
        table(count), .cells(squares, transform: transform), .wgs84, block: block, threads: threads)
      #expect(again == written)
    }
  }

  @Test func textsAreEscapedAndValid() throws {
    var texts = TextColumn()
    let all = (UInt8(1)..<0x80).map { $0 } + Array("åäö😀".utf8)
    texts.append(utf8: all)
    texts.append(utf8: [0x61, 0xFF, 0xE5])
    var table = Table()
    table.add("län\n", texts: texts)
    let parsed = try features(text(table, .none))
    let values = parsed.map { ($0["properties"] as? [String: Any])?["län\n"] as? String }
    #expect(values == [String(decoding: all, as: UTF8.self), "a\u{FFFD}\u{FFFD}"])
    #expect(parsed.allSatisfy { $0["geometry"] is NSNull })
  }

  @Test func errors() throws {
    let squares = try CellSquares(sizes: [250], e: [300_000], n: [6_500_000])
    let degrees = failure { _ = try text(table(1), .cells(squares, transform: nil), .wgs84) }
    #expect(degrees?.kind == .badData && degrees?.value?.text == "300000.0 6500000.0")
    let nowhere = failure {
      _ = try text(table(1), .polygons([MultiPolygon([[(.nan, 0), (1, 1), (2, 0)]])], transform: nil))
    }
    #expect(nowhere?.kind == .badData && nowhere?.message == "a point has no place in the output's coordinates")
    #expect(failure { _ = try text(table(2), .cells(squares, transform: nil)) }?.kind == .software)
    #expect(failure { _ = try text(table(1), .cells(squares, transform: { _, _ in ([], []) })) }?.kind == .software)
    #expect(failure { _ = try CellSquares(sizes: [0], e: [0], n: [0]) }?.kind == .badData)
    #expect(failure { _ = try CellSquares(sizes: [250], e: [], n: [0]) }?.kind == .software)
    var endless = Table()
    endless.add("a", .real(decimals: 1), numbers: [-.infinity])
    #expect(failure { _ = try text(endless, .none) }?.field == "a")
  }

  private func corner(_ size: Int32, _ e: Int32, _ n: Int32) -> [[Int32]] {
    [[e, n], [e + size, n], [e + size, n + size], [e, n + size]]
  }

  private func rounded(_ value: Double) -> Double { Double(String(format: "%.8f", value)) ?? .nan }

  private func signedArea(_ ring: [[Double]]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) {
      $0 + ($1.0[0] - ring[0][0]) * ($1.1[1] - ring[0][1]) - ($1.1[0] - ring[0][0]) * ($1.0[1] - ring[0][1])
    }
  }
}

/// Counts the points that a transform was asked for.
private final class PointLog: @unchecked Sendable {
  private let lock = NSLock()
  private var points = 0

  var count: Int { lock.withLock { points } }

  func add(_ x: [Double], _ y: [Double]) { lock.withLock { points += x.count } }
}
