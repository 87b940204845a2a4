import Columns
import Core
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
  public func numbers(_ column: Int) -> NumberReading {
    var reading = NumberReading()
    var suppressed: [Int] = []
    reading.column.values = [Double](unsafeUninitializedCapacity: rowCount) { values, count in
      guard let target = values.baseAddress else { return }
      let (reader, takesPoint) = (PlainNumber(), rule.separator != .comma && FastPath.plainNumbers.isOn)
      let (base, stride, fields) = (base, stride, spans + column)
      for row in 0..<rowCount {
        let (from, to) = (fields[row &* stride].x, fields[row &* stride].y & ~FieldIndex.flag)
        // At the block's start too few bytes are there to read so many up to the field's end.
        if takesPoint, from & FieldIndex.flag == 0, to >= PlainNumber.reach,
          let value = reader.value(base + Int(to), length: Int(to) &- Int(from))
        {
          target[row] = value
          continue
        }
        let (start, end) = range(row, column)
        let text = UnsafeBufferPointer(start: start, count: end - start)
        switch meaning(text) {
        case .number(let number): target[row] = number.value
        case .null: target[row] = .nan
        case .suppressed:
          target[row] = .nan
          suppressed.append(row)
        case .notANumber:
          target[row] = .nan
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

  /// What a field of a column of numbers means; its blanks are those of its own encoding.
  func meaning(_ text: UnsafeBufferPointer<UInt8>) -> FieldValue {
    if encoding == .utf8 { return FieldValue.number(text, rule) }
    return Self.utf8(text).withUnsafeBufferPointer { FieldValue.number($0, rule) }
  }

  /// A column as texts, as ``withValue(_:_:_:)`` gives them; `column` counts the columns asked for.
  public func texts(_ column: Int) -> TextColumn {
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
          written += put(value(row, column), at: base + written)
          ends[row] = written
        }
        count = rowCount
      }
    }
    return TextColumn(bytes: bytes, ends: ends)
  }

  /// The bytes of a field without the blanks around them; none where it is null.
  @usableFromInline
  func value(_ row: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = range(row, column)
    let text = encoding.trimmed(UnsafeBufferPointer(start: start, count: end - start))
    let isMark = FieldValue.isNoText(text) && spans[row &* stride &+ column].y & FieldIndex.flag == 0
    return isMark ? UnsafeBufferPointer(start: start, count: 0) : text
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

  /// Where a field's bytes start and end.
  @inline(__always)
  func range(_ row: Int, _ column: Int) -> (UnsafePointer<UInt8>, UnsafePointer<UInt8>) {
    let span = spans[row &* stride &+ column]
    let source = span.x >> 31 == 0 ? base : unquoted
    return (source + Int(span.x & 0x7FFF_FFFF), source + Int(span.y & 0x7FFF_FFFF))
  }

  @usableFromInline
  static func utf8(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var buffer = ByteBuffer(capacity: 3 * text.count)
    Windows1252.append(text, to: &buffer)
    return buffer.bytes()
  }
}
