import Columns

/// Splits a block into rows and rows into fields.
struct RowSplitter: Sendable {
  /// For each column of the file the place of its field in an index's row; ``stride`` − 1 for those not asked for. One
  /// entry more for fields that are too many.
  private let places: [Int]
  /// Entries a row.
  let stride: Int
  let fieldCount: Int
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
    (self.fieldCount, self.keepsGoing) = (fieldCount, keepsGoing)
    var places = Array(repeating: columns.count, count: fieldCount + 1)
    for (place, column) in columns.enumerated() { places[column] = place }
    self.places = places
  }

  /// Finds the fields of all rows of the block.
  func split(_ block: RowBlock, _ scanner: FieldScanner, into index: FieldIndex) -> Outcome {
    // A row for each line end, one without, one that is written before it is known to be none, and as many as may be found
    // before they are counted again: a mapped file may change under our eyes.
    index.prepare(rows: block.newlines + 2 + 64, stride: stride)
    let mostRows = block.newlines + 1
    var outcome = Outcome()
    places.withUnsafeBufferPointer { places in
      guard let places = places.baseAddress else { return }
      do throws(Defect) {
        if block.hasQuotes {
          try splitQuoted(scanner, places, index, mostRows, &outcome)
        } else {
          try splitPlain(scanner, places, index, mostRows, &outcome)
        }
      } catch {
        outcome.defect = error
      }
    }
    return outcome
  }

  func refuse(_ start: Int, found: Int, _ outcome: inout Outcome) throws(Defect) {
    let defect = Defect.ragged(row: start, found: found)
    guard keepsGoing else { throw defect }
    outcome.refusedCount += 1
    if outcome.refused.count < RefusedRows.kept { outcome.refused.append(defect) }
  }

  /// Field by field, with all that quotes can mean.
  private func splitQuoted(
    _ scanner: FieldScanner, _ places: UnsafePointer<Int>, _ index: FieldIndex, _ mostRows: Int,
    _ outcome: inout Outcome
  ) throws(Defect) {
    var position = 0
    while position < scanner.end {
      if let behind = scanner.behindEmptyLine(at: position) {
        position = behind
        continue
      }
      let start = position
      guard outcome.rows <= mostRows else { throw .inconsistent(position: start) }
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
}
