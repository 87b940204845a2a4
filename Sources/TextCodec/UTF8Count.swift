/// Bytes beyond ASCII, by whether they form UTF-8 characters.
package struct UTF8Count: Equatable {
  /// Complete characters of two to four bytes.
  package private(set) var valid = 0
  /// Bytes ≥ 0x80 that belong to no character.
  package private(set) var invalid = 0

  /// Adds a range of bytes, which must lie within `raw`. Overlong forms and surrogates are not told apart from
  /// proper characters: no text in a single-byte encoding looks like them.
  package init() {}

  package mutating func add(_ raw: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      let lead = raw[i]
      i += 1
      if lead < 0x80 { continue }
      let following = Self.followingBytes(lead)
      var matched = 0
      while matched < following, i + matched < range.upperBound, raw[i + matched] & 0xC0 == 0x80 { matched += 1 }
      if following > 0, matched == following {
        valid += 1
        i += following
      } else {
        invalid += 1
      }
    }
  }

  /// How many bytes follow a lead byte; 0 for one that leads nothing.
  private static func followingBytes(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 1
    case 0xE0...0xEF: 2
    case 0xF0...0xF4: 3
    default: 0
    }
  }
}
