import Core

/// The messages of an Arrow stream, one after the other: the schema, then record batches and the dictionaries that they need.
///
/// The file format is the stream between a sign of eight bytes and a list of where its messages are, which is not needed here.
/// A stream must say where it ends: one that only stops may have lost its rest.
///
/// Used by one worker at a time.
final class ArrowMessages: @unchecked Sendable {
  /// How the file format begins; the stream begins with a message.
  static let fileSign = Array("ARROW1\0\0".utf8)
  /// How each message begins.
  static let messageSign: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

  let file: String
  let schema: ArrowSchema
  private let source: any ByteSource
  private let isFileFormat: Bool
  private var dictionaries: [Int64: ArrowBatch] = [:]
  private var isAtEnd = false

  /// Reads the schema.
  init(_ source: any ByteSource, file: String) throws {
    (self.source, self.file) = (source, file)
    var sign = try Self.read(source, 4, file)
    isFileFormat = sign.elementsEqual(Self.fileSign.prefix(4))
    if isFileFormat {
      let rest = try Self.read(source, 4, file)
      guard rest.elementsEqual(Self.fileSign.dropFirst(4)) else { throw Self.damaged(file) }
      sign = try Self.read(source, 4, file)
    }
    do {
      guard let message = try Self.message(source, sign, file), try message.number(1, or: UInt8(0)) == 1,
        let schema = try message.table(2)
      else { throw FlatTable.Fault() }
      self.schema = try ArrowSchema(schema, file: file)
    } catch is FlatTable.Fault { throw Self.damaged(file) }
  }

  /// The next record batch, which may have no rows; nil at the end.
  func next() throws -> ArrowBatch? {
    do {
      while !isAtEnd {
        let sign = try Self.read(source, 4, file)
        guard let message = try Self.message(source, sign, file) else {
          isAtEnd = true
          try checkEnd()
          return nil
        }
        let length = try message.number(3, or: Int64(0))
        guard length >= 0, let header = try message.table(2) else { throw FlatTable.Fault() }
        let body = try self.body(length)
        switch try message.number(1, or: UInt8(0)) {
        case 2: try addDictionary(header, body)
        case 3: return try batch(header, body, schema.columns)
        default: throw FlatTable.Fault()
        }
      }
      return nil
    } catch is FlatTable.Fault { throw Self.damaged(file) }
  }

  /// Nothing more is needed: a worker that waits for input gives up.
  func stop() { source.stop() }

  private func addDictionary(_ header: FlatTable, _ body: BlockBuffer) throws {
    let id = try header.number(0, or: Int64(0))
    guard let column = schema.columns.first(where: { $0.dictionary?.id == id }), let table = try header.table(1)
    else {
      throw FlatTable.Fault()
    }
    if try header.number(2, or: UInt8(0)) != 0 {
      throw Failure(
        .badData, "the Arrow data add to a dictionary, which is not read", file: file, field: column.name,
        hint: "write them without dictionary deltas, or cast the column to text")
    }
    var values = column
    values.dictionary = nil
    let batch = try batch(table, body, [values])
    try batch.columns[0].check(0..<batch.rows)
    dictionaries[id] = batch
  }

  private func batch(_ table: FlatTable, _ body: BlockBuffer, _ columns: [ArrowSchema.Column]) throws -> ArrowBatch {
    if try table.table(3) != nil {
      throw Failure(
        .badData, "the Arrow data are compressed, which is not read", file: file,
        hint: "write them without compression: compression=None in pyarrow, 'uncompressed' for Feather")
    }
    return try ArrowBatch(table, body: body, schema: columns, dictionaries: dictionaries)
  }

  /// A message's description; nil for the sign of the end.
  private static func message(_ source: any ByteSource, _ sign: [UInt8], _ file: String) throws -> FlatTable? {
    let length = try read(source, 4, file)
    guard sign == messageSign else { throw FlatTable.Fault() }
    let count = Int32(littleEndian: length.withUnsafeBytes { $0.loadUnaligned(as: Int32.self) })
    if count == 0 { return nil }
    if count > InputLimit.headerKB.value * 1000 {
      throw InputLimit.headerKB.exceeded(
        "the description of the Arrow data is longer than \(InputLimit.headerKB.value) kB", file: file)
    }
    guard count > 0 else { throw FlatTable.Fault() }
    return try FlatTable(read(source, Int(count), file))
  }

  /// What follows a message's description.
  private func body(_ length: Int64) throws -> BlockBuffer {
    if length > InputLimit.unpackedMB.value * 1_000_000 {
      throw InputLimit.unpackedMB.exceeded(
        "a batch of more than \(InputLimit.unpackedMB.value) MB to hold in memory", file: file,
        hint: "write smaller batches")
    }
    let length = Int(length)
    // What a damaged length asks for is not taken before the bytes come.
    let body = BlockBuffer(capacity: min(length, 1 << 24))
    while body.count < length {
      body.reserve(min(length, max(1 << 24, 2 * body.count)))
      if try body.read(source, upTo: min(length, body.capacity)) { throw Self.cutShort(file) }
    }
    return body
  }

  /// Nothing but the list of messages may follow: what else does is data that would be missing.
  private func checkEnd() throws {
    if isFileFormat {
      var tail: [UInt8] = []
      let most = InputLimit.unpackedMB.value * 1_000_000
      while tail.count <= most, case let piece = try source.head(1 << 16).bytes, !piece.isEmpty { tail += piece }
      let sign = Self.fileSign.prefix(6)
      guard tail.count >= 10, tail.suffix(6).elementsEqual(sign) else { throw Self.cutShort(file) }
      let length = tail.suffix(10).withUnsafeBytes { Int32(littleEndian: $0.loadUnaligned(as: Int32.self)) }
      guard Int(length) == tail.count - 10 else { throw Self.damaged(file) }
    } else if !(try source.head(1).bytes.isEmpty) {
      throw Failure(
        .badData, "something follows the end of the Arrow data", file: file,
        hint: "give streams one by one, or write them as one")
    }
  }

  private static func read(_ source: any ByteSource, _ count: Int, _ file: String) throws -> [UInt8] {
    let read = try source.head(count)
    if let failure = read.failure { throw failure }
    if read.bytes.count < count { throw cutShort(file) }
    return read.bytes
  }

  private static func cutShort(_ file: String) -> Failure {
    Failure(
      .badData, "the Arrow data break off", file: file, expected: "a stream with its end mark",
      hint: "did what writes them end too early?")
  }

  private static func damaged(_ file: String) -> Failure {
    Failure(
      .badData, "the Arrow data are damaged", file: file,
      expected: "Arrow's IPC stream or file format, version 1.0 or later")
  }

  /// Makes sure that some rows of columns lie in their batch; throws ``Failure`` (bad data) where they do not.
  func check(_ columns: [ArrowColumn], _ rows: Range<Int>) throws {
    do { for column in columns { try column.check(rows) } } catch { throw Self.damaged(file) }
  }
}
