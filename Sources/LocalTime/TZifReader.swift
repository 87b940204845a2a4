import Core

/// Reads a compiled time zone (RFC 8536, "The Time Zone Information Format (TZif)", 2019; versions 1 to 4).
struct TZifReader {
  private let bytes: [UInt8]
  private let name: String

  /// Counts of a data block's parts, in the order of the header.
  private struct Counts {
    var utIndicators = 0
    var standardIndicators = 0
    var leapSeconds = 0
    var transitions = 0
    var types = 0
    var letters = 0

    /// Bytes of the block when its times have `width` bytes.
    func size(_ width: Int) -> Int {
      transitions * (width + 1) + types * 6 + letters + leapSeconds * (width + 4) + standardIndicators + utIndicators
    }
  }

  /// The zone in `bytes`, a whole TZif file. Throws ``Failure`` (bad data) for any other content, and for a zone that
  /// counts leap seconds, which event times do not.
  static func table(_ bytes: [UInt8], name: String) throws -> TimeZoneTable {
    try TZifReader(bytes: bytes, name: name).table()
  }

  private func table() throws -> TimeZoneTable {
    var counts = try header(at: 0)
    var start = 44
    var width = 4
    var rule: PosixZoneRule?
    if bytes[4] >= 0x32 {
      // Versions from "2" on repeat everything with times of 64 bits, and a rule for the time after.
      let second = 44 + counts.size(4)
      counts = try header(at: second)
      start = second + 44
      width = 8
      rule = try footer(at: start + counts.size(8))
    }
    guard counts.types > 0, counts.leapSeconds == 0, start + counts.size(width) <= bytes.count else {
      throw failure("the time zone's table is cut short, empty, or counts leap seconds")
    }
    let indices = start + counts.transitions * width
    let types = indices + counts.transitions
    func offset(type: Int) throws -> Int32 {
      guard type < counts.types else { throw failure("the time zone's table names an offset that it does not have") }
      let value = Int32(truncatingIfNeeded: integer(at: types + type * 6, width: 4))
      // RFC 8536 section 3.2: offsets lie well within a day and two hours.
      guard abs(Int64(value)) <= 93_600 else { throw failure("the time zone's table has an impossible offset") }
      return value
    }
    var changes: [(start: Int64, offset: Int32)] = []
    for i in 0..<counts.transitions {
      changes.append((integer(at: start + i * width, width: width), try offset(type: Int(bytes[indices + i]))))
    }
    let last = changes.map(\.start).max() ?? Int64.min
    if let rule {
      changes += rule.changes(fromYear: 1970, throughYear: 2150).filter { $0.start > last }
    }
    let first = try changes.isEmpty && rule != nil ? rule?.standardOffset ?? 0 : offset(type: 0)
    return TimeZoneTable(name: name, first: first, changes: changes)
  }

  private func header(at place: Int) throws -> Counts {
    guard place >= 0, place + 44 <= bytes.count, Array(bytes[place..<place + 4]) == Array("TZif".utf8) else {
      throw failure("not a compiled time zone")
    }
    let counts = (0..<6).map { Int(integer(at: place + 20 + $0 * 4, width: 4)) }
    guard counts.allSatisfy({ 0...100_000 ~= $0 }) else { throw failure("the time zone's header is damaged") }
    return Counts(
      utIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2], transitions: counts[3],
      types: counts[4], letters: counts[5])
  }

  /// The rule between two line feeds at the file's end; none when it is empty.
  private func footer(at place: Int) throws -> PosixZoneRule? {
    guard place < bytes.count, bytes[place] == 10, let end = bytes[(place + 1)...].firstIndex(of: 10) else {
      throw failure("the time zone's table has no footer")
    }
    let text = bytes[(place + 1)..<end]
    if text.isEmpty { return nil }
    guard let rule = PosixZoneRule(Array(text)) else {
      throw failure("the time zone's rule is not understood", value: String(decoding: text, as: UTF8.self))
    }
    return rule
  }

  /// A signed big-endian integer; the caller has checked that it lies in the file.
  private func integer(at place: Int, width: Int) -> Int64 {
    var value: Int64 = bytes[place] >= 128 ? -1 : 0
    for byte in bytes[place..<place + width] { value = value << 8 | Int64(byte) }
    return value
  }

  private func failure(_ message: String, value: String? = nil) -> Failure {
    Failure(.badData, message, file: name, value: value)
  }
}
