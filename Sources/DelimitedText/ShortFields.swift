/// Fields of neighbouring columns that are all short numbers, or codes of 13 digits: nearly all there is in most files.
///
/// A loop of its own, with no branch on what the fields differ in, and with nothing to remember but where it is. What is not
/// as simple is left to ``RowWork``.
struct ShortFields: BitwiseCopyable, @unchecked Sendable {
  /// Where a step's numbers go, and what it reads.
  struct Target: BitwiseCopyable {
    /// Nil for a step that is not taken here.
    var column: UnsafeMutablePointer<Double>?
    /// Whether the entry is a code.
    var isCode: Bool
    /// What ends the field, in all eight bytes.
    var stops: UInt64
    /// Steps from this one on that may be taken one after the other.
    var run: Int
  }

  /// Digits of a code.
  static let codeDigits = 13

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let signs: UInt64
  /// 10^7 … 10^0 by the place of the sign in ``DigitScan/short(_:stops:signs:)``, and 1 for none.
  private let divisors: UnsafeMutableBufferPointer<Double>
  private let targets: UnsafeMutableBufferPointer<Target>

  /// Fields of a file's bytes, whose decimals follow `sign`. The tables must outlive this.
  init(
    _ scanner: FieldScanner, sign: UInt8, divisors: UnsafeMutableBufferPointer<Double>,
    targets: UnsafeMutableBufferPointer<Target>
  ) {
    (base, end) = (scanner.base, scanner.end)
    signs = DigitScan.signs(sign)
    self.divisors = divisors
    self.targets = targets
  }

  /// What stands in the table of divisors.
  static let divisorTable: [Double] = DigitScan.powersAsDouble[0..<8].reversed() + [1]

  /// The targets of a reader's steps. `numbers` are the columns; `mayTake` whether short numbers may be read without a look at
  /// their decimal sign.
  static func targets(
    _ steps: [ReadStep], _ numbers: [UnsafeMutablePointer<Double>], scanner: FieldScanner, fieldCount: Int,
    mayTake: Bool
  ) -> [Target] {
    var targets: [Target] = steps.map { step in
      let isTaken = step.isCode || (step.isNumber && mayTake)
      return Target(
        column: isTaken ? numbers[step.output] : nil, isCode: step.isCode,
        stops: ByteScan.pattern(step.column == fieldCount - 1 ? scanner.newline : scanner.delimiter), run: 0)
    }
    for place in targets.indices.reversed() where targets[place].column != nil {
      let next = place + 1
      // Not where the same column comes once more, as another kind: its start is asked for then.
      if next < steps.count, steps[next].column == steps[place].column { continue }
      let follows = next < steps.count && steps[next].column == steps[place].column + 1
      targets[place].run = 1 + (follows ? targets[next].run : 0)
    }
    return targets
  }

  /// How many steps may be taken from one on.
  @inline(__always)
  func run(_ step: Int) -> Int { targets[step].run }

  /// Reads the fields from `position` on into the columns of `run` steps, as many as are short; returns how many, and moves
  /// on behind them.
  @inline(never)
  func read(_ step: Int, run: Int, row: Int, at position: inout Int) -> Int {
    guard let first = targets.baseAddress, let divisors = divisors.baseAddress else { return 0 }
    let base = base
    // Whatever is read here fits in 16 bytes.
    let last = end &- 16
    var target = first + step
    let stop = target + run
    var place = position
    defer { position = place }
    while target < stop, place <= last, let column = target.pointee.column {
      if target.pointee.isCode {
        guard let code = Self.code(base + place, UInt8(truncatingIfNeeded: target.pointee.stops)) else { break }
        column[row] = code
        place &+= Self.codeDigits &+ 1
      } else {
        guard
          let (length, digits, sign) = DigitScan.short(
            ByteScan.word(base + place), stops: target.pointee.stops, signs: signs)
        else { break }
        // A whole number below 2^52 becomes the low bits of 2^52 plus itself. Both exact, so the one division rounds
        // correctly; see `DecimalConversion`. An empty field is null.
        let whole = Double(bitPattern: (0x1p52).bitPattern | digits) - 0x1p52
        column[row] = length == 0 ? .nan : whole / divisors[sign]
        place &+= length &+ 1
      }
      target += 1
    }
    return target - (first + step)
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
