internal import CCrypto
import Core
import Foundation

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

  /// The size and hash of a file; nil where it cannot be opened.
  ///
  /// - Throws: ``Failure`` (70) where the library is not there, (74) where the file cannot be read to its end.
  static func ofFile(_ path: String) throws -> (bytes: Int, digits: String)? {
    var sum = try SHA256()
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    defer { _ = close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: block)
    var bytes = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Failure(.io, "the file cannot be read", file: path) }
      if count == 0 { return (bytes, sum.digits) }
      buffer.withUnsafeBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      bytes += count
    }
  }

  /// Bytes read at a time: small enough for the processor's own cache.
  private static let block = 1 << 18
}
