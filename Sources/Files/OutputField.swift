internal import CGDAL
import Columns

/// How a table's column is stored in an output layer.
struct OutputField {
  /// Name in the file, which a format may force to be shorter than the table's.
  let name: String
  let type: OGRFieldType
  /// Widest text in bytes, for formats with fields of fixed width; 0 for none.
  let width: Int32
  /// Decimals of a real number in a shapefile's table, whose numbers are texts of ``fixedWidth`` bytes; nil in other formats.
  let fixedDecimals: Int32?
  /// Whether numbers are rounded to whole ones; all others are handed on as they are.
  let isWhole: Bool
  let column: Column

  /// The fields of a layer, and notes on whatever the format could not take as it was.
  static func all(of table: Table, in format: VectorFormat, file: String) -> (fields: [OutputField], notes: [String])
  {
    let names = FieldNames.fitted(table.fields.map(\.name), to: format)
    var notes: [String] = []
    let fields = zip(zip(table.fields, table.columns), names).map { pair, name in
      if name != pair.0.name { notes.append("\(file): field \(pair.0.name) is called \(name)") }
      let field = OutputField(pair.0, pair.1, name: name, format)
      if format.driver == "MapInfo File", field.type == OFTString, case .numbers = pair.1, pair.0.kind != .text {
        notes.append("\(file): field \(name) is stored as text, since the format has no missing numbers")
      }
      if field.cutsText { notes.append("\(file): texts in \(name) are cut to \(field.width) bytes") }
      return field
    }
    return (fields, notes)
  }

  private init(_ field: Field, _ column: Column, name: String, _ format: VectorFormat) {
    (self.name, self.column) = (name, column)
    switch (field.kind, column) {
    case (.text, _), (_, .texts):
      type = OFTString
      isWhole = false
    case (.integer, .numbers(let numbers)):
      isWhole = true
      type = Self.integerType(numbers.values, format)
    case (.real, .numbers(let numbers)), (.significant, .numbers(let numbers)):
      isWhole = false
      type = Self.mustBeText(numbers.values, format) ? OFTString : OFTReal
    }
    width = type == OFTString ? Self.textWidth(column, format) : 0
    if format.driver == "ESRI Shapefile", type == OFTReal, case .numbers(let numbers) = column {
      fixedDecimals = Self.decimals(beside: numbers.values)
    } else {
      fixedDecimals = nil
    }
  }

  /// Bytes of a real number in a shapefile's table.
  static let fixedWidth: Int32 = 24

  /// As many decimals as have room beside the digits of the largest number, its sign and the point; 15 at most.
  private static func decimals(beside values: [Double]) -> Int32 {
    var largest = 1.0
    for value in values where abs(value) > largest { largest = abs(value) }
    var digits: Int32 = 1
    while largest >= 10, digits < fixedWidth - 2 {
      largest /= 10
      digits += 1
    }
    return min(15, fixedWidth - 2 - digits)
  }

  /// Whether some text is longer than the format's fields can be.
  private var cutsText: Bool {
    guard width > 0, case .texts(let texts) = column else { return false }
    return (0..<texts.count).contains { texts.range($0).count > Int(width) }
  }

  /// The smallest type that holds all values: 32 bits, 64 bits where the format has them, else real.
  private static func integerType(_ values: [Double], _ format: VectorFormat) -> OGRFieldType {
    if mustBeText(values, format) { return OFTString }
    var largest = 0.0
    for value in values where abs(value) > largest { largest = abs(value) }
    if largest <= Double(Int32.max) { return OFTInteger }
    // FileGDB has no 64-bit integers before ArcGIS Pro 3.2, MapInfo none at all; a real holds 15 digits exactly.
    let has64Bits = format.driver != "OpenFileGDB" && format.driver != "MapInfo File"
    return largest < 9.2e18 && has64Bits ? OFTInteger64 : OFTReal
  }

  /// MapInfo tables store a missing number as 0, which it is not; as text it stays missing.
  private static func mustBeText(_ values: [Double], _ format: VectorFormat) -> Bool {
    format.driver == "MapInfo File" && values.contains { $0.isNaN }
  }

  private static func textWidth(_ column: Column, _ format: VectorFormat) -> Int32 {
    guard ["ESRI Shapefile", "MapInfo File"].contains(format.driver) else { return 0 }
    var widest = 1
    switch column {
    case .texts(let texts):
      for row in 0..<texts.count { widest = max(widest, texts.range(row).count) }
    // A number as text: sign, 17 digits, point.
    case .numbers: widest = 40
    }
    return Int32(min(widest, 254))
  }
}
