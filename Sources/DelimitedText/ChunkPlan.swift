import Disk
import Parallel
import TextCodec

/// A piece of the file's rows that one worker reads, and where its rows belong in the columns.
struct Chunk: Sendable, Equatable {
  /// Its bytes. The rows that start in it are its own, even where they end behind it.
  var bytes: Range<Int>
  /// Whether its first byte stands inside quotes.
  var startsInQuotes: Bool
  /// The rows that are its own, the header not counted.
  var rows: Range<Int>
  /// Line ends before its first byte, counted from the start of the data, those inside quotes included.
  var linesBefore: Int
}

/// How the data part of a file is cut into chunks, and how many rows it has.
///
/// Whether a line end separates rows depends on all quotes before it. Quotes are therefore counted per chunk first;
/// the parity of the sum before a chunk says whether it starts inside quotes (doubled quotes count twice and change
/// nothing). A quote that RFC 4180 forbids would spoil the parity of what follows it, but nothing before it, and the
/// reading pass refuses it: the first defect is always found.
struct ChunkPlan: Sendable {
  var chunks: [Chunk] = []
  /// Rows with at least one byte.
  var rowCount = 0
  var hasQuotes = false
  /// Whether the file ends inside quotes.
  var endsInQuotes = false
  /// Whether all bytes are UTF-8.
  var isUTF8 = true

  /// Surveys `data`, the bytes after the header line.
  init(
    _ file: MappedFile, data: Range<Int>, newline: UInt8, chunkBytes: Int, validate: Bool, threads: Int
  ) throws {
    let surveys = try Parallel.blocks(of: data.count, block: chunkBytes, threads: threads) { block in
      let range = data.lowerBound + block.lowerBound..<data.lowerBound + block.upperBound
      let survey = ChunkSurvey(file.bytes, range, dataStart: data.lowerBound, newline: newline, validate: validate)
      file.release(range)
      return survey
    }
    guard let base = file.bytes.baseAddress else { return }
    var quotes = 0
    var expectedCharacter = data.lowerBound
    for survey in surveys {
      if validate {
        if survey.characters?.lowerBound != expectedCharacter { isUTF8 = false }
        expectedCharacter = survey.characters?.upperBound ?? -1
      }
      quotes += survey.quotes
    }
    hasQuotes = quotes > 0
    endsInQuotes = quotes % 2 == 1

    // Row ends per chunk, now that the state at each chunk's start is known.
    var parities: [Bool] = []
    var inQuotes = false
    for survey in surveys {
      parities.append(inQuotes)
      if survey.quotes % 2 == 1 { inQuotes.toggle() }
    }
    let states = parities
    let ends = try Parallel.map(count: surveys.count, threads: threads) { index in
      let survey = surveys[index]
      if survey.quotes == 0 { return states[index] ? 0 : survey.newlines - survey.emptyLines }
      return survey.rowsEnded(file.bytes, startsInQuotes: states[index])
    }

    var (ended, lines) = (0, 0)
    var starts: [Int] = []
    for (index, survey) in surveys.enumerated() {
      let open = survey.isInsideRow(base, at: survey.range.lowerBound, inQuotes: states[index], end: data.upperBound)
      starts.append(ended + (open ? 1 : 0))
      ended += ends[index]
      chunks.append(
        Chunk(bytes: survey.range, startsInQuotes: states[index], rows: 0..<0, linesBefore: lines))
      lines += survey.newlines
    }
    let openAtEnd =
      surveys.last?.isInsideRow(base, at: data.upperBound, inQuotes: endsInQuotes, end: data.upperBound) ?? false
    rowCount = ended + (openAtEnd ? 1 : 0)
    for index in chunks.indices {
      let next = index + 1 < starts.count ? starts[index + 1] : rowCount
      chunks[index].rows = starts[index]..<max(starts[index], next)
    }
  }
}

