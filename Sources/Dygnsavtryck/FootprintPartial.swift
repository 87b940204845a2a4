import Columns
import Core
import Parallel
import PartialFiles

/// A partial result on disk: the distinct (phone, day, station) entries of a part of the events, with their counts, and what
/// is needed to finish. Phones are keys (``PhoneHasher``), never numbers.
///
/// Since it holds counts and not sums, parts may be cut in any way, by phone, by time or by chance: merged, they give the
/// whole run's result bit for bit. An entry takes three to four bytes and a phone 17 more: ten million events of 21,000 phones are about
/// 25 MB. ``PartialSections`` and ``PhoneBlock`` describe the bytes. Equal events give equal bytes, whatever their order and the
/// workers, as long as the stations are given in the same order.
public struct FootprintPartial: Sendable {
  /// How its file begins, and its sections; `docs/partial.md` describes every byte.
  package static let format = PartialFormat(
    command: "footprint", letters: "RVFP", version: 3,
    sections: [
      ("HEAD", .once), ("STAT", .once), ("AREA", .once), ("RADI", .inTurn), ("ATTA", .inTurn),
      ("PHON", .numbered(below: Partition.count)),
    ])

  /// The file, as messages name it.
  public let path: String
  /// What it was made with.
  public let header: PartialHeader
  /// Events of days that did not count.
  public let eventsOutsideDays: Int
  /// What it was made of: a part is known by its events, their times to the last character included, so that parts whose
  /// entries are the same are told apart, and the same part is known again, also within merged ones. None without events.
  public let identities: [UInt64]
  private let file: ByteFile
  private let phones: [PartialSections.Entry]

  /// Opens a partial result and reads everything but its entries.
  ///
  /// Throws ``Failure``: no input when the file is not there, bad data when it is something else, cut short or damaged.
  public init(path: String) throws {
    self.path = path
    file = try ByteFile.read(path)
    var (entries, end) = try PartialSections.entries(of: file, Self.format)
    header = try PartialHeader(file, entries)
    phones = entries.filter { $0.name == "PHON" }
    let skipped = try end.word()
    guard skipped < 1 << 62 else { throw end.damaged() }
    eventsOutsideDays = Int(skipped)
    identities = try (0..<end.count(ofAtLeast: 8)).map { _ in try end.word() }
    try end.finish()
  }

  /// Adds its entries to an accumulator. `stations` gives the row there of each station here; nil when they are the same.
  ///
  /// Throws ``Failure`` (bad data) for damaged entries, and what ``FootprintAccumulator/add(_:at:)`` throws.
  func add(to accumulator: FootprintAccumulator, stations: [Int32]?, threads: Int) throws {
    let layout = try EntryLayout(stationCount: header.stations.count)
    _ = try Parallel.map(count: phones.count, threads: threads) { i in
      try accumulator.add(phones[i].number, PartialSections.content(phones[i], of: file), layout, stations)
    }
    accumulator.addOutside(eventsOutsideDays)
  }
}

extension FootprintAccumulator {
  /// Writes what was added as a partial result.
  ///
  /// - Parameters:
  ///   - path: where; a file there is replaced. The caller gives a name beside the target and renames it when all is well.
  ///   - header: with the stations that events have as rows.
  ///   - identities: those of the parts that were merged; nil: of what was added.
  ///   - threads: workers; the bytes do not depend on them.
  ///
  /// Throws ``Failure``: cannot create, I/O for a full disk, software when phones were counted at once
  /// (``Options/sortedPlan``) or the header lacks stations.
  public func writePartial(
    to path: String, header: PartialHeader, identities: [UInt64]? = nil, threads: Int
  ) throws {
    if phonesCountedAtOnce > 0 {
      throw Failure(.software, "a partial result needs all entries, but sorted input was counted at once")
    }
    let target = try EntryLayout(stationCount: header.stations.count)
    var writer = try PartialSections.Writer(ByteFile.create(path), FootprintPartial.format)
    try header.write(to: &writer)
    var entries = Checksum()
    var hasEntries = false
    try Parallel.stream(count: Partition.count, threads: threads) { partition in
      try self.blocks(of: partition, target)
    } consume: { chunks in
      for chunk in chunks.contents {
        var sum = [UInt8]()
        sum.appendLittleEndian(try writer.section("PHON", chunks.partition, chunk))
        entries.add(sum[...])
        hasEntries = true
      }
    }
    var end = [UInt8]()
    end.appendLittleEndian(UInt64(eventsOutsideDays))
    var own = [UInt8]()
    own.appendLittleEndian(origin)
    entries.add(own[...])
    let parts = identities ?? (hasEntries ? [entries.value] : [])
    end.appendNumber(UInt64(parts.count))
    for part in parts { end.appendLittleEndian(part) }
    try writer.end(end)
  }

  /// A partition's phones by ascending key, in pieces of about a megabyte.
  private func blocks(of partition: Int, _ target: EntryLayout) throws -> (partition: Int, contents: [[UInt8]]) {
    var bytes = [UInt8]()
    var places: [(phone: PhoneKey, range: Range<Int>)] = []
    try spaces.borrow { space in
      try forEachPhone(of: partition, &space) { phone, visits in
        let start = bytes.count
        // Codes are the same in both layouts; only their width may differ.
        var moved = PhoneVisits()
        for i in visits.visits.indices {
          let code = layout.code(visits.visits[i])
          if code > target.stationCount { throw Failure(.software, "the header lacks stations that events were at") }
          moved.append(
            target.visit(day: layout.day(visits.visits[i]), station: Int32(code) - 1), visits.counts[i])
        }
        PhoneBlock.append(phone, moved, to: &bytes)
        places.append((phone, start..<bytes.count))
      }
    }
    places.sort { $0.phone < $1.phone }
    var contents: [[UInt8]] = []
    var piece = [UInt8]()
    for place in places {
      piece += bytes[place.range]
      if piece.count >= 1 << 20 {
        contents.append(piece)
        piece = []
      }
    }
    if !piece.isEmpty { contents.append(piece) }
    return (partition, contents)
  }
}
