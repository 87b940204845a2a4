import Core
import LocalTime
import TextCodec

/// A record batch, or a dictionary's values: one buffer of bytes and where the columns lie in it.
///
/// Never changed once it is made, so that workers share it.
final class ArrowBatch: @unchecked Sendable {
  let rows: Int
  let columns: [ArrowColumn]
  private let body: BlockBuffer

  /// Reads the table `RecordBatch` of a message; throws ``FlatTable/Fault`` where a column reaches beyond its buffers or the body.
  ///
  /// - Parameters:
  ///   - schema: of the batch's columns.
  ///   - dictionaries: those that are known, by number.
  init(
    _ table: FlatTable, body: BlockBuffer, schema: [ArrowSchema.Column], dictionaries: [Int64: ArrowBatch]
  ) throws(FlatTable.Fault) {
    let length = try table.number(0, or: Int64(0))
    let (nodes, buffers) = (try table.pairs(1), try table.pairs(2))
    // Columns of nulls take no bytes, so that a few could stand for rows without end.
    guard length >= 0, length <= max(1 << 20, 8 * body.count), nodes.count == schema.count else {
      throw FlatTable.Fault()
    }
    (rows, self.body) = (Int(length), body)
    var (columns, next) = ([ArrowColumn](), 0)
    for (column, node) in zip(schema, nodes) {
      let kind = column.dictionary?.kind ?? column.kind
      guard node.0 == length, next + kind.buffers <= buffers.count else { throw FlatTable.Fault() }
      var parts: [UnsafeBufferPointer<UInt8>] = []
      for (offset, count) in buffers[next..<next + kind.buffers] {
        guard offset >= 0, count >= 0, offset <= body.count, count <= body.count - Int(offset) else {
          throw FlatTable.Fault()
        }
        parts.append(UnsafeBufferPointer(start: body.base + Int(offset), count: Int(count)))
      }
      next += kind.buffers
      var dictionary: ArrowBatch?
      if let id = column.dictionary?.id {
        dictionary = dictionaries[id]
        // Without a row that asks for it a dictionary may be missing.
        if dictionary == nil, length > 0 { throw FlatTable.Fault() }
      }
      columns.append(
        try ArrowColumn(
          kind, parts, body: UnsafeRawPointer(body.base), rows: rows, nulls: node.1, dictionary: dictionary))
    }
    guard next == buffers.count else { throw FlatTable.Fault() }
    self.columns = columns
  }
}

/// A column of a batch: pointers into its body.
struct ArrowColumn {
  let kind: ArrowSchema.Kind
  /// A dictionary's texts are its only column.
  let dictionary: ArrowBatch?
  /// One bit a row, set where there is a value; nil where there is one everywhere.
  private let validity: UnsafePointer<UInt8>?
  private let hasOnlyNulls: Bool
  /// Fixed values, or the bytes of texts.
  private let values: UnsafeRawPointer
  private let offsets: UnsafeRawPointer
  private let valueBytes: Int

  fileprivate init(
    _ kind: ArrowSchema.Kind, _ parts: [UnsafeBufferPointer<UInt8>], body: UnsafeRawPointer, rows: Int, nulls: Int64,
    dictionary: ArrowBatch?
  ) throws(FlatTable.Fault) {
    (self.kind, self.dictionary, hasOnlyNulls) = (kind, dictionary, kind == .null)
    guard let last = parts.last, let base = last.baseAddress else {
      guard kind == .null else { throw FlatTable.Fault() }
      (validity, values, offsets, valueBytes) = (nil, body, body, 0)
      return
    }
    let needed =
      switch kind {
      case .null: 0
      case .bool: (rows + 7) / 8
      case .integer(let bytes, _), .real(let bytes): bytes * rows
      // An empty column may do without its only offset.
      case .text(let bytes): rows == 0 ? 0 : bytes * (rows + 1)
      case .date: 4 * rows
      case .time: 8 * rows
      }
    guard parts[1].count >= needed, nulls == 0 || parts[0].isEmpty || parts[0].count >= (rows + 7) / 8,
      nulls <= 0 || !parts[0].isEmpty, let start = parts[1].baseAddress
    else { throw FlatTable.Fault() }
    validity = nulls == 0 || parts[0].isEmpty ? nil : parts[0].baseAddress
    (values, offsets, valueBytes) = (UnsafeRawPointer(base), UnsafeRawPointer(start), last.count)
  }

