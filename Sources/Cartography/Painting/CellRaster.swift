import Grid
import Parallel

/// Cells as pixels of the map's frame.
///
/// Where a cell is at least a pixel wide, each pixel takes the colour of the cell under its middle: borders are sharp and no
/// colour is mixed. Where cells are smaller, a pixel shows one of their classes, see ``ClassVote``. Both go by the squares
/// that cells own, so a coarse cell never covers its finer ones.
struct CellRaster {
  /// Least width of a unit square, pixels, for sharp cells.
  static let sharpFromPixels = 1.0
  /// Rows of pixels that one worker takes at a time; the pixels do not depend on it.
  private static let block = 64

  private let cells: MapCells
  private let lattice: CellLattice
  private let frame: MapFrame
  private let columns: Int
  private let rows: Int
  private let metresPerPixel: Double
  private let unit: Double
  private let unitColumns: Range<Int32>
  private let codes: CellCodes
  private let inks: [Ink]

  /// What a cell of one code looks like.
  private struct Ink {
    var base: Colour
    var hatch: PixelHatch?
  }

  /// The pixels of `frame`.
  static func raster(
    _ cells: MapCells, _ symbology: Symbology, frame: MapFrame, pixelsPerMillimetre: Double, threads: Int
  ) throws -> Raster? {
    guard let raster = CellRaster(cells, symbology, frame, pixelsPerMillimetre) else { return nil }
    let isSharp = raster.unit / raster.metresPerPixel >= sharpFromPixels
    let blocks = try Parallel.blocks(of: raster.rows, block: block, threads: threads) { range in
      isSharp ? raster.sharp(range) : raster.voted(range)
    }
    return Raster(columns: raster.columns, pixels: Array(blocks.joined()))
  }

  private init?(_ cells: MapCells, _ symbology: Symbology, _ frame: MapFrame, _ density: Double) {
    guard let lattice = cells.lattice, lattice.unit > 0 else { return nil }
    (self.cells, self.lattice, self.frame) = (cells, lattice, frame)
    columns = Int((frame.page.width * density).rounded())
    rows = Int((frame.page.height * density).rounded())
    metresPerPixel = frame.metresPerMillimetre / density
    unit = Double(lattice.unit)
    unitColumns = frame.unitColumns(unit)
    codes = CellCodes(cells, symbology)
    inks = codes.styles.map { Ink(base: $0.base, hatch: $0.hatch.map { PixelHatch($0, density) }) }
    guard columns > 0, rows > 0 else { return nil }
  }

  private func sharp(_ range: Range<Int>) -> [UInt32] {
    var pixels = [UInt32](repeating: 0, count: range.count * columns)
    for row in range {
      let northing = frame.ground.maxY - (Double(row) + 0.5) * metresPerPixel
      let start = (row - range.lowerBound) * columns
      lattice.forEachSegment(row: Int((northing / unit).rounded(.down)), columns: unitColumns) {
        owner, from, to in
        let ink = inks[codes.code(owner)]
        let first = pixel(startingAt: from)
        let last = pixel(startingAt: to)
        guard first < last else { return }
        if let hatch = ink.hatch {
          for column in first..<last {
            pixels[start + column] = Self.opaque(
              ink.base.mixed(with: hatch.colour, share: hatch.coverage(column: column, row: row)))
          }
        } else {
          let value = Self.opaque(ink.base)
          for column in first..<last { pixels[start + column] = value }
        }
      }
    }
    return pixels
  }

  /// The first pixel whose middle lies at or beyond the west border of a column of unit squares.
  private func pixel(startingAt column: Int32) -> Int {
    let place = ((Double(column) * unit - frame.ground.minX) / metresPerPixel - 0.5).rounded(.up)
    return Int(min(Double(columns), max(0, place)))
  }

  private func voted(_ range: Range<Int>) -> [UInt32] {
    var pixels = [UInt32](repeating: 0, count: range.count * columns)
    var vote = ClassVote(places: columns, classCount: codes.classCount)
    for row in range {
      vote.clear()
      for unitRow in unitRow(above: row + 1) + 1..<unitRow(above: row) + 1 { count(unitRow, in: &vote) }
      let start = (row - range.lowerBound) * columns
      for column in 0..<columns {
        if let winner = vote.winner(column) { pixels[start + column] = Self.opaque(inks[winner].base) }
      }
    }
    return pixels
  }

  /// The last row of unit squares whose middles lie above the upper border of a row of pixels, counted from the south.
  private func unitRow(above row: Int) -> Int {
    Int(((frame.ground.maxY - Double(row) * metresPerPixel) / unit - 0.5).rounded(.down))
  }

  /// Counts each square of a row in the pixel under its middle.
  private func count(_ unitRow: Int, in vote: inout ClassVote) {
    lattice.forEachSegment(row: unitRow, columns: unitColumns) { owner, from, to in
      let number = codes.number(owner)
      let people = cells.population.isEmpty ? 0 : cells.population[owner]
      let share = people > 0 ? people / Double(lattice.ownedUnits[owner]) : 0
      for column in from..<to {
        let pixel = (((Double(column) + 0.5) * unit - frame.ground.minX) / metresPerPixel).rounded(.down)
        if pixel >= 0, pixel < Double(columns) {
          vote.add(people: share, ground: 1, ofClass: number, to: Int(pixel))
        }
      }
    }
  }

  private static func opaque(_ colour: Colour) -> UInt32 {
    0xFF00_0000 | UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
  }
}

/// A hatch by pixels: how much of each one its lines cover.
private struct PixelHatch {
  let colour: Colour
  private let width: Double
  private let spacing: Double
  private let isRising: Bool

  init(_ hatch: Hatch, _ pixelsPerMillimetre: Double) {
    colour = hatch.line.colour
    width = hatch.line.widthMillimetres * pixelsPerMillimetre
    // Lines nearer than three pixels would flicker against the pixels.
    spacing = max(3, hatch.spacingMillimetres * pixelsPerMillimetre)
    isRising = hatch.isRising
  }

  func coverage(column: Int, row: Int) -> Double {
    let across = Double(isRising ? column + row : column - row) * 0.5.squareRoot()
    let phase = across - (across / spacing).rounded() * spacing
    return min(min(1, max(width, 0.6)), max(0, (width + 1) / 2 - abs(phase)))
  }
}
