import Core
import Drawing

/// Draws a chart on a sheet.
struct ChartPainter {
  let chart: LineChart
  let layout: ChartLayout
  private let scales: ChartScales

  init(_ chart: LineChart) {
    self.chart = chart
    scales = ChartScales(chart)
    layout = ChartLayout(chart, scales)
  }

  func paint(on sheet: borrowing DrawingSheet) {
    var ground = PagePath()
    ground.addRectangle(0, 0, layout.width, layout.height)
    sheet.fill(ground, ChartLook.Ink(0xFFFFFF))
    let margin = ChartLayout.margin
    let room = layout.width - 2 * margin
    let title = sheet.cut(chart.title, to: room, size: ChartLayout.titleSize, isBold: true)
    sheet.write(title, x: margin, y: margin + 3.4, size: ChartLayout.titleSize, isBold: true)
    sheet.write(chart.subtitle, x: margin, y: margin + 8.6, size: ChartLayout.subtitleSize, .faint)
    legend(on: sheet)
    for (place, row) in chart.rows.enumerated() {
      if !row.title.isEmpty {
        sheet.write(
          sheet.cut(row.title, to: room, size: 3.6, isBold: true), x: margin, y: layout.rowTitleY(place), size: 3.6,
          isBold: true)
      }
      for (column, panel) in row.panels.enumerated() {
        paint(
          panel, in: layout.plot(row: place, column: column), scales.scales[place][column],
          showsScale: column == 0 || scales.areOwn, on: sheet)
      }
    }
    for (place, note) in layout.notes.enumerated() {
      sheet.write(
        sheet.cut(note, to: room, size: ChartLayout.labelSize, isBold: false), x: margin, y: layout.noteY(place),
        size: ChartLayout.labelSize, .faint)
    }
  }

  private func legend(on sheet: borrowing DrawingSheet) {
    for entry in layout.legend {
      let (x, y) = (entry.x, entry.y)
      let end = x + ChartLayout.sample(entry.role)
      if let role = entry.role {
        let look = ChartLook(role)
        var band = PagePath()
        band.addRectangle(x, y - 2.4, end, y + 0.4)
        sheet.fill(band, look.ink, opacity: look.band)
        var line = PagePath(isClosed: false)
        line.addLine(x, y - 1, end, y - 1)
        sheet.stroke(line, look.ink, width: look.width, dash: look.dash)
        if role == .own { dot((x + end) / 2, y - 1, look, isPartial: false, on: sheet) }
      } else {
        var square = PagePath()
        square.addRectangle(x, y - 2.9, end, y + 0.9)
        sheet.fill(square, .partial)
        dot((x + end) / 2, y - 1, ChartLook(.own), isPartial: true, on: sheet)
      }
      sheet.write(entry.name, x: end + 1.5, y: y, size: ChartLayout.legendSize)
    }
  }

  private func paint(
    _ panel: LineChart.Panel, in box: ChartLayout.Box, _ scale: ChartScale, showsScale: Bool,
    on sheet: borrowing DrawingSheet
  ) {
    let (right, bottom) = (box.x + box.width, box.y + box.height)
    let count = max(1, chart.periods.count)
    func x(_ period: Int) -> Double { box.x + box.width * (Double(period) + 0.5) / Double(count) }
    func y(_ value: Double) -> Double { bottom - box.height * value / scale.top }
    var titleRoom = box.width
    if !panel.note.isEmpty {
      sheet.write(panel.note, x: right, y: box.y - 2, size: ChartLayout.labelSize, .faint, anchor: 1)
      titleRoom -= sheet.width(of: panel.note, sizeMillimetres: ChartLayout.labelSize, isBold: false) + 2
    }
    sheet.write(
      sheet.cut(panel.title, to: titleRoom, size: ChartLayout.panelTitleSize, isBold: true), x: box.x, y: box.y - 2,
      size: ChartLayout.panelTitleSize, isBold: true)

    let half = box.width / Double(count) / 2
    for (period, _) in chart.periods.enumerated().filter({ $0.element.isPartial }) {
      var column = PagePath()
      column.addRectangle(x(period) - half, box.y, x(period) + half, bottom)
      sheet.fill(column, .partial)
    }
    for tick in 0...scale.ticks {
      let level = y(scale.step * Double(tick))
      var line = PagePath(isClosed: false)
      line.addLine(box.x, level, right, level)
      sheet.stroke(line, tick == 0 ? .axis : .grid, width: tick == 0 ? 0.25 : 0.15)
      if showsScale {
        sheet.write(
          chart.language.number(scale.step * Double(tick), decimals: scale.decimals), x: box.x - 1.6, y: level + 0.9,
          size: ChartLayout.labelSize, .faint, anchor: 1)
      }
    }
    labels(box, x, on: sheet)

    // What goes beyond the scale, limits of wide intervals, is cut at the panel's edge.
    var frame = PagePath()
    frame.addRectangle(box.x - 1, box.y - 0.6, right + 1, bottom + 1)
    sheet.pushClip(frame)
    let lines = panel.lines.sorted { $0.role.rawValue > $1.role.rawValue }
    for line in lines { band(line, x, y, on: sheet) }
    for line in lines { stroke(line, x, y, on: sheet) }
    sheet.popClip()
  }

