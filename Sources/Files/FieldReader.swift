internal import CGDAL
import Columns
import Core
import TextCodec
import SQLite

/// Gathers one requested column while the features pass by.
struct FieldReader {
  private let index: Int32
  private let name: String
  private let type: LayerFieldType
  private let rawType: OGRFieldType
  private let isSingle: Bool
  private let wantsNumbers: Bool
  private var numbers: [Double] = []
  /// Empty before the first value that was withheld, then one flag a row.
  private var suppressed: [Bool] = []
  private var texts = TextColumn()
  /// How numbers are written in texts, and what those so far say of it, each by its row
  /// and the feature's number.
  private let rule: DecimalRule
  private var separators = SeparatorEvidence<(row: Int, id: Int64, text: String)>()

  init(_ request: ColumnRequest, index: Int32, definition: OGRFieldDefnH, rule: DecimalRule, rows: Int) {
    (self.index, self.rule) = (index, rule)
    name = request.name
    rawType = OGR_Fld_GetType(definition)
    let subtype = OGR_Fld_GetSubType(definition)
    type = LayerFieldType(rawType, subtype)
    isSingle = subtype == OFSTFloat32
    wantsNumbers = request.kind == .number
    if wantsNumbers { numbers.reserveCapacity(rows) } else { texts.reserveCapacity(rows: rows, bytes: rows * 8) }
  }

  /// For a field of a plain GeoPackage, whose type says everything.
  init(_ request: ColumnRequest, index: Int32, type: LayerFieldType, rule: DecimalRule, rows: Int) {
    (self.index, self.rule, self.type) = (index, rule, type)
    name = request.name
    rawType = OFTString
    isSingle = false
    wantsNumbers = request.kind == .number
    if wantsNumbers { numbers.reserveCapacity(rows) } else { texts.reserveCapacity(rows: rows, bytes: rows * 8) }
  }

  /// What was gathered.
  var column: Column { wantsNumbers ? .numbers(NumberColumn(numbers, suppressed: suppressed)) : .texts(texts) }

  /// Takes the feature's value as the next row's. Throws ``Failure`` (bad data) without file and place, which the
  /// caller knows.
  mutating func read(_ feature: borrowing Feature) throws {
    let present = OGR_F_IsFieldSetAndNotNull(feature.pointer, index) != 0
    if wantsNumbers {
      if present { try takeNumber(feature) } else { take(.nan) }
    } else if present {
      appendText(feature)
    } else {
      texts.append("")
    }
  }

  /// Whether a value of a GeoPackage's row means the same here as GDAL would have it.
  func understands(_ value: SQLiteStatement.Value) -> Bool {
    switch (type, value) {
    case (_, .null), (.integer, .integer): return true
    case (.real, .real(let number)): return number.isFinite
    case (.text, .text(let bytes)):
      // GDAL's texts end at a zero; what is no UTF-8 it has its own way with.
      if bytes.contains(0) || bytes.contains(where: { $0 >= 0x80 }) && String(validating: bytes, as: UTF8.self) == nil
      {
        return false
      }
      return !wantsNumbers
    default: return false
    }
  }

  /// Takes a value that ``understands(_:)`` has let pass as the next row's.
  mutating func read(_ value: SQLiteStatement.Value) {
    switch value {
    case .integer(let value): if wantsNumbers { take(Double(value)) } else { texts.append(String(value)) }
    case .real(let value): if wantsNumbers { take(value) } else { texts.append(NumberText.plain(value)) }
    case .text(let bytes): append(bytes)
    case .null, .blob: if wantsNumbers { take(.nan) } else { texts.append("") }
    }
  }

  private mutating func take(_ value: Double, isSuppressed: Bool = false) {
    numbers.append(value)
    if isSuppressed, suppressed.isEmpty { suppressed = [Bool](repeating: false, count: numbers.count - 1) }
    if !suppressed.isEmpty { suppressed.append(isSuppressed) }
  }

  private mutating func takeNumber(_ feature: borrowing Feature) throws {
    switch type {
    case .integer, .boolean: take(Double(OGR_F_GetFieldAsInteger64(feature.pointer, index)))
    case .real:
      let value = OGR_F_GetFieldAsDouble(feature.pointer, index)
      if value.isInfinite {
        throw Failure(.badData, "not a finite number", field: name, value: "\(value)", expected: "a number")
      }
      // NaN is how some writers store null.
      take(value)
    case .text:
      guard let pointer = OGR_F_GetFieldAsString(feature.pointer, index) else { return take(.nan) }
      let id = feature.id
      try withBytes(pointer) { try takeNumber($0, id) }
    case .date, .other:
      throw notANumber(OGR_F_GetFieldAsString(feature.pointer, index).map { String(cString: $0) } ?? "")
    }
  }

