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

  /// Copies the bands, which may be forgotten then.
  init(_ sources: [CellBand], threads: Int) throws {
    var starts: [(answers: Int, words: Int)] = []
    starts.reserveCapacity(sources.count)
    var (answerCount, wordCount) = (0, 0)
    for source in sources {
      starts.append((answerCount, wordCount))
      answerCount += source.blocks.count + source.cells.count
      wordCount += source.words.count
    }
    bytes = 4 * (answerCount + wordCount)
    answers = Self.memory(answerCount)
    words = Self.memory(wordCount)
    let table = UnsafeMutablePointer<Band>.allocate(capacity: max(1, sources.count))
    bands = UnsafePointer(table)
    let places = starts
    nonisolated(unsafe) let (answers, words, entries) = (answers, words, table)
    // Each worker writes to places of its own; most of the time goes to memory that is touched first here.
    _ = try Parallel.blocks(of: sources.count, block: 4, threads: threads) { range in
      for i in range {
        var (nextAnswer, nextWord) = (answers + places[i].answers, words + places[i].words)
        (entries + i).initialize(
          to: Band(
            blocks: Self.put(sources[i].blocks, at: &nextAnswer), cells: Self.put(sources[i].cells, at: &nextAnswer),
            words: Self.put(sources[i].words, at: &nextWord)))
      }
    }
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
