/// Bytes as text (RFC 4648, section 4, with padding).
package enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text of some bytes.
  package static func text(_ bytes: [UInt8]) -> String {
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
