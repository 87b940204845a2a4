/// A town of a synthetic world.
public struct Town: Sendable, Equatable {
  /// A made-up name, unique in its world.
  public var name: String
  /// Easting of the centre, metres.
  public var e: Double
  /// Northing of the centre, metres.
  public var n: Double
  /// Inhabitants by the rank-size rule.
  public var population: Int
  /// The radius at which a round town of 1,600 inhabitants per km² would end, metres.
  public var radius: Double
}

/// Where towns lie: the largest first, none too near another, most of them in the south.
enum TownPlacement {
  /// People per km² that a town's ``Town/radius`` is drawn from.
  static let density = 1600.0
  /// The share of a world's people who live in towns.
  static let urbanShare = 0.88

  /// Sizes by rank: C / rank, summing to the towns' share of the world's people (G. Zipf's rule).
  static func populations(towns: Int, people: Int) -> [Int] {
    var harmonic = 0.0
    for rank in stride(from: towns, through: 1, by: -1) { harmonic += 1 / Double(rank) }
    return (1...max(1, towns)).map { max(1, Int(Double(people) * urbanShare / harmonic / Double($0))) }
  }

  /// The towns in order of size; nil when there is no room for them.
  static func place(_ populations: [Int], on land: [LandSquare], extent: WorldExtent, seed: UInt64) -> [Town]? {
    var random = RandomSequence(seed: seed, stream: RandomStream.towns)
    let names = PlaceNames.towns(count: populations.count, seed: seed)
    let box = extent.bounds
    var buckets = TownBuckets(side: 20_000)
    var towns: [Town] = []
    for (rank, population) in populations.enumerated() {
      let radius = (Double(population) / (Double.pi * density)).squareRoot() * 1000
      var spacing = 1.0
      var found: (Double, Double)?
      for attempt in 0..<400 where found == nil && !land.isEmpty {
        if attempt % 100 == 99 { spacing /= 2 }
        let square = land[random.below(land.count)]
        let (e, n) = (Double(square.e) + random.uniform(0, 1000), Double(square.n) + random.uniform(0, 1000))
        let lot = random.unit()
        switch extent {
        case .sweden:
          // Four in five live south of the Dalälven, which a plain draw over the land would turn round.
          let north = (n - box.minY) / (box.maxY - box.minY)
          if lot > (1 - north) * (1 - north) * (1 - north) + 0.02 { continue }
        case .window:
          // A town keeps clear of the window's border, so that it is whole.
          let edge = min(min(e - box.minX, box.maxX - e), min(n - box.minY, box.maxY - n))
          if edge < min(0.45 * min(box.maxX - box.minX, box.maxY - box.minY), 2 * radius) * spacing { continue }
        }
        if buckets.isFree(e, n, radius: radius, spacing: spacing, towns: towns) { found = (e, n) }
      }
      guard let (e, n) = found else { return nil }
      buckets.insert(towns.count, e, n)
      let place = (PortableMath.centimetres(e), PortableMath.centimetres(n))
      towns.append(Town(name: names[rank], e: place.0, n: place.1, population: population, radius: radius))
    }
    return towns
  }
}

/// Towns by squares of the map, to find near ones.
private struct TownBuckets {
  let side: Double
  private var members: [SIMD2<Int32>: [Int]] = [:]

  init(side: Double) { self.side = side }

  private func bucket(_ v: Double) -> Int32 { Int32((v / side).rounded(.down)) }

  mutating func insert(_ town: Int, _ e: Double, _ n: Double) {
    members[SIMD2(bucket(e), bucket(n)), default: []].append(town)
  }

  /// Whether a town there keeps its distance: both radii and a kilometre, times `spacing`.
  func isFree(_ e: Double, _ n: Double, radius: Double, spacing: Double, towns: [Town]) -> Bool {
    // Towns come in falling size, so the first has the largest radius.
    let reach = (radius + (towns.first?.radius ?? 0) + 1000) * spacing
    for row in bucket(n - reach)...bucket(n + reach) {
      for column in bucket(e - reach)...bucket(e + reach) {
        for other in members[SIMD2(column, row)] ?? [] {
          let (dx, dy) = (towns[other].e - e, towns[other].n - n)
          let least = (radius + towns[other].radius + 1000) * spacing
          if dx * dx + dy * dy < least * least { return false }
        }
      }
    }
    return true
  }
}
