import Core
import PartialFiles

/// Categories in a partial result: the texts that were met, ascending, and of what is counted by them its kind and name. Numbers
/// depend on the order in which texts came, so no file holds them.
extension CategoryIndex {
  private static let kinds: [IncidentTally.Category.Kind] = [.category, .group, .inNoGroup, .withoutCategory]

  /// Whether there are events without a category (1 byte), number of texts, the texts.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [unnamed == nil ? 0 : 1]
    bytes.appendNumber(UInt64(texts.count))
    for text in texts.sorted() { bytes.appendText(text) }
    return bytes
  }

  /// Adds the texts of a part, so that its categories have numbers here.
  mutating func add(_ reader: ByteReader) throws {
    var reader = reader
    if try reader.integer(UInt8.self) == 1 { _ = number(of: "") }
    for _ in 0..<(try reader.count()) { _ = number(of: try reader.text()) }
    try reader.finish()
  }

  /// What a number stands for: 0 where no category is counted, else the kind counted from 1 (1 byte); the name, empty where it has none.
  func append(_ number: Int32, to bytes: inout [UInt8]) {
    guard number >= 0 else {
      bytes += [0, 0]
      return
    }
    bytes.append(UInt8((Self.kinds.firstIndex(of: kind(number)) ?? 0) + 1))
    bytes.appendText(names[Int(number)] ?? "")
  }

  /// The number here of what a part tells so.
  func number(_ reader: inout ByteReader) throws -> Int32 {
    let code = Int(try reader.integer(UInt8.self))
    let name = try reader.text()
    if code == 0 { return -1 }
    guard code <= Self.kinds.count else { throw reader.damaged() }
    let found =
      switch Self.kinds[code - 1] {
      case .withoutCategory: unnamed
      case .inNoGroup: inNoGroup
      case .category, .group: names.firstIndex(of: name).map { Int32($0) }
      }
    guard let found else { throw reader.damaged() }
    return found
  }
}

extension [UInt8] {
  /// Appends a whole number of either sign: 0, −1, 1, −2, 2 … as 0, 1, 2, 3, 4 …
  mutating func appendSigned(_ value: Int) {
    appendNumber(UInt64(truncatingIfNeeded: value << 1 ^ value >> (Int.bitWidth - 1)))
  }

  /// Appends what is not zero of a row of counts: how many there are, and for each the step from the index before and the count.
  mutating func appendSparse(_ counts: [Int]) {
    appendNumber(UInt64(counts.count { $0 != 0 }))
    var last = 0
    for (index, count) in counts.enumerated() where count != 0 {
      appendNumber(UInt64(index - last))
      appendNumber(UInt64(count))
      last = index
    }
  }
}

extension ByteReader {
  /// Above any count of events, and low enough that sums of many parts fit.
  private static let mostEvents: UInt64 = 1 << 53
  /// Above the number of any period: months of the years up to 9999.
  private static let mostPeriods = 120_000

  /// A count of events.
  mutating func events() throws -> Int { Int(try number(below: Self.mostEvents)) }

  /// A whole number of either sign that fits into 32 bits.
  mutating func signed() throws -> Int32 {
    let value = try number()
    guard let number = Int32(exactly: Int64(bitPattern: value >> 1) ^ -Int64(value & 1)) else { throw damaged() }
    return number
  }

  /// The number of a period.
  mutating func period() throws -> Int32 {
    let number = try signed()
    guard -12...Int32(Self.mostPeriods) ~= number else { throw damaged() }
    return number
  }

  /// Reads what `appendSparse` wrote; `body` gets indices below `limit`, ascending.
  mutating func sparse(below limit: Int, _ body: (Int, Int) -> Void) throws {
    var index: UInt64 = 0
    for place in 0..<(try count(ofAtLeast: 2)) {
      let step = try number(below: UInt64(limit))
      index += step
      guard index < UInt64(limit), place == 0 || step > 0 else { throw damaged() }
      body(Int(index), try events())
    }
  }
}
