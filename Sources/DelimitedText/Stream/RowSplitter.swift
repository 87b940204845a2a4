/// Splits a block into rows and rows into fields.
struct RowSplitter: Sendable {
  /// For each column of the file the place of its field in an index's row; ``stride`` − 1 for those not asked for. One
  /// entry more for fields that are too many.
  private let places: [Int]
  /// Entries a row.
  let stride: Int
  private let fieldCount: Int
  private let keepsGoing: Bool

  /// What a block was split into.
  struct Outcome {
    var rows = 0
    /// The first rows with a wrong number of fields; as many as are worth telling of.
    var refused: [Defect] = []
    var refusedCount = 0
    /// What ended the splitting; the rows before it are there.
    var defect: Defect?
  }

  /// - Parameters:
  ///   - columns: the columns asked for, each once.
  ///   - fieldCount: fields that each row must have.
  ///   - keepsGoing: whether a row with another number is passed over.
  init(columns: [Int], fieldCount: Int, keepsGoing: Bool) {
    stride = columns.count + 1
    self.fieldCount = fieldCount
    self.keepsGoing = keepsGoing
    var places = Array(repeating: columns.count, count: fieldCount + 1)
    for (place, column) in columns.enumerated() { places[column] = place }
    self.places = places
  }

  /// Finds the fields of all rows of the block.
  func split(_ block: RowBlock, _ scanner: FieldScanner, into index: FieldIndex) -> Outcome {
    // A row for each line end, one without, and one that is written before it is known to be none.
    index.prepare(rows: block.newlines + 2, stride: stride)
    var outcome = Outcome()
    places.withUnsafeBufferPointer { places in
      guard let places = places.baseAddress else { return }
      do throws(Defect) {
        if block.hasQuotes {
          try splitQuoted(scanner, places, index, &outcome)
        } else {
          try splitPlain(scanner, places, index, &outcome)
        }
      } catch {
        outcome.defect = error
      }
    }
    return outcome
  }

  private func refuse(_ start: Int, found: Int, _ outcome: inout Outcome) throws(Defect) {
    let defect = Defect.ragged(row: start, found: found)
    guard keepsGoing else { throw defect }
    outcome.refusedCount += 1
    if outcome.refused.count < RefusedRows.kept { outcome.refused.append(defect) }
  }

  /// Field by field, with all that quotes can mean.
  private func splitQuoted(
    _ scanner: FieldScanner, _ places: UnsafePointer<Int>, _ index: FieldIndex, _ outcome: inout Outcome
  ) throws(Defect) {
    var position = 0
    while position < scanner.end {
      if let behind = scanner.behindEmptyLine(at: position) {
        position = behind
        continue
      }
      let start = position
      let row = index.spans + outcome.rows * stride
      var column = 0
      var ended = false
      while !ended {
        let span = try scanner.field(at: position)
        let place = places[min(column, fieldCount)]
        if place < stride - 1 {
          if span.hasDoubledQuotes {
            row[place] = index.unquote(span, scanner)
          } else {
            row[place] = SIMD2(UInt32(span.start), UInt32(span.end) | (span.isQuoted ? FieldIndex.flag : 0))
          }
        }
        column += 1
        (position, ended) = (span.next, span.endsLine)
      }
      if column == fieldCount {
        index.rows[outcome.rows] = UInt32(start)
        outcome.rows += 1
      } else {
        try refuse(start, found: column, &outcome)
      }
    }
  }

  /// Sixty-four bytes at a time, for blocks without a quote: where delimiters and line ends are is known before the first
  /// of them is looked at, so that the loop over them ends foreseeably.
  private func splitPlain(
    _ scanner: FieldScanner, _ places: UnsafePointer<Int>, _ index: FieldIndex, _ outcome: inout Outcome
  ) throws(Defect) {
    let (base, end) = (scanner.base, scanner.end)
    let (delimiters, newlines) = (ByteScan.pattern(scanner.delimiter), ByteScan.pattern(scanner.newline))
    var row = PlainRow(index: index, places: places, stride: stride, scanner: scanner)
    var position = 0
    while position < end {
      var found: UInt64 = 0
      if position + 64 <= end {
        for word in 0..<8 {
          let bytes = ByteScan.word(base + (position &+ 8 &* word))
          let matches = ByteScan.matches(bytes, delimiters) | ByteScan.matches(bytes, newlines)
          found |= ByteScan.gathered(matches) &<< UInt64(truncatingIfNeeded: 8 &* word)
        }
      } else {
        for place in position..<end where base[place] == scanner.delimiter || base[place] == scanner.newline {
          found |= 1 &<< UInt64(truncatingIfNeeded: place &- position)
        }
      }
      while found != 0 {
        let place = position &+ found.trailingZeroBitCount
        if base[place] == scanner.newline {
          row.endLine(at: place, fieldCount)
          try finish(&row, next: place &+ 1, &outcome)
        } else {
          row.endField(at: place, fieldCount)
        }
        found &= found &- 1
      }
      position &+= 64
    }
    if row.start < end {
      row.endLine(at: end, fieldCount)
      try finish(&row, next: end, &outcome)
    }
  }

  /// Counts a row that has ended, unless it is an empty line or not whole.
  @inline(__always)
  private func finish(_ row: inout PlainRow, next: Int, _ outcome: inout Outcome) throws(Defect) {
    if row.column == fieldCount, !row.isEmpty {
      row.keep()
      outcome.rows &+= 1
    } else if !row.isEmpty {
      try refuse(row.start, found: row.column, &outcome)
    }
    row.begin(at: next)
  }
}

/// The row that is being split, in a block without a quote.
private struct PlainRow {
  private let base: UnsafePointer<UInt8>
  private let trimsReturn: Bool
  private let places: UnsafePointer<Int>
  private let stride: Int
  private var spans: UnsafeMutablePointer<SIMD2<UInt32>>
  private var rows: UnsafeMutablePointer<UInt32>
  private(set) var start = 0
  private var fieldStart = 0
  /// Fields ended.
  private(set) var column = 0
  /// Whether the line has no byte of its own.
  private(set) var isEmpty = false

  init(index: FieldIndex, places: UnsafePointer<Int>, stride: Int, scanner: FieldScanner) {
    base = scanner.base
    trimsReturn = scanner.newline == FieldScanner.lineFeed
    self.places = places
    self.stride = stride
    spans = index.spans
    rows = index.rows
  }

  @inline(__always)
  mutating func endField(at end: Int, _ fieldCount: Int) {
    // Written also where nobody asked for it: cheaper than a branch.
    spans[places[min(column, fieldCount)]] = SIMD2(
      UInt32(truncatingIfNeeded: fieldStart), UInt32(truncatingIfNeeded: end))
    column &+= 1
    fieldStart = end &+ 1
  }

  @inline(__always)
  mutating func endLine(at end: Int, _ fieldCount: Int) {
    let hasReturn = trimsReturn && end > fieldStart && base[end &- 1] == FieldScanner.carriageReturn
    let stop = hasReturn ? end &- 1 : end
    endField(at: stop, fieldCount)
    isEmpty = column == 1 && stop == start
  }

  @inline(__always)
  mutating func keep() {
    rows.pointee = UInt32(truncatingIfNeeded: start)
    rows += 1
    spans += stride
  }

  @inline(__always)
  mutating func begin(at next: Int) {
    start = next
    fieldStart = next
    column = 0
  }
}
