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

  /// Counts right and wrong in `start ..< end`; `start` must not be within a character.
  package static func tally(of text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Tally {
    var tally = Tally()
    guard let base = text.baseAddress else { return tally }
    var position = start
    while position < end {
      if position > start, position + pieceBytes <= end, let found = pairs(UnsafeRawPointer(base) + position) {
        tally.characters += found
        position += pieceBytes
        continue
      }
      let stop = min(position + pieceBytes, end)
      position = skipASCII(text, position, stop)
      while position < stop {
        let width = characterWidth(text, position)
        if width == 0 {
          tally.faults += 1
          if tally.firstFault == nil { tally.firstFault = position }
        } else {
          tally.characters += 1
        }
        position = skipASCII(text, position + max(1, width), stop)
      }
    }
    return tally
  }

  /// Bytes of a piece that ``pairs(_:)`` looks at.
  private static let pieceBytes = 16 * steps
  private static let steps = 32

  /// How many characters of two bytes a piece has, sixteen bytes at a time, where it has nothing else but ASCII and ends with
  /// a character; nil otherwise. The byte before it must be there.
  ///
  /// That is nearly all text in European languages, and a row seldom has none of their letters.
  private static func pairs(_ piece: UnsafeRawPointer) -> Int? {
    // As signed numbers, which is what processors compare: second bytes are below −64, first ones from −62 to −33, ASCII
    // from 0 up.
    typealias Lanes = SIMD16<Int8>
    let (none, one) = (Lanes(repeating: 0), Lanes(repeating: 1))
    func isLead(_ bytes: Lanes) -> SIMDMask<Lanes> {
      (bytes .< Lanes(repeating: -32)) .& (bytes .> Lanes(repeating: -63))
    }
    var (characters, wrong) = (none, SIMDMask<Lanes>(repeating: false))
    for step in 0..<steps {
      let bytes = piece.loadUnaligned(fromByteOffset: 16 &* step, as: Lanes.self)
      let before = piece.loadUnaligned(fromByteOffset: 16 &* step &- 1, as: Lanes.self)
      let (lead, rest) = (isLead(bytes), bytes .< Lanes(repeating: -64))
      characters &+= none.replacing(with: one, where: lead)
      // The second byte stands behind the first and nowhere else, and nothing else is beyond ASCII.
      wrong .|= (rest .^ isLead(before)) .| ((bytes .< none) .^ (lead .| rest))
    }
    let last = piece.load(fromByteOffset: pieceBytes - 1, as: UInt8.self)
    if any(wrong) || (0xC2..<0xE0).contains(last) { return nil }
    return Int(SIMD16<Int16>(truncatingIfNeeded: characters).wrappedSum())
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
