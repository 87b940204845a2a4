import Core

extension [UInt8] {
  /// Appends an integer's bytes, the lowest first.
  @inlinable
  package mutating func appendLittleEndian<T: FixedWidthInteger>(_ value: T) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a LEB128 number.
  @inlinable @inline(__always)
  package mutating func appendNumber(_ value: UInt64) {
    var rest = value
    while rest >= 128 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends bytes, their number first.
  package mutating func appendBytes(_ bytes: some Collection<UInt8>) {
    appendNumber(UInt64(bytes.count))
    append(contentsOf: bytes)
  }

  /// Appends a text: its length and its UTF-8.
  package mutating func appendText(_ text: String) { appendBytes(Array(text.utf8)) }
}

/// Reads a file's bytes; every access is checked, and what does not fit is a ``Failure`` (bad data).
package struct ByteReader: Sendable {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline var place = 0
  @usableFromInline let file: String
  private let noun: String

  /// A reader of those bytes of a file; `noun` is what messages call them.
  package init(_ bytes: [UInt8], file: String, as noun: String = "partial result") {
    (self.bytes, self.file, self.noun) = (bytes, file, noun)
  }

  /// Whether all was read.
  @inlinable package var isAtEnd: Bool { place == bytes.count }

  /// Bytes that are left.
  @inlinable package var rest: Int { bytes.count - place }

  /// What to throw where the bytes cannot be what was written.
  package func damaged() -> Failure { Failure(.badData, "the \(noun) is damaged", file: file) }

  /// Throws ``Failure`` (bad data) when bytes are left.
  package func finish() throws { if !isAtEnd { throw damaged() } }

  /// An integer of fixed width, the lowest byte first.
  @inlinable
  package mutating func integer<T: FixedWidthInteger>(_: T.Type) throws -> T {
    let width = MemoryLayout<T>.size
    guard rest >= width else { throw damaged() }
    var value: T = 0
    for i in 0..<width { value |= T(truncatingIfNeeded: bytes[place + i]) << T(i * 8) }
    place += width
    return value
  }

  /// Eight bytes.
  @inlinable
  package mutating func word() throws -> UInt64 { try integer(UInt64.self) }

  /// A LEB128 number.
  @inlinable @inline(__always)
  package mutating func number() throws -> UInt64 {
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

  /// So many times eight bytes.
  package mutating func words(_ count: Int) throws -> [UInt64] {
    guard 0...rest / 8 ~= count else { throw damaged() }
    defer { place += 8 * count }
    return [UInt64](unsafeUninitializedCapacity: count) { words, filled in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(words).copyMemory(from: .init(rebasing: $0[place..<place + 8 * count]))
      }
      for i in 0..<count { words[i] = UInt64(littleEndian: words[i]) }
      filled = count
    }
  }

  /// A LEB128 number below a limit.
  @inlinable
  package mutating func number(below limit: UInt64) throws -> UInt64 {
    let value = try number()
    if value >= limit { throw damaged() }
    return value
  }

  /// A LEB128 number of things, each of which takes at least `size` of the bytes that follow.
  package mutating func count(ofAtLeast size: Int = 1) throws -> Int {
    let value = try number()
    guard value <= UInt64(rest / max(1, size)) else { throw damaged() }
    return Int(value)
  }

  /// So many bytes.
  package mutating func take(_ count: Int) throws -> [UInt8] {
    guard 0...rest ~= count else { throw damaged() }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  /// A text: its length and its UTF-8.
  package mutating func text() throws -> String {
    guard let text = String(validating: try take(count()), as: UTF8.self) else { throw damaged() }
    return text
  }
}
