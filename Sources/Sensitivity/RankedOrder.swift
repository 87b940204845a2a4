import Core

/// A column's entries by ascending value, in storage that is used again.
struct RankedOrder: ~Copyable {
  /// An entry: the first 32 bits of its value, mapped so that they order as values do, and its number.
  struct Entry: RadixKeyed, BitwiseCopyable {
    var word: UInt64
    var key: UInt64 { word >> 32 }
    @inline(__always) var number: Int { Int(truncatingIfNeeded: word & 0xFFFF_FFFF) }
  }

  /// Bits that order as the values do.
  @inline(__always)
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  private(set) var entries: [Entry] = []
  private var spare: [Entry] = []

  /// Sorts the entries that are not NaN; equal ones keep their order, and −0 is 0. A radix sort of 32-bit keys, after which those
  /// that share a key are sorted by all their bits.
  mutating func sort(_ values: UnsafeBufferPointer<Double>) {
    entries.removeAll(keepingCapacity: true)
    entries.reserveCapacity(values.count)
    for number in 0..<values.count where !values[number].isNaN {
      entries.append(Self.entry(values[number], UInt64(truncatingIfNeeded: number)))
    }
    sortEntries(values)
  }

  /// Sorts these entries alone, none of which is NaN.
  mutating func sort(_ values: UnsafeBufferPointer<Double>, only numbers: [UInt32]) {
    entries.removeAll(keepingCapacity: true)
    entries.reserveCapacity(numbers.count)
    for number in numbers { entries.append(Self.entry(values[Int(number)], UInt64(number))) }
    sortEntries(values)
  }

  @inline(__always)
  private static func entry(_ value: Double, _ number: UInt64) -> Entry {
    Entry(word: key(value) & 0xFFFF_FFFF_0000_0000 | number)
  }

  private mutating func sortEntries(_ values: UnsafeBufferPointer<Double>) {
    radixSort(&entries, spare: &spare)
    entries.withUnsafeMutableBufferPointer { entries in
      var start = 0
      while start < entries.count {
        var end = start + 1
        while end < entries.count, entries[end].key == entries[start].key { end += 1 }
        if end - start > 1 { Self.settle(entries, start..<end, values) }
        start = end
      }
    }
  }

  private static func settle(
    _ entries: UnsafeMutableBufferPointer<Entry>, _ range: Range<Int>, _ values: UnsafeBufferPointer<Double>
  ) {
    if range.count > 24 {
      let first = values[entries[range.lowerBound].number]
      // Ties are common: nothing to do for them.
      if range.allSatisfy({ values[entries[$0].number] == first }) { return }
      var alike = UnsafeMutableBufferPointer(rebasing: entries[range])
      alike.sort {
        let (a, b) = (values[$0.number], values[$1.number])
        return a < b || a == b && $0.word < $1.word
      }
      return
    }
    for i in range.dropFirst() {
      let entry = entries[i]
      let value = values[entry.number]
      var j = i
      while j > range.lowerBound, values[entries[j - 1].number] > value {
        entries[j] = entries[j - 1]
        j -= 1
      }
      entries[j] = entry
    }
  }
}
