import Columns
import Core
import Geometry
import Grid
import Reports
import Testing

@testable import Cartography

/// Classes of any figure, and what the legend says of them.
@Suite struct FigureTests {
  private func classifier(
    _ values: [Double], _ method: Classification, count: Int = 4, bounds: [Double] = [], name: String = "count",
    look: FieldLook? = FieldLook(Wording("Antal", "Count"), decimals: 0), isWithheld: [Bool] = []
  ) throws -> FigureClassifier {
    try FigureClassifier(
      values, field: Field(name, .real(decimals: nil), look), method: method, count: count, manual: bounds,
      isWithheld: isWithheld, language: .en)
  }

  @Test func quantilesHoldAsManyUnitsEach() throws {
    let found = try classifier([1, 2, 3, 4, 5, 6, 7, 80], .quantile)
    #expect(found.classes == [1, 1, 2, 2, 3, 3, 4, 4])
    #expect(found.bounds == [3, 5, 7] && !found.isDiverging)
    #expect(found.words.labels == ["1–3 (2)", "3–5 (2)", "5–7 (2)", "7–80 (2)"])
    #expect(found.words.remark == "quantiles, lower bound included; n\u{A0}=\u{A0}8")
  }

  @Test func otherWaysToCut() throws {
    #expect(try classifier([0, 1, 2, 10, 11, 40], .jenks, count: 3).classes == [1, 1, 1, 2, 2, 3])
    #expect(try classifier([0, 1, 2, 10, 11, 40], .equal).bounds == [10, 20, 30])
    #expect(try classifier([0, 1, 2, 10, 11, 40], .manual, bounds: [2, 11]).classes == [1, 1, 2, 2, 3, 3])
    // Equal values stay in one class, however many were asked for.
    let same = try classifier([5, 5, 5, 5, 9], .quantile)
    #expect(same.classes == [1, 1, 1, 1, 2] && same.words.labels == ["5–9 (4)", "9–9 (1)"])
    #expect(try classifier([3, 3], .jenks).words.labels == ["3–3 (2)"])
  }

  @Test func aFigureWithAMiddleHasTwoSides() throws {
    let found = try classifier([-4, -3, -2, -1, 1, 2], .quantile, name: "index_mean")
    #expect(found.isDiverging && found.bounds == [-2, 0, 2] && found.classes == [1, 1, 2, 2, 3, 4])
    #expect(found.words.labels[0] == "−4 – −2 (2)")
    #expect(try !classifier([1, 2, 3, 4], .quantile, name: "index_mean").isDiverging)
    #expect(try classifier([0.5, 2], .quantile, count: 2, name: "quotient_area").bounds == [1])
  }

  @Test func noDataAndWithheldAreToldApart() throws {
    let found = try classifier([1, .nan, .nan, 4], .quantile, count: 2, isWithheld: [false, true, false, false])
    #expect(found.classes == [1, 0, 0, 2])
    #expect(found.words.noData == "no data (1)" && found.words.withheld == "withheld (1)")
    #expect(throws: Failure.self) { try classifier([.nan], .quantile) }
    var cells = MapCells(
      .cells(try CellLattice((0..<4).map { Cell(size: 1000, e: 500_000 + 1000 * Int32($0), n: 6_501_000) })),
      classes: found.classes, classCount: 2)
    cells.withheld = [false, true, false, false]
    var words = MapWords(.en)
    words.figure = found.words
    let legend = Legend(Symbology(palette: .bla, classCount: 2), MapContents(cells: cells), words)
    #expect(legend.groups[0].entries.map(\.label) == found.words.labels + ["no data (1)", "withheld (1)"])
    let picture = try Picture(
      MapContents(cells: cells), Symbology(palette: .bla, classCount: 2),
      bounds: BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 504_000, maxY: 6_504_000))
    func colours(_ e: Double) -> Set<Colour> {
      Set((0..<80).compactMap { picture.colour(e: e + 8 * Double($0), n: 6_501_500) })
    }
    #expect(colours(501_100).contains(.white) && !colours(502_100).contains(.white))
  }

  @Test func sharesAndDecimals() throws {
    let share = FieldLook(Wording("Andel", "Share"), decimals: 1, isShare: true)
    let found = try classifier([0.1, 0.1004, 0.5], .manual, bounds: [0.1002, 0.4], look: share)
    // As many decimals as tell the bounds apart.
    #expect(found.words.labels[0] == "10.00–10.02 (1)" && found.words.title == "Share, %")
  }
}
