import TestSupport
import Testing

@testable import Files

/// Many numbers rounded at once against one by one, to the bit.
@Suite struct DecimalPlacesTests {
  private func check(_ values: [Double], _ decimals: Int?) {
    let places = DecimalPlaces(decimals)
    var rounded = values
    rounded.withUnsafeMutableBufferPointer { places.round($0) }
    let expected = values.map { places.rounded($0) }
    for (i, value) in values.enumerated() where rounded[i].bitPattern != expected[i].bitPattern {
      #expect(
        rounded[i].isNaN && expected[i].isNaN, "\(value) to \(decimals ?? -1): \(rounded[i]), not \(expected[i])")
    }
  }

  @Test func valuesToTheEye() {
    var values = [0.125, -0.125, 2.5, -2.5, 0.1, .nan, .infinity, -0.001]
    values.withUnsafeMutableBufferPointer { DecimalPlaces(2).round($0) }
    #expect(values.filter { !$0.isNaN } == [0.13, -0.13, 2.5, -2.5, 0.1, .infinity, 0] && values[5].isNaN)
    #expect(values[7].sign == .minus)
    var halves = [0.5, 1.5, -0.5, 2.4999999999999996, 4_503_599_627_370_495.5]
    halves.withUnsafeMutableBufferPointer { DecimalPlaces(0).round($0) }
    #expect(halves == [1, 2, -1, 2, 4_503_599_627_370_496])
  }

  @Test(arguments: [nil, 0, 1, 2, 3, 6, 9, 15, 99]) func anyNumbers(_ decimals: Int?) {
    var numbers = SeededRandom(UInt64(decimals ?? 77))
    var values: [Double] = [
      0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p52, 0x1p53 - 1,
      0x1p52 - 0.5, -0x1p52 + 0.5, 9e15, 9e15.nextDown, 8e15 + 1, 0.49999999999999994, -0.49999999999999994,
    ]
    for _ in 0..<20_000 {
      values.append(Double(bitPattern: numbers.next()))
      values.append(Double.random(in: -1e3...1e3, using: &numbers))
      // Halves of the last decimal, as near as doubles have them.
      values.append((Double(Int.random(in: -1_000_000...1_000_000, using: &numbers)) + 0.5) / 1_000)
    }
    check(values, decimals)
  }
}
