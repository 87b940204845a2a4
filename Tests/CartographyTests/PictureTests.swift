import Areas
import Cartography
import Drawing
import Geometry
import Grid
import TestSupport
import Testing

/// A map drawn into pixels, which are read back at known places.
final class Picture {
  let painter: MapPainter
  let result: MapPainter.Result
  let sheet: DrawingSheet

  init(
    _ contents: MapContents, _ symbology: Symbology = Symbology(), size: String = "200x200mm", dpi: Double = 127,
    bounds: BoundingBox, title: String = "", pointScale: Double = 1, threads: Int = 2,
    aggregation: Aggregation = .auto
  ) throws {
    let page = try PageSize(size, dotsPerInch: dpi)
    painter = MapPainter(
      contents, symbology: symbology, text: MapText(title: title), size: page, bounds: bounds,
      aggregation: aggregation, threads: threads
    ) { _, _ in pointScale }
    sheet = try DrawingSheet(
      .png(
        widthPixels: page.widthPixels, heightPixels: page.heightPixels, pixelsPerMillimetre: page.pixelsPerMillimetre),
      metadata: DrawingMetadata(title: title, summary: ""))
    result = try painter.paint(on: sheet)
  }

  /// The pixel at a place of the page, mm.
  func colour(x: Double, y: Double) -> Colour? {
    let density = painter.size.pixelsPerMillimetre
    return sheet.pixel(x: Int(x * density), y: Int(y * density)).map { Colour($0.red, $0.green, $0.blue) }
  }

  /// The pixel at a place of the ground.
  func colour(e: Double, n: Double) -> Colour? { colour(x: painter.frame.x(e), y: painter.frame.y(n)) }
}

