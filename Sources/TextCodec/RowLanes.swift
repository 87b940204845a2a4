/// The text of some rows, written column by column.
///
/// Each row grows in a lane of its own; a loop down a column then meets one kind of value with one number of decimals,
/// its branches can be foretold, and the rows do not wait for each other. The rows are joined at the end.
package struct RowLanes: ~Copyable {
  /// Bytes that a number may take, with the bytes that are written beyond it and overwritten afterwards: a sign, 16
  /// digits, the separator, 17 decimals; or the shortest text of a double; quotes around it; a delimiter behind it.
  package static let numberBytes = 48

  /// Bytes that a row may have.
  package let bytesPerRow: Int
  /// Most rows at a time.
  package let capacity: Int
  /// Rows that are being written.
  private(set) var rowCount = 0
  private let laneBytes: Int
  private let storage: UnsafeMutablePointer<UInt8>
  /// Where each row goes on.
  let tails: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  /// Rows of a column that are written one by one, and the delimiters behind them.
  let listed: UnsafeMutablePointer<UInt32>
  let left: UnsafeMutablePointer<(row: UInt32, gap: UInt32)>
  /// The rows one after the other.
  private let joined: UnsafeMutablePointer<UInt8>
  /// ``DigitWords/triples``.
  let triples: UnsafePointer<UInt32>
  /// Where numbers are written that take more than a few steps.
  var scratch = ByteBuffer(capacity: 64)
  /// Which rows have an entry in which column.
  let entries: RowEntries
  /// Which texts columns of numbers choose from.
  var short: ShortNumberChoice
  /// The byte between fields, sixteen times.
  private let delimiters: SIMD16<UInt8>

  /// Room for lanes of `bytesPerRow` bytes: ``numberBytes`` for each number, and all that is given to
  /// ``append(_:toRow:)``, with a delimiter each. As many rows as stay in a processor's nearer caches, at least one.
  package init(bytesPerRow: Int, columns: Int, delimiter: UInt8) {
    self.bytesPerRow = bytesPerRow
    short = ShortNumberChoice(columns: columns)
    delimiters = SIMD16(repeating: delimiter)
    // Whole cache lines, an odd number of them, so that the lanes' starts spread over all sets of a cache.
    laneBytes = (bytesPerRow + 64 + 63) / 64 / 2 * 128 + 64
    capacity = max(1, min(128, (192 << 10) / laneBytes))
    entries = RowEntries(columns: columns, capacity: capacity)
    storage = .allocate(capacity: capacity * laneBytes)
    storage.initialize(repeating: 0, count: capacity * laneBytes)
    joined = .allocate(capacity: capacity * laneBytes)
    tails = .allocate(capacity: capacity)
    listed = .allocate(capacity: capacity)
    left = .allocate(capacity: capacity)
    let triples = UnsafeMutablePointer<UInt32>.allocate(capacity: DigitWords.triples.count)
    triples.initialize(from: DigitWords.triples, count: DigitWords.triples.count)
    self.triples = UnsafePointer(triples)
  }

  deinit {
    storage.deallocate()
    joined.deallocate()
    tails.deallocate()
    listed.deallocate()
    left.deallocate()
    triples.deallocate()
  }

  /// Starts so many rows, at most ``capacity``. Each column is then named to ``list(_:column:)`` or ``listAll(column:)``,
  /// and ``open()`` called, before any is written.
  package mutating func start(rows: Int) {
    rowCount = min(rows, capacity)
    for row in 0..<rowCount { tails[row] = storage + row * laneBytes }
  }

  /// A column of numbers, one a row: those that are not NaN will be written.
  package func list(_ values: ArraySlice<Double>, column: Int) {
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress, values.count >= rowCount else { return }
      entries.list(base, rows: rowCount, column: column)
    }
  }

  /// A column that is written in each row.
  package func listAll(column: Int) { entries.listAll(rows: rowCount, column: column) }

  /// Writes the delimiters before the rows' first fields.
  package func open() {
    entries.measure(rows: rowCount)
    for row in 0..<rowCount where entries.lead(row: row) > 0 {
      tails[row] = delimited(tails[row], entries.lead(row: row))
    }
  }

  /// Adds a column's delimiters, and those of the nulls behind it, where all rows have got its text.
  package func close(column: Int) {
    let gaps = entries.gaps(column)
    for row in 0..<entries.count(column) { tails[row] = delimited(tails[row], Int(gaps[row])) }
  }

  /// Writes so many delimiters; returns where the row goes on. Sixteen bytes are written at once, and what is too much is
  /// overwritten by what follows.
  @inline(__always)
  func delimited(_ tail: UnsafeMutablePointer<UInt8>, _ gap: Int) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(tail).storeBytes(of: delimiters, as: SIMD16<UInt8>.self)
    if gap > 16 { (tail + 16).update(repeating: delimiters[0], count: gap &- 16) }
    return tail + gap
  }

  /// Adds one byte to every row.
  package func append(toAll byte: UInt8) {
    for row in 0..<rowCount {
      tails[row].pointee = byte
      tails[row] += 1
    }
  }

  /// Adds bytes to a row.
  package func append(_ bytes: UnsafeBufferPointer<UInt8>, toRow row: Int) {
    guard let base = bytes.baseAddress else { return }
    let (tail, count) = (tails[row], bytes.count)
    tails[row] = tail + count
    guard 8...16 ~= count else {
      tail.update(from: base, count: count)
      return
    }
    // A code or a short name: its first eight bytes and its last eight, which may overlap.
    let (raw, target) = (UnsafeRawPointer(base), UnsafeMutableRawPointer(tail))
    let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    target.storeBytes(of: raw.loadUnaligned(as: UInt64.self), as: UInt64.self)
    target.storeBytes(of: last, toByteOffset: count - 8, as: UInt64.self)
  }

  /// Adds one byte to a row.
  package func append(_ byte: UInt8, toRow row: Int) {
    tails[row].pointee = byte
    tails[row] += 1
  }

  /// Adds one of a few texts to each row, the one that `codes` names, and the delimiters behind it.
  package func append(_ choices: TextChoices, codes: ArraySlice<UInt16>, column: Int) {
    codes.withUnsafeBufferPointer { codes in
      choices.bytes.withUnsafeBytes { bytes in
        let gaps = entries.gaps(column)
        for row in 0..<min(rowCount, codes.count) {
          let tail = tails[row]
          let (start, count) = choices.places[Int(codes[row])]
          var place = 0
          while place < count {
            let piece = bytes.loadUnaligned(fromByteOffset: start &+ place, as: SIMD16<UInt8>.self)
            UnsafeMutableRawPointer(tail + place).storeBytes(of: piece, as: SIMD16<UInt8>.self)
            place &+= 16
          }
          tails[row] = delimited(tail + count, Int(gaps[row]))
        }
      }
    }
  }

  /// Whether nothing was added to a row.
  package func isEmpty(row: Int) -> Bool { tails[row] == storage + row * laneBytes }

  /// Adds the rows, one after the other, to `output`.
  package func join(into output: inout [UInt8]) {
    var target = joined
    for row in 0..<rowCount {
      let lane = storage + row * laneBytes
      let count = tails[row] - lane
      var place = 0
      // What is read and written beyond the row is within the lane, and overwritten by the next row.
      while place < count {
        let piece = UnsafeRawPointer(lane + place).loadUnaligned(as: SIMD32<UInt8>.self)
        UnsafeMutableRawPointer(target + place).storeBytes(of: piece, as: SIMD32<UInt8>.self)
        place &+= 32
      }
      target += count
    }
    output.append(contentsOf: UnsafeBufferPointer(start: joined, count: target - joined))
  }
}
