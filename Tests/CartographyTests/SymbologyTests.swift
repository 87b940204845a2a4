import Areas
import Cartography
import Geometry
import Grid
import Testing

@Suite struct SymbologyTests {
  @Test func fiveClassesGoFromGreenToRed() {
    let symbology = Symbology()
    #expect(
      (1...5).map { symbology.colour(ofClass: $0)?.hexText }
        == ["#a8e6a3", "#cdba3c", "#d47c2a", "#c0402a", "#850c20"])
    #expect(symbology.colour(ofClass: 0) == nil && symbology.colour(ofClass: 6) == nil)
  }

  @Test(arguments: Palette.allCases) func anyNumberOfClassesKeepsTheEnds(_ palette: Palette) {
    #expect(palette.colours(0).isEmpty)
    #expect(palette.colours(1) == [palette.stops[2]])
    #expect(palette.colours(3) == [palette.stops[0], palette.stops[2], palette.stops[4]])
    #expect(palette.colours(5) == palette.stops)
    for count in 2...12 {
      let colours = palette.colours(count)
      #expect(colours.count == count && colours.first == palette.stops[0] && colours.last == palette.stops[4])
      #expect(Set(colours).count == count)
      // No value may look like the ground of "no index", whatever the ramp.
      let noIndex = Symbology(palette: palette).noIndex
      #expect(!colours.contains(noIndex.line.colour) && noIndex.background.map { colours.contains($0) } == false)
    }
  }

  /// A cell of any class must stand out from paper, where there is no cell.
  @Test(arguments: Palette.allCases) func noClassLooksLikePaper(_ palette: Palette) {
    let base = Symbology().base
    for colour in palette.colours(9) {
      for paper in [base.ground, base.land, base.surroundings, .white] {
        let difference = max(
          abs(Int(colour.red) - Int(paper.red)), abs(Int(colour.green) - Int(paper.green)),
          abs(Int(colour.blue) - Int(paper.blue)))
        #expect(difference >= 19, "\(colour.hexText) \(paper.hexText)")
      }
    }
  }

  @Test func coloursAsText() {
    #expect(Colour(hex: 0x0A10FF).hexText == "#0a10ff")
    #expect(Colour(0, 100, 200).mixed(with: Colour(255, 0, 200), share: 0.5) == Colour(128, 50, 200))
  }

  @Test func areasByClass() {
    let own = AreaClass(code: "eget")
    let styles = AreaStyle.styles(for: [.sarskiltUtsatt, .risk, .utsatt, own, nil]) { $0?.code ?? "–" }
    #expect(styles.map(\.label) == ["sarskilt_utsatt", "risk", "utsatt", "eget", "–"])
    let symbology = Symbology(areaStyles: styles)
    let widths = styles.prefix(3).map(\.line.widthMillimetres)
    #expect(widths == widths.sorted(by: >) && Set(widths).count == 3)
    #expect(symbology.areaStyle(of: nil)?.label == "–" && symbology.areaStyle(of: .ovrig) == nil)
    #expect(Set(styles.map(\.line)).count == 5)
  }

  @Test func roundNumbers() {
    #expect([1, 1.5, 2, 4.99, 5, 99, 100, 3_700].map(RoundNumber.atMost) == [1, 1, 2, 2, 5, 50, 100, 2_000])
    #expect([1, 1.5, 2, 4.99, 5, 99, 100, 3_700].map(RoundNumber.atLeast) == [1, 2, 2, 5, 5, 100, 100, 5_000])
    #expect(RoundNumber.atMost(0.3) == 0.2 && RoundNumber.atLeast(.nan) == 1 && RoundNumber.atMost(-3) == 1)
  }

  @Test func aRingsDiscFollowsTheNumber() {
    let style = RingStyle(largest: 367, largestRadiusMillimetres: 6)
    #expect(style.largestNumber == 500 && style.radiusMillimetres(500) == 6)
    #expect(style.radiusMillimetres(125) == 3 && style.radiusMillimetres(0) == 0)
    #expect(style.legendNumbers == [500, 200, 50])
    #expect(RingStyle(largest: 367, least: 100).legendNumbers == [500, 200, 100])
    #expect(RingStyle(largest: 100, least: 100).legendNumbers == [100])
  }

  @Test func scaleBarsAreRoundOnTheGround() {
    let bar = ScaleBar(maximumPlaneMetres: 1_300, pointScale: 0.9996)
    #expect(bar.groundMetres == 1_000 && abs(bar.planeMetres - 999.6) < 1e-9 && bar.parts == 5)
    #expect(ScaleBar(maximumPlaneMetres: 999.7, pointScale: 0.9996).groundMetres == 1_000)
    #expect(ScaleBar(maximumPlaneMetres: 999.5, pointScale: 0.9996).groundMetres == 500)
    #expect(ScaleBar(maximumPlaneMetres: 2_000, pointScale: 1).parts == 4)
    let words = MapWords(.sv)
    #expect(words.length(metres: 500) == "500\u{A0}m" && words.length(metres: 20_000) == "20\u{A0}km")
  }

  @Test func layersFromTheBottomToTheTop() {
    #expect(MapLayer.bottomUp == [.base, .cells, .uncertain, .borders, .rings, .areas, .labels])
  }
}

