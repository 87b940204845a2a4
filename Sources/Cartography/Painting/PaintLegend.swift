import Drawing

extension MapPainter {
  /// A line of the legend with its place.
  private struct Line {
    var item: LegendEntry
    var labels: [String]
    var symbolWidth: Double
    var top: Double
    var height: Double
  }

  /// The legend laid out from the column's top: lines of text, entries, and where it ends.
  private struct LegendLayout {
    var texts: [(text: String, baseline: Double, style: TextStyle)] = []
    var lines: [Line] = []
    var bottom = 0.0
  }

  /// Whether the whole legend ends above `limit`.
  func legendFits(above limit: Double, on sheet: borrowing DrawingSheet) -> Bool {
    legendLayout(on: sheet).bottom <= limit
  }

  /// The legend from the column's top down to `limit`; what finds no room is left out, and `…` says so.
  func paintLegend(on sheet: borrowing DrawingSheet, above limit: Double) {
    let (column, scale) = (layout.column, layout.scale)
    let laid = legendLayout(on: sheet)
    let entry = style(2.6)
    let isCut = laid.bottom > limit
    // Room for the mark of what is left out.
    let end = isCut ? limit - 3 * scale : limit
    for text in laid.texts where text.baseline <= end {
      sheet.draw(text.text, x: column.x, y: text.baseline, text.style)
    }
    for line in laid.lines where line.top + line.height <= end {
      paint(line.item.symbol, middleY: line.top + line.height / 2, width: line.symbolWidth, on: sheet)
      var baseline = line.top + line.height / 2 - Double(line.labels.count - 1) * lineHeight / 2 + 0.95 * scale
      for label in line.labels {
        sheet.draw(label, x: column.x + line.symbolWidth + 2 * scale, y: baseline, entry)
        baseline += lineHeight
      }
    }
    if isCut { sheet.draw("…", x: column.x, y: limit, entry) }
  }

  private var lineHeight: Double { 3.3 * layout.scale }

  private func legendLayout(on sheet: borrowing DrawingSheet) -> LegendLayout {
    let (column, scale) = (layout.column, layout.scale)
    let (heading, remark, entry) = (style(2.9, bold: true), style(2.3, 0x505050), style(2.6))
    var result = LegendLayout()
    var y = column.y + 0.5 * scale
    for group in legend.groups {
      y -= 0.8 * scale
      for line in wrapped(group.title, heading, width: column.width, on: sheet) {
        y += 3.4 * scale
        result.texts.append((line, y, heading))
      }
      y += 1 * scale
      for line in wrapped(group.remark, remark, width: column.width, on: sheet) {
        y += 3 * scale
        result.texts.append((line, y, remark))
      }
      y += 1.6 * scale
      let symbolWidth = width(of: group.entries)
      for item in group.entries {
        let labels = wrapped(item.label, entry, width: column.width - symbolWidth - 2 * scale, on: sheet)
        let height = max(height(of: item.symbol), Double(labels.count) * lineHeight + 1.1 * scale)
        result.lines.append(Line(item: item, labels: labels, symbolWidth: symbolWidth, top: y, height: height))
        y += height
      }
      result.bottom = y
      y += 3.5 * scale
    }
    return result
  }

  /// Room for the widest symbol of a group.
  private func width(of entries: [LegendEntry]) -> Double {
    var width = 7 * layout.scale
    for case .ring(let style, let radius) in entries.map(\.symbol) {
      width = max(width, 2 * radius + style.line.widthMillimetres + 2 * style.rimMillimetres)
    }
    return width
  }

  private func height(of symbol: LegendEntry.Symbol) -> Double {
    if case .ring(let style, let radius) = symbol {
      return 2 * radius + style.line.widthMillimetres + 1.2 * layout.scale
    }
    return 4.6 * layout.scale
  }

  private func paint(
    _ symbol: LegendEntry.Symbol, middleY: Double, width: Double, on sheet: borrowing DrawingSheet
  ) {
    let (x, scale) = (layout.column.x, layout.scale)
    let box = PageBox(x: x, y: middleY - 1.8 * scale, width: 7 * scale, height: 3.6 * scale)
    let rim = LineStyle(Colour(hex: 0x707070), widthMillimetres: 0.12 * scale)
    switch symbol {
    case .fill(let colour):
      sheet.fill(box.path, colour, opacity: 1)
      sheet.stroke(box.path, rim)
    case .square(let colour, let share, let side):
      let half = share * side / 2
      let middle = x + width / 2
      sheet.fill(
        PageBox(x: middle - half, y: middleY - half, width: 2 * half, height: 2 * half).path, colour, opacity: 1)
    case .hatch(let hatch, let over):
      sheet.fill(box.path, hatch.background ?? over ?? .white, opacity: 1)
      sheet.pushClip(box.path)
      sheet.stroke(hatch.lines(over: box), hatch.line)
      sheet.popClip()
      sheet.stroke(box.path, rim)
    case .outline(let style):
      sheet.stroke(box.grown(by: -style.line.widthMillimetres / 2).path, style.line)
    case .mark(let style): paint(style, x: x + width / 2, y: middleY, on: sheet)
    case .ring(let style, let radius):
      sheet.strokeCircles(x: [x + width / 2], y: [middleY], radii: [radius], style.line)
    case .border(let line):
      var path = PagePath(isClosed: false)
      path.addLine(box.x, middleY, box.right, middleY)
      sheet.stroke(path, line)
    }
  }

  /// Words set in lines of at most `width` millimetres, at most four; a word that is too long is cut.
  func wrapped(
    _ text: String, _ style: TextStyle, width: Double, on sheet: borrowing DrawingSheet
  ) -> [String] {
    var lines: [String] = []
    for word in LabelText.shortened(text, limit: 200).split(separator: " ") {
      if let last = lines.last, sheet.width(of: last + " " + word, style) <= width {
        lines[lines.count - 1] = last + " " + word
      } else if lines.count < 4 {
        lines.append(fitted(String(word), style, width: width, on: sheet))
      } else {
        lines[3] = fitted(lines[3] + " …", style, width: width, on: sheet)
        break
      }
    }
    return lines
  }
}
