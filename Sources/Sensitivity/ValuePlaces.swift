import Core
import Parallel

/// The order of all values that a variable's units can have, as places 0 …: those of a unit are found by its draw.
///
/// A place has one value, or, where there are more of them than ``most``, several next to each other that hold little together.
/// Where they part is taken from some of the units.
struct ValuePlaces: Sendable {
  /// Places at most; that of null is behind them.
  static let most = 8192
  /// The place of units without a value.
  static let null = UInt16(most)

  /// By unit, then draw.
  let places: [UInt16]
  /// Draws that a unit has.
  let span: Int
  /// Whether a place has only one value, but for rounding.
  let isSingle: [Bool]

  /// Values that are looked at to part them.
  private static let sample = 1 << 17
  private static let heavyUnits = 20_000.0

  /// The places of units 0 ..< people.count; `values` puts those of a unit, ascending, into its storage. What is less than 8 ulp of `unit`
  /// apart is one value.
  init(
    span: Int, people: [Double], unit: Double, threads: Int,
    values: @Sendable (Int, UnsafeMutablePointer<Double>) -> Void
  ) throws {
    self.span = span
    let (starts, isSingle) = Self.starts(span, people, unit, values)
    self.isSingle = isSingle
    let search = PlaceSearch(starts)
    let block = 16_384
    let cuts = stride(from: 0, to: people.count, by: block).map {
      $0 * span..<min(people.count, $0 + block) * span
    }
    places = try filledColumn(count: people.count * span, cuts: cuts, threads: threads) { _, range, storage in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: span) { found in
        guard let found = found.baseAddress else { return }
        for unit in range.lowerBound / span..<range.upperBound / span {
          values(unit, found)
          for draw in 0..<span {
            let place = found[draw].isNaN ? Self.null : search.place(found[draw])
            storage[unit * span + draw - range.lowerBound] = place
          }
        }
      }
    }
  }

  /// The least value of each place.
  private static func starts(
    _ span: Int, _ people: [Double], _ unit: Double, _ values: (Int, UnsafeMutablePointer<Double>) -> Void
  ) -> (starts: [Double], isSingle: [Bool]) {
    // Those with many people are all looked at, of the others every so many.
    let every = max(1, people.count * span / sample)
    let heavy = people.reduce(0, +) / heavyUnits
    let units = people.indices.filter { people[$0] >= heavy || $0 % every == 0 }
    let factors = units.map { people[$0] >= heavy ? 1 : Double(every) }
    var sampled = [Double](repeating: 0, count: units.count * span)
    sampled.withUnsafeMutableBufferPointer { sampled in
      guard let base = sampled.baseAddress else { return }
      for (number, unit) in units.enumerated() { values(unit, base + number * span) }
    }
    var order = RankedOrder()
    sampled.withUnsafeBufferPointer { order.sort($0) }
    let all = zip(units, factors).reduce(0) { $0 + people[$1.0] * $1.1 } * Double(span)
    let count = factors.reduce(0, +) * Double(span)
    // Half by people, half by units.
    func mass(_ entry: RankedOrder.Entry) -> Double {
      let number = entry.number / span
      return factors[number] * ((all > 0 ? people[units[number]] / all : 0) + 1 / count) / 2
    }
    var starts: [Double] = []
    var isSingle: [Bool] = []
    var (held, start) = (0.0, 0)
    let enough = 2 / Double(most - 2)
    /// A place that begins here; one that would begin where the last one does takes its place.
    func open(_ value: Double, single: Bool) {
      if let last = starts.last, last >= value {
        isSingle[isSingle.count - 1] = single
      } else {
        starts.append(value)
        isSingle.append(single)
      }
      held = 0
    }
    while start < order.entries.count {
      let least = sampled[order.entries[start].number]
      let nearness = 8 * Double.ulpOfOne * max(unit, abs(least))
      let limit = least + nearness
      var (end, weight) = (start, 0.0)
      while end < order.entries.count, sampled[order.entries[end].number] <= limit {
        weight += mass(order.entries[end])
        end += 1
      }
      if weight >= enough, starts.count < most - 2 {
        open(least - nearness, single: true)
        open(limit.nextUp, single: false)
      } else {
        if starts.isEmpty || held > 0 && held + weight > enough && starts.count < most - 2 {
          open(least, single: false)
        }
        held += weight
      }
      start = end
    }
    if starts.isEmpty { open(0, single: false) }
    return (starts, isSingle)
  }
}

/// Finds the last of ascending starts that is not above a value.
private struct PlaceSearch: Sendable {
  private let starts: [Double]
  /// The last start that is not above the lower end of each of equal parts of what they span.
  private let parts: [UInt16]
  private let least: Double
  private let scale: Double

  init(_ starts: [Double]) {
    self.starts = starts
    let count = 16_384
    let (first, last) = (starts.first ?? 0, starts.last ?? 0)
    least = first
    let scale = last > first ? Double(count) / (last - first) : 0
    self.scale = scale.isFinite ? scale : 0
    var parts: [UInt16] = []
    var place = 0
    for part in 0..<count {
      // A little lower, for rounding.
      let value = scale > 0 && scale.isFinite ? first + (Double(part) - 0.5) / scale : first
      while place + 1 < starts.count, starts[place + 1] <= value { place += 1 }
      parts.append(UInt16(truncatingIfNeeded: place))
    }
    self.parts = parts
  }

  /// A place; that of the first start for what is below it.
  func place(_ value: Double) -> UInt16 {
    starts.withUnsafeBufferPointer { starts in
      parts.withUnsafeBufferPointer { parts in
        let at = (value - least) * scale
        let part = at > 0 ? min(parts.count - 1, Int(min(at, 1e9))) : 0
        var lower = Int(parts[part])
        var upper = part + 2 < parts.count ? min(starts.count, Int(parts[part + 2]) + 1) : starts.count
        while upper - lower > 1 {
          let middle = (lower + upper) / 2
          if starts[middle] <= value { lower = middle } else { upper = middle }
        }
        return UInt16(truncatingIfNeeded: lower)
      }
    }
  }
}
