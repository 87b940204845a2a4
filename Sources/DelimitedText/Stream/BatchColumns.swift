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
      let (powers, divisors) = (DigitScan.powers, DigitScan.powersAsDouble)
      for row in 0..<rowCount {
        let (start, end) = range(row, column)
        // Behind `lastPlain` too few bytes are left to read them eight at a time.
        if start <= lastPlain, let value = Self.shortNumber(start, end - start, powers, divisors) {
          values[row] = value
          continue
        }
        if let value = Self.plainNumber(start, end, divisors) {
          values[row] = value
          continue
        }
        let text = UnsafeBufferPointer(start: start, count: end - start)
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
          if text.count > 8 || isQuoted(row, column) || !Markers.contains(form.markers.textNull, text) {
            written += put(text, at: base + written)
          }
          ends[row] = written
        }
        count = rowCount
      }
    }
    return TextColumn(bytes: bytes, ends: ends)
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

  /// A number of at most seven digits before and behind the point, without a loop over its digits. Nil: to be looked at
  /// more closely. Reads 17 bytes.
  @inline(__always)
  private static func shortNumber(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ powers: [UInt64], _ divisors: [Double]
  ) -> Double? {
    let isNegative = start.pointee == UInt8(ascii: "-") ? 1 : 0
    let (first, length) = (start + isNegative, length &- isNegative)
    guard let (count, whole) = DigitScan.few(ByteScan.word(first)), count > 0, count <= length else { return nil }
    var magnitude = Double(Int64(bitPattern: whole))
    if count < length {
      guard first[count] == UInt8(ascii: "."),
        let (decimals, fraction) = DigitScan.few(ByteScan.word(first + (count &+ 1))),
        count &+ 1 &+ decimals == length
      else { return nil }
      // Both are exact, so the one division rounds correctly.
      magnitude = Double(Int64(bitPattern: whole &* powers[decimals] &+ fraction)) / divisors[decimals]
    }
    return isNegative == 0 ? magnitude : -magnitude
  }

  /// Up to 15 digits, perhaps with a sign and a point: nearly every field of nearly every file. Nil: to be looked at
  /// more closely.
  @inline(__always)
  private static func plainNumber(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ divisors: [Double]
  ) -> Double? {
    var at = start
    guard at < end, end - at <= 16 else { return nil }
    let isNegative = at.pointee == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var digits: UInt64 = 0
    let first = at
    while at < end, case let digit = at.pointee &- 48, digit < 10 {
      digits = digits &* 10 &+ UInt64(digit)
      at += 1
    }
    var count = at - first
    var decimals = 0
    if at < end {
      guard at.pointee == UInt8(ascii: "."), count > 0 else { return nil }
      at += 1
      let point = at
      while at < end, case let digit = at.pointee &- 48, digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
        at += 1
      }
      decimals = at - point
      count += decimals
      if at < end { return nil }
    }
    guard count > 0, count <= 15 else { return nil }
    // Both are exact, so the one division rounds correctly.
    let magnitude = Double(Int64(bitPattern: digits)) / divisors[decimals]
    return isNegative ? -magnitude : magnitude
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
