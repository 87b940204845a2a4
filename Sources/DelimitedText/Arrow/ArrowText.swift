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

  private var slices: ArrowSlices
  private var text = ByteBuffer(capacity: 1 << 17)
  private var taken = 0

  init(_ source: any ByteSource, file: String) throws {
    slices = ArrowSlices(try ArrowMessages(source, file: file), most: 1024)
    for (index, column) in slices.messages.schema.columns.enumerated() {
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

  func stop() { slices.messages.stop() }

  /// Writes some more rows; false at the end.
  private func write() throws -> Bool {
    text.removeAll()
    taken = 0
    guard let slice = try slices.next() else { return false }
    let batch = slice.batch
    try slices.messages.check(batch.columns, slice.rows)
    for row in slice.rows {
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
