/// A square of the national grid (*ruta*): its side and its south-west corner, whole metres in SWEREF 99 TM.
///
/// The corner alone is no key: a 250 m and a 1000 m cell can share one.
public struct Cell: Hashable, Sendable, BitwiseCopyable {
  /// Side, metres, > 0.
  public var size: Int32
  /// Easting of the south-west corner, metres; a multiple of ``size``.
  public var e: Int32
  /// Northing of the south-west corner, metres; a multiple of ``size``.
  public var n: Int32

  /// A cell of that side at that corner; nothing is checked, see ``isOnLattice``.
  public init(size: Int32, e: Int32, n: Int32) {
    (self.size, self.e, self.n) = (size, e, n)
  }

  /// The row of the lattice of its size that the cell lies in: northing by size, rounded down.
  public var row: Int32 { Int32(CellLattice.floorDivide(n, size)) }

  /// The column likewise.
  public var column: Int32 { Int32(CellLattice.floorDivide(e, size)) }

  /// Whether the corner lies on the lattice of the cell's own size.
  public var isOnLattice: Bool { size > 0 && e % size == 0 && n % size == 0 }
}

extension Cell: Comparable {
  /// The canonical order of cell tables: from south to north, in a row from west to east, of one corner the smaller
  /// cell first.
  public static func < (a: Cell, b: Cell) -> Bool { (a.n, a.e, a.size) < (b.n, b.e, b.size) }
}
