import Areas
import Geometry
import Grid
import Testing

@testable import Cartography

/// Areas too small for an outline, names with lines, ground that nothing is known of.
@Suite struct MarkTests {
  private let bounds = BoundingBox(minX: 400_000, minY: 6_400_000, maxX: 800_000, maxY: 6_800_000)

  private func areas(_ count: Int, apart: Double, _ areaClass: AreaClass = .sarskiltUtsatt) -> MapAreas {
    MapAreas(
      set: AreaSet(
        (0..<count).map { i in
          let x = 600_000 + apart * Double(i)
          return Area(
            id: "\(i)", name: "Området \(i)", areaClass: areaClass,
            polygon: MultiPolygon(minX: x, minY: 6_600_000, maxX: x + 500, maxY: 6_600_500))
        }))
  }

  private func symbology(_ areas: MapAreas) -> Symbology {
    Symbology(areaStyles: AreaStyle.styles(for: areas.set.classes) { $0?.code ?? "" })
  }

  @Test func aSmallAreaIsAMarkInMapAndLegend() throws {
    let layer = areas(1, apart: 0)
    let far = try Picture(MapContents(areas: layer), symbology(layer), bounds: bounds)
    #expect(far.painter.markedAreas == [true])
    #expect(far.painter.legend.groups[0].entries.map(\.symbol) == [.mark(far.painter.symbology.areaStyles[0])])
    #expect(far.colour(e: 600_250, n: 6_600_250) == Colour(hex: 0x14142B))
    let near = BoundingBox(minX: 599_000, minY: 6_599_000, maxX: 602_000, maxY: 6_602_000)
    let close = try Picture(MapContents(areas: layer), symbology(layer), bounds: near)
    #expect(close.painter.markedAreas == [false])
    #expect(close.painter.legend.groups[0].entries.map(\.symbol) == [.outline(close.painter.symbology.areaStyles[0])])
  }

  @Test func everyClassHasAShapeOfItsOwn() {
    let styles = AreaStyle.styles(for: [.sarskiltUtsatt, .risk, .utsatt, .ovrig, AreaClass(code: "x"), nil]) { _ in ""
    }
    #expect(Set(styles.map(\.mark)).count == 6)
    let corners = MarkShape.diamond.points(x: 10, y: 20, diameter: 2)
    #expect(corners.count == 4 && abs(corners[0].x - 10) < 1e-9 && abs(corners[0].y - 19) < 1e-9)
  }

  @Test func crowdedNamesGetLinesAndNoneOverlaps() throws {
    let layer = areas(12, apart: 3_000)
    let picture = try Picture(MapContents(areas: layer), symbology(layer), bounds: bounds)
    #expect(picture.result.droppedLabels == 0 && picture.result.labels.count == 12)
    var placement = LabelPlacement(frame: PageBox(x: 0, y: 0, width: 200, height: 200), obstacles: [])
    let requests = (0..<12).map { i in
      LabelPlacement.Request(
        text: "namn \(i)", width: 15, target: PageBox(x: 100 + Double(i), y: 100, width: 2, height: 2),
        anchor: (101 + Double(i), 101), mayStandBeside: true)
    }
    placement.place(requests, sizeMillimetres: 2.8, gap: 0.9)
    #expect(placement.labels.count > 8 && placement.labels.contains { $0.leader != nil })
    for (i, label) in placement.labels.enumerated() {
      for other in placement.labels[..<i] { #expect(!label.box.overlaps(other.box)) }
    }
  }

  @Test func groundOutsideABaseIsNotWater() throws {
    let base = BaseLayer(
      polygons: [MultiPolygon(minX: 550_000, minY: 6_550_000, maxX: 560_000, maxY: 6_560_000)], names: [""])
    let picture = try Picture(MapContents(base: base), bounds: bounds)
    let look = picture.painter.symbology.base
    #expect(picture.colour(e: 555_000, n: 6_555_000) == look.land)
    // Land of the country, beyond the base; the sea east of it, of which nothing is known.
    #expect(picture.colour(e: 500_000, n: 6_600_000) == look.country)
    #expect(picture.colour(e: 790_000, n: 6_500_000) == look.surroundings)
  }

  @Test func theOutlineOfSwedenIsTheCountrys() throws {
    let outline = SwedenOutline.polygon
    #expect((400...600).contains(outline.x.count))
    // Land and the great lakes' own shapes aside: between land alone and land with all water.
    #expect((400e9...460e9).contains(abs(outline.planarArea)))
    #expect(
      InteriorPoint.find(outline, within: BoundingBox(minX: 690_000, minY: 6_360_000, maxX: 730_000, maxY: 6_400_000))
        != nil)
  }

  @Test func wideGroundTurnsThePage() throws {
    let page = try PageSize("a4")
    #expect(page.turned(for: BoundingBox(minX: 0, minY: 0, maxX: 200, maxY: 100)).widthPixels == 3508)
    #expect(page.turned(for: BoundingBox(minX: 0, minY: 0, maxX: 100, maxY: 200)) == page)
  }

  @Test func aNoBreakSpaceHolds() {
    #expect(LabelText.shortened("minst  20\u{A0}%\n trångbodda") == "minst 20\u{A0}% trångbodda")
  }
}
