import Core
import Parallel
import Synchronization

/// The rows of a text that comes in order and once: a pipe, or a compressed file.
///
/// The worker whose turn it is reads (and decompresses) its own block while the others split theirs, so there is always
/// one at the source and no more blocks in memory than workers.
final class PipedBlocks: BlockSource {
  private struct Progress {
    /// The start of a row that the last block did not hold to its end.
    var carry: [UInt8] = []
    var lines: Int
    var isAtEnd = false
  }

  private let source: any ByteSource
  private let dialect: Dialect
  private let chunkBytes: Int
  private let longestRow: Int
  private let relay: Relay<Progress>
  private let buffers = Pool<BlockBuffer>()

  /// - Parameters:
  ///   - source: the text from the first row on.
  ///   - linesBefore: lines before the first row.
  init(
    _ source: any ByteSource, _ dialect: Dialect, linesBefore: Int, options: DelimitedTextOptions, threads: Int
  ) {
    (self.source, self.dialect) = (source, dialect)
    chunkBytes = max(1, options.chunkBytes)
    longestRow = max(1, options.longestRowBytes)
    relay = Relay(Progress(lines: linesBefore), runners: threads)
  }

  func block(_ item: Int) throws -> RowBlock? {
    try relay.turn(item) { progress in
      if progress.isAtEnd { return nil }
      do {
        return try next(&progress)
      } catch {
        progress.isAtEnd = true
        throw error
      }
    }
  }

  private func next(_ progress: inout Progress) throws -> RowBlock? {
    let newline = dialect.newline
    var wanted = progress.carry.count + chunkBytes
    let buffer = buffers.take { BlockBuffer(capacity: wanted) }
    buffer.fill(with: progress.carry)
    var census = ByteScan.Census()
    var isOverlong = false
    var (known, cut) = (0, 0)
    while true {
      buffer.reserve(wanted)
      do {
        while buffer.count < wanted, !progress.isAtEnd { progress.isAtEnd = try buffer.read(source, upTo: wanted) }
      } catch var failure as Failure {
        let lines = progress.lines + ByteScan.count(newline, buffer.base, 0..<buffer.count)
        if failure.place == nil { failure.place = "after row \(lines)" }
        throw failure
      }
      census += ByteScan.census(buffer.base, known..<buffer.count, newline: newline)
      (known, cut) = (buffer.count, buffer.count)
      if progress.isAtEnd { break }
      let scanner = FieldScanner(
        base: buffer.base, end: cut, delimiter: dialect.delimiter, newline: newline, hasQuotes: true)
      if let behind = scanner.behindLastRowEnd(before: cut, inQuotes: census.quotes % 2 == 1) {
        cut = behind
        break
      }
      if cut >= longestRow {
        (isOverlong, progress.isAtEnd) = (true, true)
        break
      }
      wanted = 2 * cut
    }
    if cut == 0 {
      buffers.put(buffer)
      return nil
    }
    let rest = ByteScan.census(buffer.base, cut..<buffer.count, newline: newline)
    progress.carry = buffer.bytes(cut..<buffer.count)
    let newlines = census.newlines - rest.newlines
    defer { progress.lines += newlines }
    return RowBlock(
      base: buffer.base, count: cut, owner: buffer, linesBefore: progress.lines, newlines: newlines,
      hasQuotes: census.quotes > rest.quotes, isASCII: census.isASCII, isOverlong: isOverlong)
  }

  func finished(_ item: Int, _ block: RowBlock) {
    // One that had to grow for a long row is not kept.
    if let buffer = block.owner as? BlockBuffer, buffer.capacity <= 4 * chunkBytes { buffers.put(buffer) }
  }

  func stop() { source.stop() }
}

/// A block's bytes while they are gathered.
final class BlockBuffer: @unchecked Sendable {
  private var storage: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  private(set) var count = 0

  var base: UnsafePointer<UInt8> { UnsafePointer(storage) }

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    storage = .allocate(capacity: self.capacity)
  }

  deinit { storage.deallocate() }

  /// Replaces what is there.
  func fill(with bytes: [UInt8]) {
    count = 0
    reserve(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { storage.update(from: first, count: source.count) }
    }
    count = bytes.count
  }

  /// Makes room for `wanted` bytes in all.
  func reserve(_ wanted: Int) {
    if wanted <= capacity { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: storage, count: count)
    storage.deallocate()
    (storage, capacity) = (larger, wanted)
  }

  /// Reads on, up to `wanted` bytes in all, for which there must be room. True at the source's end.
  func read(_ source: any ByteSource, upTo wanted: Int) throws -> Bool {
    let got = try source.read(into: UnsafeMutableRawBufferPointer(start: storage + count, count: wanted - count))
    count += got
    return got == 0
  }

  func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: storage, count: count)[range])
  }
}
