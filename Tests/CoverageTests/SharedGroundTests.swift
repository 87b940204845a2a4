@testable import Coverage
import Geometry
import TestSupport
import Testing
import Topology

@Suite struct SharedGroundTests {
  private func pairs(_ polygons: [MultiPolygon], size: Int = 250) throws -> [[Int]] {
    try SharedGround.suspects(among: polygons, size: size, threads: 2).map { [$0.0, $0.1] }
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> MultiPolygon {
    MultiPolygon(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  @Test func neighboursThatShareEveryVertexAreCleared() throws {
    // Three by three boxes off the lattice: inside, every border stands twice.
    var tiles: [MultiPolygon] = []
    for row in 0..<3 {
      for column in 0..<3 { tiles.append(box(130 + 500 * Double(column), 70 + 500 * Double(row), 500, 500)) }
    }
    let found = try pairs(tiles)
    // What is left meets the outer border of the tiling; the middle tile meets only corners of squares of its own.
    #expect(!found.contains([4, 0]) && found.allSatisfy { $0[0] < $0[1] })
    #expect(try found.allSatisfy { try TopologyContext().intersectionArea(tiles[$0[0]], tiles[$0[1]]) == 0 })
    #expect(found.count < 20)
  }

  @Test func oneInsideTheOtherAndTheSameTwice() throws {
    #expect(try pairs([box(0, 0, 5000, 5000), box(2000, 2000, 300, 300)]) == [[0, 1]])
    #expect(try pairs([box(10, 10, 800, 800), box(10, 10, 800, 800)]) == [[0, 1]])
    #expect(try pairs([box(0, 0, 500, 500), box(0, 0, 500, 500)]) == [[0, 1]])
    #expect(try pairs([box(0, 0, 5000, 5000), box(0, 0, 1000, 1000)]) == [[0, 1]])
  }

  @Test func farApartIsNoSuspicion() throws {
    #expect(try pairs([box(0, 0, 400, 400), box(10_000, 0, 400, 400), box(0, 90_000, 400, 400)]).isEmpty)
    #expect(try pairs([]).isEmpty)
    #expect(try pairs([MultiPolygon()]).isEmpty)
  }

  @Test func noPairThatSharesGroundIsMissed() throws {
    let topology = try TopologyContext()
    for seed in 0..<20 {
      var random = SeededRandom(UInt64(1000 + seed))
      let polygons = (0..<14).map { RandomPolygons.any(&random, $0 + seed) }
      let found = Set(try pairs(polygons, size: [250, 100, 1000][seed % 3]))
      for a in 0..<polygons.count {
        for b in a + 1..<polygons.count {
          let area = try topology.intersectionArea(polygons[a], polygons[b])
          #expect(area <= 1e-6 || found.contains([a, b]), "seed \(seed), \(a) and \(b) share \(area) m²")
        }
      }
    }
  }

  /// Level and upright borders, on lines of the lattice and between them, in sets of boxes of which some fill others' gaps.
  @Test func levelBordersAreBordersToo() throws {
    #expect(try pairs([box(20, 20, 200, 100), box(20, 40, 200, 100)]) == [[0, 1]])
    #expect(try pairs([box(0, 0, 1000, 125), box(0, 0, 1000, 100), box(0, 125, 1000, 125)]).contains([0, 1]))
    for seed in 0..<200 {
      var random = SeededRandom(UInt64(seed))
      func metres(_ range: ClosedRange<Int>) -> Double { Double(25 * Int.random(in: range, using: &random)) }
      let boxes = (0..<8).map { _ in box(metres(0...30), metres(0...30), metres(1...20), metres(1...20)) }
      let found = Set(try pairs(boxes))
      for a in 0..<boxes.count {
        for b in a + 1..<boxes.count {
          guard let one = boxes[a].bounds, let other = boxes[b].bounds else { continue }
          let width = min(one.maxX, other.maxX) - max(one.minX, other.minX)
          let height = min(one.maxY, other.maxY) - max(one.minY, other.minY)
          #expect(width <= 0 || height <= 0 || found.contains([a, b]), "seed \(seed), \(a) and \(b)")
        }
      }
    }
  }

  @Test func aRowTooWideForAPlaceOfEachColumnGivesTheSame() throws {
    // The same polygons, alone and with one in the same rows on the other side of the Earth and more.
    for seed in 0..<12 {
      var random = SeededRandom(UInt64(70 + seed))
      let polygons = (0..<14).map { RandomPolygons.any(&random, $0 + seed) }
      guard let south = polygons.compactMap(\.bounds?.minY).min() else { continue }
      let far = box(40_000_000, south, 100, 20_000)
      #expect(try pairs(polygons + [far]) == pairs(polygons))
    }
  }

  @Test func aLargeTilingIsWorkedThroughInStrips() throws {
    // 40 × 40 tiles, more than two strips, and every hundredth pushed a metre into its northern neighbour; listed from
    // everywhere at once, so that strips and the order of the list have nothing in common.
    var tiles: [MultiPolygon] = []
    var expected: Set<[Int]> = []
    for i in 0..<1600 {
      let place = i * 701 % 1600
      let (row, column) = (place / 40, place % 40)
      let isPushed = place % 100 == 7 && row < 39
      tiles.append(box(100 + 700 * Double(column), 100 + 700 * Double(row), 700, isPushed ? 701 : 700))
      if isPushed { expected.insert([place, place + 40]) }
    }
    var places = [Int](repeating: 0, count: 1600)
    for i in 0..<1600 { places[i * 701 % 1600] = i }
    let found = Set(try pairs(tiles))
    for pair in expected {
      let own = pair.map { places[$0] }.sorted()
      #expect(found.contains(own), "tiles \(pair)")
    }
    // Tiles within the tiling are cleared of all others but those near a push.
    #expect(found.count < 600)
  }

  @Test func theSurveyGivesEachCoverageInOrder() throws {
    var random = SeededRandom(5)
    var polygons = (0..<600).map { RandomPolygons.any(&random, $0) }
    // Covers nothing: too far away for the lattice.
    polygons[17] = box(1e300, 0, 1, 1)
    let expected = try CoverageRuns.all(of: polygons, size: 100, threads: 1)
    for threads in [1, 2, 3] {
      let survey = try SharedGround.survey(polygons, size: 100, threads: threads) { place, runs in (place, runs) }
      #expect(survey.results.map(\.0) == Array(polygons.indices))
      #expect(survey.results.map(\.1) == expected)
    }
  }

  @Test func longSlantingBordersMeetWhatLiesAlongThem() throws {
    let wedge = MultiPolygon([[(0, 0), (100_000, 50_000), (0, 60_000)]])
    for east in stride(from: 1_000.0, to: 99_000, by: 7_013) {
      // Its north-western corner lies a metre north of the long border.
      let crossed = box(east, east / 2 - 99, 100, 100)
      #expect(try pairs([wedge, crossed]) == [[0, 1]])
    }
  }

  @Test func ringDirectionIsThatOfTheSignedArea() {
    var random = SeededRandom(11)
    for seed in 0..<300 {
      let polygon = RandomPolygons.any(&random, seed)
      for ring in polygon.ringEnds.indices {
        #expect(polygon.isCounterClockwise(ring: ring) == (polygon.signedArea(ofRing: ring) >= 0))
      }
    }
    // No area, and a sliver far from the origin whose plain sum says nothing.
    let flat = MultiPolygon([[(0, 0), (1, 1), (2, 2)]])
    #expect(flat.isCounterClockwise(ring: 0) == (flat.signedArea(ofRing: 0) >= 0))
    let sliver = MultiPolygon([[(6.5e6, 6.5e6), (6.6e6, 6.6e6), (6.7e6, 6.7e6 + 1e-9)]])
    #expect(sliver.isCounterClockwise(ring: 0) == (sliver.signedArea(ofRing: 0) >= 0))
  }

  @Test func moreOnTopOfEachOtherThanCanBeCut() throws {
    let one = MultiPolygon(minX: 10, minY: 10, maxX: 60, maxY: 60)
    let far = MultiPolygon(minX: 910, minY: 10, maxX: 960, maxY: 60)
    #expect(
      try SharedGround.suspects(among: [far] + Array(repeating: one, count: 100), size: 100, threads: 2).count == 4950
    )
    for threads in [1, 3] {
      let refused = failure {
        _ = try SharedGround.suspects(
          among: [far] + Array(repeating: one, count: 1010), size: 100, threads: threads, name: { "area \($0)" })
      }
      #expect(refused?.kind == .badData && refused?.place?.hasPrefix("area ") == true)
      #expect(
        refused?.message.hasPrefix("too many outlines lie on top of each other; this one on 1009 others") == true)
      #expect(refused?.expected == "at most 500000, the limit stacked-pairs")
    }
  }
}
