import Core

/// One phone in a file: its key (16 bytes, upper half first, each little-endian), the number of its entries, and for each
/// the step from the visit before, shifted left by one with the lowest bit set when the count is more than one, and in
/// that case the count less two. Numbers are LEB128. The first step is the visit itself.
///
/// A visit is (day since 1970-01-01) · 2^b + station + 1, station 0 … or −1 for an unlocated event, with b the bits of the
/// number of stations (``EntryLayout/stationBits``).
enum PhoneBlock {
  /// Appends a phone.
  static func append(_ phone: PhoneKey, _ visits: borrowing PhoneVisits, to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(phone.high)
    bytes.appendLittleEndian(phone.low)
    bytes.appendNumber(UInt64(visits.visits.count))
    var last: UInt64 = 0
    for i in visits.visits.indices {
      let count = visits.counts[i]
      bytes.appendNumber((visits.visits[i] &- last) << 1 | (count > 1 ? 1 : 0))
      if count > 1 { bytes.appendNumber(count &- 2) }
      last = visits.visits[i]
    }
  }

  /// Reads phones up to the end of `reader`, everything checked. Throws ``Failure`` (bad data).
  static func readAll(
    _ reader: inout ByteReader, _ layout: EntryLayout, _ visits: inout PhoneVisits,
    _ body: (PhoneKey, inout PhoneVisits) throws -> Void
  ) throws {
    while !reader.isAtEnd {
      let key = PhoneKey(high: try reader.word(), low: try reader.word())
      let entries = try reader.number()
      visits.removeAll()
      var visit: UInt64 = 0
      var i: UInt64 = 0
      while i < entries {
        let step = try reader.number()
        guard i == 0 || step >> 1 > 0, step >> 1 < 1 << UInt64(layout.visitBits) else { throw reader.damaged() }
        visit += step >> 1
        let count = try step & 1 == 0 ? 1 : reader.number(below: 1 << 62) + 2
        guard visit < 1 << UInt64(layout.visitBits), layout.code(visit) <= layout.stationCount else {
          throw reader.damaged()
        }
        visits.append(visit, count)
        i += 1
      }
      if entries == 0 { throw reader.damaged() }
      try body(key, &visits)
    }
  }
}

extension [UInt8] {
  /// Appends an integer's bytes, the lowest first.
  mutating func appendLittleEndian<T: FixedWidthInteger>(_ value: T) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a LEB128 number.
  @inline(__always)
  mutating func appendNumber(_ value: UInt64) {
    var rest = value
    while rest >= 128 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Reads a file's bytes; every access is checked, and what does not fit is a ``Failure`` (bad data).
struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0
  private let file: String

  /// A reader of those bytes of a file.
  init(_ bytes: [UInt8], file: String) {
    (self.bytes, self.file) = (bytes, file)
  }

  var isAtEnd: Bool { place == bytes.count }

  /// Bytes that are left.
  var rest: Int { bytes.count - place }

  func damaged() -> Failure { Failure(.badData, "the partial result is damaged", file: file) }

  /// Throws ``Failure`` (bad data) when bytes are left.
  func finish() throws { if !isAtEnd { throw damaged() } }

  /// An integer of fixed width, the lowest byte first.
  mutating func integer<T: FixedWidthInteger>(_: T.Type) throws -> T {
    let width = MemoryLayout<T>.size
    guard rest >= width else { throw damaged() }
    var value: T = 0
    for i in 0..<width { value |= T(truncatingIfNeeded: bytes[place + i]) << T(i * 8) }
    place += width
    return value
  }

  mutating func word() throws -> UInt64 { try integer(UInt64.self) }

  /// A LEB128 number.
  @inline(__always)
  mutating func number() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard place < bytes.count, shift < 64 else { throw damaged() }
      let byte = bytes[place]
      place += 1
      // The tenth byte has room for one bit.
      if shift == 63, byte > 1 { throw damaged() }
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
  }

  /// A LEB128 number below a limit.
  mutating func number(below limit: UInt64) throws -> UInt64 {
    let value = try number()
    if value >= limit { throw damaged() }
    return value
  }

  /// A LEB128 number of things, each of which takes at least `size` of the bytes that follow.
  mutating func count(ofAtLeast size: Int = 1) throws -> Int {
    let value = try number()
    guard value <= UInt64(rest / max(1, size)) else { throw damaged() }
    return Int(value)
  }

  /// So many bytes.
  mutating func take(_ count: Int) throws -> [UInt8] {
    guard 0...rest ~= count else { throw damaged() }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  /// A text: its length and its UTF-8.
  mutating func text() throws -> String {
    guard let text = String(validating: try take(count()), as: UTF8.self) else { throw damaged() }
    return text
  }
}