  /// Whether the row has no value.
  @inline(__always)
  func isNull(_ row: Int) -> Bool {
    if let validity { return validity[row >> 3] >> UInt8(row & 7) & 1 == 0 }
    return hasOnlyNulls
  }

  @inline(__always)
  private func load<T: FixedWidthInteger>(_ row: Int, _ type: T.Type) -> T {
    T(littleEndian: values.loadUnaligned(fromByteOffset: row &* MemoryLayout<T>.size, as: T.self))
  }

  @inline(__always)
  private func offset(_ row: Int, _ bytes: Int) -> Int {
    bytes == 4
      ? Int(Int32(littleEndian: offsets.loadUnaligned(fromByteOffset: 4 &* row, as: Int32.self)))
      : Int(Int64(littleEndian: offsets.loadUnaligned(fromByteOffset: 8 &* row, as: Int64.self)))
  }

  /// A whole number; of 64 unsigned bits those beyond the signed ones are negative here.
  @inline(__always)
  private func integer(_ row: Int, _ bytes: Int, _ isSigned: Bool) -> Int64 {
    switch bytes {
    case 1: isSigned ? Int64(load(row, Int8.self)) : Int64(load(row, UInt8.self))
    case 2: isSigned ? Int64(load(row, Int16.self)) : Int64(load(row, UInt16.self))
    case 4: isSigned ? Int64(load(row, Int32.self)) : Int64(load(row, UInt32.self))
    default: load(row, Int64.self)
    }
  }

  /// The row's place in the dictionary; checked by ``check(_:)``.
  @inline(__always)
  func place(_ row: Int) -> Int {
    guard case .integer(let bytes, let isSigned) = kind else { return 0 }
    return Int(integer(row, bytes, isSigned))
  }

  /// Makes sure that all texts of some rows lie in their buffer, and are UTF-8, and that places are of the dictionary.
  func check(_ rows: Range<Int>) throws(FlatTable.Fault) {
    if let dictionary {
      for row in rows where !isNull(row) {
        let place = place(row)
        if place < 0 || place >= dictionary.rows { throw FlatTable.Fault() }
      }
      return
    }
    guard case .text(let bytes) = kind, !rows.isEmpty else { return }
    let first = offset(rows.lowerBound, bytes)
    var last = first
    var areInOrder = first >= 0
    for row in rows {
      let end = offset(row + 1, bytes)
      areInOrder = areInOrder && last <= end
      last = end
    }
    guard areInOrder, last <= valueBytes else { throw FlatTable.Fault() }
    let text = UnsafeBufferPointer(start: values.assumingMemoryBound(to: UInt8.self), count: valueBytes)
    guard let base = text.baseAddress, !ByteScan.census(base, first..<last, newline: 0x0A).isASCII else { return }
    if UTF8Validation.tally(of: text, from: first, to: last).firstFault != nil { throw FlatTable.Fault() }
  }

