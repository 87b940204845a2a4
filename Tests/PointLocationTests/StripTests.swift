import Geometry
import TestSupport
import Testing

@testable import PointLocation

/// Cells with so many edges that they are cut into strips, against whole numbers, edge by edge.
@Suite struct StripTests {
  /// 128 units a cell: up to 64 strips have their lines on even units.
  private static let unit = 250.0 / 128

  private func compare(_ shapes: [Plain], _ points: [SIMD2<Int>], _ round: Int) throws {
    let locator = try PointLocator(shapes.map(\.polygon), side: 250, threads: 1)
    let found = try locator.all(points.map { SIMD2(Double($0.x), Double($0.y)) * Self.unit })
    for (point, answer) in zip(points, found) {
      let wanted = shapes.indices.filter { shapes[$0].covers(point) }.map { Int32($0) }
      #expect(answer == wanted, "round \(round), \(point)")
    }
  }

  /// Every corner, middle and line of strips in and around two cells.
  private func places(_ shapes: [Plain], _ random: inout SeededRandom) -> [SIMD2<Int>] {
    var places = shapes.flatMap { $0.rings.flatMap { $0 } }
    for _ in 0..<400 {
      places.append(SIMD2(Int.random(in: -140...140, using: &random), Int.random(in: -140...140, using: &random)))
      places.append(SIMD2(Int.random(in: -140...140, using: &random), 2 * Int.random(in: -70...70, using: &random)))
    }
    return places
  }

  /// Rings of 20 to 300 vertices anywhere in four cells, also on their lines and those of strips.
  @Test func ringsOfAnyShape() throws {
    var generator = SeededRandom(31)
    for round in 0..<40 {
      let shapes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        let count = Int.random(in: 20...300, using: &generator)
        let ring = (0..<count).map { _ in
          SIMD2(Int.random(in: -128...128, using: &generator), Int.random(in: -128...128, using: &generator))
        }
        return Plain(rings: [ring], unit: Self.unit)
      }
      try compare(shapes, places(shapes, &generator), round)
    }
  }

  /// Two neighbours on both sides of a long zigzag, alone and under a third one: upright and lying, on lines too.
  @Test(arguments: [false, true])
  func sharedBorder(isUpright: Bool) throws {
    var generator = SeededRandom(32)
    for round in 0..<40 {
      let count = Int.random(in: 20...256, using: &generator)
      var zigzag = (0...count).map { SIMD2(Int.random(in: -100...100, using: &generator), $0 * 256 / count - 128) }
      if round % 4 == 0 { for i in zigzag.indices { zigzag[i].x = zigzag[i].x / 64 * 64 } }
      func turned(_ ring: [SIMD2<Int>]) -> [SIMD2<Int>] { isUpright ? ring : ring.map { SIMD2($0.y, $0.x) } }
      var shapes = [
        Plain(rings: [turned([SIMD2(-128, 128), SIMD2(-128, -128)] + zigzag)], unit: Self.unit),
        Plain(rings: [turned([SIMD2(128, 128), SIMD2(128, -128)] + zigzag)], unit: Self.unit),
      ]
      if round % 3 == 0 {
        let over = [SIMD2(-130, -130), SIMD2(130, -130), SIMD2(130, 130), SIMD2(-130, 130)]
        shapes.append(Plain(rings: [over], unit: Self.unit))
      }
      try compare(shapes, places(shapes, &generator), round)
    }
  }

  /// What is so near to a cell's lines that 32 bits have no number for it is still on its side of them.
  @Test func hardlyBesideTheLines() throws {
    let tiny = 0x1p-600
    let square = MultiPolygon([[(-tiny, -tiny), (100, -tiny), (100, 100), (-tiny, 100)]])
    let beside = MultiPolygon([[(tiny, tiny), (100, tiny), (100, 100), (tiny, 100)]])
    let half = tiny / 2
    let points = [
      SIMD2(0, 0), SIMD2(-half, 50), SIMD2(half, 50), SIMD2(50, -half), SIMD2(50, half), SIMD2(-2 * tiny, 50),
      SIMD2(2 * tiny, 50), SIMD2(tiny, 50), SIMD2(-tiny, 50), SIMD2(50, 2 * tiny), SIMD2(50, -2 * tiny),
    ]
    let wanted: [[Int32]] = [[0], [0], [0], [0], [0], [], [0, 1], [0, 1], [0], [0, 1], []]
    #expect(try PointLocator([square, beside], side: 250, threads: 1).all(points) == wanted)
  }
}
