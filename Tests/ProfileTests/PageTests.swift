import Reports
import Testing

@testable import Profile

/// Pages as Markdown and HTML: names from files are never markup.
@Suite struct PageTests {
  private func page(_ name: String) -> Page {
    var table = PageTable(["Variabel", name])
    table.add([name, "1,5", "for nothing"])
    table.notes = [name]
    return Page(
      language: .sv, title: name, subtitle: name,
      sections: [
        Page.Section(name, [.text(name), .facts([Page.Fact(name, name)]), .list([name]), .table(table)]),
        Page.Section(
          "Diagram",
          [
            .chart(
              BarChart(
                axis: name, barName: name, lineName: "Alla", edges: ["0", "1", "2"], bars: [0.25, 0.75], line: [1, 0])
            )
          ]),
      ])
  }

  @Test func aShortPageInBothForms() {
    var table = PageTable(["Klass", "n"])
    table.add(["1", "20"])
    let page = Page(
      language: .sv, title: "Ängen", subtitle: "",
      sections: [Page.Section("Folk", [.text("- inget"), .table(table)])])
    #expect(page.markdown == "# Ängen\n\n## Folk\n\n\\- inget\n\n| Klass | n |\n| --- | ---: |\n| 1 | 20 |\n")
    #expect(page.html.contains("<tr><th scope=\"row\">1</th><td class=\"n\">20</td></tr>"))
    #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"sv\">"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a|b", "[x](javascript:1)",
    "**fet** `kod` _kursiv_",
    "# rubrik", "1. lista", "&lt;b&gt;", "\u{202E}omvänd", "rad\nbrytning",
  ])
  func namesAreNeverMarkup(_ name: String) {
    let page = page(name)
    for forbidden in ["<script", "<img", "onerror=alert(1)>", "\u{202E}"] {
      #expect(!page.html.contains(forbidden) && !page.markdown.contains(forbidden))
    }
    // Every bracket of the page is one of its own elements.
    let plain = self.page("namn")
    #expect(page.html.count { $0 == "<" } == plain.html.count { $0 == "<" })
    // A row has its own bars and no other, and lines stay lines.
    func bars(_ text: String) -> [Int] {
      text.split(separator: "\n").map { line in
        var (count, before) = (0, Character(" "))
        for character in line {
          if character == "|", before != "\\" { count += 1 }
          before = character
        }
        return count
      }
    }
    #expect(bars(page.markdown) == bars(plain.markdown))
    for line in page.markdown.split(separator: "\n") { #expect(!line.hasPrefix("1. ") && !line.hasPrefix("# #")) }
  }

  @Test func aLongNameKeepsItsLength() {
    let name = String(repeating: "Å", count: 300)
    #expect(page(name).html.contains("<h1>\(name)</h1>") && page(name).markdown.hasPrefix("# \(name)\n"))
  }

  @Test func emptyChartsAreDrawn() {
    for (bars, edges) in [([Double.nan, .nan], ["0", "1", "2"]), ([1], ["0", "1"]), ([0], ["0", "1"])] {
      let chart = BarChart(axis: "a", barName: "b", lineName: "c", edges: edges, bars: bars, line: bars)
      let svg = ChartDrawing(chart, language: .en).svg
      #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>") && !svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test(arguments: [
    (0, "0"), (1.5, "1.5"), (-0.25, "-0.25"), (2.004, "2"), (-0.004, "0"), (12.06, "12.06"), (3.999, "4"),
  ])
  func lengthsHaveTwoDecimals(_ value: Double, _ text: String) { #expect(ChartDrawing.text(value) == text) }
}
