import Areas
import Testing

@testable import Incidents

@Suite struct FigureTests {
  @Test func sharesRatesAndQuotients() throws {
    let base = IncidentFigures.Base(events: 200, countryKm2: 1000, countryPopulation: 10_000)
    let figures = IncidentFigures(
      count: IncidentCount(inside: 50, linked: 20, either: 60), population: 500, areaKm2: 2.5, planarKm2: 2,
      base: base)
    #expect(figures.share == 0.25 && figures.linkedShare == 0.1 && figures.eitherShare == 0.3)
    #expect(figures.ratePer1000 == 100 && figures.ratePer100000 == 10_000 && figures.perKm2 == 20)
    #expect(figures.shareOfCountry == 0.002 && figures.areaQuotient == 125)
    #expect(figures.shareOfPopulation == 0.05 && figures.populationQuotient == 5)
    #expect(!figures.isLowCount)
    let interval = try #require(figures.ratePer1000Interval)
    #expect(abs(interval.low - 2 * 37.110963737461866) < 1e-10)
  }

  /// No denominator gives nothing, not zero.
  @Test func nothingWithoutADenominator() {
    let base = IncidentFigures.Base(events: 0, countryKm2: 1000, lowCount: 5)
    let figures = IncidentFigures(count: IncidentCount(inside: 0), population: 0, base: base)
    #expect(figures.share == nil && figures.shareInterval == nil && figures.ratePer1000 == nil)
    #expect(figures.ratePer1000Interval == nil && figures.perKm2 == nil && figures.areaQuotient == nil)
    #expect(figures.populationQuotient == nil && figures.linkedShare == nil && figures.isLowCount)
  }

  /// 40 + 10 + 5 + 1 × 5 = 60 events in 8 squares: one square holds half of them and more, two hold 50.
  @Test func concentration() throws {
    var cells = CellCounts(size: 250)
    for (column, count) in [(0, 40), (1, 10), (2, 5), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1)] {
      for i in 0..<count { cells.add(x: [Double(column) * 250 + Double(i)], y: [-0.5]) }
    }
    #expect(cells.squares == 8 && cells.events == 60)
    #expect(
      try cells.squares(holding: 0.5) == 1 && cells.squares(holding: 45.0 / 60) == 2 && cells.squares(holding: 1) == 8
    )
    #expect(try cells.squares(holding: 0) == 0 && CellCounts(size: 250).squares(holding: 0.5) == 0)
    #expect(cells.largest(2) == [.init(e: 0, n: -250, count: 40), .init(e: 250, n: -250, count: 10)])
    // Five squares have one event each; of two of them that are shown three are as large.
    #expect(try cells.tied(behind: 5) == 3 && cells.tied(behind: 3) == 0 && cells.tied(behind: 8) == 0)
    #expect(try cells.tied(behind: 0) == 0 && cells.tied(behind: 99) == 0)
    // Ties from south to north, then from west to east.
    #expect(cells.largest(9).map(\.e) == [0, 250, 500, 750, 1000, 1250, 1500, 1750])
    // A square holds its southern and western edge.
    var edge = CellCounts(size: 250)
    edge.add(x: [250], y: [500])
    #expect(edge.largest(1) == [.init(e: 250, n: 500, count: 1)])
  }

  /// The report's Tabell 4: the printed shares fit one total each year.
  @Test func printedSharesImplyTheirTotal() {
    func totals(_ rows: [(Int, Double)]) -> ClosedRange<Int>? {
      ImpliedTotal.totals(of: rows.map { .init(count: $0.0, percent: $0.1, decimals: 1) })
    }
    #expect(totals([(22, 7.2), (14, 4.6), (83, 27.1)]) == 306...306)
    #expect(totals([(26, 7.8), (8, 2.4), (62, 18.6)]) == 333...334)
    #expect(totals([(26, 7.8), (8, 2.4), (62, 18.6), (96, 28.8)]) == 333...333)
    #expect(totals([(40, 10.9), (18, 4.9), (72, 19.7)]) == 366...366)
    #expect(totals([(40, 10.9), (18, 4.9), (72, 19.7), (130, 39.7)]) == nil)
    #expect(totals([]) == nil && totals([(0, 0)]) == nil)
    #expect(totals([(1, 50)]) == 2...2)
  }

  @Test func populationsOfClassesAndPeriods() throws {
    let areas = TallyTests.areas([.utsatt, .risk, .utsatt])
    let some = Populations(areas: [100, 200, .nan], country: 1000)
    #expect(some.ofClass(0, in: areas) == 200 && some.ofClass(1, in: areas).isNaN)
    #expect(some.ofClasses([0, 1], in: areas).isNaN)
    let other = Populations(areas: [300, 200, 50], country: 3000)
    let mean = try #require(Populations.mean(of: [some, other]))
    #expect(mean.areas[0] == 200 && mean.areas[2].isNaN && mean.country == 2000)
    let year = try #require(IncidentPeriod(label: "2020"))
    let series = PopulationSeries(always: nil, periods: [year: some])
    #expect(series.of(try #require(IncidentPeriod(label: "2020-Q2"))) == series.of(year))
    #expect(series.of(try #require(IncidentPeriod(label: "2021"))) == nil)
    #expect(series.ofAll([year, try #require(IncidentPeriod(label: "2021"))]) == nil)
    #expect(PopulationSeries(always: other).ofAll([]) == other)
  }

  @Test func partsSumToTheUnitAboveThem() throws {
    let areas = TallyTests.areas([.utsatt, .risk, .utsatt, nil])
    let hierarchy = Hierarchy(
      ids: areas.ids,
      levels: [("lpo", ["Borås", "Malmö", "Borås", ""]), ("region", ["Väst", "Syd", "Väst", "Syd"])])
    #expect(
      hierarchy.units.map(\.name) == ["riket", "Syd", "Malmö", "A1", "", "A3", "Väst", "Borås", "A0", "A2"])
    var tally = IncidentTally(areas: areas, length: .all)
    tally.add(
      TallyTests.batch(
        [
          .init(day: 0, covering: [0]), .init(day: 0, covering: [1, 2]), .init(day: 0, covering: [3]),
          .init(day: 0, covering: []),
        ],
        .all))
    let counts = tally.counts()
    for (place, unit) in hierarchy.units.enumerated() {
      let parts = hierarchy.units.indices.filter { hierarchy.units[$0].parent == place }
      if unit.areas.count > 1 {
        #expect(parts.reduce(0) { $0 + hierarchy.count($1, counts) } == hierarchy.count(place, counts))
      }
    }
    #expect(hierarchy.count(0, counts) + counts.outside == counts.total)
  }
}