  private mutating func takeNumber(_ text: UnsafeBufferPointer<UInt8>, _ id: Int64) throws {
    switch FieldValue.number(text, rule) {
    case .null: take(.nan)
    case .suppressed: take(.nan, isSuppressed: true)
    case .number(let number):
      if rule == .either {
        separators.note(number, at: (numbers.count, id, String(decoding: text, as: UTF8.self)))
        if let mixed = separators.mixed(isBefore: { $0.row < $1.row }) {
          throw Failure(
            .badData, "decimal points and decimal commas in one column", field: name, value: mixed.text,
            expected: "one of them all through")
        }
      }
      take(number.value)
    case .notANumber: throw notANumber(String(decoding: text, as: UTF8.self))
    }
  }

  /// The first number of a layer's text columns whose sign may stand before decimals or between thousands, by the feature's
  /// number; nil without one.
  static func ambiguity(in readers: [FieldReader]) -> (id: Int64, failure: Failure)? {
    let found = SeparatorEvidence.ambiguous(readers.map(\.separators))
    let open = zip(readers, found).compactMap { reader, mark in mark.map { (reader, $0) } }
    guard let (reader, mark) = open.first else { return nil }
    let (message, hint) = DecimalRule.ambiguity(of: mark.text)
    return (mark.id, Failure(.badData, message, field: reader.name, value: mark.text, hint: hint))
  }

  /// Forgets rows from `count` on: those of a feature that another field has made bad.
  mutating func truncate(to count: Int) {
    if numbers.count > count { numbers.removeLast(numbers.count - count) }
    if suppressed.count > count { suppressed.removeLast(suppressed.count - count) }
    texts.truncate(to: count)
  }

  private func notANumber(_ value: String) -> Failure {
    Failure(.badData, "not a number", field: name, value: value, expected: "a number")
  }

  private mutating func appendText(_ feature: borrowing Feature) {
    switch type {
    case .integer, .boolean: texts.append(String(OGR_F_GetFieldAsInteger64(feature.pointer, index)))
    case .real:
      let value = OGR_F_GetFieldAsDouble(feature.pointer, index)
      texts.append(isSingle ? NumberText.plain(single: value) : NumberText.plain(value))
    case .date: texts.append(isoDate(feature))
    case .text, .other:
      guard let pointer = OGR_F_GetFieldAsString(feature.pointer, index) else {
        texts.append("")
        return
      }
      withBytes(pointer) { bytes in
        if bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil {
          append(bytes)
        } else {
          var text = windows1252(pointer)
          text.withUTF8 { append($0) }
        }
      }
    }
  }

  /// A text without the blanks around it; a mark for "no value" is null.
  private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    let text = Blanks.trimmed(utf8)
    texts.append(utf8: FieldValue.isNoText(text) ? UnsafeBufferPointer(rebasing: text[..<0]) : text)
  }

  /// Text that is not UTF-8 although its driver passes it on as such: old files in Windows-1252.
  private func windows1252(_ pointer: UnsafePointer<CChar>) -> String {
    let recoded = CPLRecode(pointer, "CP1252", "UTF-8")
    defer { VSIFree(recoded) }
    return String(cString: recoded)
  }

  /// `2021-12-16`, `2021-12-16T08:05:00`, with `Z` or an offset where the file gives one.
  private func isoDate(_ feature: borrowing Feature) -> String {
    var (year, month, day, hour, minute, zone) = (Int32(0), Int32(0), Int32(0), Int32(0), Int32(0), Int32(0))
    var second: Float = 0
    _ = OGR_F_GetFieldAsDateTimeEx(
      feature.pointer, index, &year, &month, &day, &hour, &minute, &second, &zone)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    if rawType == OFTDate { return date }
    let whole = Int32(second)
    let milliseconds = Int32(((second - Float(whole)) * 1000).rounded())
    var time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(whole, 2))"
    if milliseconds > 0, milliseconds < 1000 { time += ".\(padded(milliseconds, 3))" }
    if rawType == OFTTime { return time }
    // OGR's zones: 0 unknown, 1 local, 100 UTC, then quarters of an hour around it.
    if zone == 100 { return "\(date)T\(time)Z" }
    if zone <= 1 { return "\(date)T\(time)" }
    let quarters = abs(zone - 100)
    return "\(date)T\(time)\(zone < 100 ? "-" : "+")\(padded(quarters / 4, 2)):\(padded(quarters % 4 * 15, 2))"
  }

  private func padded(_ value: Int32, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Calls `body` with the bytes of a C string, terminator excluded.
private func withBytes<T>(_ pointer: UnsafePointer<CChar>, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows
  -> T
{
  var length = 0
  while pointer[length] != 0 { length += 1 }
  return try pointer.withMemoryRebound(to: UInt8.self, capacity: length) {
    try body(UnsafeBufferPointer(start: $0, count: length))
  }
}
