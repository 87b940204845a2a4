/// The secret that parts which shall merge share: 32 random bytes, or a phrase, of which 32 bytes are made slowly.
///
/// Who has it finds the number behind any key by trying them all; who has not would have to try 2²⁵⁶ salts, with the check value of a
/// partial result too, or each phrase with four million hashes. So no short or plain one is taken.
public struct PhoneSalt: Sendable, Equatable {
  let bytes: [UInt8]

  /// How many bytes a salt has.
  public static let byteCount = 32

  /// Why a text is no salt.
  public enum Fault: Error, Sendable, Equatable {
    /// Neither 64 hexadecimal digits, nor 44 characters of Base64, nor a phrase that is long enough.
    case form
    /// Of the right form, but not random: few different bytes, steps, or letters and digits that were coded.
    case plain
  }

  /// A salt from the system's random source.
  public static func random() -> PhoneSalt {
    var generator = SystemRandomNumberGenerator()
    while true {
      let salt = PhoneSalt(unchecked: (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) })
      // Once in more than 10⁹ times chance makes one that would be refused.
      if !salt.isPlain { return salt }
    }
  }

  /// Reads 64 hexadecimal digits, or Base64 of 32 bytes with or without `=` at the end; else a phrase of at least 24 bytes, ten
  /// of them different.
  public init(text: String) throws(Fault) {
    if let bytes = Self.hexadecimal(text) ?? Self.base64(text), bytes.count == Self.byteCount {
      self.init(unchecked: bytes)
      if isPlain { throw .plain }
      return
    }
    let phrase = Array(text.utf8)
    // Digits of a random salt of which some are lacking are no phrase.
    let isTorn = phrase.count > Self.byteCount && text.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    let steps = Set(zip(phrase, phrase.dropFirst()).map { $1 &- $0 })
    guard phrase.count >= 24, Set(phrase).count >= 10, steps.count >= 8, !isTorn else { throw .form }
    self.init(unchecked: PhoneHasher.stretched(phrase))
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The salt as 64 hexadecimal digits.
  public var text: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Random bytes are hardly ever so: of 32 some 30 differ, and so do their steps; half of them are no ASCII.
  private var isPlain: Bool {
    let steps = zip(bytes, bytes.dropFirst()).map { $1 &- $0 }
    return Set(bytes).count < 20 || Set(steps).count < 16 || bytes.allSatisfy { $0 < 0x80 }
  }

  private static func hexadecimal(_ text: String) -> [UInt8]? {
    let digits = text.utf8.compactMap {
      UnicodeScalar($0).properties.isASCIIHexDigit ? Character(UnicodeScalar($0)).hexDigitValue : nil
    }
    guard text.utf8.count == 2 * byteCount, digits.count == text.utf8.count else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private static func base64(_ text: String) -> [UInt8]? {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var characters = Array(text.utf8)
    if characters.count == 44, characters.last == UInt8(ascii: "=") { characters.removeLast() }
    guard characters.count == 43 else { return nil }
    var (bytes, bits, count) = ([UInt8](), UInt32(0), 0)
    for character in characters {
      guard let value = letters.firstIndex(of: character) else { return nil }
      (bits, count) = (bits << 6 | UInt32(value), count + 6)
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= (1 << UInt32(count)) - 1
      }
    }
    // What is left of the last character is 0.
    return bits == 0 ? bytes : nil
  }
}