@Suite struct ContentsTests {
  static func cells(_ classes: [UInt8]) throws -> MapCells {
    let cells = classes.indices.map { Cell(size: 250, e: 500_000 + 250 * Int32($0), n: 6_500_000) }
    return MapCells(.cells(try CellLattice(cells)), classes: classes)
  }

  @Test func ringsNeedNumberAndShare() throws {
    var cells = try Self.cells([1, 2, 3, 4, 5])
    cells.children = [90, 150, 300, .nan, 99]
    cells.youth = [10, 50, .nan, .nan, 0]
    cells.overcrowded = [0.2, 0.19, 0.5, 0.9, 0.9]
    #expect(cells.rings(RingRule()).map(\.cell) == [2, 0])
    #expect(cells.rings(RingRule(minimumYoung: 99, minimumOvercrowded: 0)).map(\.young) == [300, 200, 100, 99])
    #expect(cells.rings(RingRule()).first?.easting == 500_625)
    cells.overcrowded = []
    #expect(cells.rings(RingRule()).isEmpty && cells.rings(RingRule(minimumOvercrowded: 0)).count == 3)
  }

  @Test func theLegendShowsWhatIsThere() throws {
    var contents = MapContents(cells: try Self.cells([1, 0, 5]))
    let words = MapWords(.sv)
    let legend = Legend(Symbology(), contents, words)
    #expect(legend.groups.map(\.title) == ["Livsvillkor"] && legend.groups[0].remark == "1 bäst – 5 sämst")
    #expect(legend.groups[0].entries.map(\.label) == ["1 bäst", "2", "3", "4", "5 sämst", "inget index"])
    contents.cells = try Self.cells([1, 2])
    contents.cells?.uncertain = [false, true]
    contents.cells?.children = [200, 0]
    contents.cells?.overcrowded = [0.25, 0]
    let full = Legend(Symbology(largestYoung: 200), contents, MapWords(.en))
    #expect(full.groups.map(\.title) == ["Living conditions", "Children and youth 0–19"])
    #expect(full.groups[0].entries.last?.label == "class uncertain")
    #expect(full.groups[1].entries.map(\.label) == ["200", "150", "100"])
    #expect(full.groups[1].remark == "cells with at least 100, and at least 20\u{A0}% overcrowded")
  }

  @Test func boundsComeFromTheCellsFirst() throws {
    let area = Area(
      id: "a", name: "", areaClass: nil, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 10, maxY: 10))
    var contents = MapContents(areas: MapAreas(set: AreaSet([area])))
    #expect(contents.bounds == BoundingBox(minX: 0, minY: 0, maxX: 10, maxY: 10))
    contents.cells = try Self.cells([1, 2])
    #expect(contents.bounds == BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 500_500, maxY: 6_500_250))
    #expect(contents.areas?.name(of: 0) == "a" && contents.areas?.figures.rowCount == 0)
    #expect(MapContents().bounds == nil)
  }
}
