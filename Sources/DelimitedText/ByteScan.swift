import CLanes

/// Eight bytes at a time: comparisons inside one 64-bit word.
enum ByteScan {
  /// `byte` in all eight places.
  @inline(__always)
  static func pattern(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The eight bytes at `pointer`, the first one lowest.
  @inline(__always)
  static func word(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// The bytes `from ..< end` (at most eight), the first one lowest, zeros behind them.
  static func partialWord(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    for position in from..<min(end, from + 8) { word |= UInt64(base[position]) << UInt64(8 * (position - from)) }
    return word
  }

  /// The highest bit of each byte that equals the pattern's, no other bit. Exact: a carry never leaves its byte,
  /// since 7F + 7F < 100.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = word ^ pattern
    return ~(((difference & low) &+ low) | difference | low)
  }

  /// Sixteen bytes side by side.
  typealias Lanes = SIMD16<UInt8>

  /// Which of sixteen bytes are `byte`: one bit a byte, the first byte's lowest.
  @inline(__always)
  static func matches(_ lanes: Lanes, _ byte: UInt8) -> UInt32 {
    rutverk_top_bits(unsafeBitCast(lanes .== Lanes(repeating: byte), to: Lanes.self))
  }

  /// The highest bits of sixteen bytes, the first byte's lowest.
  @inline(__always)
  static func topBits(_ lanes: Lanes) -> UInt32 { rutverk_top_bits(lanes) }

  /// Which of the 64 bytes at `pointer` are `byte`: one bit a byte, the first byte's lowest.
  @inline(__always)
  static func matches64(_ pointer: UnsafePointer<UInt8>, _ byte: UInt8) -> UInt64 {
    let bytes = UnsafeRawPointer(pointer)
    @inline(__always) func part(_ place: Int) -> UInt64 {
      UInt64(matches(bytes.loadUnaligned(fromByteOffset: place, as: Lanes.self), byte)) &<< UInt64(place)
    }
    return part(0) | part(16) | part(32) | part(48)
  }

  /// How often `byte` occurs in `range`.
  static func count(_ byte: UInt8, _ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int {
    let wanted = pattern(byte)
    var total = 0
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      total += matches(word(base + position), wanted).nonzeroBitCount
      position += 8
    }
    while position < range.upperBound {
      if base[position] == byte { total += 1 }
      position += 1
    }
    return total
  }

  /// What a piece of text holds, as far as it matters for cutting it into rows.
  struct Census: Sendable {
    var quotes = 0
    var newlines = 0
    var isASCII = true

    static func += (a: inout Census, b: Census) {
      a.quotes += b.quotes
      a.newlines += b.newlines
      a.isASCII = a.isASCII && b.isASCII
    }
  }

  /// Counts quotes and line ends in `range`, sixteen bytes at a time.
  static func census(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, newline: UInt8) -> Census {
    let (one, none) = (Lanes(repeating: 1), Lanes(repeating: 0))
    let (quote, wanted) = (Lanes(repeating: FieldScanner.quote), Lanes(repeating: newline))
    let raw = UnsafeRawPointer(base)
    var census = Census()
    var seen = none
    var position = range.lowerBound
    while position + 16 <= range.upperBound {
      var (quotes, newlines) = (none, none)
      // Each of the sixteen lanes counts, and must stay below 256.
      let stop = min(position + 16 * 255, range.upperBound)
      while position + 16 <= stop {
        let piece = raw.loadUnaligned(fromByteOffset: position, as: Lanes.self)
        quotes &+= none.replacing(with: one, where: piece .== quote)
        newlines &+= none.replacing(with: one, where: piece .== wanted)
        seen |= piece
        position &+= 16
      }
      census.quotes += Int(SIMD16<UInt16>(truncatingIfNeeded: quotes).wrappedSum())
      census.newlines += Int(SIMD16<UInt16>(truncatingIfNeeded: newlines).wrappedSum())
    }
    var others = seen.max()
    while position < range.upperBound {
      let byte = base[position]
      if byte == FieldScanner.quote { census.quotes += 1 }
      if byte == newline { census.newlines += 1 }
      others = max(others, byte)
      position += 1
    }
    census.isASCII = others < 0x80
    return census
  }
}
