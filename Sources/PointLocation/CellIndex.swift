/// A band's answers in memory of just their size.
final class CellBandMemory: @unchecked Sendable {
  let blocks: UnsafePointer<Int32>
  let cells: UnsafePointer<Int32>
  let words: UnsafePointer<UInt32>
  let bytes: Int

  init(_ band: CellBand) {
    blocks = Self.copy(band.blocks)
    cells = Self.copy(band.cells)
    words = Self.copy(band.words)
    bytes = 4 * (band.blocks.count + band.cells.count + band.words.count)
  }

  deinit {
    blocks.deallocate()
    cells.deallocate()
    words.deallocate()
  }

  private static func copy<T: BitwiseCopyable>(_ elements: [T]) -> UnsafePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, elements.count))
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { memory.initialize(from: base, count: source.count) }
    }
    return UnsafePointer(memory)
  }
}

/// All cells' answers, from the southern band to the northern one.
final class CellIndex: @unchecked Sendable {
  /// Where a band's answers lie.
  struct Band {
    let blocks: UnsafePointer<Int32>
    let cells: UnsafePointer<Int32>
    let words: UnsafePointer<UInt32>
  }

  /// One entry a band, for loops that must not count references.
  let bands: UnsafePointer<Band>
  let bytes: Int
  private let owners: [CellBandMemory]

  init(_ owners: [CellBandMemory]) {
    self.owners = owners
    let table = UnsafeMutablePointer<Band>.allocate(capacity: max(1, owners.count))
    for (i, owner) in owners.enumerated() {
      (table + i).initialize(to: Band(blocks: owner.blocks, cells: owner.cells, words: owner.words))
    }
    bands = UnsafePointer(table)
    bytes = owners.reduce(0) { $0 + $1.bytes }
  }

  deinit { bands.deallocate() }
}
