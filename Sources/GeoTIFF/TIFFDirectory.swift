/// A directory of a TIFF file: what one image in it is like, in entries by their tags (TIFF 6.0, and BigTIFF for large files).
struct TIFFDirectory {
  /// Values of an entry, in one of the kinds that TIFF has.
  enum Values {
    case text(String)
    case shorts([UInt16])
    case longs([UInt32])
    case doubles([Double])
    /// Places in the file: of 32 bits, or of 64 in a large one.
    case offsets([Int])
  }

  /// Values by tag.
  private var entries: [UInt16: Values] = [:]

  subscript(tag: UInt16) -> Values? {
    get { entries[tag] }
    set { entries[tag] = newValue }
  }

  /// Bytes that it takes with all its values; a multiple of 8.
  func byteCount(isLarge: Bool) -> Int {
    let room = isLarge ? 8 : 4
    let values = entries.values.reduce(0) { sum, values in
      let count = Self.bytes(values, isLarge: isLarge).count
      return sum + (count > room ? Self.aligned(count) : 0)
    }
    return headCount(isLarge: isLarge) + values
  }

  /// Its bytes, little-endian, for a place in the file; `next`: where the directory behind it begins, 0 for the last.
  func bytes(at place: Int, next: Int, isLarge: Bool) -> [UInt8] {
    let room = isLarge ? 8 : 4
    var head: [UInt8] = []
    var values: [UInt8] = []
    let behind = place + headCount(isLarge: isLarge)
    if isLarge {
      Self.append(UInt64(entries.count), to: &head)
    } else {
      Self.append(UInt16(truncatingIfNeeded: entries.count), to: &head)
    }
    for (tag, entry) in entries.sorted(by: { $0.key < $1.key }) {
      Self.append(tag, to: &head)
      Self.append(Self.kind(entry, isLarge: isLarge), to: &head)
      var bytes = Self.bytes(entry, isLarge: isLarge)
      Self.append(place: Self.count(entry), to: &head, isLarge: isLarge)
      if bytes.count > room {
        Self.append(place: behind + values.count, to: &head, isLarge: isLarge)
        bytes += [UInt8](repeating: 0, count: Self.aligned(bytes.count) - bytes.count)
        values += bytes
      } else {
        head += bytes + [UInt8](repeating: 0, count: room - bytes.count)
      }
    }
    Self.append(place: next, to: &head, isLarge: isLarge)
    head += [UInt8](repeating: 0, count: behind - place - head.count)
    return head + values
  }

  /// Bytes of the entries themselves, without values that find no room in them.
  private func headCount(isLarge: Bool) -> Int {
    Self.aligned(isLarge ? 8 + entries.count * 20 + 8 : 2 + entries.count * 12 + 4)
  }

  /// The number of TIFF for a kind of values.
  private static func kind(_ values: Values, isLarge: Bool) -> UInt16 {
    switch values {
    case .text: 2
    case .shorts: 3
    case .longs: 4
    case .doubles: 12
    case .offsets: isLarge ? 16 : 4
    }
  }

  private static func count(_ values: Values) -> Int {
    switch values {
    case .text(let text): text.utf8.count + 1
    case .shorts(let numbers): numbers.count
    case .longs(let numbers): numbers.count
    case .doubles(let numbers): numbers.count
    case .offsets(let places): places.count
    }
  }

  private static func bytes(_ values: Values, isLarge: Bool) -> [UInt8] {
    var result: [UInt8] = []
    switch values {
    case .text(let text): result = Array(text.utf8) + [0]
    case .shorts(let numbers): for number in numbers { append(number, to: &result) }
    case .longs(let numbers): for number in numbers { append(number, to: &result) }
    case .doubles(let numbers): for number in numbers { append(number.bitPattern, to: &result) }
    case .offsets(let places): for place in places { append(place: place, to: &result, isLarge: isLarge) }
    }
    return result
  }

  /// The next multiple of 8.
  static func aligned(_ count: Int) -> Int { (count + 7) / 8 * 8 }

  /// Adds a number, the lowest byte first.
  static func append<T: FixedWidthInteger>(_ number: T, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: T.bitWidth, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// Adds a place in the file, or a number of values.
  static func append(place: Int, to bytes: inout [UInt8], isLarge: Bool) {
    if isLarge { append(UInt64(place), to: &bytes) } else { append(UInt32(truncatingIfNeeded: place), to: &bytes) }
  }
}
