/// Whether bytes are UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
public enum UTF8Validation {
  /// Whether all of `text` is UTF-8.
  public static func isValid(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { endOfCharacters(in: $0, from: 0, to: $0.count) != nil }
  }

  /// Where a piece's last character ends, or nil when a character that starts in the piece is not UTF-8.
  ///
  /// A piece owns the characters that start in `start ..< end`; the last may reach beyond `end`. `start` must be the
  /// start of a character.
  package static func endOfCharacters(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      position = skipASCII(text, position, end)
      if position >= end { break }
      let width = characterWidth(text, position)
      if width == 0 { return nil }
      position += width
    }
    return position
  }

  /// What bytes of doubtful encoding hold.
  package struct Tally: Equatable {
    /// Characters beyond ASCII that are right in UTF-8.
    package var characters = 0
    /// Bytes that are not part of a character.
    package var faults = 0
    /// The first of those.
    package var firstFault: Int?

    /// Nothing but ASCII.
    package init() {}
  }

  /// Counts right and wrong in `start ..< end`.
  package static func tally(of text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Tally {
    var tally = Tally()
    var position = skipASCII(text, start, end)
    while position < end {
      let width = characterWidth(text, position)
      if width == 0 {
        tally.faults += 1
        if tally.firstFault == nil { tally.firstFault = position }
      } else {
        tally.characters += 1
      }
      position = skipASCII(text, position + max(1, width), end)
    }
    return tally
  }

  /// The first byte from `start` on that is not ASCII, or `end`.
  package static func skipASCII(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard let base = text.baseAddress, start < end else { return max(start, end) }
    let raw = UnsafeRawPointer(base)
    let beyond: UInt64 = 0x8080_8080_8080_8080
    var position = start
    while position + 32 <= end {
      let word =
        raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self)
        | raw.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self)
      if word & beyond != 0 { break }
      position += 32
    }
    while position + 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)) & beyond
      if word != 0 { return position + word.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, text[position] < 0x80 { position += 1 }
    return position
  }

  /// Bytes of the character that starts at `position`, 0 when it is not one.
  package static func characterWidth(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let first = text[position]
    if first < 0x80 { return 1 }
    let left = text.count - position
    guard first >= 0xC2, first <= 0xF4, left >= 2 else { return 0 }
    let second = text[position + 1]
    if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
    guard left >= 3, text[position + 2] & 0xC0 == 0x80 else { return 0 }
    if first < 0xF0 {
      let lowest: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let highest: UInt8 = first == 0xED ? 0x9F : 0xBF
      return second >= lowest && second <= highest ? 3 : 0
    }
    guard left >= 4, text[position + 3] & 0xC0 == 0x80 else { return 0 }
    let lowest: UInt8 = first == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = first == 0xF4 ? 0x8F : 0xBF
    return second >= lowest && second <= highest ? 4 : 0
  }
}
