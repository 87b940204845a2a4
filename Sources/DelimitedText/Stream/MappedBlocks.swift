import Disk
import Parallel

/// The rows of a mapped file in blocks; pages are given back to the system once they are read.
///
/// The file is cut at fixed places. Whether such a place stands inside quotes, and how many lines are before it, depends
/// on all that is before: each worker counts in its own piece, and the sums are handed on from piece to piece. So the
/// file is read once, and only a look at each piece has to wait for the one before it.
final class MappedBlocks: BlockSource {
  private struct Before {
    var inQuotes = false
    var lines: Int
  }

  private let file: MappedFile
  private let scanner: FieldScanner
  private let data: Range<Int>
  private let chunkBytes: Int
  private let longestRow: Int
  private let firstChunk: Int
  private let count: Int
  /// How far behind a block all others are done.
  private let trail: Int
  private let relay: Relay<Before>

  /// - Parameters:
  ///   - scanner: over the whole file, quotes minded.
  ///   - linesBefore: lines before the first row.
  init(
    _ file: MappedFile, _ scanner: FieldScanner, dataStart: Int, linesBefore: Int, options: DelimitedTextOptions,
    threads: Int
  ) {
    (self.file, self.scanner) = (file, scanner)
    data = min(dataStart, scanner.end)..<scanner.end
    chunkBytes = max(1, options.chunkBytes)
    longestRow = max(1, options.longestRowBytes)
    // Counted from the file's start, so that pieces begin with pages and no page is left over.
    firstChunk = data.lowerBound / chunkBytes
    count = data.isEmpty ? 0 : (data.upperBound - 1) / chunkBytes - firstChunk + 1
    // As many items are made and not yet consumed at most (see `Parallel.stream`), and one a worker is being made.
    trail = 5 * max(1, threads)
    relay = Relay(Before(lines: linesBefore), runners: threads)
  }

  private func piece(_ item: Int) -> Range<Int> {
    let first = (firstChunk + item) * chunkBytes
    return max(first, data.lowerBound)..<min(first + chunkBytes, data.upperBound)
  }

  func block(_ item: Int) throws -> RowBlock? {
    guard item < count else { return relay.turn(item) { _ in nil } }
    let piece = piece(item)
    let base = scanner.base
    var census = ByteScan.census(base, piece, newline: scanner.newline)
    let odd = census.quotes % 2 == 1
    let before = relay.turn(item) { state in
      defer {
        state.inQuotes = state.inQuotes != odd
        state.lines += census.newlines
      }
      return state
    }
    guard let start = start(of: piece, before.inQuotes) else { return empty(before.lines) }
    let (end, isOverlong) = end(of: piece, before.inQuotes != odd)
    if end > piece.upperBound {
      census += ByteScan.census(base, piece.upperBound..<end, newline: scanner.newline)
    }
    let skipped = ByteScan.count(scanner.newline, base, piece.lowerBound..<start)
    return RowBlock(
      base: base + start, count: end - start, owner: file, linesBefore: before.lines + skipped,
      newlines: census.newlines, hasQuotes: census.quotes > 0, isASCII: census.isASCII, isOverlong: isOverlong)
  }

  /// Where the first row that starts in the piece starts.
  private func start(of piece: Range<Int>, _ inQuotes: Bool) -> Int? {
    let first = piece.lowerBound
    if first == data.lowerBound || (!inQuotes && scanner.base[first - 1] == scanner.newline) { return first }
    let behind = scanner.behindRowEnd(from: first, inQuotes: inQuotes, limit: piece.upperBound)
    return behind.flatMap { $0 < piece.upperBound ? $0 : nil }
  }

  /// Where the last row that starts in the piece ends.
  private func end(of piece: Range<Int>, _ inQuotes: Bool) -> (end: Int, isOverlong: Bool) {
    let last = piece.upperBound
    if last == data.upperBound || (!inQuotes && scanner.base[last - 1] == scanner.newline) { return (last, false) }
    let limit = min(data.upperBound, last + longestRow)
    if let behind = scanner.behindRowEnd(from: last, inQuotes: inQuotes, limit: limit) { return (behind, false) }
    return (limit, limit < data.upperBound)
  }

  private func empty(_ lines: Int) -> RowBlock {
    RowBlock(
      base: scanner.base, count: 0, owner: file, linesBefore: lines, newlines: 0, hasQuotes: false, isASCII: true,
      isOverlong: false)
  }

  func finished(_ item: Int, _ block: RowBlock) {
    // Some at a time, since each call stops the other workers; and only where nobody reads any more, since a page that
    // is touched again would stay.
    let together = 4
    guard (item + 1) % together == 0, item >= trail + together else { return }
    file.release(piece(item - trail - together + 1).lowerBound..<piece(item - trail).upperBound)
  }

  func stop() {}
}
