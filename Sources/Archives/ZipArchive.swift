internal import CZLIB

/// A ZIP archive in memory, which is what a workbook and a `.qgz` are.
///
/// PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Dated 2000-01-01, so that the same files give the same bytes.
package struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive without files.
  package init() {}

  /// Adds a file. All files together must be shorter than 4 GB, and no more than 65,535.
  ///
  /// - Parameter isPacked: whether it is deflated; else it is stored as it is.
  package mutating func add(_ name: String, _ content: [UInt8], isPacked: Bool = true) {
    let title = Array(name.utf8)
    let packed = isPacked ? Self.deflated(content) : nil
    // Version 2.0, UTF-8 names, 00:00, 2000-01-01 (years since 1980 << 9 | month << 5 | day).
    let common =
      Self.little(20 as UInt16) + Self.little(0x0800 as UInt16) + Self.little((packed == nil ? 0 : 8) as UInt16)
      + Self.little(0 as UInt16) + Self.little(20 << 9 | 1 << 5 | 1 as UInt16)
      + Self.little(UInt32(truncatingIfNeeded: crc32_z(0, content, content.count)))
      + Self.little(UInt32(truncatingIfNeeded: (packed ?? content).count))
      + Self.little(UInt32(truncatingIfNeeded: content.count))
      + Self.little(UInt16(title.count)) + Self.little(0 as UInt16)
    directory += Self.little(0x0201_4B50 as UInt32) + Self.little(20 as UInt16) + common
    directory += [UInt8](repeating: 0, count: 10) + Self.little(UInt32(truncatingIfNeeded: bytes.count)) + title
    bytes += Self.little(0x0403_4B50 as UInt32) + common + title
    bytes += packed ?? content
    count += 1
  }

  /// The archive as a file.
  package var file: [UInt8] {
    let files = Self.little(UInt16(truncatingIfNeeded: count))
    return bytes + directory + Self.little(0x0605_4B50 as UInt32) + [0, 0, 0, 0] + files + files
      + Self.little(UInt32(truncatingIfNeeded: directory.count))
      + Self.little(UInt32(truncatingIfNeeded: bytes.count))
      + [0, 0]
  }

  /// The content by RFC 1951; nil where zlib has no memory for it.
  private static func deflated(_ content: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    let version = ZLIB_VERSION
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, version,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
    var input = content
    let end = input.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(truncatingIfNeeded: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(truncatingIfNeeded: output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END else { return nil }
    result.removeLast(result.count - Int(stream.total_out))
    return result
  }

  private static func little<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
