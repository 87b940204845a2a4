internal import CGDAL
import Columns
import Core
import TextCodec

/// Which rows of delimited text pass a filter in GDAL's syntax.
///
/// The text is read by rutverk's own reader, so that both see the same rows, nulls and characters; GDAL gets the columns that
/// the filter names, as text where it asks for text and as numbers where it asks for numbers. A column that holds both, codes
/// beside marks for withheld values, serves either way: what is no number is null there.
public struct TextRowFilter: Sendable {
  private let expression: String
  private let columns: [String]
  private let file: String

  /// A filter over a file with those columns.
  public init(_ expression: String, columns: [String], file: String) {
    (self.expression, self.columns, self.file) = (expression, columns, file)
  }

  /// The columns that ``matchingRows(_:)`` wants as texts: those that the filter names, by their order in the file; the first
  /// one where it names none.
  public var named: [String] {
    let mentioned = fields.named.map { columns[$0] }
    return mentioned.isEmpty ? Array(columns.prefix(1)) : mentioned
  }

  private var fields: FilterFields { FilterFields(expression, fields: columns) }

  /// Ascending 0-based ordinals of the rows that pass, out of `rowCount`.
  ///
  /// `texts` are the columns ``named``. Throws ``Failure``: usage for a wrong filter, I/O where memory does not suffice.
  public func matchingRows(_ texts: [TextColumn], rowCount: Int) throws -> [Int] {
    let fields = fields
    let numbers = Dictionary(uniqueKeysWithValues: zip(fields.named, texts))
      .mapValues { NumberColumnOfTexts($0) }
    func isNumber(_ mention: FilterFields.Mention) -> Bool {
      mention.use == .number || mention.use == .either && numbers[mention.field]?.holdsNumbersOnly == true
    }
    let asNumbers = Set(fields.mentions.filter(isNumber).map(\.field)).sorted()
    let table = try MemoryFile(name: "filter.csv") { write in
      var header = "\"row of the file\""
      for name in named { header += "," + Self.quoted(name) }
      for field in asNumbers { header += "," + Self.quoted(Self.numberName(columns[field])) }
      try write(Array((header + "\n").utf8))
      var piece = [UInt8]()
      for row in 0..<rowCount {
        // A first field with something in it, since GDAL passes over empty lines.
        piece.append(UInt8(ascii: "1"))
        for column in texts {
          piece.append(UInt8(ascii: ","))
          Self.append(column.bytes[column.range(row)], to: &piece)
        }
        for field in asNumbers {
          piece.append(UInt8(ascii: ","))
          if let value = numbers[field]?.values[row], !value.isNaN { piece += Array("\(value)".utf8) }
        }
        piece.append(UInt8(ascii: "\n"))
        if piece.count >= 1 << 20 {
          try write(piece)
          piece.removeAll(keepingCapacity: true)
        }
      }
      try write(piece)
    }
    let types = try MemoryFile(name: "filter.csvt", beside: table) { write in
      let kinds = ["Integer"] + texts.map { _ in "String" } + asNumbers.map { _ in "Real" }
      try write(Array((kinds.joined(separator: ",") + "\n").utf8))
    }
    let options = ["EMPTY_STRING_AS_NULL=YES", "MAX_LINE_SIZE=-1"]
    let matching = try withExtendedLifetime(types) {
      try passing(
        VectorLayer(LayerSource(table, name: file, drivers: ["CSV"]), openOptions: options),
        fields.renamed { isNumber($0) ? Self.numberName(columns[$0.field]) : nil })
    }
    return matching
  }

  private func passing(_ layer: VectorLayer, _ filter: String) throws -> [Int] {
    let source = try layer.source()
    do { try AttributeFilter(filter, columns, file).set(on: source) } catch {
      // What is wrong is told in the words of who wrote it.
      try AttributeFilter(expression, columns, file).set(on: source)
      throw error
    }
    let errors = GDALErrors()
    var matching: [Int] = []
    errors.capture {
      OGR_L_ResetReading(source)
      while let pointer = OGR_L_GetNextFeature(source) {
        // OGR numbers a CSV file's rows from 1.
        matching.append(Int(Feature(owning: pointer).id) - 1)
      }
    }
    if errors.firstError != nil { throw AttributeFilter(expression, columns, file).failure(errors) }
    return matching
  }

  private static func numberName(_ name: String) -> String { name + " as a number" }

  private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  private static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    if text.isEmpty { return }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// The numbers in a column of texts; NaN where there is none.
private struct NumberColumnOfTexts {
  let values: [Double]
  /// Whether each text is a number, and none a code with leading zeros.
  let holdsNumbersOnly: Bool

  init(_ texts: TextColumn) {
    var (values, isNumber) = ([Double](), true)
    values.reserveCapacity(texts.count)
    texts.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<texts.count {
        let text = UnsafeBufferPointer(rebasing: bytes[texts.range(row)])
        if case .number(let number) = FieldValue.number(text, .either) {
          values.append(number.value)
          if text.count > 1, text[0] == UInt8(ascii: "0"), 0x30...0x39 ~= text[1] { isNumber = false }
        } else {
          values.append(.nan)
          if !text.isEmpty { isNumber = false }
        }
      }
    }
    (self.values, holdsNumbersOnly) = (values, isNumber)
  }
}
