/// Splitting blocks without a quote: sixty-four bytes are compared at once, and bits say where delimiters and line ends are.
extension RowSplitter {
  /// Line by line. Lines that lie in the sixty-four bytes from a line's start, as most do in most files, are split without
  /// a branch on where their fields end: of `footprint` on a CSV of ten million events that is 4 %.
  func splitPlain(
    _ scanner: FieldScanner, _ places: UnsafePointer<Int>, _ index: FieldIndex, _ mostRows: Int,
    _ outcome: inout Outcome
  ) throws(Defect) {
    let (base, end) = (scanner.base, scanner.end)
    var line = PlainLine(index: index, places: places, splitter: self, scanner: scanner)
    while line.start < end {
      var lineEnds: UInt64 = 0
      let window = line.start
      guard line.kept <= mostRows else { throw .inconsistent(position: window) }
      if window &+ 64 <= end {
        lineEnds = ByteScan.matches64(base + window, scanner.newline)
        var delimiters = ByteScan.matches64(base + window, scanner.delimiter)
        if lineEnds != 0 {
          repeat {
            let before = lineEnds & (0 &- lineEnds) &- 1
            let stop = window &+ lineEnds.trailingZeroBitCount
            if line.split(delimiters & before, window, stop) {
              line.keep()
            } else {
              try pass(over: line, to: stop, &outcome)
            }
            line.start = stop &+ 1
            delimiters &= ~before
            lineEnds &= lineEnds &- 1
          } while lineEnds != 0
          continue
        }
      }
      let stop = line.splitLong(to: end)
      if line.isWhole(stop) {
        line.keep()
      } else {
        try pass(over: line, to: stop, &outcome)
      }
      line.start = stop &+ 1
    }
    outcome.rows = line.kept
  }

  /// Refuses a line with a wrong number of fields; an empty one is none.
  private func pass(over line: PlainLine, to stop: Int, _ outcome: inout Outcome) throws(Defect) {
    outcome.rows = line.kept
    if !line.isEmpty(stop) { try refuse(line.start, found: line.count(to: stop), &outcome) }
  }
}

/// The line that is being split, in a block without a quote.
private struct PlainLine {
  private let scanner: FieldScanner
  private let base: UnsafePointer<UInt8>
  private let trimsReturn: Bool
  private let places: UnsafePointer<Int>
  private let stride: Int
  private let fieldCount: Int
  private var spans: UnsafeMutablePointer<SIMD2<UInt32>>
  private let rows: UnsafeMutablePointer<UInt32>
  /// Where it starts.
  var start = 0
  /// Lines before it that are rows.
  private(set) var kept = 0
  /// Fields of a long line.
  private var longCount = 0

  init(index: FieldIndex, places: UnsafePointer<Int>, splitter: RowSplitter, scanner: FieldScanner) {
    self.scanner = scanner
    base = scanner.base
    trimsReturn = scanner.newline == FieldScanner.lineFeed
    self.places = places
    stride = splitter.stride
    fieldCount = splitter.fieldCount
    spans = index.spans
    rows = index.rows
  }

  /// Finds the fields of a line that ends at `stop`; `delimiters` are those before it, counted from `window`. False: it
  /// is empty, or has another number of fields than it must have.
  @inline(__always)
  mutating func split(_ delimiters: UInt64, _ window: Int, _ stop: Int) -> Bool {
    var left = delimiters
    var isTooShort = false
    var fieldStart = start
    for column in 0..<fieldCount &- 1 {
      isTooShort = left == 0
      let end = window &+ left.trailingZeroBitCount
      put(column, fieldStart, end)
      fieldStart = end &+ 1
      left &= left &- 1
    }
    put(fieldCount &- 1, fieldStart, trimmed(stop, fieldStart))
    return !isTooShort && left == 0 && (fieldCount > 1 || !isEmpty(stop))
  }

  /// Finds the fields of a line of any length; returns where it ends. What is behind the last field that there must be is
  /// counted only.
  @inline(never)
  mutating func splitLong(to end: Int) -> Int {
    var fieldStart = start
    longCount = 0
    var window = start
    while window < end {
      var (delimiters, lineEnds) = marks(window, end)
      if lineEnds != 0 { delimiters &= lineEnds & (0 &- lineEnds) &- 1 }
      while delimiters != 0 {
        let stop = window &+ delimiters.trailingZeroBitCount
        put(min(longCount, fieldCount), fieldStart, stop)
        longCount &+= 1
        fieldStart = stop &+ 1
        delimiters &= delimiters &- 1
      }
      if lineEnds != 0 {
        let stop = window &+ lineEnds.trailingZeroBitCount
        put(min(longCount, fieldCount), fieldStart, trimmed(stop, fieldStart))
        longCount &+= 1
        return stop
      }
      window &+= 64
    }
    put(min(longCount, fieldCount), fieldStart, trimmed(end, fieldStart))
    longCount &+= 1
    return end
  }

  /// Delimiters and line ends among the sixty-four bytes from `window` on, or those before `end`.
  @inline(__always)
  private func marks(_ window: Int, _ end: Int) -> (delimiters: UInt64, lineEnds: UInt64) {
    if window &+ 64 <= end {
      return (
        ByteScan.matches64(base + window, scanner.delimiter), ByteScan.matches64(base + window, scanner.newline)
      )
    }
    var (delimiters, lineEnds): (UInt64, UInt64) = (0, 0)
    for place in window..<end {
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place &- window)
      if base[place] == scanner.delimiter { delimiters |= bit }
      if base[place] == scanner.newline { lineEnds |= bit }
    }
    return (delimiters, lineEnds)
  }

  /// Written also where nobody asked for the field: cheaper than a branch.
  @inline(__always)
  private func put(_ column: Int, _ fieldStart: Int, _ fieldEnd: Int) {
    // Both 32-bit halves at once, as `SIMD2` has them in memory.
    let span = UInt64(truncatingIfNeeded: fieldStart) | UInt64(truncatingIfNeeded: fieldEnd) &<< 32
    UnsafeMutableRawPointer(spans + places[column]).storeBytes(of: span.littleEndian, as: UInt64.self)
  }

  /// Where a line's last field ends: before the CR of a CR LF.
  @inline(__always)
  private func trimmed(_ stop: Int, _ fieldStart: Int) -> Int {
    let hasReturn = trimsReturn && stop > fieldStart && base[stop &- 1] == FieldScanner.carriageReturn
    return hasReturn ? stop &- 1 : stop
  }

  /// Whether the line has no byte of its own.
  @inline(__always)
  func isEmpty(_ stop: Int) -> Bool { trimmed(stop, start) == start }

  /// Whether the long line that ends at `stop` is a row.
  func isWhole(_ stop: Int) -> Bool { longCount == fieldCount && !isEmpty(stop) }

  /// Fields of the line.
  func count(to stop: Int) -> Int {
    1 + ByteScan.count(scanner.delimiter, base, start..<stop)
  }

  @inline(__always)
  mutating func keep() {
    rows[kept] = UInt32(truncatingIfNeeded: start)
    kept &+= 1
    spans += stride
  }
}
