/// Fields of neighbouring columns that are all short numbers, or codes of 13 digits: nearly all there is in most files.
///
/// A loop of its own, with hardly a branch on what the fields differ in, and with nothing to remember but where it is. What is
/// not as simple is left to ``RowWork``. Without this `index` on a CSV of 1.5 million cells takes 15 % longer.
struct ShortFields: ~Copyable {
  /// Where a step's numbers go, and what it reads.
  private struct Target: BitwiseCopyable {
    /// Nil for a step that is not taken here.
    var column: UnsafeMutablePointer<Double>?
    /// What ends the field, in all eight bytes.
    var stops: UInt64
    /// Steps from this one on that may be taken one after the other.
    var run: Int
    /// Whether the entry is a code.
    var isCode: Bool
  }

  /// Digits of a code.
  static let codeDigits = 13

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let signs: UInt64
  private let targets: UnsafeMutablePointer<Target>
  private let count: Int
  /// 10^7 … 10^0 by the place of the sign in ``DigitScan/short(_:_:signs:)``, and 1 for none.
  private let divisors: UnsafeMutablePointer<Double>

  /// The fields that a reader's steps take, where decimals follow `sign`.
  ///
  /// - Parameters:
  ///   - reader: the steps and the file.
  ///   - numbers: the columns of ``StagedNumbers``, which must outlive this.
  ///   - sign: what decimals follow.
  ///   - mayTake: whether short numbers may be read without a note of their sign.
  init(_ reader: RowReader, numbers: UnsafeMutablePointer<Double>, sign: UInt8, mayTake: Bool) {
    let (steps, scanner) = (reader.steps, reader.scanner)
    (base, end) = (scanner.base, scanner.end)
    signs = DigitScan.signs(sign)
    count = steps.count
    targets = .allocate(capacity: max(1, count))
    for place in steps.indices.reversed() {
      let step = steps[place]
      let isTaken = step.isCode || (step.isNumber && mayTake)
      var target = Target(
        column: isTaken ? numbers + step.output * StagedNumbers.stride : nil,
        stops: ByteScan.pattern(step.column == reader.fieldCount - 1 ? scanner.newline : scanner.delimiter), run: 0,
        isCode: step.isCode)
      let next = place + 1 < count ? steps[place + 1].column : nil
      // Not where the same column comes once more, as another kind: its start is asked for then.
      if isTaken, next != step.column { target.run = 1 + (next == step.column + 1 ? targets[place + 1].run : 0) }
      (targets + place).initialize(to: target)
    }
    divisors = .allocate(capacity: 9)
    for place in 0..<8 { (divisors + place).initialize(to: DigitScan.powersAsDouble[7 - place]) }
    (divisors + 8).initialize(to: 1)
  }

  deinit {
    targets.deallocate()
    divisors.deallocate()
  }

  /// How many steps may be taken from one on.
  @inline(__always)
  func run(_ step: Int) -> Int { targets[step].run }

  /// Reads the fields from `position` on into the columns of `run` steps, as many as are short; returns how many, and moves
  /// on behind them.
  @inline(never)
  func read(_ step: Int, run: Int, row: Int, at position: inout Int) -> Int {
    let base = base
    // Whatever is read here fits in 16 bytes.
    let last = end &- 16
    var target = targets + step
    let stop = target + run
    var place = position
    defer { position = place }
    while target < stop, place <= last, let column = target.pointee.column {
      if target.pointee.isCode {
        guard let code = Self.code(base + place, UInt8(truncatingIfNeeded: target.pointee.stops)) else { break }
        column[row] = code
        place &+= Self.codeDigits &+ 1
        target += 1
        continue
      }
      let word = ByteScan.word(base + place)
      guard let bit = DigitScan.stop(word, stops: target.pointee.stops) else { break }
      guard let number = number(word, bit) else { break }
      column[row] = number
      place &+= bit &>> 3 &+ 1
      target += 1
    }
    return target - (targets + step)
  }

  /// The number before the stop at `bit`; an empty text is null, nil no short number.
  @inline(__always)
  private func number(_ word: UInt64, _ bit: Int) -> Double? {
    guard let (digits, sign) = DigitScan.short(word, bit, signs: signs) else { return nil }
    // A whole number below 2^52 becomes the low bits of 2^52 plus itself. Both exact, so the one division rounds correctly;
    // see `DecimalConversion`.
    let whole = Double(bitPattern: (0x1p52).bitPattern | digits) - 0x1p52
    return bit < 8 ? .nan : whole / divisors[sign]
  }

  /// Thirteen digits and what ends them, as a whole number; nil for anything else.
  @inline(__always)
  private static func code(_ start: UnsafePointer<UInt8>, _ stop: UInt8) -> Double? {
    let (head, tail) = (ByteScan.word(start), ByteScan.word(start + 5))
    guard start[codeDigits] == stop, DigitScan.areDigits(head), DigitScan.areDigits(tail) else { return nil }
    // The first five digits and the other eight.
    let digits = DigitScan.eight(head &<< 24 | 0x30_3030) &* 100_000_000 &+ DigitScan.eight(tail)
    return Double(Int64(truncatingIfNeeded: digits))
  }
}
