/// A piece of text made of whole rows, one worker's share.
struct RowBlock: @unchecked Sendable {
  /// Its first byte, which starts a row (or an empty line).
  let base: UnsafePointer<UInt8>
  /// Its bytes. Its last row ends with the block, with or without a line end.
  let count: Int
  /// What keeps the bytes alive.
  let owner: AnyObject
  /// Lines of the text before it, the header's included.
  let linesBefore: Int
  /// Line ends in it, those inside quotes included, or more.
  let newlines: Int
  let hasQuotes: Bool
  let isASCII: Bool
  /// Whether it was cut off in the middle of a row that is longer than any row may be.
  let isOverlong: Bool

  /// All of its bytes.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
}

/// Text that is cut into blocks of whole rows.
///
/// Workers ask for blocks `0, 1, 2 …`, each of them once, in that order, and until the end is reached; see ``Relay``.
protocol BlockSource: AnyObject, Sendable {
  /// The block of that number, nil behind the last one; it may be empty.
  ///
  /// Throws ``Failure`` where the source cannot be read; blocks after that are not worth having.
  func block(_ item: Int) throws -> RowBlock?
  /// Takes the block's storage back.
  func finished(_ item: Int, _ block: RowBlock)
  /// Nothing more is needed: a worker that waits for input gives up.
  func stop()
}
