internal import CZLIB

/// A ZIP archive of one file, stored as it is, which is what a `.qgz` is.
///
/// PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Dated 2000-01-01, so that the same project gives the same bytes.
enum StoredArchive {
  /// The archive. `bytes` must be shorter than 4 GB; a project is some hundred kB.
  static func archive(name: String, bytes: [UInt8]) -> [UInt8] {
    let title = Array(name.utf8)
    let size = UInt32(truncatingIfNeeded: bytes.count)
    // Version 2.0, UTF-8 names, stored, 00:00, 2000-01-01 (years since 1980 << 9 | month << 5 | day).
    let common =
      little(20 as UInt16) + little(0x0800 as UInt16) + little(0 as UInt16) + little(0 as UInt16)
      + little(20 << 9 | 1 << 5 | 1 as UInt16) + little(UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count)))
      + little(size) + little(size)
      + little(UInt16(title.count)) + little(0 as UInt16)
    let local = little(0x0403_4B50 as UInt32) + common + title + bytes
    let directory =
      little(0x0201_4B50 as UInt32) + little(20 as UInt16) + common + little(0 as UInt16) + little(0 as UInt16)
      + little(0 as UInt16) + little(0 as UInt32) + little(0 as UInt32) + title
    let end =
      little(0x0605_4B50 as UInt32) + little(0 as UInt16) + little(0 as UInt16) + little(1 as UInt16)
      + little(1 as UInt16) + little(UInt32(directory.count)) + little(UInt32(local.count)) + little(0 as UInt16)
    return local + directory + end
  }

  private static func little<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
    (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
