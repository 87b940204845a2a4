import Disk
import TextCodec
import Foundation

/// The character encoding of a shapefile's attribute table, judged by its bytes.
///
/// The `.cpg` beside it is a hint that often lies: a table saved again as Windows-1252 keeps the old "UTF-8". Swedish
/// text in a single-byte encoding is practically never valid UTF-8, so the bytes decide between the two.
struct DBFEncoding {
  /// GDAL open options that override what the file claims; empty where the claim holds.
  private(set) var openOptions: [String] = []
  /// A remark for the user when the claim did not hold.
  private(set) var note: String?
  /// Records marked as deleted, which GDAL counts although it skips them.
  private(set) var deletedRecords = 0

  /// Looks at the `.dbf` that belongs to a `.shp` or `.dbf` path; what is no table is left to GDAL. Throws ``Failure`` (no input,
  /// I/O) where a file cannot be read: its texts would be taken for others.
  init(ofShapefile path: String) throws {
    let stem = FilePath.stem(path)
    guard let table = try Self.sibling(stem, "dbf") else { return }
    let file = try MappedFile(path: table)
    guard file.bytes.count > 32 else { return }
    var bytes = UTF8Count()
    let isTable = FilePath.fileExtension(path) == "dbf"
    let shapes = try isTable ? nil : Self.sibling(stem, "shx").flatMap(FileStatus.size).map { ($0 - 100) / 8 }
    // Of a table that changes meanwhile nothing is said here; the run ends with an error.
    let language = try? file.intact {
      let raw = UnsafeRawBufferPointer(file.bytes)
      deletedRecords = Self.scan(raw, shapes: shapes, into: &bytes)
      return raw[29]
    }
    guard let language else { return }
    let claim = try Self.sibling(stem, "cpg").map { String(decoding: try FileHead.bytes($0, 1000), as: UTF8.self) }
    judge(bytes, claim: claim?.uppercased().filter { !$0.isWhitespace }, language: language)
  }

  private mutating func judge(_ bytes: UTF8Count, claim: String?, language: UInt8) {
    if bytes.valid + bytes.invalid == 0 { return }
    let claimsUTF8 = claim.map { $0.contains("UTF") || $0.contains("65001") } ?? false
    // A character cut in two by the field's end is invalid in an otherwise valid table.
    let isUTF8 = bytes.valid > bytes.invalid
    if isUTF8 {
      openOptions = ["ENCODING=UTF-8"]
      if !claimsUTF8, let claim { note = "its .cpg says \(claim), but the texts are UTF-8" }
    } else if claimsUTF8 {
      openOptions = ["ENCODING=CP1252"]
      note = "its .cpg says UTF-8, but the texts are not; read as Windows-1252"
    } else if claim == nil, [0, 0x03, 0x57].contains(language) {
      // No claim, or "ANSI".
      openOptions = ["ENCODING=CP1252"]
    }
  }

  /// Counts over all character fields; returns the number of deleted records. What stands behind the records that the table says
  /// it has is left over from earlier, and records behind the last shape are none of the layer's.
  private static func scan(_ raw: UnsafeRawBufferPointer, shapes: Int?, into bytes: inout UTF8Count) -> Int {
    guard let header = DBFHeader(raw) else { return 0 }
    let (headerLength, recordLength) = (header.headerLength, header.recordLength)
    let rows = min(header.records, (raw.count - headerLength) / recordLength)
    // Field descriptors: 32 bytes each from byte 32; type at 11, length at 16.
    var textFields: [Range<Int>] = []
    var (descriptor, offset) = (32, 1)
    while descriptor + 32 <= headerLength, raw[descriptor] != DBFHeader.endOfFields {
      let length = Int(raw[descriptor + 16])
      if raw[descriptor + 11] == UInt8(ascii: "C") { textFields.append(offset..<offset + length) }
      // The name ends at its first NUL; what follows is often left-over memory.
      let nameEnd = (descriptor..<descriptor + 11).first { raw[$0] == 0 } ?? descriptor + 11
      bytes.add(raw, descriptor..<nameEnd)
      offset += length
      descriptor += 32
    }
    var deleted = 0
    var record = headerLength
    for number in 0..<rows {
      if raw[record] == UInt8(ascii: "*"), number < shapes ?? rows { deleted += 1 }
      for field in textFields where field.upperBound <= recordLength {
        bytes.add(raw, record + field.lowerBound..<record + field.upperBound)
      }
      record += recordLength
    }
    return deleted
  }

  private static func sibling(_ stem: String, _ name: String) throws -> String? {
    try ["\(stem).\(name)", "\(stem).\(name.uppercased())"].first { try FileStatus($0)?.kind == .file }
  }
}
