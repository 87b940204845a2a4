import Testing

@testable import MapPage

@Suite struct RatePrecisionTests {
  private func figure(_ key: String, unit: String = "", _ values: [Double]) -> PageFigure {
    PageFigure(key: key, label: key, decimals: 1, unit: unit, values: values)
  }

  /// 0.0002 (0.0001–0.0004) is not shown as 0.0 (0.0–0.0); what has no interval, or is a share, is as it was.
  @Test func ratesHaveTheDecimalsOfTheirInterval() {
    var figures = [
      figure("rate", [0.0002, .nan, 6]), figure("rate_low", [0.0001, .nan, 1.2]),
      figure("rate_high", [0.0004, .nan, 17.5]), figure("share", unit: "%", [50]),
      figure("share_low", unit: "%", [0.01]),
      figure("share_high", unit: "%", [0.02]), figure("quotient", [1]), figure("lone_low", [1]),
    ]
    figures.giveRatesTheirDecimals()
    #expect(figures.map(\.decimals) == [5, 5, 5, 1, 1, 1, 1, 1])
  }
}
