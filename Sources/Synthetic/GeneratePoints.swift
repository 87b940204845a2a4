import Core
import Geometry
import LocalTime
import Parallel
import TextCodec

/// What ``generatePoints(_:_:to:)`` has written.
public struct PointTotals: Sendable, Equatable {
  /// Points.
  public var points: Int
  /// Of these, those without coordinates.
  public var unlocated: Int
}

/// Writes made-up incidents as delimited text: `id,e,n,time,category`, one point a row, by time.
///
/// Places are in SWEREF 99 TM with two decimals: near towns by their people, in given areas, and anywhere on the land.
/// Times are local, without an offset. Categories are Swedish words, the first ones more frequent.
///
/// - Parameters:
///   - world: its seed decides everything.
///   - sink: gets blocks of about 1 MB in order, on the calling thread; the bytes depend on the seed and the options
///     except threads.
/// - Returns: what was written.
/// - Throws: ``Failure`` (usage) for options out of range; what `sink` throws.
@discardableResult
public func generatePoints(
  _ world: SyntheticWorld, _ options: PointOptions, to sink: ([UInt8]) throws -> Void
) throws -> PointTotals {
  let start = try options.validated()
  let writer = PointWriter(world, options, start: start)
  try sink(Array("id,e,n,time,category\n".utf8))
  var totals = PointTotals(points: 0, unlocated: 0)
  let blocks = (options.count + PointWriter.block - 1) / PointWriter.block
  try Parallel.stream(count: blocks, threads: options.threads) {
    writer.made($0)
  } consume: { made in
    totals.points += made.points
    totals.unlocated += made.unlocated
    try sink(made.bytes)
  }
  return totals
}

/// Formats points, a block at a time.
private struct PointWriter: Sendable {
  /// Points a block.
  static let block = 24_576
  /// What happens, the more frequent first; two words of the list drawn, the earlier one taken.
  private static let categories = [
    "skadegörelse", "stöld", "misshandel", "narkotikabrott", "trafikbrott", "rån", "vapenbrott", "skjutning",
    "sprängning",
  ].map { Array($0.utf8) }

  private let options: PointOptions
  private let sites: StationSites
  private let areas: AreaPlaces
  private let clock: ActivityClock
  private let seeds: CounterRandom
  private let dates: [[UInt8]]

  init(_ world: SyntheticWorld, _ options: PointOptions, start: CivilDate) {
    self.options = options
    sites = StationSites(world)
    areas = AreaPlaces(options.areas)
    clock = ActivityClock(
      start: start, days: options.days, events: options.count, seed: world.seed, stream: RandomStream.pointTimes)
    seeds = CounterRandom(seed: world.seed, stream: RandomStream.pointPlaces)
    dates = clock.days.map { Array($0.description.utf8) }
  }

  struct Made: Sendable {
    var bytes: [UInt8] = []
    var points = 0
    var unlocated = 0
  }

  func made(_ block: Int) -> Made {
    var output = ByteBuffer(capacity: Self.block * 64)
    var made = Made()
    var random = RandomSequence(seed: seeds.bits(UInt64(block)), stream: RandomStream.pointPlaces)
    var hint = 0
    for rank in block * Self.block..<min(options.count, (block + 1) * Self.block) {
      output.append(integer: rank + 1)
      output.append(UInt8(ascii: ","))
      if random.unit() < options.unlocatedShare {
        made.unlocated += 1
        output.append(UInt8(ascii: ","))
      } else {
        let (e, n) = place(&random)
        output.append(PortableMath.centimetres(e), decimals: 2)
        output.append(UInt8(ascii: ","))
        output.append(PortableMath.centimetres(n), decimals: 2)
      }
      output.append(UInt8(ascii: ","))
      let time = clock.time(rank, from: hint)
      hint = time.hour
      append(time, to: &output)
      output.append(UInt8(ascii: ","))
      let count = Self.categories.count
      output.append(Self.categories[min(random.below(count), random.below(count))])
      output.append(0x0A)
      made.points += 1
    }
    made.bytes = output.bytes()
    return made
  }

  private func place(_ random: inout RandomSequence) -> (e: Double, n: Double) {
    let lot = random.unit()
    if lot < options.areaShare, let place = areas.place(&random) { return place }
    return lot < options.areaShare + options.townShare ? sites.inTown(&random) : sites.inCountry(&random)
  }

  private func append(_ time: (hour: Int, second: Int), to output: inout ByteBuffer) {
    let (day, hour) = time.hour.quotientAndRemainder(dividingBy: 24)
    output.append(dates[day])
    for (sign, number) in [("T", hour), (":", time.second / 60), (":", time.second % 60)] as [(UnicodeScalar, Int)] {
      output.append(UInt8(ascii: sign))
      output.append(UInt8(truncatingIfNeeded: 48 + number / 10))
      output.append(UInt8(truncatingIfNeeded: 48 + number % 10))
    }
  }
}

/// Places in areas, each area as often as any other.
private struct AreaPlaces: Sendable {
  private let areas: [(shape: MultiPolygon, box: BoundingBox)]

  init(_ shapes: [MultiPolygon]) {
    areas = shapes.compactMap { shape in shape.bounds.map { (shape, $0) } }
  }

  /// A place in an area, or at its first corner if twenty tries find none; nil without areas.
  func place(_ random: inout RandomSequence) -> (e: Double, n: Double)? {
    if areas.isEmpty { return nil }
    let (shape, box) = areas[random.below(areas.count)]
    for _ in 0..<20 {
      let (e, n) = (random.uniform(box.minX, box.maxX), random.uniform(box.minY, box.maxY))
      if Self.isInside(shape, e, n) { return (e, n) }
    }
    return (shape.x[0], shape.y[0])
  }

  /// Even-odd, to a rounding: nobody asks on which side of a border a made-up place is.
  private static func isInside(_ shape: MultiPolygon, _ e: Double, _ n: Double) -> Bool {
    var isInside = false
    for ring in shape.ringEnds.indices {
      for i in shape.vertices(ofRing: ring).dropLast() where (shape.y[i] > n) != (shape.y[i + 1] > n) {
        let along = (n - shape.y[i]) / (shape.y[i + 1] - shape.y[i])
        if shape.x[i] + along * (shape.x[i + 1] - shape.x[i]) < e { isInside.toggle() }
      }
    }
    return isInside
  }
}
