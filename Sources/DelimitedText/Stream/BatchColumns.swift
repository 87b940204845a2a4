import Columns
import TextCodec

extension FieldBatch {
  /// A column read as numbers, with the rows that hold none.
  public struct NumberReading: Sendable {
    /// One value a row; null, suppressed values and what is no number are NaN.
    public var column = NumberColumn([])
    /// Rows whose field is no number, ascending.
    public var faults: [Int] = []
  }

  /// A column as numbers; `column` counts the columns asked for.
  public func numbers(_ column: Int, _ form: FieldForm) -> NumberReading {
    var reading = NumberReading()
    var suppressed: [Int] = []
    reading.column.values = [Double](unsafeUninitializedCapacity: rowCount) { values, count in
      guard let target = values.baseAddress else { return }
      let reader = PlainNumber()
      let (base, stride, fields) = (base, stride, spans + column)
      for row in 0..<rowCount {
        let (from, to) = (fields[row &* stride].x, fields[row &* stride].y)
        // At the block's start too few bytes are there to read so many up to the field's end.
        if from & FieldIndex.flag == 0, to & ~FieldIndex.flag >= PlainNumber.reach {
          let end = Int(to & ~FieldIndex.flag)
          if let value = reader.value(base + end, length: end &- Int(from)) {
            target[row] = value
            continue
          }
        }
        let (start, end) = range(row, column)
        let text = UnsafeBufferPointer(start: start, count: end - start)
        if let value = reader.value(oneByOne: text) {
          values[row] = value
          continue
        }
        switch Self.number(text, form) {
        case .number(let value): values[row] = value
        case .null: values[row] = .nan
        case .suppressed:
          values[row] = .nan
          suppressed.append(row)
        case .fault:
          values[row] = .nan
          reading.faults.append(row)
        }
      }
      count = rowCount
    }
    if !suppressed.isEmpty {
      reading.column.suppressed = [Bool](repeating: false, count: rowCount)
      for row in suppressed { reading.column.suppressed[row] = true }
    }
    return reading
  }

  /// A column as texts; `column` counts the columns asked for. Marks for "no value" are null unless they stand in
  /// quotes.
  public func texts(_ column: Int, _ form: FieldForm) -> TextColumn {
    var room = 0
    for row in 0..<rowCount {
      let (start, end) = range(row, column)
      room += end - start
    }
    var ends: [Int] = []
    // A character of Windows-1252 may take three bytes. What is copied in pieces of 32 reaches beyond its end.
    let bytes = [UInt8](unsafeUninitializedCapacity: (encoding == .utf8 ? 1 : 3) * room + 32) { target, written in
      guard let base = target.baseAddress else { return }
      ends = [Int](unsafeUninitializedCapacity: rowCount) { ends, count in
        for row in 0..<rowCount {
          let (start, end) = range(row, column)
          let text = UnsafeBufferPointer(start: start, count: end - start)
          if text.count > 8 || !isNullText(row, column, form) {
            written += put(text, at: base + written)
          }
          ends[row] = written
        }
        count = rowCount
      }
    }
    return TextColumn(bytes: bytes, ends: ends)
  }

  /// Whether a field is one of the marks for "no value" in a column of texts, and does not stand in quotes.
  public func isNullText(_ row: Int, _ column: Int, _ form: FieldForm) -> Bool {
    if isQuoted(row, column) { return false }
    let (start, end) = range(row, column)
    return Markers.contains(form.markers.textNull, UnsafeBufferPointer(start: start, count: end - start))
  }

  /// Copies a text as UTF-8; returns its bytes there.
  @inline(__always)
  private func put(_ text: UnsafeBufferPointer<UInt8>, at target: UnsafeMutablePointer<UInt8>) -> Int {
    guard let start = text.baseAddress else { return 0 }
    if encoding == .utf8 {
      if text.count <= 32, start <= lastPlain {
        UnsafeMutableRawPointer(target).storeBytes(
          of: UnsafeRawPointer(start).loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
      } else {
        target.initialize(from: start, count: text.count)
      }
      return text.count
    }
    let utf8 = Self.utf8(text)
    for (place, byte) in utf8.enumerated() { target[place] = byte }
    return utf8.count
  }

  /// The bytes of a field.
  @inline(__always)
  private func range(_ row: Int, _ column: Int) -> (UnsafePointer<UInt8>, UnsafePointer<UInt8>) {
    let span = spans[row &* stride &+ column]
    let source = span.x >> 31 == 0 ? base : unquoted
    return (source + Int(span.x & 0x7FFF_FFFF), source + Int(span.y & 0x7FFF_FFFF))
  }

  private enum Reading {
    case number(Double)
    case null
    case suppressed
    case fault
  }

  /// Any field of a number column.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ form: FieldForm) -> Reading {
    var (first, last) = (0, text.count)
    while first < last, text[first] == 0x20 || text[first] == 0x09 { first += 1 }
    while last > first, text[last - 1] == 0x20 || text[last - 1] == 0x09 { last -= 1 }
    if first == last { return .null }
    let trimmed = UnsafeBufferPointer(rebasing: text[first..<last])
    if Markers.contains(form.markers.null, trimmed) { return .null }
    if Markers.contains(form.markers.suppressed, trimmed) { return .suppressed }
    return NumberParsing.parse(trimmed, separator: form.separator).map { .number($0.value) } ?? .fault
  }

  private static func utf8(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var buffer = ByteBuffer(capacity: 3 * text.count)
    Windows1252.append(text, to: &buffer)
    return buffer.bytes()
  }
}
