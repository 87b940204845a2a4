import Core
import Disk
import TextCodec

/// An Arrow stream as delimited text, so that whatever reads text reads it: commas, decimal points, UTF-8, texts in quotes where they
/// might be taken for something else, nothing for null.
final class ArrowText: ByteSource, @unchecked Sendable {
  /// How it is written, whatever was said of texts.
  static func options(_ options: DelimitedTextOptions) -> DelimitedTextOptions {
    var options = options
    (options.delimiter, options.decimalComma, options.encoding) = (UInt8(ascii: ","), nil, .utf8)
    return options
  }

  private let messages: ArrowMessages
  private var batch: ArrowBatch?
  private var row = 0
  private var text = ByteBuffer(capacity: 1 << 17)
  private var taken = 0

  init(_ source: any ByteSource, file: String) throws {
    messages = try ArrowMessages(source, file: file)
    for (index, column) in messages.schema.columns.enumerated() {
      text.append(index == 0 ? "\"" : ",\"")
      text.append(text: column.name.replacing("\"", with: "\"\""))
      text.append("\"")
    }
    text.append("\n")
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    while taken == text.count {
      guard try write() else { return 0 }
    }
    let count = min(target.count, text.count - taken)
    text.withBytes { target.copyBytes(from: $0[taken..<taken + count]) }
    taken += count
    return count
  }

  func stop() { messages.stop() }

  /// Writes some more rows; false at the end.
  private func write() throws -> Bool {
    text.removeAll()
    taken = 0
    if batch.map({ row >= $0.rows }) ?? true {
      guard let next = try messages.next() else { return false }
      (batch, row) = (next, 0)
    }
    guard let batch else { return false }
    let rows = row..<min(batch.rows, row + 1024)
    do { for column in batch.columns { try column.check(rows) } } catch { throw messages.damaged() }
    for row in rows {
      for (index, column) in batch.columns.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        if column.isText {
          append(column.text(row), isAlone: batch.columns.count == 1)
        } else if batch.columns.count == 1, column.isNull(row) {
          text.append("\"\"")
        } else {
          column.write(row, to: &text)
        }
      }
      text.append(UInt8(ascii: "\n"))
    }
    row = rows.upperBound
    return true
  }

  /// Adds a text: in quotes but where it begins as no mark does and has nothing that means something in a row. An empty line would be no
  /// row.
  private func append(_ value: UnsafeBufferPointer<UInt8>, isAlone: Bool) {
    if value.isEmpty {
      if isAlone { text.append("\"\"") }
      return
    }
    let isPlain =
      FieldBatch.isPlain(value[0]) != 0
      && value.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") && $0 != 10 && $0 != 13 }
    if isPlain { return text.append(value) }
    text.append(UInt8(ascii: "\""))
    for byte in value {
      if byte == UInt8(ascii: "\"") { text.append(byte) }
      text.append(byte)
    }
    text.append(UInt8(ascii: "\""))
  }
}

/// The bytes of a mapped file in order; the system gets their pages back behind what was read.
final class MappedSource: ByteSource, @unchecked Sendable {
  private let file: MappedFile
  private var position = 0
  private var released = 0

  init(_ file: MappedFile) { self.file = file }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(target.count, file.bytes.count - position)
    target.copyBytes(from: file.bytes[position..<position + count])
    position += count
    // What could not be read reads as zeros.
    if count == 0 || file.isTorn { try file.check() }
    if position - released >= 1 << 22 {
      file.release(released..<position)
      released = position
    }
    return count
  }

  func stop() {}
}
