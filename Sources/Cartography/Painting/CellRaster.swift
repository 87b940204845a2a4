import Grid
import Parallel

/// Cells as pixels of the map's frame.
///
/// Where a cell is several pixels wide, each pixel takes the colour of the cell under its middle: borders are sharp and
/// no colour is mixed. Where cells are smaller, a pixel takes the mean of what lies in it by area, so that a map of the
/// whole country shows every cell with the weight it has. Both go by the squares that cells own, so a coarse cell never
/// covers its finer ones.
struct CellRaster {
  /// Least width of a unit square, pixels, for sharp cells.
  static let sharpFromPixels = 3.0
  /// Rows of pixels that one worker takes at a time; the pixels do not depend on it.
  private static let block = 64

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
    /// Red, green, blue of the whole, hatch included.
    var mean: SIMD4<Float>
  }

  /// The pixels of `frame`.
  static func raster(
    _ cells: MapCells, _ symbology: Symbology, frame: MapFrame, pixelsPerMillimetre: Double, threads: Int
  ) throws -> Raster? {
    guard let raster = CellRaster(cells, symbology, frame, pixelsPerMillimetre) else { return nil }
    let isSharp = raster.unit / raster.metresPerPixel >= sharpFromPixels
    let blocks = try Parallel.blocks(of: raster.rows, block: block, threads: threads) { range in
      isSharp ? raster.sharp(range) : raster.averaged(range)
    }
    return Raster(columns: raster.columns, pixels: Array(blocks.joined()))
  }

  private init?(_ cells: MapCells, _ symbology: Symbology, _ frame: MapFrame, _ density: Double) {
    guard let lattice = cells.lattice, lattice.unit > 0 else { return nil }
    self.lattice = lattice
    self.frame = frame
    columns = Int((frame.page.width * density).rounded())
    rows = Int((frame.page.height * density).rounded())
    metresPerPixel = frame.metresPerMillimetre / density
    unit = Double(lattice.unit)
    unitColumns = frame.unitColumns(unit)
    codes = CellCodes(cells, symbology)
    inks = codes.styles.map { style in
      let hatch = style.hatch.map { PixelHatch($0, density) }
      let mean = hatch.map { style.base.mixed(with: $0.colour, share: $0.share) } ?? style.base
      return Ink(
        base: style.base, hatch: hatch,
        mean: SIMD4(Float(mean.red), Float(mean.green), Float(mean.blue), 255))
    }
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

  private func averaged(_ range: Range<Int>) -> [UInt32] {
    var pixels: [UInt32] = []
    pixels.reserveCapacity(range.count * columns)
    var sums = [SIMD4<Float>](repeating: .zero, count: columns)
    for row in range {
      for i in sums.indices { sums[i] = .zero }
      let north = (frame.ground.maxY - Double(row) * metresPerPixel) / unit
      let south = north - metresPerPixel / unit
      let height = north - south
      var unitRow = Int(south.rounded(.down))
      while Double(unitRow) < north {
        let part = (min(north, Double(unitRow + 1)) - max(south, Double(unitRow))) / height
        add(unitRow, Float(part), to: &sums)
        unitRow += 1
      }
      for sum in sums { pixels.append(Self.premultiplied(sum)) }
    }
    return pixels
  }

  /// Adds a row of unit squares that fills `part` of the pixels' height.
  private func add(_ unitRow: Int, _ part: Float, to sums: inout [SIMD4<Float>]) {
    guard part > 0 else { return }
    lattice.forEachSegment(row: unitRow, columns: unitColumns) { owner, from, to in
      let colour = inks[codes.code(owner)].mean * part
      let west = max(0, (Double(from) * unit - frame.ground.minX) / metresPerPixel)
      let east = min(Double(columns), (Double(to) * unit - frame.ground.minX) / metresPerPixel)
      guard west < east else { return }
      for column in Int(west)..<min(columns, Int(east.rounded(.up))) {
        let covered = min(east, Double(column + 1)) - max(west, Double(column))
        sums[column] += colour * Float(covered)
      }
    }
  }

  private static func opaque(_ colour: Colour) -> UInt32 {
    0xFF00_0000 | UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
  }

  /// Sums of colour × cover as a pixel; the sum of covers is the opacity.
  private static func premultiplied(_ sum: SIMD4<Float>) -> UInt32 {
    let whole = sum.rounded(.toNearestOrAwayFromZero)
    func part(_ value: Float) -> UInt32 { UInt32(min(255, max(0, value))) }
    return part(whole[3]) << 24 | part(min(whole[0], whole[3])) << 16 | part(min(whole[1], whole[3])) << 8
      | part(min(whole[2], whole[3]))
  }
}

/// A hatch by pixels: how much of each one its lines cover.
private struct PixelHatch {
  let colour: Colour
  /// Share of the whole that lines cover.
  let share: Double
  private let width: Double
  private let spacing: Double
  private let isRising: Bool

  init(_ hatch: Hatch, _ pixelsPerMillimetre: Double) {
    colour = hatch.line.colour
    share = min(1, hatch.line.widthMillimetres / hatch.spacingMillimetres)
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
