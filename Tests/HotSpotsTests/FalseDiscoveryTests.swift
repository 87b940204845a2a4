import HotSpots
import Testing

@Suite struct FalseDiscoveryTests {
  /// The fifteen p of Benjamini and Hochberg's own example (1995, section 3.2): four are rejected at 0.05.
  @Test func theirOwnExample() {
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1,
    ]
    let corrected = FalseDiscoveries.corrected(p.reversed())
    #expect(corrected.count { $0 <= 0.05 } == 4)
    #expect(abs(corrected[14] - 0.0015) < 1e-12 && corrected[0] == 1)
  }

  /// A p that fails does not stop those above it, and equal ones stay equal.
  @Test func stepsUp() {
    let corrected = FalseDiscoveries.corrected([0.04, 0.03, 0.04, 0.04])
    #expect(corrected.allSatisfy { abs($0 - 0.04) < 1e-15 })
  }

  @Test func whatWasNotTestedDoesNotCount() {
    let corrected = FalseDiscoveries.corrected([0.01, .nan, 0.5, .nan])
    #expect(corrected[0] == 0.02 && corrected[2] == 0.5 && corrected[1].isNaN && corrected[3].isNaN)
    #expect(FalseDiscoveries.corrected([]).isEmpty)
  }
}
