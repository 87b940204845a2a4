import Columns

/// Finds a station's row by its name, bytes against bytes; spaces around a name are ignored.
///
/// A table of places with open addressing, at most half full, shared by all workers. A place holds a name's length and its first
/// and last four bytes, so that names of up to eight bytes are found with one look at memory.
public struct StationNames: Sendable {
  private struct Place: Sendable {
    var word: UInt64 = 0
    var length: UInt32 = 0
    // −1 for a free place.
    var row: Int32 = -1
  }

  private let places: [Place]
  // All names without the spaces around them, and where each starts.
  private let bytes: [UInt8]
  private let starts: [Int]
  /// The first row whose name an earlier row has, and that row; nil when all names differ. Lookups give the earlier row.
  public let firstDuplicate: (row: Int, earlier: Int)?

  /// The names of stations 0 …; at most 2³¹ − 1 rows of less than 4 GB each. An empty name finds nothing.
  public init(_ names: TextColumn) {
    var size = 16
    while size < 2 * names.count { size *= 2 }
    var places = [Place](repeating: Place(), count: size)
    var bytes = [UInt8]()
    var starts = [Int]()
    bytes.reserveCapacity(names.bytes.count)
    starts.reserveCapacity(names.count)
    var duplicate: (row: Int, earlier: Int)?
    for row in 0..<names.count {
      let span = names.bytes.span.extracting(names.range(row))
      let name = span.extracting(trimmedRange(span))
      starts.append(bytes.count)
      for i in name.indices { bytes.append(name[i]) }
      if name.isEmpty { continue }
      let sought = Sought(name, places.count)
      let place = Self.find(sought, places) { Self.equal(name, bytes.span, at: starts[$0]) }
      if places[place].row < 0 {
        places[place] = Place(word: sought.word, length: UInt32(name.count), row: Int32(row))
      } else if duplicate == nil {
        duplicate = (row, Int(places[place].row))
      }
    }
    (self.places, self.bytes, self.starts) = (places, bytes, starts)
    firstDuplicate = duplicate
  }

  /// The row of the station of that name in UTF-8; −1 when there is none.
  public func row(of name: borrowing Span<UInt8>) -> Int32 {
    let trimmed = name.extracting(trimmedRange(name))
    let place = Self.find(Sought(trimmed, places.count), places) { row in
      Self.equal(trimmed, bytes.span, at: starts[row])
    }
    return places[place].row
  }

  /// Names that are looked for together.
  private static let group = 64

  /// The rows of many names in UTF-8, −1 for those that no station has.
  ///
  /// The table is larger than a processor's nearest caches. So all of a group's first places are asked for before any is waited for.
  ///
  /// - Parameters:
  ///   - count: names.
  ///   - withName: calls what it is handed with the name of that number, 0 … count − 1; may be called twice for a name.
  public func rows(_ count: Int, withName: (Int, (Span<UInt8>) -> Void) -> Void) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { rows, filled in
      withUnsafeTemporaryAllocation(of: Sought.self, capacity: Self.group) { sought in
        sought.initialize(repeating: Sought())
        for start in stride(from: 0, to: count, by: Self.group) {
          let end = min(start + Self.group, count)
          for i in start..<end {
            withName(i) { sought[i - start] = Sought($0.extracting(trimmedRange($0)), places.count) }
          }
          places.withUnsafeBufferPointer { places in
            for i in start..<end {
              let (name, found) = (sought[i - start], places[sought[i - start].place])
              // No branch on what is not there yet. The word is all of a short name; a free place has a length of 0.
              let isFound = found.word == name.word && Int(found.length) == name.length
              rows[i] = isFound && name.isWhole ? found.row : Self.notFoundYet
            }
          }
          for i in start..<end where rows[i] == Self.notFoundYet {
            let name = sought[i - start]
            if name.isWhole {
              rows[i] = places[Self.find(name, places) { _ in true }].row
            } else {
              withName(i) { rows[i] = row(of: $0) }
            }
          }
        }
      }
      filled = count
    }
  }

  private static let notFoundYet: Int32 = -2

  /// The place of a name, or the free one where it would be. `isEqual` is asked about rows whose names are longer than a word and
  /// of the same length and word.
  @inline(__always)
  private static func find(_ name: Sought, _ places: [Place], isEqual: (Int) -> Bool) -> Int {
    var place = name.place
    while places[place].row >= 0 {
      let found = places[place]
      if found.word == name.word, Int(found.length) == name.length, name.isWhole || isEqual(Int(found.row)) { break }
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  @inline(__always)
  private static func equal(_ name: borrowing Span<UInt8>, _ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    for i in name.indices where name[i] != bytes[start + i] { return false }
    return true
  }
}

/// What a station's name is found by.
private struct Sought {
  /// The first and the last four bytes (or fewer, each once).
  var word: UInt64 = 0
  var length = 0
  /// The first place to look at.
  var place = 0

  init() {}

  /// A name without spaces around it, in a table of so many places (a power of two).
  @inline(__always)
  init(_ name: borrowing Span<UInt8>, _ places: Int) {
    length = name.count
    let raw = name.bytes
    if length >= 4 {
      word =
        UInt64(raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
        | UInt64(raw.unsafeLoadUnaligned(fromByteOffset: length - 4, as: UInt32.self)) << 32
    } else {
      for i in name.indices { word = word << 8 | UInt64(name[i]) }
    }
    // The word, the length and, in a long name, all bytes, mixed.
    var state = (word ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    if !isWhole {
      for i in name.indices { state = (state ^ UInt64(name[i])) &* 0x0000_0100_0000_01B3 }
    }
    state ^= state >> 32
    state = state &* 0xD6E8_FEB8_6659_FD93
    place = Int(truncatingIfNeeded: state >> 33) & (places - 1)
  }

  /// Whether word and length are all of the name.
  @inline(__always)
  var isWhole: Bool { length <= 8 }
}

/// Where a text's bytes start and end when spaces, tabs and the like around them are left away.
@inline(__always)
func trimmedRange(_ text: borrowing Span<UInt8>) -> Range<Int> {
  var first = 0
  var last = text.count
  while first < last, text[first] <= 32 { first += 1 }
  while last > first, text[last - 1] <= 32 { last -= 1 }
  return first..<last
}
