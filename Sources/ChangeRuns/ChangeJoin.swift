import Columns
import Core
import Geometry
import Grid

/// The units of two vintages, each once: cells by size and corner, zones by their key.
struct ChangeJoin {
  /// Where each unit stands in the two vintages; nil: it is not there.
  private(set) var pairs: [(old: Int?, new: Int?)] = []
  /// Whether the unit is in both, on other ground: a coarse cell whose finer cells are others, a zone with another outline.
  private(set) var isGroundChanged: [Bool] = []
  /// Units of one vintage alone whose ground the other one has in cells of another size.
  private(set) var regrouped: (old: [Int], new: [Int]) = ([], [])
  let units: Units

  /// What names the units.
  enum Units {
    case cells([Cell])
    case zones([String])
  }

  /// Cells, in canonical order.
  init(_ old: CellLattice, _ new: CellLattice) {
    var cells: [Cell] = []
    var (i, j) = (0, 0)
    while i < old.cells.count || j < new.cells.count {
      let first = i < old.cells.count && (j == new.cells.count || old.cells[i] <= new.cells[j])
      let second = j < new.cells.count && (i == old.cells.count || new.cells[j] <= old.cells[i])
      cells.append(first ? old.cells[i] : new.cells[j])
      pairs.append((first ? i : nil, second ? j : nil))
      isGroundChanged.append(first && second && old.ownedAreaSquareMetres(i) != new.ownedAreaSquareMetres(j))
      if first { i += 1 }
      if second { j += 1 }
    }
    units = .cells(cells)
    regroup(cells, old, new)
  }

  /// Finds cells of one vintage alone within, or around, cells of another size of the other one.
  private mutating func regroup(_ cells: [Cell], _ old: CellLattice, _ new: CellLattice) {
    var isOld = [Bool](repeating: false, count: cells.count)
    var isNew = isOld
    var unitOf: [Cell: Int] = [:]
    for (unit, cell) in cells.enumerated() where pairs[unit].old == nil || pairs[unit].new == nil {
      unitOf[cell] = unit
    }
    if unitOf.isEmpty { return }
    let sizes = Set(cells.map(\.size)).sorted()
    /// Marks the finer cells of one lattice that lie in a coarser one of the other, and that one.
    func mark(_ fine: CellLattice, in coarse: CellLattice, _ isFine: inout [Bool], _ isCoarse: inout [Bool]) {
      for cell in fine.cells {
        for size in sizes where size > cell.size && size % cell.size == 0 {
          // A coarse cell has only what its finer ones leave: of a cell that both vintages have it holds nothing.
          guard let inner = unitOf[cell] else { continue }
          let around = Cell(size: size, e: Self.corner(cell.e, size), n: Self.corner(cell.n, size))
          guard coarse.place(of: around) != nil else { continue }
          isFine[inner] = true
          if let outer = unitOf[around] { isCoarse[outer] = true }
        }
      }
    }
    mark(old, in: new, &isOld, &isNew)
    mark(new, in: old, &isNew, &isOld)
    regrouped.old = isOld.indices.filter { isOld[$0] && pairs[$0].new == nil }
    regrouped.new = isNew.indices.filter { isNew[$0] && pairs[$0].old == nil }
  }

  /// The corner, to the south or west, of the square of that size around a coordinate.
  private static func corner(_ coordinate: Int32, _ size: Int32) -> Int32 {
    let rest = coordinate % size
    return coordinate - (rest < 0 ? rest + size : rest)
  }

  /// Zones, by their keys; outlines are compared where both vintages have them in one coordinate system.
  init(_ old: TextColumn, _ new: TextColumn, outlines: (old: [MultiPolygon?], new: [MultiPolygon?])?) {
    var rows: [String: (old: Int?, new: Int?)] = [:]
    for row in 0..<old.count { rows[old[row]] = (row, nil) }
    for row in 0..<new.count { rows[new[row], default: (nil, nil)].new = row }
    let keys = rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for key in keys {
      let pair = rows[key] ?? (nil, nil)
      pairs.append(pair)
      if let outlines, let i = pair.old, let j = pair.new {
        isGroundChanged.append(outlines.old[i] != outlines.new[j])
      } else {
        isGroundChanged.append(false)
      }
    }
    units = .zones(keys)
  }
}