/// What one pass over a chunk's bytes finds without knowing what stands before it.
private struct ChunkSurvey: Sendable {
  let range: Range<Int>
  let dataStart: Int
  let newline: UInt8
  var quotes = 0
  /// Line ends, inside quotes or not.
  var newlines = 0
  /// Line ends of empty lines, right only where there are no quotes.
  var emptyLines = 0
  /// From the first character that starts in the chunk to the end of the last; nil when one is not UTF-8.
  var characters: Range<Int>?

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, dataStart: Int, newline: UInt8, validate: Bool
  ) {
    (self.range, self.dataStart, self.newline) = (range, dataStart, newline)
    guard let base = bytes.baseAddress else { return }
    count(base)
    if validate { characters = ChunkSurvey.validated(bytes, range, dataStart) }
  }

  private mutating func count(_ base: UnsafePointer<UInt8>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let stop = min(range.upperBound, position + LineScan.bytes)
      if stop - position == LineScan.bytes, position > 0,
        let plain = LineScan.plain(base + position, newline: newline)
      {
        quotes += plain.quotes
        newlines += plain.newlines
      } else {
        countWithEmptyLines(base, position..<stop)
      }
      position = stop
    }
  }

  /// Counts where a line may be empty.
  private mutating func countWithEmptyLines(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
    let quotePattern = ByteScan.pattern(FieldScanner.quote)
    let newlinePattern = ByteScan.pattern(newline)
    // In files with lone CR no CR belongs to a line end of two bytes; the pattern then never matters.
    let returnPattern = ByteScan.pattern(FieldScanner.carriageReturn)
    let pairs = newline == FieldScanner.lineFeed
    // The match bits of the two bytes before the word, in the lowest places; the data's start counts as a line end.
    var previousNewlines = bits(before: range.lowerBound, base, newline, startCounts: true)
    var previousReturns = bits(before: range.lowerBound, base, FieldScanner.carriageReturn, startCounts: false)
    var position = range.lowerBound
    while position < range.upperBound {
      let whole = position + 8 <= range.upperBound
      let word = whole ? ByteScan.word(base + position) : ByteScan.partialWord(base, position, range.upperBound)
      quotes += ByteScan.matches(word, quotePattern).nonzeroBitCount
      let newlineBits = ByteScan.matches(word, newlinePattern)
      if newlineBits != 0 {
        newlines += newlineBits.nonzeroBitCount
        let afterNewline = newlineBits << 8 | previousNewlines >> 8
        let afterTwo = newlineBits << 16 | previousNewlines
        let returnBits = ByteScan.matches(word, returnPattern)
        let afterReturn = returnBits << 8 | previousReturns >> 8
        let empty = newlineBits & (afterNewline | (pairs ? afterReturn & afterTwo : 0))
        emptyLines += empty.nonzeroBitCount
      }
      previousNewlines = newlineBits >> 48
      previousReturns = ByteScan.matches(word, returnPattern) >> 48
      position += 8
    }
  }

  /// Match bits of the two bytes before a place: bit 7 for the one but last, bit 15 for the last.
  private func bits(
    before start: Int, _ base: UnsafePointer<UInt8>, _ byte: UInt8, startCounts: Bool
  ) -> UInt64 {
    var bits: UInt64 = 0
    for (distance, bit) in [(1, UInt64(1) << 15), (2, UInt64(1) << 7)] {
      let position = start - distance
      if position < dataStart ? (startCounts && position == dataStart - 1) : base[position] == byte { bits |= bit }
    }
    return bits
  }

  /// Ends of rows in the chunk, empty lines not counted.
  func rowsEnded(_ bytes: UnsafeBufferPointer<UInt8>, startsInQuotes: Bool) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var inQuotes = startsInQuotes
    var total = 0
    for position in range {
      let byte = base[position]
      if byte == FieldScanner.quote {
        inQuotes.toggle()
      } else if byte == newline, !inQuotes, !isEmptyLine(base, endingAt: position) {
        total += 1
      }
    }
    return total
  }

  /// Whether the line that ends at `position` (outside quotes) has no byte of its own.
  private func isEmptyLine(_ base: UnsafePointer<UInt8>, endingAt position: Int) -> Bool {
    if position == dataStart || base[position - 1] == newline { return true }
    guard newline == FieldScanner.lineFeed, base[position - 1] == FieldScanner.carriageReturn else { return false }
    return position - 1 == dataStart || base[position - 2] == newline
  }

  /// Whether a row that is not empty has started before `position` and not ended.
  func isInsideRow(_ base: UnsafePointer<UInt8>, at position: Int, inQuotes: Bool, end: Int) -> Bool {
    if inQuotes { return true }
    if position == dataStart || base[position - 1] == newline { return false }
    guard newline == FieldScanner.lineFeed, base[position - 1] == FieldScanner.carriageReturn else { return true }
    let lineStarts = position - 1 == dataStart || base[position - 2] == newline
    // CR LF of an empty line, cut between the two; or a CR that is all of the last line.
    return !(lineStarts && (position == end || base[position] == newline))
  }

  private static func validated(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ dataStart: Int
  ) -> Range<Int>? {
    var first = range.lowerBound
    if first > dataStart {
      // The tail of a character that the chunk before owns and checks.
      let limit = min(first + 3, bytes.count)
      while first < limit, bytes[first] & 0xC0 == 0x80 { first += 1 }
    }
    return UTF8Validation.endOfCharacters(in: bytes, from: first, to: range.upperBound).map { first..<max(first, $0) }
  }
}
