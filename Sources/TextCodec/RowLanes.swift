/// The text of some rows, written column by column.
///
/// Each row grows in a lane of its own; a loop down a column then meets one kind of value with one number of decimals,
/// its branches can be foretold, and the rows do not wait for each other. The rows are joined at the end.
package struct RowLanes: ~Copyable {
  /// Bytes that a number may take, with the bytes that are written beyond it and overwritten afterwards: a sign, 16
  /// digits, the separator, 17 decimals; or the shortest text of a double; quotes around it; a delimiter in front.
  package static let numberBytes = 48

  /// Most rows at a time.
  package let capacity: Int
  /// Rows that are being written.
  private(set) var rowCount = 0
  private let laneBytes: Int
  private let storage: UnsafeMutablePointer<UInt8>
  /// Where each row goes on.
  let tails: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  /// Rows of a column that are not null.
  let listed: UnsafeMutablePointer<UInt32>
  /// Where fields of a column start that are to be remembered.
  let starts: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  /// Where numbers are written that take more than a few steps.
  var scratch = ByteBuffer(capacity: 64)
  /// What columns of numbers have written.
  var memo: NumberMemo

  /// Room for lanes of `bytesPerRow` bytes: ``numberBytes`` for each number, and all that is given to
  /// ``append(_:toRow:)``. As many rows as stay in a processor's nearer caches, at least one. `columns` of them are numbers.
  package init(bytesPerRow: Int, columns: Int = 0) {
    memo = NumberMemo(columns: columns)
    // Whole cache lines, an odd number of them, so that the lanes' starts spread over all sets of a cache.
    laneBytes = (bytesPerRow + 64 + 63) / 64 / 2 * 128 + 64
    capacity = max(1, min(128, (192 << 10) / laneBytes))
    storage = .allocate(capacity: capacity * laneBytes)
    storage.initialize(repeating: 0, count: capacity * laneBytes)
    tails = .allocate(capacity: capacity)
    starts = .allocate(capacity: capacity)
    listed = .allocate(capacity: capacity)
  }

  deinit {
    storage.deallocate()
    tails.deallocate()
    starts.deallocate()
    listed.deallocate()
  }

  /// Starts so many rows, at most ``capacity``.
  package mutating func start(rows: Int) {
    rowCount = min(rows, capacity)
    for row in 0..<rowCount { tails[row] = storage + row * laneBytes }
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

  /// Adds one of a few texts to each row, the one that `codes` names.
  package func append(_ choices: TextChoices, codes: ArraySlice<UInt16>) {
    codes.withUnsafeBufferPointer { codes in
      choices.bytes.withUnsafeBytes { bytes in
        for row in 0..<min(rowCount, codes.count) {
          let tail = tails[row]
          let (start, count) = choices.places[Int(codes[row])]
          var place = 0
          while place < count {
            let piece = bytes.loadUnaligned(fromByteOffset: start &+ place, as: SIMD16<UInt8>.self)
            UnsafeMutableRawPointer(tail + place).storeBytes(of: piece, as: SIMD16<UInt8>.self)
            place &+= 16
          }
          tails[row] = tail + count
        }
      }
    }
  }

  /// Whether nothing was added to a row.
  package func isEmpty(row: Int) -> Bool { tails[row] == storage + row * laneBytes }

  /// Adds the rows, one after the other, to `output`.
  package func join(into output: inout [UInt8]) {
    for row in 0..<rowCount {
      let lane = storage + row * laneBytes
      output.append(contentsOf: UnsafeBufferPointer(start: lane, count: tails[row] - lane))
    }
  }
}
