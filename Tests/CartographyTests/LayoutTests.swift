import Cartography
import Core
import Geometry
import TestSupport
import Testing

@Suite struct LayoutTests {
  @Test func sizesOfPages() throws {
    let a4 = try PageSize("A4")
    #expect(a4.widthPixels == 2480 && a4.heightPixels == 3508 && a4.widthMillimetres == 210)
    let landscape = try PageSize("a4", isLandscape: true, dotsPerInch: 150)
    #expect(landscape.widthPixels == 1754 && landscape.heightPixels == 1240)
    let pixels = try PageSize("1600x1200px")
    #expect(pixels.widthPixels == 1600 && pixels.heightPixels == 1200 && pixels.dotsPerInch == 96)
    #expect(abs(pixels.widthMillimetres - 423.333) < 0.001)
    #expect(try PageSize("100x80mm", isLandscape: true, dotsPerInch: 254).widthPixels == 1000)
  }

  @Test(arguments: [
    "", "a9", "100x", "x100mm", "100x100", "-5x100mm", "nanxnanpx", "10x10mm", "1e300x5mm", "9000x100mm",
  ])
  func sizesThatAreNone(_ text: String) {
    #expect(throws: Failure.self) { try PageSize(text) }
  }

  @Test(arguments: [0.0, 5, 1e9, .nan, .infinity]) func resolutionsThatAreNone(_ dpi: Double) {
    #expect(throws: Failure.self) { try PageSize("a4", dotsPerInch: dpi) }
  }

  @Test func aFrameHasARoundScaleAndHoldsWhatIsWanted() {
    let page = PageBox(x: 10, y: 20, width: 100, height: 50)
    let wanted = BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 502_300, maxY: 6_500_400)
    let frame = MapFrame(page: page, showing: wanted)
    #expect(frame.denominator == 25_000 && frame.metresPerMillimetre == 25)
    #expect(frame.ground == BoundingBox(minX: 499_900, minY: 6_499_575, maxX: 502_400, maxY: 6_500_825))
    #expect(frame.x(499_900) == 10 && frame.x(502_400) == 110 && frame.y(6_500_825) == 20 && frame.y(6_499_575) == 70)
    let point = MapFrame(page: page, showing: BoundingBox(minX: 1, minY: 1, maxX: 1, maxY: 1))
    #expect(point.denominator == 1_000)
  }

  @Test func whatAMapShows() throws {
    var contents = MapContents(cells: try ContentsTests.cells([1, 2]))
    #expect(
      try MapExtent.data.bounds(in: contents)
        == BoundingBox(minX: 499_900, minY: 6_499_900, maxX: 500_600, maxY: 6_500_350))
    let far = MapExtent.box(BoundingBox(minX: 0, minY: 6_000_000, maxX: 1, maxY: 6_000_001))
    #expect(throws: Failure.self) { try far.bounds(in: contents) }
    #expect(throws: Failure.self) { try MapExtent.data.bounds(in: MapContents()) }
    contents.base = BaseLayer(
      polygons: [MultiPolygon(minX: 490_000, minY: 6_490_000, maxX: 510_000, maxY: 6_510_000)], names: ["Borås"])
    #expect(try MapExtent.base("borås").bounds(in: contents).minX == 489_400)
    let failure = #expect(throws: Failure.self) { try MapExtent.base("Boras").bounds(in: contents) }
    #expect(failure?.hint == "did you mean \"Borås\"?")
  }
}

@Suite struct LabelPlacementTests {
  private static func request(_ text: String, _ target: PageBox, beside: Bool = true) -> LabelPlacement.Request {
    LabelPlacement.Request(
      text: text, width: 2 * Double(text.count), target: target,
      anchor: (target.x + target.width / 2, target.y + target.height / 2), mayStandBeside: beside)
  }

  @Test func theMoreImportantGetsTheBetterPlace() {
    let frame = PageBox(x: 0, y: 0, width: 100, height: 100)
    let target = PageBox(x: 50, y: 50, width: 2, height: 2)
    var placement = LabelPlacement(frame: frame, obstacles: [])
    placement.place(
      [Self.request("first", target), Self.request("second", target)], sizeMillimetres: 3, gap: 1)
    #expect(placement.labels.map(\.text) == ["first", "second"] && placement.droppedCount == 0)
    #expect(placement.labels[0].box.bottom == 49 && placement.labels[1].box.y == 53)
  }

  @Test func whatFindsNoPlaceIsCounted() {
    let frame = PageBox(x: 0, y: 0, width: 12, height: 10)
    let target = PageBox(x: 5, y: 4, width: 1, height: 1)
    var placement = LabelPlacement(frame: frame, obstacles: [PageBox(x: 0, y: 0, width: 12, height: 3.9)])
    placement.place(
      [Self.request("here", target), Self.request("far too long", target)], sizeMillimetres: 3, gap: 0.5)
    #expect(placement.labels.map(\.text) == ["here"] && placement.droppedCount == 1)
    var within = LabelPlacement(frame: frame, obstacles: [])
    within.place([Self.request("wide", target, beside: false)], sizeMillimetres: 3, gap: 0.5)
    #expect(within.labels.isEmpty && within.droppedCount == 1)
  }

  @Test func noTwoNamesOverlap() {
    var random = SeededRandom(7)
    for _ in 0..<20 {
      let frame = PageBox(x: 0, y: 0, width: 150, height: 120)
      let obstacle = PageBox(x: 120, y: 0, width: 30, height: 20)
      let requests = (0..<200).map { i in
        let side = 1 + 10 * random.unit()
        return Self.request(
          "name \(i)", PageBox(x: 140 * random.unit(), y: 110 * random.unit(), width: side, height: side),
          beside: i % 3 > 0)
      }
      var placement = LabelPlacement(frame: frame, obstacles: [obstacle])
      placement.place(requests, sizeMillimetres: 2.5, gap: 0.8)
      let boxes = placement.labels.map(\.box)
      #expect(boxes.count + placement.droppedCount == 200 && boxes.count > 20)
      for i in boxes.indices {
        #expect(frame.contains(boxes[i]) && !boxes[i].overlaps(obstacle))
        for j in 0..<i { #expect(!boxes[i].overlaps(boxes[j])) }
      }
    }
  }

  @Test func longNamesAreCut() {
    #expect(LabelText.shortened(" Tjärna\n Ängar ") == "Tjärna Ängar")
    let long = LabelText.shortened(String(repeating: "ä", count: 300))
    #expect(long.count == 40 && long.hasSuffix("…"))
  }
}
