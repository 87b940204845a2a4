import Columns

/// The two families of cell codes, read from and written as text.
///
/// - Swedish: 13 digits, easting in six and northing in seven, `3775006475250`. It names the corner, not the size.
/// - INSPIRE: `CRS3006RES250mN6475250E377500`, with or without a country prefix (`SE_`), northing first, size included
///   (`RES250m`, `RES1km`).
public enum RutaCode {
  /// What a code says.
  public struct Reading: Sendable, Equatable {
    /// Easting of the south-west corner, metres.
    public var e: Int32
    /// Northing of the south-west corner, metres.
    public var n: Int32
    /// Side, metres; nil in the Swedish code, which does not say.
    public var size: Int32?
  }

  /// Why a text is no code.
  public enum Fault: Error, Equatable, Sendable {
    case empty
    /// So many digits instead of 13.
    case digits(Int)
    /// Scientific notation or decimals: a spreadsheet has treated the code as a number.
    case spreadsheetNumber
    /// INSPIRE, but not on SWEREF 99 TM.
    case otherCRS
    case malformed

    /// What is wrong and what was expected, for a message.
    public var explanation: String {
      switch self {
      case .empty: "the code is empty"
      case .digits(let count): "the code has \(count) digits"
      case .spreadsheetNumber: "the code was changed into a number by a spreadsheet; export the column as text"
      case .otherCRS: "the code is on another grid than SWEREF 99 TM (CRS3006)"
      case .malformed: "not a cell code"
      }
    }

    /// The forms that are codes.
    public static let expectation = "13 digits (3775006475250) or CRS3006RES250mN6475250E377500"
  }

  /// Reads either family from UTF-8; spaces around it are ignored.
  public static func read(_ text: some BidirectionalCollection<UInt8>) throws(Fault) -> Reading {
    var bytes = text[...]
    while let first = bytes.first, first == 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 { bytes.removeLast() }
    guard let first = bytes.first else { throw .empty }
    return isDigit(first) ? try readSwedish(bytes) : try readINSPIRE(bytes)
  }

  /// The 13 digits of a corner; nil where it needs more than six and seven digits, or is negative.
  public static func swedish(e: Int32, n: Int32) -> String? {
    guard (0..<1_000_000).contains(e), (0..<10_000_000).contains(n) else { return nil }
    return padded(e, 6) + padded(n, 7)
  }

  /// The INSPIRE code of a cell, without country prefix.
  public static func inspire(_ cell: Cell) -> String { "CRS3006RES\(cell.size)mN\(cell.n)E\(cell.e)" }

  /// The codes of cells as outputs have them: 13 digits, or the INSPIRE code where the corner does not fit them.
  public static func texts(_ cells: ArraySlice<Cell>) -> TextColumn {
    let fits = cells.allSatisfy { (0..<1_000_000).contains($0.e) && (0..<10_000_000).contains($0.n) }
    guard fits else { return TextColumn(cells.map { swedish(e: $0.e, n: $0.n) ?? inspire($0) }) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 13 * cells.count) { bytes, count in
      guard let base = bytes.baseAddress else { return }
      var north: Int32?
      for cell in cells {
        write(UInt32(cell.e), digits: 6, at: count, in: bytes)
        if cell.n == north {
          // Neighbours mostly lie in one row, and the seven digits are those of the code before.
          (base + (count + 6)).initialize(from: base + (count - 7), count: 7)
        } else {
          write(UInt32(cell.n), digits: 7, at: count + 6, in: bytes)
          north = cell.n
        }
        count += 13
      }
    }
    return TextColumn(bytes: bytes, ends: (0..<cells.count).map { 13 &* ($0 &+ 1) })
  }

