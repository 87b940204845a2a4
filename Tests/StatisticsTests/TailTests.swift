import Statistics
import Testing

/// Tails and Welch's comparison beside SciPy's.
@Suite struct TailTests {
  private func isNear(_ found: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(found - expected) <= tolerance * abs(expected)
  }

  @Test(arguments: [
    (0.1, 0.920344325445942), (1, 0.31731050786291415), (1.959963984540054, 0.05), (5, 5.733031437583866e-07),
    (-9, 2.2571768119076647e-19),
  ])
  func normal(_ z: Double, _ expected: Double) { #expect(isNear(Tails.normal(beyond: z), expected)) }

  @Test(arguments: [
    (0.3, 1, 0.583882420770365), (3, 3, 0.3916251762710877), (11, 11, 0.4432632784264655),
    (40, 11, 3.577512452765525e-05), (2, 30, 0.9999999999997), (200, 11, 7.438442064964614e-37), (0, 4, 1),
  ])
  func chiSquare(_ value: Double, _ degrees: Int, _ expected: Double) {
    #expect(isNear(Tails.chiSquare(above: value, degreesOfFreedom: degrees), expected))
  }

  @Test(arguments: [
    (0.2, 1, 0.8743340836219978), (-2, 3.7, 0.12181720190523398), (2.5, 60.3, 0.015156595044322329),
    (6, 12.5, 5.2410591455022384e-05), (1.1, 1e5, 0.2713347698789959), (30, 4, 7.352856097661319e-06), (0, 9, 1),
  ])
  func student(_ t: Double, _ degrees: Double, _ expected: Double) {
    #expect(isNear(Tails.student(beyond: t, degreesOfFreedom: degrees), expected, 1e-9))
  }

  @Test(arguments: [(1, 12.706204736174694), (3.7, 2.8675207071911895), (60.3, 2.000093156236731)])
  func studentQuantile(_ degrees: Double, _ expected: Double) {
    #expect(isNear(Tails.studentQuantile(tail: 0.05, degreesOfFreedom: degrees), expected, 1e-10))
  }

  @Test func welch() {
    let found = MeanDifference([3.1, 4.7, .nan, 2.2, 5.9, 4.4], [1.2, 2.9, 2.1, 0.4, 1.8, 2.6, 3.3])
    #expect(found.first.count == 5 && found.second.count == 7 && found.lack == nil)
    #expect(isNear(found.first.standardDeviation, 1.4397916515940772))
    #expect(isNear(found.degreesOfFreedom, 6.740624625482576) && isNear(found.p, 0.03193858518748889, 1e-10))
    #expect(isNear(found.difference - found.halfWidth, 0.23408913207142512, 1e-9))
    #expect(isNear(found.difference + found.halfWidth, 3.80019658221429, 1e-9))
  }

  @Test func groupsThatCannotBeCompared() {
    let lone = MeanDifference([4], [1, 3])
    #expect(lone.lack == .tooFew && lone.difference == 2 && lone.p.isNaN && lone.halfWidth.isNaN)
    let none = MeanDifference([.nan], [1, 3])
    #expect(none.lack == .tooFew && none.first.count == 0 && none.difference.isNaN)
    // The mean of three times 0.1 is not 0.1.
    let flat = MeanDifference([0.1, 0.1, 0.1], [2, 2])
    #expect(flat.lack == .noVariation && isNear(flat.difference, -1.9))
  }
}
