import Parallel

/// All cells' answers, from the southern band to the northern one, in two pieces of memory: points come from everywhere,
/// and in large pages each of them finds its band, block and cell without a walk through the page table.
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
  /// Of all bands, blocks before cells.
  private let answers: UnsafeMutablePointer<Int32>
  private let words: UnsafeMutablePointer<UInt32>

  init(_ sources: [CellBand]) {
    let answerCount = sources.reduce(0) { $0 + $1.blocks.count + $1.cells.count }
    let wordCount = sources.reduce(0) { $0 + $1.words.count }
    bytes = 4 * (answerCount + wordCount)
    answers = Self.memory(answerCount)
    words = Self.memory(wordCount)
    let table = UnsafeMutablePointer<Band>.allocate(capacity: max(1, sources.count))
    var (nextAnswer, nextWord) = (answers, words)
    for (i, source) in sources.enumerated() {
      (table + i).initialize(
        to: Band(
          blocks: Self.put(source.blocks, at: &nextAnswer), cells: Self.put(source.cells, at: &nextAnswer),
          words: Self.put(source.words, at: &nextWord)))
    }
    bands = UnsafePointer(table)
  }

  deinit {
    bands.deallocate()
    answers.deallocate()
    words.deallocate()
  }

  private static func memory<T: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    LargePages.advise(memory, bytes: count * MemoryLayout<T>.stride)
    return memory
  }

  private static func put<T: BitwiseCopyable>(_ elements: [T], at next: inout UnsafeMutablePointer<T>)
    -> UnsafePointer<T>
  {
    let start = next
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { start.initialize(from: base, count: source.count) }
    }
    next += elements.count
    return UnsafePointer(start)
  }
}
