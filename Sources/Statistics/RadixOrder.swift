import Parallel

/// Rows of a column by ascending value.
public enum RadixOrder {
  /// The rows whose value is not NaN, by ascending value, equal values by ascending row; −0 equals 0.
  ///
  /// A least-significant-digit radix sort over the bits of the doubles, mapped so that they order as unsigned
  /// integers: time linear in the rows, without comparisons. `values` has at most 2³² − 1 entries.
  public static func ascending(_ values: [Double]) -> [UInt32] { sorted(values).map(\.row) }

  /// A row and its value.
  struct Entry: BitwiseCopyable {
    var key: UInt64
    var row: UInt32

    /// Maps the value's bits to ones that order as the values do: the sign bit set for positive values, all bits
    /// flipped for negative ones. Adding zero makes −0 to 0.
    init(_ value: Double, row: Int) {
      let bits = (value + 0.0).bitPattern
      key = bits >> 63 == 0 ? bits | (1 << 63) : ~bits
      self.row = UInt32(truncatingIfNeeded: row)
    }

    /// The row's value, with 0 for −0.
    var value: Double { Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key) }
  }

  /// As ``ascending(_:)``, with the values at hand, so that whoever walks them reads straight ahead.
  static func sorted(_ values: [Double]) -> [Entry] {
    var histograms = [Int](repeating: 0, count: digits * buckets)
    var entries = [Entry](unsafeUninitializedCapacity: values.count) { storage, count in
      LargePages.advise(storage.baseAddress, bytes: storage.count * MemoryLayout<Entry>.stride)
      histograms.withUnsafeMutableBufferPointer { histograms in
        for row in values.indices where !values[row].isNaN {
          let entry = Entry(values[row], row: row)
          storage.initializeElement(at: count, to: entry)
          count += 1
          for place in 0..<digits { histograms[place * buckets + digit(entry.key, place)] += 1 }
        }
      }
    }
    if entries.count < 2 { return entries }
    var scratch = entries
    for place in 0..<digits {
      let counts = histograms[place * buckets..<(place + 1) * buckets]
      // All keys share this digit, as the exponent's often do: the pass would move nothing.
      if counts.contains(entries.count) { continue }
      var next = 0
      var starts = counts.map { count in
        defer { next += count }
        return next
      }
      scatter(entries, into: &scratch, starts: &starts, place)
      swap(&entries, &scratch)
    }
    return entries
  }

  /// Moves each entry to the next free place of its digit's bucket.
  ///
  /// Every index is in bounds by construction: the starts are running sums of the very digits' counts.
  private static func scatter(_ entries: [Entry], into scratch: inout [Entry], starts: inout [Int], _ place: Int) {
    scratch.withUnsafeMutableBufferPointer { target in
      starts.withUnsafeMutableBufferPointer { starts in
        for entry in entries {
          let bucket = digit(entry.key, place)
          target[starts[bucket]] = entry
          starts[bucket] += 1
        }
      }
    }
  }

  /// Eight digits of eight bits: 256 write streams stay within the processor's first caches, 2048 would not.
  private static let digits = 8
  private static let buckets = 256

  @inline(__always)
  private static func digit(_ key: UInt64, _ place: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(truncatingIfNeeded: 8 * place)) & 255
  }
}