  /// The names of periods, as many as there is room for.
  private func labels(_ box: ChartLayout.Box, _ x: (Int) -> Double, on sheet: borrowing DrawingSheet) {
    let size = ChartLayout.labelSize
    let bottom = box.y + box.height
    let named = chart.periods.indices.filter { !chart.periods[$0].label.isEmpty }
    let widest =
      named.map { sheet.width(of: chart.periods[$0].label, sizeMillimetres: size, isBold: false) }.max() ?? 0
    let room = named.count > 1 ? x(named[1]) - x(named[0]) : box.width
    let every = max(1, Int(((widest + 1.5) / max(0.1, room)).rounded(.up)))
    var last = -Double.infinity
    for (place, period) in named.enumerated() where place % every == 0 {
      var tick = PagePath(isClosed: false)
      tick.addLine(x(period), bottom, x(period), bottom + 0.9)
      sheet.stroke(tick, .axis, width: 0.2)
      let width = sheet.width(of: chart.periods[period].label, sizeMillimetres: size, isBold: false)
      guard x(period) - width / 2 > last else { continue }
      last = x(period) + width / 2 + 1
      sheet.write(chart.periods[period].label, x: x(period), y: bottom + 3.7, size: size, .faint, anchor: 0.5)
    }
    for (period, entry) in chart.periods.enumerated() where entry.isPartial && !entry.extent.isEmpty {
      let width = sheet.width(of: entry.extent, sizeMillimetres: 2.1, isBold: false)
      // At the rims of a long series the words are wider than their period.
      let middle = min(max(x(period), box.x + width / 2), box.x + box.width - width / 2)
      sheet.write(entry.extent, x: middle, y: bottom + 6.6, size: 2.1, .faint, anchor: 0.5)
    }
  }

  /// Runs of neighbouring periods that have a point.
  private func runs(_ points: [LineChart.Point?]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for period in points.indices where points[period].map(\.value.isFinite) == true {
      if let last = runs.last, last.upperBound == period {
        runs[runs.count - 1] = last.lowerBound..<period + 1
      } else {
        runs.append(period..<period + 1)
      }
    }
    return runs
  }

  private func band(
    _ line: LineChart.Line, _ x: (Int) -> Double, _ y: (Double) -> Double, on sheet: borrowing DrawingSheet
  ) {
    let look = ChartLook(line.role)
    for run in runs(line.points) {
      let limits = run.compactMap { period in
        line.points[period].flatMap { $0.low.isFinite && $0.high.isFinite ? (period, $0.low, $0.high) : nil }
      }
      guard limits.count == run.count else { continue }
      var path = PagePath()
      // A lone point's interval is as wide as can be seen.
      let spread = limits.count == 1 ? 0.8 : 0
      for (period, _, high) in limits {
        path.add(x(period) - spread, y(high))
        if spread > 0 { path.add(x(period) + spread, y(high)) }
      }
      for (period, low, _) in limits.reversed() {
        if spread > 0 { path.add(x(period) + spread, y(low)) }
        path.add(x(period) - spread, y(low))
      }
      path.endLine()
      sheet.fill(path, look.ink, opacity: look.band)
    }
  }

  private func stroke(
    _ line: LineChart.Line, _ x: (Int) -> Double, _ y: (Double) -> Double, on sheet: borrowing DrawingSheet
  ) {
    let look = ChartLook(line.role)
    func isPartial(_ period: Int) -> Bool {
      chart.periods.indices.contains(period) && chart.periods[period].isPartial
    }
    var (whole, part) = (PagePath(isClosed: false), PagePath(isClosed: false))
    for run in runs(line.points) {
      // Between whole periods in one stroke, so that dashes run on.
      for period in run {
        guard let point = line.points[period], !isPartial(period) else { continue }
        whole.add(x(period), y(point.value))
        if period + 1 == run.upperBound || isPartial(period + 1) { whole.endLine() }
      }
      for period in run.dropLast() where isPartial(period) || isPartial(period + 1) {
        guard let from = line.points[period], let to = line.points[period + 1] else { continue }
        part.addLine(x(period), y(from.value), x(period + 1), y(to.value))
      }
    }
    sheet.stroke(whole, look.ink, width: look.width, dash: look.dash)
    sheet.stroke(part, look.ink, width: 0.6 * look.width, dash: [0.5, 0.6])
    // Of long series only the marks of what is not whole, or stands alone.
    let marksAll = line.role == .own && chart.periods.count <= 24
    for run in runs(line.points) {
      for period in run where marksAll || isPartial(period) || run.count == 1 {
        if let point = line.points[period] {
          dot(x(period), y(point.value), look, isPartial: isPartial(period), on: sheet)
        }
      }
    }
  }

  private func dot(
    _ x: Double, _ y: Double, _ look: ChartLook, isPartial: Bool, on sheet: borrowing DrawingSheet
  ) {
    var circle = PagePath()
    let radius = 0.55 + look.width / 2
    for step in 0..<24 {
      let (sine, cosine) = Self.circle[step]
      circle.add(x + radius * cosine, y + radius * sine)
    }
    circle.endLine()
    sheet.fill(circle, isPartial ? ChartLook.Ink(0xFFFFFF) : look.ink)
    if isPartial {
      sheet.strokeCircles(
        x: [x], y: [y], radii: [radius - 0.12], red: look.ink.red, green: look.ink.green, blue: look.ink.blue,
        widthMillimetres: 0.3)
    }
  }

  /// Sine and cosine of 24 directions, by turning on from one to the next: the same on every machine.
  private static let circle: [(Double, Double)] = {
    let (sine, cosine) = (0.258819045102520762, 0.965925826289068287)
    var found = [(0.0, 1.0)]
    for _ in 1..<24 {
      let (s, c) = found[found.count - 1]
      found.append((s * cosine + c * sine, c * cosine - s * sine))
    }
    return found
  }()
}
