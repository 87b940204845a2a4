/// Distinct keys and how often each came, ascending, in about three bytes each.
///
/// An entry is the step from the key before, shifted left by one, with the lowest bit set when the count is more than one;
/// then, in that case, the count less two. Both are LEB128 numbers (seven bits a byte, low bits first, the top bit marks that more follow).
struct EntryBytes: Sendable {
  /// The coded entries.
  private(set) var bytes: [UInt8] = []
  /// Entries.
  private(set) var count = 0

  /// Bytes of memory.
  var footprint: Int { bytes.capacity }

  /// Walks over entries made by ``EntryBytes``; not for bytes from a file, which ``ByteReader`` checks.
  struct Cursor {
    private var place: UnsafePointer<UInt8>?
    private let end: UnsafePointer<UInt8>?
    private(set) var key: UInt64 = 0
    private(set) var count: UInt64 = 0
    private(set) var isDone = false

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      place = bytes.baseAddress
      end = bytes.baseAddress.map { $0 + bytes.count }
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
  struct Writer {
    private(set) var at: UnsafeMutablePointer<UInt8>
    private var last: UInt64 = 0
    private(set) var count = 0

    init(_ start: UnsafeMutablePointer<UInt8>) { at = start }

    @inline(__always)
    mutating func put(_ key: UInt64, _ times: UInt64) {
      number((key &- last) << 1 | (times > 1 ? 1 : 0))
      if times > 1 { number(times &- 2) }
      last = key
      count &+= 1
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

  /// Adds sorted keys, each once or as often as `counts` says (empty, or as long as `keys`); a key may occur several times.
  ///
  /// - Parameter spare: memory that is used again and again.
  mutating func add(sorted keys: [UInt64], counts: [UInt64] = [], spare: inout [UInt8]) {
    if keys.isEmpty { return }
    // An entry that is there already only gets a shorter step, or a count that is longer by what a new entry may have.
    let room = bytes.count + keys.count * Self.mostBytes
    if spare.count < room { spare = [UInt8](repeating: 0, count: room + room / 8) }
    let (length, entries): (Int, Int) = spare.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return (0, 0) }
      var writer = Writer(start)
      bytes.withUnsafeBufferPointer { source in
        keys.withUnsafeBufferPointer { keys in
          counts.withUnsafeBufferPointer { Self.merge(Cursor(source), keys, $0, into: &writer) }
        }
      }
      return (writer.at - start, writer.count)
    }
    replace(with: spare[..<length], entries)
  }

  @inline(__always)
  private static func merge(
    _ start: Cursor, _ keys: UnsafeBufferPointer<UInt64>, _ counts: UnsafeBufferPointer<UInt64>,
    into writer: inout Writer
  ) {
    var cursor = start
    var i = 0
    while i < keys.count {
      let key = keys[i]
      while !cursor.isDone, cursor.key < key {
        writer.put(cursor.key, cursor.count)
        cursor.advance()
      }
      var times: UInt64 = 0
      while i < keys.count, keys[i] == key {
        times &+= counts.isEmpty ? 1 : counts[i]
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

  private mutating func replace(with new: ArraySlice<UInt8>, _ entries: Int) {
    if bytes.capacity < new.count || bytes.capacity > 2 * new.count + 64 {
      bytes = []
      bytes.reserveCapacity(new.count + new.count / 8)
    } else {
      bytes.removeAll(keepingCapacity: true)
    }
    bytes.append(contentsOf: new)
    count = entries
  }
}
