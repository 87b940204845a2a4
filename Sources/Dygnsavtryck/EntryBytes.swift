/// Distinct keys and how often each came, ascending, in about three bytes each.
///
/// An entry is the step from the key before, shifted left by one, with the lowest bit set when the count is more than one;
/// then, in that case, the count less two. Both are LEB128 numbers (seven bits a byte, low bits first, the top bit marks that more follow).
///
/// What is before the least of the keys that are added stays as it is. So keys that come nearly in order cost what is new, however
/// much is there already; in any order they cost a pass over all of it.
struct EntryBytes: Sendable {
  /// The coded entries.
  private(set) var bytes: [UInt8] = []
  /// Entries.
  private(set) var count = 0
  // Places where reading may start, ascending; the start itself is none.
  private var marks: [Mark] = []

  /// Bytes of memory.
  var footprint: Int { bytes.capacity + marks.capacity * MemoryLayout<Mark>.stride }

  /// A place between two entries.
  private struct Mark: Sendable {
    /// The key before it.
    var key: UInt64 = 0
    /// Entries before it.
    var count = 0
    /// Bytes before it.
    var offset = 0

    /// Bytes from one to the next, or somewhat more.
    static let distance = 2048
  }

  /// Walks over entries made by ``EntryBytes``; not for bytes from a file, which ``ByteReader`` checks.
  private struct Cursor {
    private var place: UnsafePointer<UInt8>?
    private let end: UnsafePointer<UInt8>?
    private(set) var key: UInt64
    private(set) var count: UInt64 = 0
    private(set) var isDone = false

    /// A walk from the first of `bytes`, before which the last key was `key`.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, after key: UInt64 = 0) {
      place = bytes.baseAddress
      end = bytes.baseAddress.map { $0 + bytes.count }
      self.key = key
      advance()
    }

    @inline(__always)
    mutating func advance() {
      guard var at = place, at != end else {
        isDone = true
        return
      }
      let step = Self.number(&at)
      key &+= step >> 1
      count = step & 1 == 0 ? 1 : Self.number(&at) &+ 2
      place = at
    }

    @inline(__always)
    private static func number(_ at: inout UnsafePointer<UInt8>) -> UInt64 {
      var value = UInt64(at[0] & 127)
      var shift: UInt64 = 7
      while at[0] >= 128 {
        at += 1
        value |= UInt64(at[0] & 127) &<< shift
        shift &+= 7
      }
      at += 1
      return value
    }
  }

  /// Writes entries; the caller has made room for ``mostBytes`` each.
  private struct Writer {
    private let start: UnsafeMutablePointer<UInt8>
    private let mark: Mark
    private var at: UnsafeMutablePointer<UInt8>
    private var nextMark: UnsafeMutablePointer<UInt8>
    private var last: UInt64
    /// Entries, those before the mark too.
    private(set) var count: Int
    /// The places where reading may start in what was written.
    private(set) var marks: [Mark] = []

    /// Writes to `start` what shall stand behind `mark`.
    init(_ start: UnsafeMutablePointer<UInt8>, behind mark: Mark) {
      (self.start, self.mark) = (start, mark)
      at = start
      nextMark = start + Mark.distance
      last = mark.key
      count = mark.count
    }

    /// Bytes written.
    var length: Int { at - start }

    @inline(__always)
    mutating func put(_ key: UInt64, _ times: UInt64) {
      if at >= nextMark { setMark() }
      number((key &- last) << 1 | (times > 1 ? 1 : 0))
      if times > 1 { number(times &- 2) }
      last = key
      count &+= 1
    }

    @inline(never)
    private mutating func setMark() {
      marks.append(Mark(key: last, count: count, offset: mark.offset + length))
      nextMark = at + Mark.distance
    }

    @inline(__always)
    private mutating func number(_ value: UInt64) {
      var rest = value
      while rest >= 128 {
        at[0] = UInt8(truncatingIfNeeded: rest) | 128
        at += 1
        rest >>= 7
      }
      at[0] = UInt8(truncatingIfNeeded: rest)
      at += 1
    }
  }

  /// The longest entry.
  static let mostBytes = 20

  /// Adds items sorted by key; a key may occur several times.
  ///
  /// - Parameter spare: memory that is used again and again.
  /// - Returns: how many entries that were there already were read for it.
  @discardableResult
  mutating func add<Item: Keyed>(sorted items: [Item], spare: inout [UInt8]) -> Int {
    guard let first = items.first?.key else { return 0 }
    while let last = marks.last, last.key >= first { marks.removeLast() }
    let mark = marks.last ?? Mark()
    let before = count
    // An entry that is there already only gets a shorter step, or a count that is longer by what a new entry may have.
    let room = bytes.count - mark.offset + items.count * Self.mostBytes
    if spare.count < room { spare = [UInt8](repeating: 0, count: room + room / 8) }
    let length = spare.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return 0 }
      var writer = Writer(start, behind: mark)
      bytes.withUnsafeBufferPointer { source in
        let cursor = Cursor(UnsafeBufferPointer(rebasing: source[mark.offset...]), after: mark.key)
        items.withUnsafeBufferPointer { Self.merge(cursor, $0, into: &writer) }
      }
      count = writer.count
      marks += writer.marks
      return writer.length
    }
    replace(from: mark.offset, with: spare[..<length])
    return before - mark.count
  }

  @inline(__always)
  private static func merge<Item: Keyed>(
    _ start: Cursor, _ items: UnsafeBufferPointer<Item>, into writer: inout Writer
  ) {
    var cursor = start
    var i = 0
    while i < items.count {
      let key = items[i].key
      while !cursor.isDone, cursor.key < key {
        writer.put(cursor.key, cursor.count)
        cursor.advance()
      }
      var times: UInt64 = 0
      while i < items.count, items[i].key == key {
        times &+= items[i].count
        i += 1
      }
      if !cursor.isDone, cursor.key == key {
        times &+= cursor.count
        cursor.advance()
      }
      writer.put(key, times)
    }
    while !cursor.isDone {
      writer.put(cursor.key, cursor.count)
      cursor.advance()
    }
  }

  /// Calls `body` with each key and its count.
  @inline(__always)
  func forEach(_ body: (UInt64, UInt64) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var cursor = Cursor(bytes)
      while !cursor.isDone {
        body(cursor.key, cursor.count)
        cursor.advance()
      }
    }
  }

  private mutating func replace(from offset: Int, with new: ArraySlice<UInt8>) {
    bytes.removeSubrange(offset...)
    // An eighth more than is needed: growing by doubling would waste up to half.
    let needed = offset + new.count
    if bytes.capacity < needed { bytes.reserveCapacity(needed + needed / 8) }
    bytes.append(contentsOf: new)
  }
}
