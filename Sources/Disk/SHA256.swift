internal import CCrypto
import Core

/// The hash function SHA-256 (FIPS 180-4), by OpenSSL, of bytes that come piece by piece.
package struct SHA256 {
  private var context = SHA256_CTX()

  /// Of no bytes so far.
  ///
  /// - Throws: ``Failure`` (70) where the library is not there.
  package init() throws {
    if let missing = rutverk_missing_crypto() { throw Failure(.software, String(cString: missing)) }
    _ = SHA256_Init(&context)
  }

  /// Adds bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    _ = SHA256_Update(&context, bytes.baseAddress, bytes.count)
  }

  /// Adds a text's bytes in UTF-8.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of all bytes so far, in 64 hexadecimal digits.
  package var digits: String {
    var last = context
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256_Final(&digest, &last)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
