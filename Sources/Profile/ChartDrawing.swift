import Reports

/// A chart as an `svg` element: bars, and a stepped line over them.
struct ChartDrawing {
  private let chart: BarChart
  private let language: Language

  private static let (width, height) = (640.0, 200.0)
  private static let (left, right, top, bottom) = (48.0, 8.0, 10.0, 40.0)

  init(_ chart: BarChart, language: Language) {
    (self.chart, self.language) = (chart, language)
  }

  var svg: String {
    let count = chart.bars.count
    let highest = (chart.bars + chart.line).filter { !$0.isNaN }.max() ?? 0
    let scale = Self.scale(highest)
    let plotWidth = Self.width - Self.left - Self.right
    let plotHeight = Self.height - Self.top - Self.bottom
    func x(_ edge: Int) -> Double { Self.left + plotWidth * Double(edge) / Double(max(1, count)) }
    func y(_ share: Double) -> Double {
      Self.top + plotHeight * (1 - (share.isNaN ? 0 : share) / (scale.step * Double(scale.ticks)))
    }
    var text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(Self.height))\" "
      + "width=\"\(Self.text(Self.width))\" height=\"\(Self.text(Self.height))\" role=\"img\" "
      + "aria-label=\"\(Page.escaped(chart.axis + ": " + chart.barName + ", " + chart.lineName))\">"
    for tick in 0...scale.ticks {
      let share = scale.step * Double(tick)
      text += "<path d=\"M\(Self.text(Self.left)) \(Self.text(y(share)))H\(Self.text(Self.width - Self.right))\" "
      text +=
        "stroke=\"#ddd\" fill=\"none\"/><text x=\"\(Self.text(Self.left - 5))\" y=\"\(Self.text(y(share) + 4))\" "
      text += "font-size=\"11\" text-anchor=\"end\">"
      text += Page.escaped(language.percent(share, decimals: scale.step < 0.01 ? 1 : 0)) + "</text>"
    }
    for bin in chart.bars.indices where chart.bars[bin] > 0 {
      text += "<rect x=\"\(Self.text(x(bin) + 0.5))\" y=\"\(Self.text(y(chart.bars[bin])))\" "
      text += "width=\"\(Self.text(x(bin + 1) - x(bin) - 1))\" "
      text += "height=\"\(Self.text(y(0) - y(chart.bars[bin])))\" fill=\"#5b7fa8\"><title>"
      text += Page.escaped("\(chart.edges[bin]) – \(chart.edges[bin + 1]): \(language.percent(chart.bars[bin]))")
      text += "</title></rect>"
    }
    text += "<path d=\"M\(Self.text(x(0))) \(Self.text(y(0)))"
    for bin in chart.line.indices { text += "V\(Self.text(y(chart.line[bin])))H\(Self.text(x(bin + 1)))" }
    text += "V\(Self.text(y(0)))\" stroke=\"#1a1a1a\" stroke-width=\"1.5\" fill=\"none\"/>"
    let every = max(1, (count + 9) / 10)
    for edge in stride(from: 0, through: count, by: every) {
      text +=
        "<text x=\"\(Self.text(x(edge)))\" y=\"\(Self.text(y(0) + 15))\" font-size=\"11\" text-anchor=\"middle\">"
      text += Page.escaped(chart.edges[edge]) + "</text>"
    }
    text +=
      "<text x=\"\(Self.text(Self.left + plotWidth / 2))\" y=\"\(Self.text(Self.height - 5))\" font-size=\"12\" "
    return text + "text-anchor=\"middle\">\(Page.escaped(chart.axis))</text></svg>"
  }

  /// Ticks of 1, 2 or 5 times a power of ten, at most five of them, up to no less than `highest`.
  private static func scale(_ highest: Double) -> (step: Double, ticks: Int) {
    for step in [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2] where highest <= step * 5 {
      return (step, max(1, Int((highest / step).rounded(.up))))
    }
    return (0.25, 4)
  }

  /// A length with at most two decimals, without a locale.
  static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole)." + (part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)")
  }
}
