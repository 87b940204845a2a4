import Grid

/// Pixels of a raster put together to the cells that own them.
struct RasterGroups {
  /// The cells, in the order of their first pixels.
  private(set) var cells: [Cell] = []
  /// The cell of each pixel; nil: each pixel is its own.
  private(set) var rows: [Int32]?
  /// Coarse cells of whose square a part is not in the raster: their pixels are cells by themselves.
  private(set) var brokenCells = 0

  /// Most squares along a coarse cell's side.
  static let mostSquares: Int32 = 100

  /// - Parameters:
  ///   - pixels: row × width + column, from the north-west corner.
  ///   - sides: metres, multiples of the pixel's, of the cells that own the pixels; empty: the pixels are the cells.
  ///   - width: pixels of a row.
  ///   - side: of a pixel, metres.
  ///   - west: of the first column, a multiple of the side.
  ///   - north: of the first row, a multiple of the side.
  init(_ pixels: [Int32], sides: [Int32], width: Int, side: Int32, west: Int32, north: Int32) throws {
    func corner(_ pixel: Int32) -> (e: Int32, n: Int32) {
      (west + pixel % Int32(width) * side, north - (pixel / Int32(width) + 1) * side)
    }
    if sides.isEmpty {
      cells = pixels.map { pixel in
        let corner = corner(pixel)
        return Cell(size: side, e: corner.e, n: corner.n)
      }
      return
    }
    func owner(_ pixel: Int32, _ size: Int32) -> Cell {
      let corner = corner(pixel)
      let square = Cell(size: size, e: corner.e, n: corner.n)
      return Cell(size: size, e: square.column * size, n: square.row * size)
    }
    // Of each coarse cell the pixels in its square that some cell owns.
    var squares: [Cell: Int32] = [:]
    for (pixel, size) in zip(pixels, sides) where size > side { squares[owner(pixel, size)] = 0 }
    let coarse = Set(squares.keys.map(\.size)).sorted()
    for (pixel, size) in zip(pixels, sides) {
      for other in coarse where other >= size {
        let cell = owner(pixel, other)
        if let count = squares[cell] { squares[cell] = count + 1 }
      }
    }
    var (first, rows): ([Cell: Int32], [Int32]) = ([:], [])
    rows.reserveCapacity(pixels.count)
    for (pixel, size) in zip(pixels, sides) {
      var cell = owner(pixel, size)
      let whole = (size / side) * (size / side)
      if size > side, squares[cell] != whole { cell = owner(pixel, side) }
      if cell.size > side, let row = first[cell] {
        rows.append(row)
        continue
      }
      let row = Int32(cells.count)
      if cell.size > side { first[cell] = row }
      cells.append(cell)
      rows.append(row)
    }
    brokenCells = squares.count { $0.value != ($0.key.size / side) * ($0.key.size / side) }
    self.rows = rows
  }
}
