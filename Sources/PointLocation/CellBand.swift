/// What the cells of a band of sixteen rows answer, in blocks of 16 × 16 cells.
///
/// An answer is a polygon's number (the cell lies wholly in it and in no other), ``none``, or ``record(at:)``: the place
/// of a record in ``words``. A block that no border touches has no cells of its own.
struct CellBand {
  /// No polygon touches the cell.
  static let none: Int32 = -1
  /// Block entries from here on are numbers of blocks with cells; polygons have smaller numbers.
  static let firstBlock: Int32 = 1 << 30
  static let cellsPerBlock = LocatorLattice.blockSide * LocatorLattice.blockSide

  /// An answer for points outside all bands, in memory that stays.
  nonisolated(unsafe) static let nowhere: UnsafePointer<Int32> = {
    let memory = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    memory.initialize(to: none)
    return UnsafePointer(memory)
  }()

  /// One entry a block: an answer, or ``firstBlock`` + the number of its cells in ``cells``.
  var blocks: [Int32] = []
  /// 256 answers a block, row by row from the south-west.
  var cells: [Int32] = []
  /// Records, see ``CellRecord``.
  var words: [UInt32] = []

  /// The answer that names a record.
  static func record(at place: Int) -> Int32 { Int32(truncatingIfNeeded: -2 - place) }
}
