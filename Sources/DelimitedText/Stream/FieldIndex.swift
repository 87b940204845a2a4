/// Where the fields of a block's rows lie: one worker's scratch space, used for one block after the other.
///
/// A field is a start and an end in the block, 31 bits each. The highest bit of the start says that the field lies in
/// ``unquoted`` instead, the highest bit of the end that it stood in quotes.
final class FieldIndex: @unchecked Sendable {
  static let flag: UInt32 = 1 << 31

  /// `stride` fields a row: those asked for, and one more where all others go.
  private(set) var spans: UnsafeMutablePointer<SIMD2<UInt32>>
  /// Where rows start in the block.
  private(set) var rows: UnsafeMutablePointer<UInt32>
  /// Fields whose doubled quotes had to be made single.
  private(set) var unquoted: UnsafeMutablePointer<UInt8>
  private(set) var unquotedCount = 0
  private var spanCapacity = 0
  private var rowCapacity = 0
  private var unquotedCapacity = 0

  init() {
    spans = .allocate(capacity: 0)
    rows = .allocate(capacity: 0)
    unquoted = .allocate(capacity: 0)
  }

  deinit {
    spans.deallocate()
    rows.deallocate()
    unquoted.deallocate()
  }

  /// Makes room for so many rows; what was there is gone.
  func prepare(rows count: Int, stride: Int) {
    unquotedCount = 0
    if count * stride > spanCapacity {
      spans.deallocate()
      spanCapacity = count * stride * 5 / 4
      spans = .allocate(capacity: spanCapacity)
    }
    if count > rowCapacity {
      rows.deallocate()
      rowCapacity = count * 5 / 4
      rows = .allocate(capacity: rowCapacity)
    }
  }

  /// Adds a field with its doubled quotes made single.
  func unquote(_ span: FieldSpan, _ scanner: FieldScanner) -> SIMD2<UInt32> {
    let room = unquotedCount + span.end - span.start
    if room > unquotedCapacity {
      // Fields may be read in pieces of 32 bytes, so as many are there behind the last one.
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * room + 32)
      larger.update(from: unquoted, count: unquotedCount)
      unquoted.deallocate()
      (unquoted, unquotedCapacity) = (larger, 2 * room)
    }
    let first = unquotedCount
    scanner.forEachPiece(of: span) { start, stop in
      (unquoted + unquotedCount).update(from: scanner.base + start, count: stop - start)
      unquotedCount += stop - start
    }
    return SIMD2(UInt32(first) | FieldIndex.flag, UInt32(unquotedCount) | FieldIndex.flag)
  }
}
