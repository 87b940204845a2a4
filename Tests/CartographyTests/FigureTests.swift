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
    #expect(found.bounds == [3, 5, 7] && found.sides == nil)
    #expect(found.words.labels == ["1–2 (2)", "3–4 (2)", "5–6 (2)", "7–80 (2)"])
    #expect(found.words.remark == "quantiles; n\u{A0}=\u{A0}8")
  }

  @Test func otherWaysToCut() throws {
    #expect(try classifier([0, 1, 2, 10, 11, 40], .jenks, count: 3).classes == [1, 1, 1, 2, 2, 3])
    #expect(try classifier([0, 1, 2, 10, 11, 40], .equal).bounds == [10, 20, 30])
    #expect(try classifier([0, 1, 2, 10, 11, 40], .manual, bounds: [2, 11]).classes == [1, 1, 2, 2, 3, 3])
    // Equal values stay in one class, however many were asked for.
    let same = try classifier([5, 5, 5, 5, 9], .quantile)
    #expect(same.classes == [1, 1, 1, 1, 2] && same.words.labels == ["5 (4)", "9 (1)"])
    #expect(try classifier([3, 3], .jenks).words.labels == ["3 (2)"])
  }

  @Test func aFigureWithAMiddleHasTwoSides() throws {
    let found = try classifier([-4, -3, -2, -1, 1, 2], .quantile, name: "index_mean")
    #expect(
      found.sides == .init(below: 2, middle: 0, above: 2) && found.bounds == [-2, 0, 2]
        && found.classes == [1, 1, 2, 2, 3, 4])
    #expect(found.words.labels[0] == "−4 – −3 (2)")
    #expect(try classifier([1, 2, 3, 4], .quantile, name: "index_mean").sides == nil)
    #expect(try classifier([0.5, 2], .quantile, count: 2, name: "quotient_area").bounds == [1])
  }

  /// Below the middle is never drawn in a colour of above it, however few values are on one side.
  @Test func eachSideOfAMiddleHasItsHalfOfTheRamp() throws {
    let found = try classifier([0.1, 0.2, 0.3, 1.5], .quantile, name: "area_quotient", look: nil)
    #expect(found.sides == .init(below: 2, middle: 0, above: 1) && found.classes == [1, 2, 2, 3])
    let ramp = Palette.blaorange.colours(4)
    #expect(Palette.blaorange.colours(on: .init(below: 2, middle: 0, above: 1)) == [ramp[0], ramp[1], ramp[3]])
    #expect(Palette.blaorange.colours(on: .init(below: 1, middle: 0, above: 2)) == [ramp[0], ramp[2], ramp[3]])
    #expect(Palette.blaorange.colours(on: .init(below: 2, middle: 0, above: 2)) == ramp)
    let odd = Palette.blaorange.colours(5)
    #expect(Palette.blaorange.colours(on: .init(below: 1, middle: 1, above: 2)) == [odd[0], odd[2], odd[3], odd[4]])
    #expect(Palette.blaorange.colours(on: .init(below: 0, middle: 1, above: 3)).count == 4)
  }

  @Test func fewWholeNumbersAreAClassEach() throws {
    let found = try classifier([-1, 0, 0, 2, .nan], .quantile, name: "class_change")
    #expect(found.classes == [1, 2, 2, 3, 0] && found.sides == .init(below: 1, middle: 1, above: 1))
    #expect(found.words.labels == ["−1 better (1)", "same class (2)", "+2 worse (1)"])
    #expect(found.words.remark == "each value; n\u{A0}=\u{A0}4")
    let flag = try classifier([0, 0, 1], .quantile)
    #expect(flag.words.labels == ["0 (2)", "1 (1)"])
    #expect(try classifier([0.5, 0.5], .quantile, look: nil).words.labels == ["0.50 (2)"])
  }

  @Test func fieldsOfEveryRunHaveLabels() {
    let names = [
      "inkomst_z", "segregation", "index_change", "class_share_3", "percentile_p05", "gi_p_fdr", "moran_class",
      "neighbours", "ground_changed", "reference", "unga_0_15",
    ]
    for name in names { #expect(CellFigure.field(name)?.look != nil, "\(name)") }
    #expect(CellFigure.field("inkomst_z")?.look?.label == Wording("Inkomst, standardpoäng", "Income, z-score"))
    #expect(CellFigure.field("unga_0_15_z")?.look?.label.en == "Children 0–15, z-score")
    #expect(CellFigure.field("class_share_3")?.look?.isShare == true && CellFigure.field("class_share_x") == nil)
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
