import Testing

@testable import Incidents

@Suite struct CorrectionTests {
  /// statsmodels' `multipletests`, methods `holm` and `fdr_bh`; what has no p value counts for no test.
  @Test func asStatsmodels() {
    let values: [Double?] = [0.01, nil, 0.04, 0.03, 0.2, 0.005]
    func rounded(_ correction: Correction) -> [Double?] {
      correction.corrected(values).map { $0.map { ($0 * 1e12).rounded() / 1e12 } }
    }
    #expect(rounded(.holm) == [0.04, nil, 0.09, 0.09, 0.2, 0.025])
    #expect(rounded(.bh) == [0.025, nil, 0.05, 0.05, 0.2, 0.025])
    for correction in Correction.allCases {
      #expect(
        correction.corrected([]) == [] && correction.corrected([nil]) == [nil] && correction.corrected([0.3]) == [0.3]
      )
      #expect(correction.corrected([0.9, 0.8]).allSatisfy { ($0 ?? 2) <= 1 })
    }
  }
}
