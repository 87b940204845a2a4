import Columns
import Core
import Files
import Grid
import Projections

/// A raster as a table of cells: a GeoTIFF in SWEREF 99 TM whose pixels are squares of the lattice, its bands the columns.
///
/// A pixel is a cell where any band has a value. A band `size_m`, as `rutverk index` writes it, says which cell owns the
/// pixel: its pixels are put together to that cell again. Counts of such cells are split evenly over their squares in the
/// file (`SQUARES=split` among the band's texts) and summed here; all else stands on each square (`SQUARES=whole`).
package final class RasterTable: TableSource {
  package let name: String
  package let columnNames: [String]
  /// Notes on the cells that were read.
  package private(set) var notes: [String] = []
  /// Cells that were read last; all pixels before.
  package private(set) var rowCount: Int
  private let file: RasterFile
  /// One a column behind the code and the side; nil where a band of that name is not there.
  private let bands: [RasterFile.Band]
  private let sizes: RasterFile.Band?
  private let west: Int32
  private let north: Int32
  private let side: Int32
  private var cells: [Cell] = []

  /// The key of a band's text that says how a coarse cell's value stands on its squares.
  package static let squares = "SQUARES"
  /// The beginning of the keys of texts that a band's whole numbers stand for.
  package static let text = "TEXT_"

  private static let ruta = "ruta"
  private static let size = "size_m"

  /// Looks at an opened raster's head. Throws ``Failure`` (bad data) for one whose pixels are no squares of the lattice, with the
  /// line of `gdalwarp` that makes them such; (usage) for options that say nothing of a raster.
  package init(_ file: RasterFile, options: InputOptions) throws {
    (self.file, name, rowCount) = (file, file.name, file.width * file.height)
    for (flag, value) in [(options.filterFlag, options.filter), ("--layer", options.layer)] {
      if let value { throw Failure(.usage, "\(flag) is not for a raster", file: file.name, value: value) }
    }
    let place = try RasterPlace(file, options: options)
    (west, north, side) = (place.west, place.north, place.side)
    if let given = options.cellSize, given != place.side {
      throw Failure(
        .usage, "--cell-size \(given) contradicts the raster, whose pixels are \(place.side) m wide", file: file.name)
    }
    sizes = file.bands.first { $0.name == Self.size }
    var (names, bands) = ([Self.ruta, Self.size], [RasterFile.Band]())
    for band in file.bands where band.name != Self.size {
      var name = band.name
      while names.contains(name) { name += "_" }
      names.append(name)
      bands.append(band)
    }
    (columnNames, self.bands) = (names, bands)
  }

  /// For a dry run: `2528 × 6124 pixels of 250 m, 26 bands`.
  package var form: String {
    "GeoTIFF, \(file.width) × \(file.height) × \(side) m, \(columnNames.dropFirst(2).joined(separator: " "))"
  }

  package func place(ofRow row: Int) -> String {
    cells.indices.contains(row) ? "cell \(cells[row].code) (\(cells[row].size) m)" : "pixel \(row + 1)"
  }

  /// What was asked for.
  private enum Part {
    case code(ColumnRequest.Kind)
    case size
    /// A band by its index, and what it is read as.
    case band(Int, ColumnRequest.Kind)
  }

  package func read(_ requests: [ColumnRequest]) throws -> [Column] {
    let parts = try requests.map { request in
      switch columnNames.firstIndex(of: request.name) {
      case 0?: return Part.code(request.kind)
      case 1?: return Part.size
      case let index?: return .band(index - 2, request.kind)
      case nil: throw Failure(.badData, "there is no such band", file: name, field: request.name)
      }
    }
    var wanted: [Int] = []
    for case .band(let index, _) in parts where !wanted.contains(index) { wanted.append(index) }
    let scan = try scan(wanted)
    notes = []
    if sizes == nil, !bands.contains(where: \.hasNoData), scan.pixels.count == file.width * file.height {
      notes.append("\(name): the raster names no value for no data, so every pixel is a cell")
    }
    let groups = try RasterGroups(
      scan.pixels, sides: scan.sides, width: file.width, side: side, west: west, north: north)
    if groups.brokenCells > 0 {
      notes.append(
        "\(name): \(groups.brokenCells) coarse cells are not whole in the raster; their squares there are taken as cells"
      )
    }
    cells = groups.cells
    rowCount = cells.count
    var columns: [Int: [Double]] = [:]
    for (index, pixels) in zip(wanted, scan.values) { columns[index] = try joined(pixels, bands[index], groups) }
    return parts.map { part in
      switch part {
      case .code(let kind): code(kind)
      case .size: .numbers(NumberColumn(cells.map { Double($0.size) }))
      case .band(let index, .text):
        .texts(TextColumn((columns[index] ?? []).map { words(of: bands[index], $0) }))
      case .band(let index, _): .numbers(NumberColumn(columns[index] ?? []))
      }
    }
  }

  /// The pixels that are cells, from south to north and west to east, the sides of the cells that own them (empty: all are
  /// cells by themselves), and the values of some bands there.
  private func scan(_ wanted: [Int]) throws -> (pixels: [Int32], sides: [Int32], values: [[Double]]) {
    var (pixels, sides) = ([Int32](), [Int32]())
    var values = [[Double]](repeating: [], count: wanted.count)
    let limit = InputLimit.rasterCells
    let most = limit.value
    // Rows of blocks at a time, but no more than so many pixels.
    let height = max(1, min(file.blockRows, 4_194_304 / file.width))
    var end = file.height
    while end > 0 {
      // Along the blocks' own edges, so that none is unpacked twice.
      let start = height == file.blockRows ? (end - 1) / height * height : max(0, end - height)
      let rows = start..<end
      var there = [Bool](repeating: false, count: rows.count * file.width)
      var owners = [Double](repeating: .nan, count: sizes == nil ? 0 : there.count)
      var found = [[Double]](repeating: there.map { _ in .nan }, count: wanted.count)
      for west in stride(from: 0, to: file.width, by: max(1, file.blockColumns)) {
        let columns = west..<min(file.width, west + max(1, file.blockColumns))
        func forEachPixel(_ band: RasterFile.Band, _ body: (_ pixel: Int, _ value: Double) -> Void) throws {
          let values = try file.read(band, rows: rows, columns: columns)
          for (i, value) in values.enumerated() where !value.isNaN {
            body(i / columns.count * file.width + west + i % columns.count, value)
          }
        }
        if let sizes {
          try forEachPixel(sizes) { pixel, value in (there[pixel], owners[pixel]) = (true, value) }
        }
        for (index, band) in bands.enumerated() where sizes == nil || wanted.contains(index) {
          let place = wanted.firstIndex(of: index)
          try forEachPixel(band) { pixel, value in
            if sizes == nil { there[pixel] = true }
            if let place { found[place][pixel] = value }
          }
        }
      }
      for row in rows.reversed() {
        let first = (row - start) * file.width
        for column in 0..<file.width where there[first + column] {
          pixels.append(Int32(row * file.width + column))
          if sizes != nil { sides.append(try owner(owners[first + column], row, column)) }
          for band in found.indices { values[band].append(found[band][first + column]) }
        }
        if pixels.count > most {
          throw limit.exceeded("more than \(most) pixels of the raster are cells", file: name)
        }
      }
      end = start
    }
    return (pixels, sides.contains { $0 != side } ? sides : [], values)
  }

  /// The side of the cell that owns a pixel.
  private func owner(_ value: Double, _ row: Int, _ column: Int) throws -> Int32 {
    guard let size = Int32(exactly: value), size >= side, size % side == 0, size / side <= RasterGroups.mostSquares
    else {
      throw Failure(
        .badData, "not the side of a cell that owns squares of \(side) m", file: name,
        place: "row \(row + 1), column \(column + 1)", field: Self.size, value: "\(value)",
        expected: "a multiple of \(side)")
    }
    return size
  }

  /// The values of cells out of those of their pixels.
  private func joined(_ pixels: [Double], _ band: RasterFile.Band, _ groups: RasterGroups) throws -> [Double] {
    guard let rows = groups.rows else { return pixels }
    var values = [Double](repeating: .nan, count: groups.cells.count)
    var squares = [Int32](repeating: 0, count: groups.cells.count)
    let isSplit: Bool
    switch band.metadata[Self.squares] {
    case "split"?: isSplit = true
    case "whole"?: isSplit = false
    default:
      throw Failure(
        .badData,
        "nothing tells whether counts of coarse cells stand on each of their squares or are split over them",
        file: name, field: band.name,
        expected: "\(Self.squares)=split or \(Self.squares)=whole among the band's texts",
        hint: "take the raster as rutverk wrote it, or leave the band \(Self.size) out: then every pixel is a cell")
    }
    for (pixel, row) in zip(pixels, rows) {
      let row = Int(row)
      if squares[row] == 0 { values[row] = pixel }
      guard values[row] == pixel || values[row].isNaN && pixel.isNaN else {
        throw Failure(
          .badData, "the squares of one cell differ: \(values[row]) and \(pixel)", file: name,
          place: place(ofRow: row),
          field: band.name, expected: "the raster as it was written, not resampled")
      }
      squares[row] += 1
    }
    if isSplit {
      for row in values.indices where squares[row] > 1 {
        let sum = values[row] * Double(squares[row])
        // What was split whole is whole again.
        values[row] = abs(sum - sum.rounded()) <= 4 * sum.ulp ? sum.rounded() : sum
      }
    }
    return values
  }

  private func code(_ kind: ColumnRequest.Kind) -> Column {
    let isPlain =
      kind != .text && cells.allSatisfy { (0..<1_000_000).contains($0.e) && (0..<10_000_000).contains($0.n) }
    return isPlain
      ? .numbers(NumberColumn(cells.map { Double($0.e) * 1e7 + Double($0.n) })) : .texts(RutaCode.texts(cells[...]))
  }

  /// A value as text: the one that its number stands for.
  private func words(of band: RasterFile.Band, _ value: Double) -> String {
    guard let number = Int(exactly: value) else { return value.isNaN ? "" : "\(value)" }
    return band.metadata["\(Self.text)\(number)"] ?? "\(number)"
  }
}