@Suite struct PictureTests {
  private let bounds = BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 504_000, maxY: 6_504_000)

  private func cells(_ cells: [(Cell, UInt8)]) throws -> MapCells {
    let sorted = cells.sorted { $0.0 < $1.0 }
    return MapCells(.cells(try CellLattice(sorted.map(\.0))), classes: sorted.map(\.1))
  }

  @Test func eachClassHasItsColourInTheMiddleOfItsCell() throws {
    let row = (0..<6).map { (Cell(size: 500, e: 500_000 + 500 * Int32($0), n: 6_501_000), UInt8($0)) }
    let symbology = Symbology()
    let picture = try Picture(MapContents(cells: try cells(row)), symbology, bounds: bounds)
    for number in 1...5 {
      #expect(picture.colour(e: 500_250 + 500 * Double(number), n: 6_501_250) == symbology.colour(ofClass: number))
    }
    #expect(picture.colour(e: 502_750, n: 6_501_250)?.hexText == "#850c20")
    // Outside of cells: the ground.
    #expect(picture.colour(e: 500_250, n: 6_502_250) == symbology.base.ground)
    // No index: only greys, and lines among them.
    var greys: Set<Colour> = []
    for step in 0..<60 {
      let colour = try #require(picture.colour(e: 500_100 + 5 * Double(step), n: 6_501_250))
      #expect(colour.red == colour.green && colour.green == colour.blue)
      greys.insert(colour)
    }
    #expect(greys.count > 2 && greys.contains(Colour(hex: 0xEDEDED)))
  }

  @Test func areasLieOnTopAndTheBaseUnder() throws {
    let red = try cells([
      (Cell(size: 1000, e: 500_000, n: 6_501_000), 5), (Cell(size: 1000, e: 501_000, n: 6_501_000), 5),
    ])
    let area = Area(
      id: "a", name: "", areaClass: .sarskiltUtsatt,
      polygon: MultiPolygon(minX: 500_500, minY: 6_500_500, maxX: 501_500, maxY: 6_501_500))
    let base = BaseLayer(
      polygons: [MultiPolygon(minX: 400_000, minY: 6_400_000, maxX: 502_000, maxY: 6_600_000)], names: [""])
    var symbology = Symbology(areaStyles: AreaStyle.styles(for: [.sarskiltUtsatt]) { _ in "" })
    symbology.base.land = Colour(1, 200, 3)
    let contents = MapContents(cells: red, areas: MapAreas(set: AreaSet([area])), base: base)
    let picture = try Picture(contents, symbology, bounds: bounds)
    #expect(picture.colour(e: 500_500, n: 6_501_250) == symbology.areaStyles[0].line.colour)
    #expect(picture.colour(e: 501_250, n: 6_501_250)?.hexText == "#850c20")
    #expect(picture.colour(e: 501_250, n: 6_500_800) == Colour(1, 200, 3))
    #expect(picture.colour(e: 503_000, n: 6_502_500) == symbology.base.surroundings)
  }

  @Test func aRingIsDrawnAtItsRadius() throws {
    var cells = try cells([(Cell(size: 250, e: 502_000, n: 6_502_000), 1)])
    cells.children = [500]
    cells.overcrowded = [0.5]
    let symbology = Symbology(largestYoung: 500)
    let picture = try Picture(MapContents(cells: cells), symbology, bounds: bounds)
    let (frame, scale) = (picture.painter.frame, picture.painter.layout.scale)
    let (x, y) = (frame.x(502_125), frame.y(6_502_125))
    #expect(picture.colour(x: x + 5 * scale, y: y) == symbology.ring.line.colour)
    #expect(picture.colour(x: x, y: y - 5 * scale) == symbology.ring.line.colour)
    #expect(picture.colour(x: x, y: y) == symbology.colour(ofClass: 1))
  }

  /// Each pixel against the smallest cell that holds its middle, found by looking at all of them.
  @Test func sharpPixelsAgreeWithBruteForce() throws {
    var random = SeededRandom(3)
    var all: [(Cell, UInt8)] = []
    for e in 0..<16 {
      for n in 0..<16 where random.below(3) > 0 {
        all.append(
          (Cell(size: 250, e: 500_000 + 250 * Int32(e), n: 6_500_000 + 250 * Int32(n)), UInt8(1 + random.below(5))))
      }
    }
    for e in 0..<4 {
      for n in 0..<4 where random.below(4) > 0 {
        all.append(
          (Cell(size: 1000, e: 500_000 + 1000 * Int32(e), n: 6_500_000 + 1000 * Int32(n)), UInt8(1 + random.below(5)))
        )
      }
    }
    var symbology = Symbology()
    symbology.cellOutlineFromMillimetres = 1_000
    let picture = try Picture(MapContents(cells: try cells(all)), symbology, dpi: 100, bounds: bounds)
    let frame = picture.painter.frame
    let density = picture.painter.size.pixelsPerMillimetre
    for _ in 0..<3_000 {
      let (column, row) = (
        random.below(Int(frame.page.width * density)), random.below(Int(frame.page.height * density))
      )
      let e = frame.ground.minX + (Double(column) + 0.5) / density * frame.metresPerMillimetre
      let n = frame.ground.maxY - (Double(row) + 0.5) / density * frame.metresPerMillimetre
      let holding = all.filter { cell, _ in
        Double(cell.e) <= e && e < Double(cell.e + cell.size) && Double(cell.n) <= n && n < Double(cell.n + cell.size)
      }
      let expected = holding.min { $0.0.size < $1.0.size }.flatMap { symbology.colour(ofClass: Int($0.1)) }
      let x = Int((frame.page.x * density).rounded()) + column
      let y = Int((frame.page.y * density).rounded()) + row
      let found = picture.sheet.pixel(x: x, y: y).map { Colour($0.red, $0.green, $0.blue) }
      let isNorthArrow = x > Int((frame.page.right - 12) * density) && y < Int((frame.page.y + 15) * density)
      let isFrame =
        column < 2 || row < 2 || column + 3 > Int(frame.page.width * density)
        || row + 3 > Int(frame.page.height * density)
      if !isNorthArrow, !isFrame { #expect(found == expected ?? symbology.base.ground) }
    }
  }

  /// A block of 5 × 5 cells in one pixel, one of class 5 and the others of class 1.
  private func blockColour(people: [Double]) throws -> Colour? {
    let block = (0..<25).map { i -> (Cell, UInt8) in
      let (column, row) = (Int32(i % 5), Int32(i / 5))
      return (Cell(size: 1000, e: 500_000 + 1000 * column, n: 6_500_000 + 1000 * row), i == 0 ? 5 : 1)
    }
    var cells = try cells(block)
    cells.population = people
    let wide = BoundingBox(minX: 0, minY: 6_000_000, maxX: 1_000_000, maxY: 7_000_000)
    let picture = try Picture(MapContents(cells: cells), dpi: 10, bounds: wide, aggregation: .metres(1_000))
    #expect(picture.painter.frame.metresPerMillimetre * 2.54 > 10_000)
    return picture.colour(e: 502_500, n: 6_502_500)
  }

  @Test func aSmallPixelShowsTheClassOfMostPeople() throws {
    let symbology = Symbology()
    let (red, green) = (symbology.colour(ofClass: 5), symbology.colour(ofClass: 1))
    // Cells in canonical order: the first is that of class 5.
    #expect(try blockColour(people: [1000] + [Double](repeating: 10, count: 24)) == red)
    #expect(try blockColour(people: [1] + [Double](repeating: 0, count: 24)) == red)
    #expect(try blockColour(people: [1] + [Double](repeating: .nan, count: 24)) == red)
    // 24 × 50 are more than 1,000.
    #expect(try blockColour(people: [1000] + [Double](repeating: 50, count: 24)) == green)
    // Nobody lives there, or nobody knows: most ground.
    #expect(try blockColour(people: [Double](repeating: 0, count: 25)) == green)
    #expect(try blockColour(people: []) == green)
  }

  @Test(arguments: 0..<6)
  func smallPixelsAgainstCountingEachSquare(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(below))
    }
    // Coarse cells, some with finer ones in them.
    var all: [Cell: UInt8] = [:]
    for i in 0..<400 where random(4) > 0 {
      let (e, n) = (500_000 + 1000 * Int32(i % 20), 6_500_000 + 1000 * Int32(i / 20))
      all[Cell(size: 1000, e: e, n: n)] = UInt8(random(6))
      for fine in 0..<16 where random(5) == 0 {
        all[Cell(size: 250, e: e + 250 * Int32(fine % 4), n: n + 250 * Int32(fine / 4))] = UInt8(random(6))
      }
    }
    var cells = try cells(all.map { ($0.key, $0.value) })
    let lattice = try #require(cells.lattice)
    cells.population = lattice.cells.map { _ in Double(random(3) == 0 ? 0 : random(2000)) }
    let wide = BoundingBox(minX: 480_000, minY: 6_480_000, maxX: 540_000, maxY: 6_540_000)
    var symbology = Symbology()
    symbology.cellOutlineFromMillimetres = 1_000
    let picture = try Picture(
      MapContents(cells: cells), symbology, dpi: 25.4, bounds: wide, aggregation: .metres(250))
    let frame = picture.painter.frame
    let perPixel = frame.metresPerMillimetre
    #expect(perPixel > 250)
    let owned = lattice.cells.map { cell -> Int in
      let side = cell.size / 250
      if side == 1 { return 1 }
      return (0..<side * side).count { i in
        let (e, n) = (cell.e + 250 * (i % side), cell.n + 250 * (i / side))
        return all[Cell(size: 250, e: e, n: n)] == nil
      }
    }
    var votes: [SIMD2<Int>: [Int: Double]] = [:]
    for e in stride(from: Int32(500_000), to: 520_000, by: 250) {
      for n in stride(from: Int32(6_500_000), to: 6_520_000, by: 250) {
        let fine = Cell(size: 250, e: e, n: n)
        let coarse = Cell(size: 1000, e: e / 1000 * 1000, n: n / 1000 * 1000)
        guard let cell = [fine, coarse].first(where: { all[$0] != nil }),
          let index = lattice.cells.firstIndex(of: cell), let number = all[cell]
        else { continue }
        let (x, y) = (Double(e) + 125 - frame.ground.minX, frame.ground.maxY - Double(n) - 125)
        let pixel = SIMD2(Int((x / perPixel).rounded(.down)), Int((y / perPixel).rounded(.down)))
        let people = cells.population[index] / Double(owned[index])
        votes[pixel, default: [:]][Int(number), default: 0] += people + 1e-6
      }
    }
    #expect(votes.count > 100)
    for (pixel, weights) in votes {
      let best = weights.filter { $0.key > 0 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      let expected =
        best.flatMap { symbology.colour(ofClass: $0.key) } ?? picture.painter.symbology.noIndex.background
      let x = Int(frame.page.x.rounded()) + pixel.x
      let y = Int(frame.page.y.rounded()) + pixel.y
      let found = picture.sheet.pixel(x: x, y: y).map { Colour($0.red, $0.green, $0.blue) }
      #expect(found == expected, "\(pixel): \(weights)")
    }
  }

  @Test func theScaleBarIsAsLongAsItSays() throws {
    let contents = MapContents(cells: try cells([(Cell(size: 1000, e: 500_000, n: 6_500_000), 1)]))
    for pointScale in [0.9996, 1.0005] {
      let picture = try Picture(contents, dpi: 300, bounds: bounds, pointScale: pointScale)
      let (painter, density) = (picture.painter, picture.painter.size.pixelsPerMillimetre)
      let y = Int((painter.layout.scaleBar.y + 0.05 * painter.layout.scale) * density)
      // The rim, from the first dark pixel to the next light one; the scale's text stands further right.
      func isDark(_ x: Int) -> Bool { picture.sheet.pixel(x: x, y: y).map { $0.red < 0x60 } ?? false }
      let first = try #require((0..<painter.size.widthPixels).first(where: isDark))
      let last = try #require((first..<painter.size.widthPixels).first { !isDark($0) })
      let length = Double(last - first) - 0.15 * painter.layout.scale * density
      let metresPerPixel = painter.frame.metresPerMillimetre / density
      #expect(abs(length * metresPerPixel / pointScale - painter.scaleBar.groundMetres) <= 2.5 * metresPerPixel)
      #expect([1_000, 2_000].contains(painter.scaleBar.groundMetres))
    }
  }

  private func bytes(_ contents: MapContents, threads: Int) throws -> [UInt8] {
    let page = try PageSize("a5", dotsPerInch: 150)
    let painter = MapPainter(
      contents, symbology: Symbology(), text: MapText(title: "Å"), size: page, bounds: bounds, threads: threads
    ) { _, _ in 1 }
    let sheet = try DrawingSheet(
      .png(
        widthPixels: page.widthPixels, heightPixels: page.heightPixels, pixelsPerMillimetre: page.pixelsPerMillimetre),
      metadata: DrawingMetadata(title: "", summary: ""))
    _ = try painter.paint(on: sheet)
    return try sheet.finish()
  }

  @Test func threadsDoNotChangeAByte() throws {
    let row = (0..<200).map { i in
      let (column, line) = (Int32(i % 16), Int32(i / 16))
      return (Cell(size: 250, e: 500_000 + 250 * column, n: 6_500_000 + 250 * line), UInt8(i % 6))
    }
    let contents = MapContents(cells: try cells(row))
    let one = try bytes(contents, threads: 1)
    let many = try bytes(contents, threads: 5)
    #expect(one == many && one.count > 1_000)
  }
}
