import Core
import Parallel

/// Rows of a column by ascending value.
enum RadixOrder {
  /// A row and its value.
  struct Entry: RadixKeyed, BitwiseCopyable, Sendable {
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

  /// The rows whose value is not NaN, by ascending value, equal values by ascending row, −0 equal to 0, each with its value, so
  /// that whoever walks them reads straight ahead.
  ///
  /// A radix sort over the bits of the doubles, mapped so that they order as unsigned integers: time linear in the rows,
  /// without comparisons. `values` has at most 2³² − 1 entries.
  ///
  /// Many rows are first dealt into groups of neighbouring values, which are then sorted side by side. The order is the
  /// same for any number of `threads`: there is only one.
  static func sorted(_ values: [Double], threads: Int) throws -> [Entry] {
    if threads <= 1 || values.count < leastToDeal { return sorted(values) }
    let pivots = pivots(of: values)
    /// A block's entries by group, one group after the other, each in the order of the rows.
    let dealt = try Parallel.blocks(of: values.count, threads: threads) { range in
      Dealt(entries(values, range), pivots)
    }
    let groups = try Parallel.map(count: pivots.count + 1, threads: threads) { group in
      var members: [Entry] = []
      members.reserveCapacity(dealt.reduce(0) { $0 + $1.range(group).count })
      for block in dealt { members += block.entries[block.range(group)] }
      return sorted(members)
    }
    let cuts = groups.indices.map { group in
      let start = groups[..<group].reduce(0) { $0 + $1.count }
      return start..<start + groups[group].count
    }
    return try filledColumn(count: cuts.last?.upperBound ?? 0, cuts: cuts, threads: threads) { group, _, target in
      _ = target.initialize(from: groups[group])
    }
  }

  /// The rows whose value is not NaN with their values, by ascending value, equal values by ascending row; on one thread.
  static func sorted(_ values: [Double]) -> [Entry] { sorted(entries(values, values.indices)) }

  /// Fewer rows are not worth dealing.
  private static let leastToDeal = 1 << 17
  private static let groupCount = 16

  /// Keys between which the values fall into groups of about the same size, as far as every so many-th row can tell.
  private static func pivots(of values: [Double]) -> [UInt64] {
    let step = max(1, values.count / 4096)
    let sample = stride(from: 0, to: values.count, by: step).filter { !values[$0].isNaN }
      .map { Entry(values[$0], row: $0).key }.sorted()
    if sample.isEmpty { return [] }
    return (1..<groupCount).map { sample[$0 * sample.count / groupCount] }
  }

  /// Entries of some rows, dealt into groups.
  private struct Dealt: Sendable {
    private(set) var entries: [Entry]
    /// Where each group starts, and the end of the last.
    private var starts: [Int]

    /// A key equal to a pivot belongs to the group behind it, so that equal keys stay together.
    init(_ plain: [Entry], _ pivots: [UInt64]) {
      starts = [Int](repeating: 0, count: pivots.count + 2)
      let groups = plain.map { entry in
        var group = 0
        for pivot in pivots { group &+= entry.key >= pivot ? 1 : 0 }
        return group
      }
      for group in groups { starts[group + 1] += 1 }
      for group in 0...pivots.count { starts[group + 1] += starts[group] }
      var next = starts
      entries = plain
      for (entry, group) in zip(plain, groups) {
        entries[next[group]] = entry
        next[group] += 1
      }
    }

    func range(_ group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }
  }

  /// The entries of the rows of `range` whose value is not NaN.
  private static func entries(_ values: [Double], _ range: Range<Int>) -> [Entry] {
    [Entry](unsafeUninitializedCapacity: range.count) { storage, count in
      for row in range where !values[row].isNaN {
        storage.initializeElement(at: count, to: Entry(values[row], row: row))
        count += 1
      }
    }
  }

  /// The entries in order.
  private static func sorted(_ unsorted: [Entry]) -> [Entry] {
    var (entries, spare) = (unsorted, [Entry]())
    radixSort(&entries, spare: &spare)
    return entries
  }
}
