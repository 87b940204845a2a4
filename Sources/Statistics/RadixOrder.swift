/// Rows of a column by ascending value.
public enum RadixOrder {
  /// The rows whose value is not NaN, by ascending value, equal values by ascending row; −0 equals 0.
  ///
  /// A least-significant-digit radix sort over the bits of the doubles, mapped so that they order as unsigned
  /// integers: time linear in the rows, without comparisons. `values` has at most 2³² − 1 entries.
  public static func ascending(_ values: [Double]) -> [UInt32] {
    var entries = [Entry]()
    entries.reserveCapacity(values.count)
    var histograms = [Int](repeating: 0, count: passes * buckets)
    for (row, value) in values.enumerated() where !value.isNaN {
      let key = orderedBits(value)
      entries.append(Entry(key: key, row: UInt32(truncatingIfNeeded: row)))
      for pass in 0..<passes { histograms[pass * buckets + digit(key, pass)] += 1 }
    }
    var scratch = entries
    for pass in 0..<passes {
      let counts = histograms[pass * buckets..<(pass + 1) * buckets]
      // All keys share this digit: the pass would move nothing.
      if counts.contains(entries.count) { continue }
      var next = 0
      var places = counts.map { count in
        defer { next += count }
        return next
      }
      for entry in entries {
        let bucket = digit(entry.key, pass)
        scratch[places[bucket]] = entry
        places[bucket] += 1
      }
      swap(&entries, &scratch)
    }
    return entries.map(\.row)
  }

  private struct Entry {
    var key: UInt64
    var row: UInt32
  }

  /// Six digits of eleven bits cover the 64.
  private static let digitBits = 11
  private static let buckets = 1 << 11
  private static let passes = 6

  private static func digit(_ key: UInt64, _ pass: Int) -> Int {
    Int((key >> UInt64(pass * digitBits)) & UInt64(buckets - 1))
  }

  /// Bits that order as the values do: the sign bit set for positive values, all bits flipped for negative ones.
  private static func orderedBits(_ value: Double) -> UInt64 {
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }
}
