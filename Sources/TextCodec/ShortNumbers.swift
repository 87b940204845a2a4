/// Texts of short numbers with few decimals, ready to be copied: counts, shares rounded to four decimals, incomes in tenths.
///
/// Nearly all numbers of a delivery are such. A number finds its text by itself: times 10^decimals it is the text's place.
final class ShortNumbers: Sendable {
  /// Most decimals of a table.
  static let mostDecimals = 4
  /// Most decimals, or significant digits, that numbers may be rounded to. A number that ``place(_:_:)`` takes is nearer to
  /// what its text says than 2⁻⁵⁰ of it, and than 2⁻³⁶, which is less than half of 10⁻¹⁰: with so many decimals, only zeros
  /// would follow the text's.
  static let mostWritten = 10
  /// Numbers of a table.
  static let count = 1 << 14

  /// How a column's numbers are looked for.
  struct Scale: BitwiseCopyable, Sendable {
    /// 10^decimals.
    let factor: Double
    /// How far a number times ``factor`` may be from a whole number, as a part of that: so what is next to nothing is not
    /// taken for zero. Number and product are rounded, each by at most 2⁻⁵³; whole numbers must be whole, since they are also
    /// written in their shortest form.
    let tolerance: Double

    /// That of so many decimals, 0 … ``ShortNumbers/mostDecimals``.
    init(decimals: Int) {
      factor = Powers.tenAsDouble[decimals]
      tolerance = decimals == 0 ? 0 : 0x1p-51
    }
  }

  let scale: Scale
  /// Each text's bytes, the first one lowest, at most seven; their count in the highest byte.
  private let texts: [UInt64]

  private init(decimals: Int) {
    let divisor = Powers.ten[decimals]
    scale = Scale(decimals: decimals)
    var buffer = ByteBuffer(capacity: 64)
    texts = (0..<Self.count).map { number in
      let (whole, fraction) = UInt64(number).quotientAndRemainder(dividingBy: divisor)
      buffer.removeAll()
      buffer.append(digits: whole)
      if fraction > 0 {
        buffer.append(UInt8(ascii: "."))
        // Digits with the zeros in front, but not those behind.
        var (rest, unit) = (fraction, divisor)
        while rest > 0 {
          unit /= 10
          buffer.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / unit))
          rest %= unit
        }
      }
      var text = UInt64(buffer.count) << 56
      for (place, byte) in buffer.bytes().enumerated() { text |= UInt64(byte) << UInt64(8 * place) }
      return text
    }
  }

  // Made when first asked for: most runs need three.
  private static let none = ShortNumbers(decimals: 0)
  private static let one = ShortNumbers(decimals: 1)
  private static let two = ShortNumbers(decimals: 2)
  private static let three = ShortNumbers(decimals: 3)
  private static let four = ShortNumbers(decimals: 4)

  /// Numbers with up to so many decimals, 0 … ``mostDecimals``.
  static func table(decimals: Int) -> ShortNumbers {
    switch decimals {
    case ...0: none
    case 1: one
    case 2: two
    case 3: three
    default: four
    }
  }

  /// Calls `body` with the table's texts.
  @inline(__always)
  func withTexts<T>(_ body: (UnsafePointer<UInt64>) -> T?) -> T? {
    texts.withUnsafeBufferPointer { $0.baseAddress.flatMap(body) }
  }

  /// The place of a number's text; ``count`` or more for one that the table lacks. NaN is never looked for.
  ///
  /// Adding 2^52 leaves a double no bits below one: its low bits are the product's whole number.
  @inline(__always)
  static func place(_ value: Double, _ scale: Scale) -> UInt64 {
    let product = value * scale.factor
    let sum = product + 0x1p52
    let whole = sum - 0x1p52
    let isNear = (product - whole).magnitude <= scale.tolerance * whole
    let place = sum.bitPattern &- (0x1p52).bitPattern
    return isNear ? place : .max
  }
}

/// Which table of short numbers a column is written with.
struct ShortNumberChoice: ~Copyable {
  /// Tiles that a column goes without, once it has shown that most of its numbers are in no table.
  private static let pause = 31

  private enum State {
    case unknown
    case decimals(Int)
    case paused(Int)
  }

  private var states: [State]

  init(columns: Int) { states = Array(repeating: .unknown, count: columns) }

  /// The table for a column of that form whose numbers in this tile are those of `rows`; nil where it is to go without.
  mutating func table(
    ofColumn column: Int, _ form: NumberForm, _ values: UnsafePointer<Double>, _ rows: UnsafePointer<UInt8>,
    _ count: Int
  ) -> ShortNumbers? {
    guard states.indices.contains(column), count > 0, !form.isQuoted else { return nil }
    switch states[column] {
    case .decimals(let decimals): return ShortNumbers.table(decimals: decimals)
    case .paused(let tiles):
      states[column] = tiles > 1 ? .paused(tiles - 1) : .unknown
      return nil
    case .unknown:
      var (best, bestHits) = (0, -1)
      for decimals in 0...Self.mostDecimals(form) {
        let scale = ShortNumbers.Scale(decimals: decimals)
        var hits = 0
        for place in 0..<count where ShortNumbers.place(values[Int(rows[place])], scale) < ShortNumbers.count {
          hits += 1
        }
        if hits > bestHits { (best, bestHits) = (decimals, hits) }
      }
      if 2 * bestHits < count {
        states[column] = .paused(Self.pause)
        return nil
      }
      states[column] = .decimals(best)
      return ShortNumbers.table(decimals: best)
    }
  }

  /// Notes how many of so many numbers were in the column's table.
  mutating func note(hits: Int, of count: Int, column: Int) {
    if 2 * hits < count { states[column] = .unknown }
  }

  /// Most decimals of a table whose texts are those of the form: it must not round them off, nor show more of a double than
  /// they do, and a point must be its sign.
  private static func mostDecimals(_ form: NumberForm) -> Int {
    guard let decimals = form.decimals, decimals <= ShortNumbers.mostWritten, form.separator == .point else {
      return 0
    }
    return min(decimals, ShortNumbers.mostDecimals)
  }
}
