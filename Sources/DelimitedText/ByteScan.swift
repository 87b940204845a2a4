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

  /// Counts quotes and line ends in `range`.
  static func census(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, newline: UInt8) -> Census {
    let (quotePattern, newlinePattern) = (pattern(FieldScanner.quote), pattern(newline))
    var census = Census()
    var seen: UInt64 = 0
    var position = range.lowerBound
    let lastWord = range.upperBound - 8
    while position <= lastWord {
      var (quotes, newlines): (UInt64, UInt64) = (0, 0)
      // One count a byte of the word; the eight of them together must stay below 256.
      let stop = min(position + 8 * 30, lastWord)
      while position <= stop {
        let word = word(base + position)
        quotes &+= matches(word, quotePattern) &>> 7
        newlines &+= matches(word, newlinePattern) &>> 7
        seen |= word
        position &+= 8
      }
      // The highest byte of the product is the sum of all eight.
      census.quotes += Int(truncatingIfNeeded: (quotes &* pattern(1)) &>> 56)
      census.newlines += Int(truncatingIfNeeded: (newlines &* pattern(1)) &>> 56)
    }
    while position < range.upperBound {
      let byte = base[position]
      if byte == FieldScanner.quote { census.quotes += 1 }
      if byte == newline { census.newlines += 1 }
      seen |= UInt64(byte)
      position += 1
    }
    census.isASCII = seen & pattern(0x80) == 0
    return census
  }
}
