internal import CGDAL
import Columns
import Core

/// Fills an OGR feature's fields from a table's rows.
struct FeatureEncoder {
  private let fields: [OutputField]
  private let escapesFormulas: Bool
  private let file: String
  /// A row's text with its terminating NUL; kept, so that rows need no allocation.
  private var scratch: [CChar] = []

  init(_ fields: [OutputField], _ format: VectorFormat, file: String) {
    self.fields = fields
    escapesFormulas = format.isSpreadsheet
    self.file = file
  }

  /// Sets every field to the row's value, null where it is missing or suppressed. Throws ``Failure`` (software) for
  /// an infinite number, which no computation may hand out.
  mutating func fill(_ feature: borrowing Feature, row: Int) throws {
    for (index, field) in fields.enumerated() {
      let index = Int32(index)
      switch field.column {
      case .texts(let texts):
        if texts.isNull(row) {
          OGR_F_SetFieldNull(feature.pointer, index)
        } else {
          setText(feature, index, texts.bytes[texts.range(row)], width: Int(field.width))
        }
      case .numbers(let numbers):
        let value = numbers.values[row]
        if value.isNaN || numbers.isSuppressed(row) {
          OGR_F_SetFieldNull(feature.pointer, index)
        } else if value.isInfinite {
          throw Failure(
            .software, "an infinite number cannot be written", file: file, place: "row \(row + 1)", field: field.name)
        } else {
          setNumber(feature, index, value, field)
        }
      }
    }
  }

  private mutating func setNumber(
    _ feature: borrowing Feature, _ index: Int32, _ value: Double, _ field: OutputField
  ) {
    let value = field.isWhole ? value.rounded() : value
    switch field.type {
    case OFTInteger: OGR_F_SetFieldInteger(feature.pointer, index, Int32(value))
    case OFTInteger64: OGR_F_SetFieldInteger64(feature.pointer, index, Int64(value))
    case OFTReal: OGR_F_SetFieldDouble(feature.pointer, index, value)
    default: setText(feature, index, Array(NumberText.plain(value).utf8)[...], width: Int(field.width))
    }
  }

  private mutating func setText(
    _ feature: borrowing Feature, _ index: Int32, _ bytes: ArraySlice<UInt8>, width: Int
  ) {
    scratch.removeAll(keepingCapacity: true)
    if escapesFormulas, let first = bytes.first, Self.formulaStarts.contains(first) {
      scratch.append(CChar(bitPattern: UInt8(ascii: "'")))
    }
    var end = bytes.endIndex
    if width > 0, bytes.count > width {
      end = bytes.startIndex + width
      // Not in the middle of a character.
      while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    for byte in bytes[..<end] { scratch.append(CChar(bitPattern: byte)) }
    scratch.append(0)
    scratch.withUnsafeBufferPointer { OGR_F_SetFieldString(feature.pointer, index, $0.baseAddress) }
  }

  /// What makes a spreadsheet program take a text for a formula: `= + - @`, and blanks that it strips first.
  private static let formulaStarts: Set<UInt8> = [
    UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D,
  ]
}
