import Columns
import Core
import Testing

@testable import Synthetic

@Suite struct StationTests {
  private struct Plain {
    var names: [String] = []
    var e: [Double] = []
    var n: [Double] = []

    init(_ table: Table) {
      if case .texts(let column)? = table.column("station") { names = (0..<column.count).map { column[$0] } }
      if case .numbers(let column)? = table.column("e") { e = column.values }
      if case .numbers(let column)? = table.column("n") { n = column.values }
    }
  }

  @Test func stationsStandOnLandAndMostlyInTowns() throws {
    let world = try SyntheticWorld.sweden(seed: 4)
    let stations = Plain(try generateStations(world, count: 20_000))
    #expect(stations.names.count == 20_000 && Set(stations.names).count == 20_000)
    #expect(stations.names.first == "S00001" && stations.names.last == "S20000")
    #expect((stations.e + stations.n).allSatisfy { $0 == ($0 * 100).rounded() / 100 })
    let land = Set(world.land.map { SIMD2($0.e, $0.n) })
    let onLand = zip(stations.e, stations.n).count { e, n in
      land.contains(SIMD2(Int32((e / 1000).rounded(.down)) * 1000, Int32((n / 1000).rounded(.down)) * 1000))
    }
    // Rounding may put one on the far side of a border.
    #expect(onLand >= 19_995)
    // The largest town has its share of people (one in 8.2 of the towns'), and its inner half half of its stations.
    let town = world.towns[0]
    func within(_ radius: Double) -> Double {
      Double(
        zip(stations.e, stations.n).count { e, n in
          (e - town.e) * (e - town.e) + (n - town.n) * (n - town.n) < radius * radius
        })
    }
    #expect((1500...3500).contains(within(1.5 * town.radius)))
    // Density falls with the distance.
    #expect(within(0.35 * town.radius) * 4 > 1.5 * within(0.7 * town.radius))
    let spots = Set(zip(stations.e, stations.n).map { SIMD2($0, $1) })
    #expect((500...1500).contains(20_000 - spots.count))
  }

  @Test func theSameSeedGivesTheSameStations() throws {
    let world = try SyntheticWorld.town(seed: 9)
    #expect(try generateStations(world, count: 300) == generateStations(world, count: 300))
    // A smaller number is the start of a larger one.
    let (few, many) = (Plain(try generateStations(world, count: 50)), Plain(try generateStations(world, count: 300)))
    #expect(few.names == Array(many.names.prefix(50)) && few.e == Array(many.e.prefix(50)))
    #expect(try generateStations(.town(seed: 10), count: 300) != generateStations(world, count: 300))
  }

  @Test func sharesAreFollowed() throws {
    let world = try SyntheticWorld.town(seed: 9)
    let apart = Plain(try generateStations(world, count: 500, StationOptions(colocatedShare: 0)))
    #expect(Set(zip(apart.e, apart.n).map { SIMD2($0, $1) }).count == 500)
    let together = Plain(try generateStations(world, count: 500, StationOptions(colocatedShare: 1)))
    #expect(Set(zip(together.e, together.n).map { SIMD2($0, $1) }).count == 1)
  }

  @Test func refusesWhatIsOutOfRange() throws {
    let world = try SyntheticWorld.town(seed: 1)
    for (count, options) in [
      (0, StationOptions()), (1_000_001, StationOptions()), (5, StationOptions(townShare: -0.1)),
      (5, StationOptions(townShare: .nan)), (5, StationOptions(colocatedShare: 1.1)),
    ] {
      let failure = #expect(throws: Failure.self) { try generateStations(world, count: count, options) }
      #expect(failure?.kind == .usage)
    }
  }

  @Test func manifestsNameWhatThereIs() throws {
    let world = try SyntheticWorld.town(seed: 1)
    let stations = try generateStations(world, count: 12)
    let text = DatasetDescription(stations: stations, world: world).markdown(file: "s.csv", command: "c")
    #expect(text.contains("- stations: 12\n") && text.contains("| `station` | text | unique key |"))
    let options = EventOptions(count: 20)
    let totals = try generateEvents(world, stations: stations, options) { _ in }
    let events = DatasetDescription(events: totals, world: world, options: options)
    #expect(events.markdown(file: "e.csv", command: "c").contains("- events: 20\n"))
    #expect(events.columns.map(\.name) == ["phone", "timestamp", "station"])
  }
}
