import Coverage
import PartialFiles

/// Runs of squares as bytes: a number a run, then the fractions below 1 as they are.
///
/// A run's number says by its four lowest bits what is unusual: 1, it begins a row; 2, its fraction is below 1; 4, it has more than one
/// square, and how many more than two follows; 8, rows without runs lie before it, and how many more than one follows. Above them stand
/// the squares since the run before it in the row, or, of the first in a row, those from the first of the row before, signed.
private enum RunBits {
  static let (row, part, long, jump): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 4, 8)
}

extension [UInt8] {
  /// Appends runs: how many; where they begin; their numbers; their fractions.
  mutating func append(_ runs: CoverageRuns) {
    appendNumber(UInt64(runs.count))
    guard let first = runs.rows.first, let column = runs.starts.first else { return }
    appendSigned(Int(first))
    appendSigned(Int(column))
    var (row, end, rowStart) = (Int(first) - 1, 0, Int(column))
    for run in 0..<runs.count {
      let (start, step) = (Int(runs.starts[run]), Int(runs.rows[run]) - row)
      let length = Int(runs.ends[run]) - start
      var bits: UInt64 = runs.fractions[run] < 1 ? RunBits.part : 0
      if length > 1 { bits |= RunBits.long }
      if step > 1 { bits |= RunBits.jump }
      if step > 0 {
        appendNumber(zigzag(start - rowStart) << 4 | bits | RunBits.row)
        (row, rowStart) = (row + step, start)
      } else {
        appendNumber(UInt64(start - end) << 4 | bits)
      }
      if length > 1 { appendNumber(UInt64(length - 2)) }
      if step > 1 { appendNumber(UInt64(step - 2)) }
      end = start + length
    }
    for fraction in runs.fractions where fraction < 1 { appendLittleEndian(fraction.bitPattern) }
  }

  private mutating func appendSigned(_ value: Int) { appendNumber(zigzag(value)) }
  private func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }
}

extension ByteReader {
  /// Squares that lie nowhere on Earth: beyond them no sum leaves 64 bits, and no run 32.
  private static let limit: UInt64 = 1 << 31

  /// The runs that were appended. Throws ``Failure`` (bad data) for bytes that cannot be those.
  mutating func runs(size: Int) throws -> CoverageRuns {
    let count = try self.count()
    var (rows, starts, ends, parts): ([Int32], [Int32], [Int32], [Bool]) = ([], [], [], [])
    rows.reserveCapacity(count)
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
    parts.reserveCapacity(count)
    var (row, end, rowStart, partCount) = (0, 0, 0, 0)
    if count > 0 { (row, rowStart) = (try signed() - 1, try signed()) }
    for _ in 0..<count {
      let number = try self.number()
      let bits = number & 15
      guard number >> 4 < Self.limit * 2 else { throw damaged() }
      let length = bits & RunBits.long == 0 ? 1 : Int(try self.number(below: Self.limit)) + 2
      let isNewRow = bits & RunBits.row != 0
      if isNewRow {
        row += bits & RunBits.jump == 0 ? 1 : Int(try self.number(below: Self.limit)) + 2
        rowStart += Self.signed(number >> 4)
      } else if rows.isEmpty || bits & RunBits.jump != 0 {
        throw damaged()
      }
      let start = isNewRow ? rowStart : end + Int(number >> 4)
      end = start + length
      guard let row = Int32(exactly: row), let first = Int32(exactly: start), let last = Int32(exactly: end) else {
        throw damaged()
      }
      rows.append(row)
      starts.append(first)
      ends.append(last)
      parts.append(bits & RunBits.part != 0)
      if bits & RunBits.part != 0 { partCount += 1 }
    }
    let words = try self.words(partCount)
    var next = 0
    let fractions = parts.map { isPart in
      guard isPart else { return 1.0 }
      next += 1
      return Double(bitPattern: words[next - 1])
    }
    guard let runs = CoverageRuns(size: size, rows: rows, starts: starts, ends: ends, fractions: fractions) else {
      throw damaged()
    }
    return runs
  }

  private mutating func signed() throws -> Int { Self.signed(try number(below: Self.limit * 2)) }
  private static func signed(_ value: UInt64) -> Int { Int(value >> 1) ^ -Int(value & 1) }
}
