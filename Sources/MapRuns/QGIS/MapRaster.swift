import Cartography
import Core
import Files
import Geometry
import Grid

/// Cells as rasters: their class with its colours, their index as numbers. A pixel is a unit square of the lattice, so that
/// a coarse cell fills only what its finer cells leave.
struct MapRaster {
  private let cells: MapCells
  private let lattice: CellLattice
  private let symbology: Symbology
  private let words: MapWords
  private let grid: PixelGrid

  /// A cell without an index: far from every class, and not 0 either, which says that there is no cell.
  static let noIndex: UInt8 = 255

  /// A raster of a map's cells. Throws ``Failure`` (bad data) for a map without.
  init(_ contents: MapContents, symbology: Symbology, words: MapWords, file: String) throws {
    if case .zones? = contents.cells?.units {
      throw Failure(
        .usage, "a raster is of cells: zones have no squares", file: file, hint: "write .gpkg, .png or .html")
    }
    guard let cells = contents.cells, let box = cells.bounds, let lattice = cells.lattice, lattice.unit > 0 else {
      throw Failure(.badData, "a raster shows cells, and the map has none", file: file)
    }
    (self.cells, self.symbology, self.words) = (cells, symbology, words)
    let unit = Double(lattice.unit)
    self.lattice = lattice
    grid = PixelGrid(
      west: box.minX, north: box.maxY, pixel: unit, width: Int(((box.maxX - box.minX) / unit).rounded()),
      height: Int(((box.maxY - box.minY) / unit).rounded()))
  }

  /// Writes the classes to `path`, and the index, where there is one, to `index`.
  func write(to path: String, index indexPath: String, target: String, threads: Int) throws {
    guard grid.width > 0, grid.height > 0, grid.width <= RasterWriter.largest / grid.height else {
      throw Failure(
        .cannotCreate, "the raster would have \(grid.width) × \(grid.height) pixels", file: target,
        expected: "at most \(RasterWriter.largest)")
    }
    let count = symbology.classColours.count
    let ground = symbology.noIndex.background ?? .white
    let coloured =
      [(Self.noIndex, ground)]
      + symbology.classColours.prefix(254).enumerated().map {
        (UInt8(clamping: $0 + 1), $1)
      }
    let classes = pixels(empty: UInt8(0)) { cell in
      let number = cells.classes[cell]
      return number == 0 || Int(number) > count ? Self.noIndex : number
    }
    let remark =
      "\(words.livingConditions): \(words.direction(count)); \(Self.noIndex) \(words.noIndex); \(words.overviews)"
    let levels = [classes] + overviews()
    try RasterWriter.write(
      [RasterWriter.Band("class")], .classes(colours: coloured.map { ($0, $1.red, $1.green, $1.blue) }), grid: grid,
      crs: "EPSG:3006", remark: remark, path: path, target: target, threads: threads
    ) { _, level, rows, buffer in
      let width = buffer.count / rows.count
      for (i, value) in levels[level][rows.lowerBound * width..<rows.upperBound * width].enumerated() {
        buffer[i] = Double(value)
      }
    }
    if cells.index.isEmpty { return }
    try writeIndex(to: indexPath, target: target, threads: threads)
  }

  /// Overviews of the index show the cell at each square's corner, as drawing by GDAL does.
  private func writeIndex(to path: String, target: String, threads: Int) throws {
    let index = pixels(empty: Double.nan) { cells.index[$0] }
    try RasterWriter.write(
      [RasterWriter.Band("index")], .floats, grid: grid, crs: "EPSG:3006", remark: "Index", path: path,
      target: target, threads: threads
    ) { _, level, rows, buffer in
      let (step, width) = (1 << level, buffer.count / rows.count)
      for (line, row) in rows.enumerated() {
        for column in 0..<width { buffer[line * width + column] = index[row * step * grid.width + column * step] }
      }
    }
  }

  /// The classes of ever larger squares of pixels, each that of most people in it (``ClassVote``), until the raster is small.
  private func overviews() -> [[UInt8]] {
    grid.overviews(downTo: RasterWriter.tile).map { coarse in
      cells.overview(
        west: Int((grid.west / grid.pixel).rounded()), north: Int((grid.north / grid.pixel).rounded()),
        columns: grid.width, rows: grid.height, side: Int((coarse.pixel / grid.pixel).rounded())
      ).map { $0 == 0 ? Self.noIndex : $0 ?? 0 }
    }
  }

  /// A value for every unit square: that of the cell that owns it.
  private func pixels<T>(empty: T, _ value: (Int) -> T) -> [T] {
    var pixels = [T](repeating: empty, count: grid.width * grid.height)
    let west = Int((grid.west / grid.pixel).rounded())
    let north = Int((grid.north / grid.pixel).rounded())
    let columns = Int32(west)..<Int32(west + grid.width)
    for line in 0..<grid.height {
      let start = line * grid.width
      lattice.forEachSegment(row: north - 1 - line, columns: columns) { owner, from, to in
        let pixel = value(owner)
        for column in Int(from)..<Int(to) { pixels[start + column - west] = pixel }
      }
    }
    return pixels
  }
}
