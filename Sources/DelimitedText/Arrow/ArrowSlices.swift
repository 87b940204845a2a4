/// The rows of an Arrow stream some at a time, in order; used by one worker at a time.
struct ArrowSlices {
  /// Rows of a batch; at least one.
  struct Slice {
    let batch: ArrowBatch
    let rows: Range<Int>
    /// Rows of the table before it.
    let before: Int
  }

  let messages: ArrowMessages
  private let most: Int
  private var batch: ArrowBatch?
  private var row = 0
  private var before = 0
  private var failure: (any Error)?

  /// `most`: rows of a slice at most.
  init(_ messages: ArrowMessages, most: Int) { (self.messages, self.most) = (messages, most) }

  /// The next rows; nil at the end. What failed once fails again: a table that breaks off never seems to end.
  mutating func next() throws -> Slice? {
    if let failure { throw failure }
    do {
      while batch.map({ row >= $0.rows }) ?? true {
        // Not held while the next one is read.
        batch = nil
        guard let next = try messages.next() else { return nil }
        (batch, row) = (next, 0)
      }
    } catch {
      failure = error
      throw error
    }
    guard let batch else { return nil }
    let rows = row..<min(batch.rows, row + most)
    defer {
      row = rows.upperBound
      before += rows.count
    }
    return Slice(batch: batch, rows: rows, before: before)
  }
}
