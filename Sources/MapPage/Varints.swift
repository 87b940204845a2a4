/// Whole numbers of seven bits a byte, the least significant first: small numbers, such as differences, take one byte.
struct Varints {
  private(set) var bytes: [UInt8] = []

  /// Adds a number that is not negative.
  mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Adds a number whose sign goes into its lowest bit: 0, −1, 1, −2 … become 0, 1, 2, 3 …
  mutating func append(signed value: Int) {
    append(Self.zigzag(value))
  }

  static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

/// Bytes as text (RFC 4648, section 4, with padding).
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    let digits = Self.digits
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var i = 0
    while i < bytes.count {
      let b = i + 1 < bytes.count ? UInt32(bytes[i + 1]) : 0
      let c = i + 2 < bytes.count ? UInt32(bytes[i + 2]) : 0
      let word = UInt32(bytes[i]) << 16 | b << 8 | c
      result.append(digits[Int(word >> 18)])
      result.append(digits[Int(word >> 12 & 63)])
      result.append(i + 1 < bytes.count ? digits[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      result.append(i + 2 < bytes.count ? digits[Int(word & 63)] : UInt8(ascii: "="))
      i += 3
    }
    return String(decoding: result, as: UTF8.self)
  }
}