  /// The bytes of a text; none where it is null. Only for columns of texts and dictionaries of them, and rows that were checked.
  @inline(__always)
  func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    if isNull(row) { return UnsafeBufferPointer(start: nil, count: 0) }
    if let dictionary { return dictionary.columns[0].text(place(row)) }
    guard case .text(let bytes) = kind else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = offset(row, bytes)
    return UnsafeBufferPointer(
      start: values.assumingMemoryBound(to: UInt8.self) + start, count: offset(row &+ 1, bytes) &- start)
  }

  /// The bytes and offsets of a column of texts that lacks none and is no dictionary's; nil for another.
  var plainTexts: PlainTexts? {
    guard case .text(4) = kind, dictionary == nil, validity == nil else { return nil }
    return PlainTexts(bytes: values.assumingMemoryBound(to: UInt8.self), offsets: offsets)
  }

  /// Whether ``text(_:)`` gives its values.
  var isText: Bool {
    if dictionary != nil { return true }
    if case .text = kind { return true }
    return false
  }

  /// Whole seconds of a column of times, rounded down; nil where there is none.
  @inline(__always)
  func seconds(_ row: Int, _ perSecond: Int64) -> Int64? {
    if isNull(row) { return nil }
    let value = load(row, Int64.self)
    if perSecond == 1 { return value }
    let (seconds, rest) = value.quotientAndRemainder(dividingBy: perSecond)
    return rest < 0 ? seconds &- 1 : seconds
  }

  /// Writes the row's value as CSV has it, texts as they are; nothing where there is none.
  func write(_ row: Int, to buffer: inout ByteBuffer) {
    if isNull(row) { return }
    if isText { return buffer.append(text(row)) }
    switch kind {
    case .null, .text: break
    case .bool:
      let isTrue = load(row >> 3, UInt8.self) >> UInt8(row & 7) & 1 == 1
      isTrue ? buffer.append("true") : buffer.append("false")
    case .integer(let bytes, let isSigned):
      let value = integer(row, bytes, isSigned)
      isSigned ? buffer.append(integer: Int(value)) : buffer.append(digits: UInt64(bitPattern: value))
    case .real(let bytes):
      let value =
        bytes == 4
        ? Double(String(Float(bitPattern: load(row, UInt32.self)))) ?? .nan
        : Double(bitPattern: load(row, UInt64.self))
      if value.isNaN { return }
      value.isInfinite ? buffer.append("inf") : buffer.append(shortest: value)
    case .date: buffer.append(days: Int64(load(row, Int32.self)))
    case .time(let perSecond, let isZoned):
      guard let seconds = seconds(row, perSecond) else { return }
      buffer.append(wallClock: seconds)
      if perSecond > 1 {
        buffer.append(UInt8(ascii: "."))
        let width = perSecond == 1000 ? 3 : perSecond == 1_000_000 ? 6 : 9
        buffer.append(UInt64(load(row, Int64.self) &- seconds &* perSecond), width: width)
      }
      if isZoned { buffer.append(UInt8(ascii: "Z")) }
    }
  }
}

/// Texts one behind the other, and where each begins. Must not outlive its batch.
@usableFromInline
struct PlainTexts {
  @usableFromInline let bytes: UnsafePointer<UInt8>
  @usableFromInline let offsets: UnsafeRawPointer

  init(bytes: UnsafePointer<UInt8>, offsets: UnsafeRawPointer) { (self.bytes, self.offsets) = (bytes, offsets) }

  /// A text, in a row that was checked.
  @inlinable @inline(__always)
  func text(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(Int32(littleEndian: offsets.loadUnaligned(fromByteOffset: 4 &* row, as: Int32.self)))
    let end = Int(Int32(littleEndian: offsets.loadUnaligned(fromByteOffset: 4 &* row &+ 4, as: Int32.self)))
    return UnsafeBufferPointer(start: bytes + start, count: end &- start)
  }
}

extension ByteBuffer {
  /// Digits with zeros before them.
  fileprivate mutating func append(_ value: UInt64, width: Int) {
    var unit = (1..<width).reduce(UInt64(1)) { product, _ in product * 10 }
    while unit > 0 {
      append(UInt8(truncatingIfNeeded: value / unit % 10) + UInt8(ascii: "0"))
      unit /= 10
    }
  }

  /// `2021-03-04` of days since 1970-01-01; of years without four digits something that is no date.
  fileprivate mutating func append(days: Int64) {
    guard -719_528...2_932_896 ~= days else { return append("out of range") }
    let (year, month, day) = CivilDate(day: Int32(days)).parts
    append(UInt64(year), width: 4)
    append(UInt8(ascii: "-"))
    append(UInt64(month), width: 2)
    append(UInt8(ascii: "-"))
    append(UInt64(day), width: 2)
  }

  /// `2021-03-04 05:06:07` of seconds since 1970-01-01 00:00:00.
  fileprivate mutating func append(wallClock seconds: Int64) {
    let day = seconds >= 0 ? seconds / 86_400 : ~(~seconds / 86_400)
    append(days: day)
    let rest = UInt64(seconds &- day &* 86_400)
    append(UInt8(ascii: " "))
    append(rest / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(rest / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(rest % 60, width: 2)
  }
}
