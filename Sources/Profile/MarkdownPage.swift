import Core

extension Page {
  /// The page as Markdown (tables as in GitHub's dialect). Drawings are told in words, charts are tables of bars.
  package var markdown: String {
    var text = "# \(Self.marked(title))\n"
    if !subtitle.isEmpty { text += "\n\(Self.line(subtitle))\n" }
    for section in sections {
      text += "\n## \(Self.marked(section.title))\n"
      for block in section.blocks { text += "\n" + markdown(block) }
    }
    return text
  }

  private func markdown(_ block: Block) -> String {
    switch block {
    case .text(let text): Self.line(text) + "\n"
    case .facts(let facts): facts.map { "- **\(Self.marked($0.name)):** \(Self.marked($0.value))\n" }.joined()
    case .list(let texts): texts.map { "- \(Self.line($0))\n" }.joined()
    case .drawing(_, let words): Self.line(words) + "\n"
    case .table(let table): Self.markdown(table)
    case .heading(let title): "### \(Self.marked(title))\n"
    case .picture(_, _, let words): Self.line(words) + "\n"
    case .links(let links): links.map { "- \(Self.marked($0.name)): \(Self.marked($0.value))\n" }.joined()
    case .chart(let chart): Self.markdown(markdownTable(chart))
    }
  }

  /// The bins that anyone lives in, with bars of full blocks.
  private func markdownTable(_ chart: BarChart) -> PageTable {
    var table = PageTable([chart.axis, "", chart.barName, chart.lineName], textColumns: 2)
    let top = (chart.bars + chart.line).filter { !$0.isNaN }.max() ?? 0
    for bin in chart.bars.indices where chart.bars[bin] > 0 || chart.line[bin] > 0 {
      let blocks = top > 0 && !chart.bars[bin].isNaN ? Int((chart.bars[bin] / top * 20).rounded()) : 0
      table.add([
        "\(chart.edges[bin]) – \(chart.edges[bin + 1])", String(repeating: "█", count: blocks),
        language.percent(chart.bars[bin]), language.percent(chart.line[bin]),
      ])
    }
    return table
  }

  private static func markdown(_ table: PageTable) -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var text = row(table.titles.map(marked))
    text += row(table.titles.indices.map { $0 < table.textColumns ? "---" : "---:" })
    for cells in table.rows { text += row(cells.map(marked)) }
    for note in table.notes { text += "\n\(line(note))\n" }
    return text
  }

  /// A text in which nothing is markup, and nothing steers a terminal: every sign that Markdown or HTML inside it could
  /// take for its own has a backslash or is an entity.
  static func marked(_ text: String) -> String {
    var result = ""
    for character in PrintableText.of(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// Text for the start of a line: marked as anywhere else, and so that a hyphen, a plus or a number with a point begins no list.
  private static func line(_ text: String) -> String {
    let result = marked(text)
    guard let first = result.first else { return result }
    if first == "-" || first == "+" || first == "=" { return "\\" + result }
    let digits = result.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let next = result.dropFirst(digits.count).first, next == "." || next == ")" {
      return digits + "\\" + result.dropFirst(digits.count)
    }
    return result
  }
}
