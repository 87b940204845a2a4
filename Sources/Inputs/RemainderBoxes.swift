import Geometry
import Grid

/// The boxes around what finer cells leave of coarse ones.
struct RemainderBoxes {
  /// For each coarse cell that has any, the finer cells in it.
  private var finer: [Cell: [Cell]] = [:]

  /// Of `coarse` cells, each less those of `cells` that are finer and lie in it.
  init(of coarse: [Cell], less cells: [Cell]) {
    let wanted = Set(coarse)
    let sizes = Set(coarse.map(\.size))
    if wanted.isEmpty { return }
    for cell in cells {
      for size in sizes where size > cell.size && size % cell.size == 0 {
        let parent = Cell(size: size, e: Self.floor(cell.e, to: size), n: Self.floor(cell.n, to: size))
        if wanted.contains(parent) { finer[parent, default: []].append(cell) }
      }
    }
  }

  private static func floor(_ value: Int32, to size: Int32) -> Int32 {
    let rest = value % size
    return value - (rest < 0 ? rest + size : rest)
  }

  /// The box around what is left of a cell; nil where nothing was taken from it, or nothing is left.
  func box(of cell: Cell) -> BoundingBox? {
    guard let parts = finer[cell], let unit = parts.map(\.size).min(), parts.allSatisfy({ $0.size % unit == 0 })
    else {
      return nil
    }
    let side = Int(cell.size / unit)
    var isTaken = [Bool](repeating: false, count: side * side)
    for part in parts {
      let (column, row, width) = (Int((part.e - cell.e) / unit), Int((part.n - cell.n) / unit), Int(part.size / unit))
      for y in row..<row + width {
        for x in column..<column + width { isTaken[y * side + x] = true }
      }
    }
    let left = isTaken.indices.filter { !isTaken[$0] }
    guard let south = left.first, let north = left.last, let west = left.map({ $0 % side }).min(),
      let east = left.map({ $0 % side }).max()
    else { return nil }
    let (e, n, step) = (Double(cell.e), Double(cell.n), Double(unit))
    return BoundingBox(
      minX: e + Double(west) * step, minY: n + Double(south / side) * step,
      maxX: e + Double(east + 1) * step, maxY: n + Double(north / side + 1) * step)
  }
}
