import Core

/// What a dBASE table says of its own length: records of one length behind a header.
struct DBFHeader {
  /// Records that the table says it has.
  let records: Int
  /// Bytes before the first record, the header's end mark among them.
  let headerLength: Int
  /// Bytes of a record, its mark of deletion among them.
  let recordLength: Int

  /// What ends the list of fields, and what ends the table.
  static let (endOfFields, endOfTable): (UInt8, UInt8) = (0x0D, 0x1A)

  /// Reads the first 32 bytes; nil where there are fewer, and for lengths that no table has.
  init?(_ raw: UnsafeRawBufferPointer) {
    guard raw.count >= 32 else { return nil }
    records = Int(raw[4]) | Int(raw[5]) << 8 | Int(raw[6]) << 16 | Int(raw[7]) << 24
    headerLength = Int(raw[8]) | Int(raw[9]) << 8
    recordLength = Int(raw[10]) | Int(raw[11]) << 8
    guard recordLength > 1, headerLength > 32, headerLength <= raw.count else { return nil }
  }

  /// Whether a table has exactly the records that it says it has, between both end marks.
  ///
  /// GDAL reads a table without its marks, and one that goes on behind its last record: so what a failed write leaves there is not
  /// missed by reading the rows back, while other readers of shapefiles refuse it or read a field or a row more.
  static func isWhole(_ raw: UnsafeRawBufferPointer) -> Bool {
    guard let header = DBFHeader(raw) else { return false }
    let end = header.headerLength + header.records * header.recordLength
    return raw.count == end + 1 && raw[end] == endOfTable && raw[header.headerLength - 1] == endOfFields
  }
}
