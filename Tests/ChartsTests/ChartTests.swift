import Testing

@testable import Charts

/// Scales, layout and picture of charts.
@Suite struct ChartTests {
  private static func line(_ role: LineChart.Role, _ values: [Double?]) -> LineChart.Line {
    LineChart.Line(role, values.map { $0.map { LineChart.Point(value: $0, low: $0 / 2, high: $0 * 1.5) } })
  }

  /// A chart of panels of one line each.
  private static func chart(_ rows: [[[Double?]]], partial: Set<Int> = []) -> LineChart {
    var chart = LineChart(title: "Skott", subtitle: "Antal", language: .sv)
    chart.rows = rows.map { panels in
      LineChart.Row(
        title: "", panels: panels.map { LineChart.Panel(title: "Å & Ö", note: "n = 3", lines: [line(.own, $0)]) })
    }
    chart.periods = (0..<(rows.first?.first?.count ?? 0)).map {
      LineChart.Period(
        label: "\(2020 + $0)", extent: partial.contains($0) ? "6 mån" : "", isPartial: partial.contains($0))
    }
    chart.names = [.own: "Området"]
    chart.partialName = "Kortare period"
    return chart
  }

  @Test(arguments: [
    (1.0, 0.2, 5, 1), (0.087, 0.02, 5, 2), (0.03, 0.01, 3, 2), (7, 2, 4, 0), (12, 5, 3, 0), (99, 20, 5, 0),
    (0, 0.2, 5, 1), (2.5, 0.5, 5, 1), (1e6, 200_000, 5, 0), (.nan, 0.2, 5, 1),
  ])
  func scale(_ highest: Double, _ step: Double, _ ticks: Int, _ decimals: Int) {
    let found = ChartScale(reaching: highest)
    #expect(abs(found.step - step) < 1e-12 * step && found.ticks == ticks && found.decimals == decimals, "\(found)")
  }

  /// Any height is reached by no more than five steps, and not missed by more than one.
  @Test func scalesOfAllSizes() {
    for i in 1...4000 {
      let highest = Double(i) * 0.00037
      let found = ChartScale(reaching: highest)
      #expect(found.top >= highest * (1 - 1e-9) && found.top - found.step < highest && found.ticks <= 5, "\(highest)")
    }
  }

  @Test func oneScaleUnlessOnePanelPressesTheOthers() {
    let alike = ChartScales(Self.chart([[[1, 2], [3, 4]]]))
    #expect(!alike.areOwn && alike.scales[0][0] == alike.scales[0][1])
    let apart = ChartScales(Self.chart([[[1, 2], [3, 4], [100, 50]]]))
    #expect(apart.areOwn && apart.scales[0][0].top < 5 && apart.scales[0][2].top >= 100)
    // Rows of different categories each have theirs.
    let rows = ChartScales(Self.chart([[[1, 2]], [[100, 50]]]))
    #expect(!rows.areOwn && rows.scales[0][0].top < 5 && rows.scales[1][0].top >= 100)
  }

  @Test func everythingLiesOnTheSheet() {
    for rows in [[[[1, 2, nil]]], [[[1], [2], [3]], [[4]]], [[[Double?]](repeating: [1, 2], count: 7)]] {
      let chart = Self.chart(rows, partial: [0])
      let layout = ChartLayout(chart, ChartScales(chart))
      for (row, panels) in rows.enumerated() {
        for column in panels.indices {
          let box = layout.plot(row: row, column: column)
          #expect(box.x > 0 && box.x + box.width < layout.width && box.y > 0 && box.y + box.height < layout.height)
        }
      }
      #expect(layout.legend.map(\.name) == ["Området", "Kortare period"])
    }
  }

  @Test func documentsOfAllFormats() throws {
    let chart = Self.chart([[[1, 2.5, nil, 4]]], partial: [3])
    let svg = String(decoding: try chart.picture(.svg), as: UTF8.self)
    #expect(svg.contains("<title id=\"titel\">Skott</title>"))
    #expect(svg.contains("Å &amp; Ö, n = 3: 2020: 1,000; 2021: 2,500; 2023 (6 mån): 4,000."))
    #expect(try chart.picture(.png).prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    #expect(try chart.picture(.pdf).starts(with: "%PDF".utf8))
    #expect(try chart.picture(.png) == chart.picture(.png))
  }

  /// No line, no period, values that are no numbers: a picture all the same.
  @Test func emptyPanels() throws {
    for values in [[], [nil], [nil, nil], [.nan, 1], [0, 0]] as [[Double?]] {
      #expect(try Self.chart([[values]]).picture(.svg).count > 500)
    }
  }
}
