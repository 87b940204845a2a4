import Core
import PartialFiles

/// One phone in a file: its key (16 bytes, upper half first, each little-endian), the number of its entries, and for each
/// the step from the visit before, shifted left by one with the lowest bit set when the count is more than one, and in
/// that case the count less two. Numbers are LEB128. The first step is the visit itself.
///
/// A visit is (day since 1970-01-01) · 2^b + station + 1, station 0 … or −1 for an unlocated event, with b the bits of the
/// number of stations (``EntryLayout/stationBits``).
enum PhoneBlock {
  /// Appends a phone.
  static func append(_ phone: PhoneKey, _ visits: borrowing PhoneVisits, to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(phone.high)
    bytes.appendLittleEndian(phone.low)
    bytes.appendNumber(UInt64(visits.visits.count))
    var last: UInt64 = 0
    for i in visits.visits.indices {
      let count = visits.counts[i]
      bytes.appendNumber((visits.visits[i] &- last) << 1 | (count > 1 ? 1 : 0))
      if count > 1 { bytes.appendNumber(count &- 2) }
      last = visits.visits[i]
    }
  }

  /// Reads phones up to the end of `reader`, everything checked. Throws ``Failure`` (bad data).
  static func readAll(
    _ reader: inout ByteReader, _ layout: EntryLayout, _ visits: inout PhoneVisits,
    _ body: (PhoneKey, inout PhoneVisits) throws -> Void
  ) throws {
    while !reader.isAtEnd {
      let key = PhoneKey(high: try reader.word(), low: try reader.word())
      let entries = try reader.number()
      visits.removeAll()
      var visit: UInt64 = 0
      var i: UInt64 = 0
      while i < entries {
        let step = try reader.number()
        guard i == 0 || step >> 1 > 0, step >> 1 < 1 << UInt64(layout.visitBits) else { throw reader.damaged() }
        visit += step >> 1
        let count = try step & 1 == 0 ? 1 : reader.number(below: 1 << 62) + 2
        guard visit < 1 << UInt64(layout.visitBits), layout.code(visit) <= layout.stationCount else {
          throw reader.damaged()
        }
        visits.append(visit, count)
        i += 1
      }
      if entries == 0 { throw reader.damaged() }
      try body(key, &visits)
    }
  }
}
