/// All cells' answers, from the southern band to the northern one.
final class CellIndex: @unchecked Sendable {
  /// Where a band's answers lie.
  struct Band: @unchecked Sendable {
    let blocks: UnsafePointer<Int32>
    let cells: UnsafePointer<Int32>
    let words: UnsafePointer<UInt32>

    /// Copies a band into memory that the index will own.
    init(_ band: CellBand, in memory: WordSlabs) {
      (blocks, cells, words) = (memory.keep(band.blocks), memory.keep(band.cells), memory.keep(band.words))
    }
  }

  /// One entry a band, for loops that must not count references.
  let bands: UnsafePointer<Band>
  private let memory: WordSlabs

  /// - Parameter memory: what the bands lie in.
  init(_ bands: [Band], in memory: WordSlabs) {
    let table = UnsafeMutablePointer<Band>.allocate(capacity: max(1, bands.count))
    for (place, band) in bands.enumerated() { (table + place).initialize(to: band) }
    self.bands = UnsafePointer(table)
    self.memory = memory
  }

  /// Of all answers.
  var bytes: Int { memory.bytes }

  deinit { bands.deallocate() }
}
