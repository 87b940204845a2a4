/// Where the parts of a chart stand, millimetres from the upper left corner of its sheet.
struct ChartLayout {
  static let margin = 8.0
  static let titleSize = 4.6
  static let subtitleSize = 3.0
  static let panelTitleSize = 3.1
  static let labelSize = 2.5
  static let legendSize = 2.9
  private static let axisWidth = 11.0
  private static let gapY = 3.0
  private static let (panelWidth, panelHeight) = (58.0, 36.0)
  private static let panelHead = 6.0
  private static let rowHead = 7.0
  private static let legendHeight = 5.6
  private static let noteHeight = 4.0
  /// How far a letter goes, in its size: more than the mean of a text.
  private static let letter = 0.58

  /// A panel's plot.
  struct Box {
    var (x, y, width, height): (Double, Double, Double, Double)
  }

  /// An entry of the legend: of a role, or of shortened periods (nil), and where its sample starts.
  struct Entry {
    var role: LineChart.Role?
    var name: String
    var (x, y): (Double, Double)
  }

  let width: Double
  let height: Double
  let legend: [Entry]
  /// What stands under the panels.
  let notes: [String]
  private let notesY: Double
  private let rowTops: [Double]
  private let panelWidth: Double
  private let gapX: Double

  init(_ chart: LineChart, _ scales: ChartScales) {
    let columns = max(1, chart.rows.map(\.panels.count).max() ?? 1)
    // Long series have room for a millimetre a period.
    panelWidth = min(110, max(columns == 1 ? 110 : Self.panelWidth, 0.9 * Double(chart.periods.count)))
    gapX = scales.areOwn ? 4 + Self.axisWidth : 6
    width = max(2 * Self.margin + Self.axisWidth + Double(columns) * panelWidth + Double(columns - 1) * gapX, 130)
    var y = Self.margin + Self.titleSize + 6
    legend = Self.legend(chart, y: y + Self.legendHeight - 1.2, width: width)
    y = (legend.last?.y ?? y) + 3.5
    let foot = chart.periods.contains { !$0.extent.isEmpty } ? 8.5 : 5.5
    var tops: [Double] = []
    for row in chart.rows {
      if !row.title.isEmpty { y += Self.rowHead }
      tops.append(y)
      y += Self.panelHead + Self.panelHeight + foot + Self.gapY
    }
    rowTops = tops
    notes = chart.notes + (scales.areOwn ? [chart.scaleNote].filter { !$0.isEmpty } : [])
    notesY = y + 1.5
    height = notesY + Double(notes.count - 1) * Self.noteHeight + Self.margin
  }

  private static func legend(_ chart: LineChart, y: Double, width: Double) -> [Entry] {
    var found = chart.roles.compactMap { role in chart.names[role].map { Entry(role: role, name: $0, x: 0, y: 0) } }
    if chart.periods.contains(where: \.isPartial), !chart.partialName.isEmpty {
      found.append(Entry(role: nil, name: chart.partialName, x: 0, y: 0))
    }
    var (x, y) = (margin, y)
    for place in found.indices {
      let length = sample(found[place].role) + 1.5 + letter * legendSize * Double(found[place].name.count)
      if x > margin, x + length > width - margin { (x, y) = (margin, y + legendHeight) }
      (found[place].x, found[place].y) = (x, y)
      x += length + 4
    }
    return found
  }

  /// How far the sample of an entry goes.
  static func sample(_ role: LineChart.Role?) -> Double { role == nil ? 5 : 9 }

  /// The line that a row's title stands on.
  func rowTitleY(_ row: Int) -> Double { rowTops[row] - 1.2 }

  func plot(row: Int, column: Int) -> Box {
    Box(
      x: Self.margin + Self.axisWidth + Double(column) * (panelWidth + gapX), y: rowTops[row] + Self.panelHead,
      width: panelWidth, height: Self.panelHeight)
  }

  func noteY(_ note: Int) -> Double { notesY + Double(note) * Self.noteHeight }
}
