import Columns
import Testing

@testable import Livsvillkor

@Suite struct DensityTests {
  private let counts = NumberColumn([4, .nan, 0, 7, .nan], suppressed: [false, false, false, false, true])

  /// In whole squares of 250 m a density is the count, null and suppressed as they were.
  @Test func countsInWholeSquares() throws {
    let values = try VariableValues.values(
      of: .value(counts), perArea: [Double](repeating: 62_500, count: 5), threads: 2)
    #expect(values == counts)
  }

  /// One cell with less ground, one with none: each by its own area.
  @Test func countsInOtherAreas() throws {
    let values = try VariableValues.values(
      of: .value(counts), perArea: [62_500, 62_500, 31_250, 31_250, 0], threads: 1)
    #expect(Array(values.values.prefix(4).map { $0.isNaN ? -1 : $0 }) == [4, -1, 0, 14])
    #expect(values.isSuppressed(4) && !values.isSuppressed(1))
  }
}
