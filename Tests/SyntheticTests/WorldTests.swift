import Core
import Geometry
import Testing

@testable import Synthetic

@Suite struct WorldTests {
  @Test func theOutlineIsAboutAsLargeAsSweden() {
    let shape = LandOutline.sweden
    #expect(abs(shape.planarArea / 1_000_000 / 447_425 - 1) < 0.04)
    for ring in shape.ringEnds.indices {
      #expect(shape.signedArea(ofRing: ring) > 0)
      #expect(Segments.crossings(in: Segments.ofRing(ring, shape)).isEmpty)
    }
    let squares = LandOutline.squares(in: shape)
    #expect(abs(Double(squares.count) - shape.planarArea / 1_000_000) < 1500)
    #expect(zip(squares, squares.dropFirst()).allSatisfy { ($0.n, $0.e) < ($1.n, $1.e) })
  }

  @Test func aWindowIsAllLand() throws {
    let world = try SyntheticWorld.town(seed: 1)
    #expect(world.land.count == 900)
    #expect(world.towns.count == 1)
    #expect(world.land.first == LandSquare(e: 560_000, n: 6_590_000))
    #expect(world.land.last == LandSquare(e: 589_000, n: 6_619_000))
  }

  @Test func townsFollowTheRankSizeRuleAndKeepApart() throws {
    let world = try SyntheticWorld.sweden(seed: 4)
    let towns = world.towns
    #expect(towns.count == 2000)
    #expect(Set(towns.map(\.name)).count == 2000)
    for rank in [2, 10, 100] {
      let ratio = Double(towns[0].population) / Double(towns[rank - 1].population)
      #expect(abs(ratio / Double(rank) - 1) < 0.01)
    }
    let urban = towns.reduce(0) { $0 + $1.population }
    #expect(abs(Double(urban) / Double(world.people) - 0.88) < 0.001)
    let squares = Set(world.land.map { SIMD2($0.e, $0.n) })
    #expect(
      towns.allSatisfy { squares.contains(SIMD2(Int32($0.e / 1000) * 1000, Int32($0.n / 1000) * 1000)) })
    var nearest = Double.infinity
    for i in 0..<200 {
      for j in 0..<i {
        let (dx, dy) = (towns[i].e - towns[j].e, towns[i].n - towns[j].n)
        nearest = min(nearest, (dx * dx + dy * dy).squareRoot() / (towns[i].radius + towns[j].radius))
      }
    }
    #expect(nearest > 0.5)
    // Most people live in the south.
    #expect(towns.filter { $0.n < 6_730_000 }.reduce(0) { $0 + $1.population } * 10 > urban * 6)
  }

  @Test func namesAreUniqueForAnyNumber() {
    #expect(Set(PlaceNames.towns(count: 20_000, seed: 3)).count == 20_000)
    #expect(Set(PlaceNames.quarters(count: 9000, seed: 3)).count == 9000)
    #expect(PlaceNames.towns(count: 5, seed: 3) != PlaceNames.towns(count: 5, seed: 4))
  }

  @Test func theSameSeedGivesTheSameWorld() throws {
    #expect(try SyntheticWorld.sweden(seed: 4).towns == SyntheticWorld.sweden(seed: 4).towns)
    #expect(try SyntheticWorld.sweden(seed: 4).towns != SyntheticWorld.sweden(seed: 5).towns)
  }

  @Test(arguments: [0, -1, 20_001])
  func refusesNumbersOfTowns(_ towns: Int) {
    #expect(throws: Failure.self) { try SyntheticWorld(seed: 1, towns: towns) }
  }

  @Test func refusesBadExtentsAndPeople() {
    let boxes = [
      BoundingBox(minX: 500_001, minY: 6_500_000, maxX: 510_000, maxY: 6_510_000),
      BoundingBox(minX: 510_000, minY: 6_500_000, maxX: 500_000, maxY: 6_510_000),
      BoundingBox(minX: .nan, minY: 6_500_000, maxX: 510_000, maxY: 6_510_000),
      BoundingBox(minX: -.infinity, minY: 6_500_000, maxX: 510_000, maxY: 6_510_000),
      BoundingBox(minX: 10, minY: 60, maxX: 20, maxY: 70),
    ]
    for box in boxes {
      #expect(throws: Failure.self) { try SyntheticWorld(seed: 1, towns: 1, extent: .window(box)) }
    }
    #expect(throws: Failure.self) { try SyntheticWorld(seed: 1, towns: 1, people: 0) }
    let tiny = BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 503_000, maxY: 6_503_000)
    let failure = #expect(throws: Failure.self) { try SyntheticWorld(seed: 1, towns: 5000, extent: .window(tiny)) }
    #expect(failure?.kind == .usage)
    #expect(failure?.field == "towns")
  }
}
