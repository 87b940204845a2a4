import Columns
import Core

/// The knobs of ``generateStations(_:count:_:)`` beside the world itself.
public struct StationOptions: Sendable, Equatable {
  /// The share of stations that stand in or near a town, 0…1.
  public var townShare: Double
  /// The share of stations that stand on the spot of another one, 0…1.
  public var colocatedShare: Double

  /// Nine in ten in towns, one in twenty beside another.
  public init(townShare: Double = 0.9, colocatedShare: Double = 0.05) {
    (self.townShare, self.colocatedShare) = (townShare, colocatedShare)
  }
}

extension SyntheticWorld {
  /// Base stations that suit the world: 20,000 for Sweden, 200 a town otherwise.
  public var defaultStations: Int {
    switch extent {
    case .sweden: 20_000
    case .window: 200 * towns.count
    }
  }
}

/// Made-up base stations of a world, denser in towns and densest in their centres.
///
/// Columns: `station` (`S00001` and so on, in no order of place), `e` and `n` (SWEREF 99 TM, metres, rounded to a
/// centimetre). A town gets stations by its population; all stand on the world's land.
///
/// Throws ``Failure`` (usage) for fewer than 1 or more than 1,000,000 stations, and for shares outside 0…1.
public func generateStations(
  _ world: SyntheticWorld, count: Int, _ options: StationOptions = StationOptions()
) throws -> Table {
  guard (1...1_000_000).contains(count) else {
    throw Failure(
      .usage, "the number of stations is out of range", field: "count", value: "\(count)", expected: "1 to 1000000")
  }
  for (name, share) in [("townShare", options.townShare), ("colocatedShare", options.colocatedShare)]
  where !(share >= 0 && share <= 1) {
    throw Failure(.usage, "a share is out of range", field: name, value: "\(share)", expected: "0 to 1")
  }
  let sites = StationSites(world)
  var random = RandomSequence(seed: world.seed, stream: RandomStream.stations)
  var (e, n): ([Double], [Double]) = ([], [])
  for station in 0..<count {
    if station > 0, random.unit() < options.colocatedShare {
      let other = random.below(station)
      e.append(e[other])
      n.append(n[other])
      continue
    }
    let place = random.unit() < options.townShare ? sites.inTown(&random) : sites.inCountry(&random)
    e.append(PortableMath.centimetres(place.e))
    n.append(PortableMath.centimetres(place.n))
  }
  let width = max(5, String(count).count)
  var names = TextColumn()
  for station in 1...count {
    let digits = String(station)
    names.append("S" + String(repeating: "0", count: width - digits.count) + digits)
  }
  var table = Table()
  table.add("station", texts: names)
  table.add("e", .real(decimals: 2), numbers: e)
  table.add("n", .real(decimals: 2), numbers: n)
  return table
}

/// Places of stations and other points: near towns, or anywhere on the land.
struct StationSites {
  private let world: SyntheticWorld
  private let land: Set<SIMD2<Int32>>
  /// Inhabitants of the towns up to and with each one.
  private let people: [Int]

  init(_ world: SyntheticWorld) {
    self.world = world
    land = Set(world.land.map { SIMD2($0.e, $0.n) })
    var sum = 0
    people = world.towns.map { town in
      sum += town.population
      return sum
    }
  }

  /// A place in or near a town that is drawn by population. Its distance from the centre is uniform up to 1.4 radii,
  /// so that the density falls with the distance.
  func inTown(_ random: inout RandomSequence) -> (e: Double, n: Double) {
    let lot = random.below(people.last ?? 0)
    let town = world.towns[people.indices.dropLast().partitionPoint { people[$0] > lot }]
    for _ in 0..<20 {
      let (angle, distance) = (random.unit(), 1.4 * town.radius * random.unit())
      let e = town.e + distance * PortableMath.cosine(turns: angle)
      let n = town.n + distance * PortableMath.sine(turns: angle)
      if isLand(e, n) { return (e, n) }
    }
    return (town.e, town.n)
  }

  /// A place anywhere on the land.
  func inCountry(_ random: inout RandomSequence) -> (e: Double, n: Double) {
    let square = world.land[random.below(world.land.count)]
    // A centimetre inside, so that rounding does not leave the square.
    return (Double(square.e) + random.uniform(0.01, 999.98), Double(square.n) + random.uniform(0.01, 999.98))
  }

  private func isLand(_ e: Double, _ n: Double) -> Bool {
    land.contains(SIMD2(Int32((e / 1000).rounded(.down)) * 1000, Int32((n / 1000).rounded(.down)) * 1000))
  }
}
