/// The percentiles and ranks of a column's entries among each other, without sorting them all, in storage that is used again.
///
/// Entries fall into buckets of equal width by value, and what they weigh is summed bucket by bucket. A bucket whose entries are all
/// alike gives its middle, as do entries that weigh no more than ``light`` together: those are off by at most half of that. The
/// entries of other buckets, and of those across one of the cuts, are sorted. In a small table every bucket weighs more, so all is
/// exact there; in any table it is exact on which side of a cut an entry is.
struct BucketRanks: ~Copyable {
  /// The share of all weight, or of all entries, up to which a bucket is not looked into.
  static let light = 4e-5

  /// Which values count as one: those that are no further from the least of them.
  enum Tie {
    case within(Double)
    /// In parts of the least value.
    case relative(Double)
  }

  private struct Bucket: BitwiseCopyable {
    /// What its entries weigh and how many there are; then their percentile and rank, or what is below them where `value` is NaN.
    var weight: Double
    var count: Double
    /// The value of its entries; NaN when they differ.
    var value: Double
  }

  private var buckets: [Bucket] = []
  private var crowded: [UInt32] = []
  private var order = RankedOrder()

  /// Calls `give` with each entry's place, its percentile (0–100: the share of weight below it and half of that of its equals, 50
  /// where nothing weighs anything) and its rank from 0 (the mean of those of its equals), in no order. NaN entries get neither.
  ///
  /// `give` may write over the entry that it is called with. Returns how many entries there are, NaN aside.
  @inline(__always)
  mutating func rank(
    _ values: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>, tie: Tie, cuts: [Double] = [],
    _ give: (Int, Double, Double) -> Void
  ) -> Int {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values {
      least = value < least ? value : least
      most = value > most ? value : most
    }
    if least > most { return 0 }
    let size = Self.size(values.count)
    // Borders at odd parts of the whole, where no round number is.
    var scale = (Double(size) - 0.618_034) / (most - least)
    if !scale.isFinite || !(most - least).isFinite { scale = 0 }
    let isOne = scale == 0
    @inline(__always) func bucket(_ value: Double) -> Int {
      // Adding 2⁵² leaves the nearest whole number in the lowest bits.
      isOne ? 0 : Int(truncatingIfNeeded: ((value - least) * scale + 0x1p52).bitPattern & 0xFFFF_FFFF)
    }
    let empty = Bucket(weight: 0, count: 0, value: 0)
    if buckets.count != size { buckets = [Bucket](repeating: empty, count: size) }
    crowded.removeAll(keepingCapacity: true)
    return buckets.withUnsafeMutableBufferPointer { buckets in
      buckets.update(repeating: empty)
      for entry in 0..<values.count {
        let value = values[entry]
        if value.isNaN { continue }
        let place = bucket(value)
        let old = buckets[place]
        buckets[place] = Bucket(
          weight: old.weight + weights[entry], count: old.count + 1,
          value: old.count == 0 || old.value == value ? value : .nan)
      }
      let (total, count) = Self.add(buckets, cuts)
      for entry in 0..<values.count {
        let value = values[entry]
        if value.isNaN { continue }
        let found = buckets[bucket(value)]
        if found.value.isNaN {
          crowded.append(UInt32(truncatingIfNeeded: entry))
        } else {
          give(entry, found.weight, found.count)
        }
      }
      if !crowded.isEmpty {
        order.sort(values, only: crowded)
        let scale = total > 0 ? 100 / total : 0
        var (start, here, below, rank) = (0, -1, 0.0, 0.0)
        order.entries.withUnsafeBufferPointer { entries in
          while start < entries.count {
            let least = values[entries[start].number]
            let place = bucket(least)
            if place != here {
              here = place
              (below, rank) = (buckets[place].weight, buckets[place].count)
            }
            let limit =
              switch tie {
              case .within(let distance): distance
              case .relative(let part): part * abs(least)
              }
            var (end, weight) = (start + 1, weights[entries[start].number])
            while end < entries.count {
              let (next, number) = (values[entries[end].number], entries[end].number)
              guard next - least <= limit || next == least, bucket(next) == here else { break }
              weight += weights[number]
              end += 1
            }
            let alike = Double(end - start)
            let percentile = total > 0 ? (below + weight / 2) * scale : 50
            for i in start..<end { give(entries[i].number, percentile, rank + (alike - 1) / 2) }
            below += weight
            rank += alike
            start = end
          }
        }
      }
      return Int(count)
    }
  }

  /// Puts percentiles and ranks in the place of weights and counts, or what is below where entries must be sorted; returns the sums.
  private static func add(_ buckets: UnsafeMutableBufferPointer<Bucket>, _ cuts: [Double]) -> (Double, Double) {
    var (total, count) = (0.0, 0.0)
    for bucket in buckets {
      total += bucket.weight
      count += bucket.count
    }
    let (most, mostCount) = (light * total, light * count)
    let scale = total > 0 ? 100 / total : 0
    // A percentile that rounding alone keeps from a cut counts as on it.
    var cuts = cuts.map { ($0 - 1e-9) / 100 * total }[...]
    var (below, rank) = (0.0, 0.0)
    for place in buckets.indices {
      let bucket = buckets[place]
      if bucket.count == 0 { continue }
      let above = below + bucket.weight
      var isCut = false
      while let cut = cuts.first, cut <= above {
        isCut = true
        cuts.removeFirst()
      }
      let isMixed = bucket.value.isNaN && (isCut || bucket.weight > most || bucket.count > mostCount)
      buckets[place] =
        isMixed
        ? Bucket(weight: below, count: rank, value: .nan)
        : Bucket(
          weight: total > 0 ? (below + bucket.weight / 2) * scale : 50, count: rank + (bucket.count - 1) / 2, value: 0
        )
      below = above
      rank += bucket.count
    }
    return (total, count)
  }

  /// Buckets for so many entries: a few a bucket where there are very many, and no more than fit into a processor's nearer caches where
  /// there are not.
  private static func size(_ count: Int) -> Int {
    var size = 1024
    while size < count / 4 || size < 4 * count && size < 1 << 17 { size *= 2 }
    return size
  }
}
