/// An upright scale: from 0 in steps of 1, 2 or 5 times a power of ten.
struct ChartScale: Equatable {
  /// Distance of two ticks.
  let step: Double
  /// Ticks above 0.
  let ticks: Int
  /// Decimals of the ticks' numbers.
  let decimals: Int

  /// The uppermost value.
  var top: Double { step * Double(ticks) }

  /// A scale that reaches `highest` with at most five steps, the smallest that do; of nothing above 0 from 0 to 1.
  init(reaching highest: Double) {
    let wanted = highest > 0 && highest.isFinite ? highest : 1
    // Five steps of the unit are not enough, five of ten units are.
    var (unit, exponent) = (1.0, 0)
    while unit * 5 >= wanted, exponent > -300 { (unit, exponent) = (unit / 10, exponent - 1) }
    while unit * 50 < wanted, exponent < 300 { (unit, exponent) = (unit * 10, exponent + 1) }
    let factor: Double = wanted <= 10 * unit ? 2 : wanted <= 25 * unit ? 5 : 10
    step = factor * unit
    ticks = max(1, Int((wanted / step - 1e-9).rounded(.up)))
    decimals = max(0, -exponent - (factor == 10 ? 1 : 0))
  }

  /// The largest value of panels, and of their intervals' limits as far as they do not press the lines flat.
  static func highest(_ panels: some Sequence<LineChart.Panel>) -> Double {
    let points = panels.flatMap { $0.lines.flatMap { $0.points.compactMap { $0 } } }
    let values = points.map(\.value).filter(\.isFinite).max() ?? 0
    let limits = points.map(\.high).filter(\.isFinite).max() ?? 0
    return max(values, min(limits, values > 0 ? 1.8 * values : limits))
  }
}

/// The scales of a chart's panels: one for all that should compare, unless one panel's values would press the others' flat.
struct ChartScales {
  /// One a panel, row by row.
  let scales: [[ChartScale]]
  /// Whether panels beside each other have scales of their own.
  let areOwn: Bool

  /// How many times the middle one of the panels' highest values the highest of all may be.
  private static let most = 3.0

  init(_ chart: LineChart) {
    // Rows of one category go together.
    let groups = chart.hasOneScale ? [chart.rows] : chart.rows.map { [$0] }
    let highest = groups.map { rows in rows.map { row in row.panels.map { ChartScale.highest([$0]) } } }
    let areOwn = highest.contains { rows in
      let all = rows.flatMap(\.self).sorted()
      return all.count > 1 && (all.last ?? 0) > Self.most * all[(all.count - 1) / 2]
    }
    self.areOwn = areOwn
    scales = highest.flatMap { rows -> [[ChartScale]] in
      let all = rows.flatMap(\.self).max() ?? 0
      return rows.map { row in row.map { ChartScale(reaching: areOwn ? $0 : all) } }
    }
  }
}
