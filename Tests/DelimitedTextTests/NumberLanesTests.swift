import Foundation
import TestSupport
import Testing

@testable import TextCodec

/// Columns of numbers written at once say what numbers written one by one say, and what C's printf says.
@Suite struct NumberLanesTests {
  /// The rows that a column of these numbers gives.
  private func rows(_ values: [Double], _ form: NumberForm) -> [String] {
    table([values], form, delimiter: UInt8(ascii: ";"))
  }

  /// The rows of columns of numbers of one form.
  private func table(_ columns: [[Double]], _ form: NumberForm, delimiter: UInt8) -> [String] {
    var lanes = RowLanes(
      bytesPerRow: columns.count * RowLanes.numberBytes, columns: columns.count, delimiter: delimiter)
    var output: [UInt8] = []
    let count = columns.first?.count ?? 0
    var start = 0
    while start < count {
      let part = start..<min(count, start + lanes.capacity)
      lanes.start(rows: part.count)
      for (column, values) in columns.enumerated() { lanes.list(values[part], column: column) }
      lanes.open()
      for (column, values) in columns.enumerated() { _ = lanes.append(values[part], as: form, column: column) }
      lanes.append(toAll: 0x0A)
      lanes.join(into: &output)
      start = part.upperBound
    }
    return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  /// The text of a number alone; none for null.
  private func one(_ value: Double, _ form: NumberForm) -> String {
    if value.isNaN { return "" }
    var buffer = ByteBuffer()
    if let decimals = form.decimals {
      buffer.append(value, decimals: decimals, isSignificant: form.isSignificant, separator: form.separator)
    } else {
      buffer.append(shortest: value, separator: form.separator)
    }
    return String(decoding: buffer.bytes(), as: UTF8.self)
  }

  /// As C's printf rounds (the exact binary value, exact ties to even), trailing zeros left out, never −0.
  private func printed(_ value: Double, _ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.\(decimals)f", $0) }
    var text = buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
    if decimals > 0 {
      while text.last == UInt8(ascii: "0") { text.removeLast() }
      if text.last == UInt8(ascii: ".") { text.removeLast() }
    }
    let result = String(decoding: text, as: UTF8.self)
    return result == "-0" ? "0" : result
  }

  @Test(
    arguments: [
      (12.5, 2, "12.5"), (-0.25, 2, "-0.25"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (-0.001, 2, "0"), (0.5, 0, "0"),
      (1.5, 0, "2"), (2.5, 0, "2"), (-0.0, 9, "0"), (9.999, 2, "10"), (-9.996, 2, "-10"), (1e-300, 16, "0"),
      (0.69271126, 9, "0.69271126"), (-0.0000000006, 9, "-0.000000001"), (99.9999999996, 9, "100"),
      (2_251_799.813685247, 9, "2251799.813685247"), (2_251_799.813685249, 9, "2251799.813685249"),
      (123_456_789_012, 9, "123456789012"), (0.1, 16, "0.1"), (0.1, 17, "0.10000000000000001"), (1e22, 3, "1e+22"),
      (.leastNonzeroMagnitude, 9, "0"), (0.000000001, 9, "0.000000001"), (-1e-16, 16, "-0.0000000000000001"),
    ] as [(Double, Int, String)])
  func writesFixedDecimals(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(rows([value], NumberForm(decimals: decimals)) == [expected])
    #expect(
      rows([value], NumberForm(decimals: decimals, separator: .comma)) == [expected.replacing(".", with: ",")])
    #expect(rows([value], NumberForm(decimals: decimals, isQuoted: true)) == ["\"\(expected)\""])
  }

  @Test(
    arguments: [
      (4e-10, "4e-10"), (0.000123456789123, "0.000123456789"), (0.0999999999999, "0.1"), (0.05, "0.05"),
      (-0.012345678949, "-0.0123456789"), (0.123456789123, "0.123456789"), (12.0000000004, "12"), (0, "0"),
      (-0.0, "0"),
      (1e-7, "0.0000001"), (1.5e-8, "0.000000015"), (1e-13, "1e-13"), (0.1, "0.1"), (2e-5, "0.00002"),
    ] as [(Double, String)])
  func keepsSignificantDigits(_ value: Double, _ expected: String) {
    let form = NumberForm(decimals: 9, isSignificant: true)
    #expect(rows([value], form) == [expected])
    #expect(one(value, form) == expected)
    // Beside numbers of a table of short ones, and in quotes.
    #expect(rows([0.5, value, 0.25, 1], form)[1] == expected)
    #expect(rows([value], NumberForm(decimals: 9, isSignificant: true, isQuoted: true)) == ["\"\(expected)\""])
  }

  /// Nine digits of any number are right to half a unit of the ninth, in rows and alone.
  @Test func significantDigitsReadBack() {
    var generator = SeededRandom(13)
    let form = NumberForm(decimals: 9, isSignificant: true)
    let values = (0..<100_000).map { round in
      round.isMultiple(of: 3)
        ? hard(round, 1e9, &generator)
        : Double.random(in: -1...1, using: &generator) * pow(10, Double(Int.random(in: -20...2, using: &generator)))
    }
    let written = rows(values, form)
    #expect(zip(values, written).filter { one($0, form) != $1 }.map(\.0) == [])
    for (value, text) in zip(values, written) where abs(value) < 1e6 {
      let error = abs((Double(text) ?? .nan) - value)
      let isRight = error <= 5.0001e-9 * abs(value)
      if !isRight { Issue.record("\(value): \(text)") }
    }
  }

  /// A million numbers of all kinds that deliveries and computations bring, and those where rounding is hard.
  @Test func agreesWithPrintf() {
    var generator = SeededRandom(11)
    var wrong: [String] = []
    for decimals in 0...17 {
      let unit = pow(10, Double(decimals))
      let values = (0..<60_000).map { round in hard(round, unit, &generator) }
      let written = rows(values, NumberForm(decimals: decimals))
      // Beyond that the shortest text is written, which the next test looks at.
      for (value, text) in zip(values, written) where abs(value) * unit < 0x1p62 && abs(value) < 0x1p53 {
        let expected = printed(value, decimals)
        if text != expected { wrong.append("\(value) \(decimals): \(text), not \(expected)") }
      }
    }
    #expect(wrong.prefix(5) == [])
  }

  /// A number whose rounding to units of 1/unit is of the kind that `round` names.
  private func hard(_ round: Int, _ unit: Double, _ generator: inout SeededRandom) -> Double {
    let sign: Double = Bool.random(using: &generator) ? 1 : -1
    let whole = Double(Int.random(in: 0...1_000_000, using: &generator))
    switch round % 10 {
    case 0: return sign * Double.random(in: 0...5, using: &generator)
    case 1: return sign * whole
    // A decimal as files have them, and its neighbours.
    case 2: return sign * whole / unit
    case 3: return sign * (whole / unit).nextUp
    // As near to a half of the last decimal as doubles come.
    case 4: return sign * (whole + 0.5) / unit
    case 5: return sign * ((whole + 0.5) / unit).nextDown
    case 6: return sign * ((whole + 0.5) / unit).nextUp
    // Exact halves.
    case 7: return sign * whole / 1024
    // On both sides of the largest number that the short way takes.
    case 8: return sign * Double.random(in: 0.999...1.001, using: &generator) * 0x1p51 / unit
    default:
      let wild = Double(bitPattern: generator.next())
      return wild.isFinite ? wild : [0.0, -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude][round / 10 % 4]
    }
  }

  /// Whole numbers, decimals and all else in their shortest form, and numbers beyond 62 bits, against one by one.
  @Test func agreesWithNumbersOneByOne() {
    var generator = SeededRandom(12)
    let values = (0..<200_000).map { hard($0, 1, &generator) }
    for form in [NumberForm(decimals: nil), NumberForm(decimals: nil, separator: .comma), NumberForm(decimals: 9)] {
      let written = rows(values, form)
      #expect(zip(values, written).filter { one($0, form) != $1 }.map(\.0) == [])
    }
  }

  @Test func nullsAreEmptyAndInfinityIsTold() {
    #expect(rows([.nan, 1, .nan, -.nan, 2.5], NumberForm(decimals: 2)) == ["", "1", "", "", "2.5"])
    for form in [NumberForm(decimals: 3), NumberForm(decimals: nil), NumberForm(decimals: 0, isQuoted: true)] {
      for values in [[1, .nan], [1, -.infinity], [.infinity, .infinity]] as [[Double]] {
        var lanes = RowLanes(bytesPerRow: RowLanes.numberBytes, columns: 1, delimiter: UInt8(ascii: ","))
        lanes.start(rows: 2)
        lanes.list(values[...], column: 0)
        lanes.open()
        let hasInfinite = lanes.append(values[...], as: form, column: 0)
        #expect(hasInfinite == values.contains(where: \.isInfinite))
      }
    }
  }

  /// Numbers that come again, few and many different ones, with nulls, signs of zero and long texts among them.
  @Test(arguments: [1, 3, 100, 2000, 50_000]) func numbersThatComeAgain(distinct: Int) {
    var generator = SeededRandom(distinct)
    var known = (0..<distinct).map { hard($0, 1e9, &generator) }
    known += [0, -0.0, 1, .nan, 1e15, 123_456.123456789, -123_456.123456789, 0.5, 0.0000000005]
    let values = (0..<40_000).map { _ in known[Int.random(in: 0..<known.count, using: &generator)] }
    for decimals in [3, 9, 12] {
      let form = NumberForm(decimals: decimals)
      #expect(rows(values, form) == values.map { one($0, form) })
    }
  }

  /// Every number that has a text ready, and its neighbours, in every form that takes it.
  @Test(arguments: 0...ShortNumbers.mostDecimals) func shortNumbers(decimals: Int) {
    let factor = pow(10, Double(decimals))
    let forms =
      (0...12).map { NumberForm(decimals: $0) } + [nil, 3].map { NumberForm(decimals: $0, separator: .comma) }
      + [NumberForm(decimals: nil)]
    for number in [0..<700, 9_990..<10_010, 16_380..<16_390] {
      let exact = number.map { Double($0) / factor }
      for form in forms {
        // Mostly from the table, then one of each five beside it.
        let beside = exact.enumerated().map { place, value in
          switch place % 25 {
          case 4: value.nextUp
          case 9: value.nextDown
          case 14: -value
          case 19: value + 4e-11 / factor
          case 24: value + 7e-11
          default: value
          }
        }
        for values in [exact, beside] {
          let wrong = zip(rows(values, form), values).filter { $0 != one($1, form) }
          #expect(wrong.map(\.1) == [], "\(String(describing: form.decimals)) decimals")
        }
      }
    }
  }

  @Test func placesOfShortNumbers() {
    let scale = ShortNumbers.Scale(decimals: 4)
    #expect(ShortNumbers.place(0.8125, scale) == 8125)
    #expect(ShortNumbers.place(-0.0, scale) == 0)
    for other in [-0.0001, 0.00005, 1e300, -.infinity, .infinity, 1.6384, 0.8125 + 1e-10] as [Double] {
      #expect(ShortNumbers.place(other, scale) >= ShortNumbers.count)
    }
    // Whole numbers are also written in their shortest form, and must be whole to the bit.
    let whole = ShortNumbers.Scale(decimals: 0)
    #expect(ShortNumbers.place(12, whole) == 12)
    #expect(ShortNumbers.place((12.0).nextUp, whole) >= ShortNumbers.count)
  }

  /// Nulls in all patterns: before the first entry of a row, after the last, more than sixteen together, whole rows.
  @Test(arguments: [1, 2, 5, 17, 40]) func delimitersOfNulls(width: Int) {
    var generator = SeededRandom(UInt64(width) + 70)
    let columns = (0..<width).map { column in
      (0..<700).map { row in
        let isNull = (row / 128 + column) % 3 > 0 && Int.random(in: 0...5, using: &generator) > row % 6
        return isNull ? .nan : hard(Int.random(in: 0...9, using: &generator), 100, &generator)
      }
    }
    let form = NumberForm(decimals: 5)
    let expected = (0..<700).map { row in columns.map { one($0[row], form) }.joined(separator: ";") }
    #expect(table(columns, form, delimiter: UInt8(ascii: ";")) == expected)
  }

  @Test func eightDigits() {
    for value in [0, 1, 9, 10, 99, 100, 9_999, 10_000, 10_001, 12_345_678, 90_000_009, 99_999_999] as [UInt32] {
      let digits = DigitWords.eight(value)
      let text = withUnsafeBytes(of: (digits | DigitWords.zeros).littleEndian) { String(decoding: $0, as: UTF8.self) }
      #expect(text == String(repeating: "0", count: 8 - "\(value)".count) + "\(value)")
      var significant = text
      while significant.hasSuffix("0") { significant.removeLast() }
      #expect(DigitWords.significant(digits) == significant.count)
    }
    // Every pair and every four digits, in each half of the word.
    for value in 0..<10_000 as Range<UInt32> {
      let low = DigitWords.eight(value)
      #expect(DigitWords.eight(value * 10_000) == low >> 32)
      var rest = value
      for place in [7, 6, 5, 4] {
        if UInt32(low >> UInt64(8 * place) & 255) != rest % 10 { Issue.record("\(value)") }
        rest /= 10
      }
    }
  }

  /// The quotient by multiplication, at the borders of every quotient that is near a power of two or of ten.
  @Test func splitsExactly() throws {
    for places in 0...FixedDecimals.mostPlaces {
      let fixed = try #require(FixedDecimals(places: places))
      var generator = SeededRandom(UInt64(places) + 20)
      for _ in 0..<20_000 {
        let top = UInt64.random(in: 0..<1 << 51, using: &generator) >> UInt64.random(in: 0...50, using: &generator)
        let multiple = top / fixed.divisor * fixed.divisor
        for number in [top, multiple, multiple + 1, multiple &- 1, multiple + fixed.divisor - 1]
        where number < 1 << 51 {
          let (whole, fraction) = fixed.split(number)
          if whole != number / fixed.divisor || fraction != number % fixed.divisor { Issue.record("\(number)") }
        }
      }
    }
    #expect(FixedDecimals(places: 17) == nil)
    #expect(FixedDecimals(places: -1) == nil)
  }
}