  /// Writes a number's last digits, zeros in front.
  @inline(__always)
  private static func write(
    _ value: UInt32, digits: Int, at start: Int, in bytes: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = value
    for place in stride(from: start + digits - 1, through: start, by: -1) {
      let quotient = rest / 10
      bytes[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
      rest = quotient
    }
  }

  /// The corner that exactly 13 digits name; nil for any other text, which ``read(_:)`` may yet understand.
  static func corner(_ bytes: borrowing Span<UInt8>) -> (e: Int32, n: Int32)? {
    guard bytes.count == 13 else { return nil }
    var (e, n): (UInt32, UInt32) = (0, 0)
    for i in 0..<6 {
      let digit = bytes[i] &- 0x30
      if digit > 9 { return nil }
      e = e &* 10 &+ UInt32(digit)
    }
    for i in 6..<13 {
      let digit = bytes[i] &- 0x30
      if digit > 9 { return nil }
      n = n &* 10 &+ UInt32(digit)
    }
    return (Int32(e), Int32(n))
  }

  /// The corner of a code that was read as a whole number of 13 digits.
  @inline(__always)
  static func corner(_ code: Double) -> (e: Int32, n: Int32)? {
    guard code >= 0, code < 1e13 else { return nil }
    let digits = Int64(code)
    let e = digits / 10_000_000
    return (Int32(truncatingIfNeeded: e), Int32(truncatingIfNeeded: digits &- e &* 10_000_000))
  }

  /// Such a code as text again.
  static func text(_ code: Double) -> String? {
    corner(code).flatMap { swedish(e: $0.e, n: $0.n) }
  }

  private static func readSwedish(_ bytes: some BidirectionalCollection<UInt8>) throws(Fault) -> Reading {
    var value: Int64 = 0
    var digits = 0
    for byte in bytes {
      guard isDigit(byte) else {
        // `3.9e12`, `3775006475250.0`, `3,9E+12`
        let isNumber = bytes.allSatisfy { isDigit($0) || [0x2B, 0x2C, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
        throw isNumber ? .spreadsheetNumber : .malformed
      }
      digits += 1
      if digits <= 13 { value = value * 10 + Int64(byte - 0x30) }
    }
    guard digits == 13 else { throw .digits(digits) }
    return Reading(e: Int32(value / 10_000_000), n: Int32(value % 10_000_000), size: nil)
  }

  private static func readINSPIRE(_ bytes: some BidirectionalCollection<UInt8>) throws(Fault) -> Reading {
    var cursor = Cursor(rest: Array(bytes))
    // A country prefix of two letters, `SE_` or `SE`.
    if !cursor.skip("CRS") {
      cursor.rest = cursor.rest.dropFirst(2)
      _ = cursor.skip("_")
      guard cursor.skip("CRS") else { throw .malformed }
    }
    guard let crs = cursor.number() else { throw .malformed }
    guard crs == 3006 else { throw .otherCRS }
    guard cursor.skip("RES"), let resolution = cursor.number() else { throw .malformed }
    let factor: Int32
    if cursor.skip("KM") { factor = 1000 } else if cursor.skip("M") { factor = 1 } else { throw .malformed }
    guard cursor.skip("N"), let n = cursor.number(), cursor.skip("E"), let e = cursor.number(), cursor.rest.isEmpty
    else { throw .malformed }
    let size = resolution.multipliedReportingOverflow(by: factor)
    guard !size.overflow, size.partialValue > 0 else { throw .malformed }
    return Reading(e: e, n: n, size: size.partialValue)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func padded(_ value: Int32, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Walks through an INSPIRE code; letters match in either case.
  private struct Cursor {
    var rest: ArraySlice<UInt8>

    init(rest: [UInt8]) { self.rest = rest[...] }

    mutating func skip(_ word: String) -> Bool {
      guard rest.count >= word.utf8.count else { return false }
      for (byte, expected) in zip(rest, word.utf8) {
        let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
        if upper != expected { return false }
      }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }

    mutating func number() -> Int32? {
      var value: Int32 = 0
      var digits = 0
      while let byte = rest.first, RutaCode.isDigit(byte), digits < 9 {
        value = value * 10 + Int32(byte - 0x30)
        rest = rest.dropFirst()
        digits += 1
      }
      return digits > 0 ? value : nil
    }
  }
}
