import Core
import LocalTime
import PartialFiles
import TestSupport
import Testing

@testable import Incidents

/// Partial results against counting all events at once, and against damage.
@Suite struct PartialTests {
  private static let areas = TallyTests.areas([.utsatt, .sarskiltUtsatt, nil])
  private static let header = IncidentPartial.Header(
    parameters: [.init("period", "month"), .init("areas", "a.gpkg")], options: "{}", areas: 3, classes: 3, units: 2)

  private struct Counts {
    var tally: IncidentTally
    var series: SeriesTally

    init(_ groups: CategoryGroups?) {
      tally = IncidentTally(areas: PartialTests.areas, length: .month, groups: groups, parentCount: 2)
      series = SeriesTally(groups: groups, units: 2, squareSize: 250)
    }

    mutating func add(_ batch: IncidentBatch) {
      tally.add(batch)
      series.add(batch)
    }

    /// Every byte of it.
    var bytes: [[UInt8]] {
      [tally.index.bytes, tally.planeBytes, tally.timeBytes, tally.squareBytes, tally.parentBytes, series.bytes]
    }
  }

  private static func batch(_ random: inout SeededRandom, _ count: Int) -> IncidentBatch {
    // Some squares get more events than a byte holds.
    let x = (0..<count).map { _ in 600_000 + (random.once(in: 2) ? 0 : 250 * Double(random.below(90))) }
    let categories = (0..<count).map { _ in ["Skott", "Vapen", "Narkotika", "Övrigt", ""][random.below(5)] }
    var batch = IncidentBatch(
      .month, x: x, y: x.map { $0 * 10 + 600_000 },
      moments: x.map { _ in
        LocalMoment(
          day: 18_262 + Int32(random.below(100)), second: random.once(in: 3) ? nil : Int32(random.below(86_400)))
      },
      links: x.map { _ in Int32(random.below(4)) - 1 }, category: { categories[$0] })
    for event in x.indices {
      batch.parents.first.append(Int32(random.below(3)) - 1)
      let covering = (0..<3).filter { _ in random.once(in: 3) }.map { Int32($0) }
      batch.areas.first.append(covering.first ?? -1)
      for area in covering.dropFirst() { batch.areas.more.append((Int32(event), area)) }
    }
    return batch
  }

  @Test(arguments: 1...20)
  func partsInAnyOrderAreTheWhole(_ seed: Int) throws {
    var random = SeededRandom(seed)
    let folder = try ScratchFolder()
    let groups =
      try seed % 2 == 0
      ? nil
      : CategoryGroups([
        .init(name: "Grovt", categories: ["Skott", "Vapen"], isActivityDriven: false),
        .init(name: "Tomt", categories: ["Rån"], isActivityDriven: true),
      ])
    var whole = Counts(groups)
    var parts = (0..<4).map { _ in Counts(groups) }
    for _ in 0..<12 {
      let batch = Self.batch(&random, random.below(400))
      whole.add(batch)
      // The last part stays empty.
      parts[random.below(3)].add(batch)
    }
    for (number, part) in parts.enumerated() {
      try IncidentPartial.write(
        to: folder.file("\(number)"), header: Self.header, part.tally, part.series, sums: [number, 7])
    }
    var merged = Counts(groups)
    let files = try (0..<4).shuffled(using: &random).map { try IncidentPartial(path: folder.file("\($0)")) }
    for file in files {
      #expect(file.header == Self.header && file.sums.last == 7)
      try file.add(to: &merged.tally, &merged.series)
    }
    try IncidentPartial.checkDistinct(files)
    #expect(merged.bytes == whole.bytes)
    #expect(merged.tally.total == whole.tally.total && merged.tally.total > 0)
    #expect(merged.tally.cells == whole.tally.cells && merged.tally.clocks == whole.tally.clocks)
    #expect(merged.tally.days == whole.tally.days && merged.tally.parents == whole.tally.parents)
    #expect(merged.tally.categories.map(\.name) == whole.tally.categories.map(\.name))
    for period in whole.tally.periods {
      for (mine, theirs) in zip(merged.tally.categories, whole.tally.categories) {
        let (a, b) = (
          merged.tally.counts(period: period, category: mine), whole.tally.counts(period: period, category: theirs)
        )
        #expect((0..<3).map { a.own($0) } == (0..<3).map { b.own($0) } && a.outside == b.outside)
        #expect(a.ofClasses([0, 1]) == b.ofClasses([0, 1]))
        #expect(
          merged.series.counts(period: period, category: mine)
            == whole.series.counts(period: period, category: theirs))
      }
    }
  }

  @Test func noFlippedBitAndNoCutPasses() throws {
    let folder = try ScratchFolder()
    var counts = Counts(nil)
    var random = SeededRandom(5)
    counts.add(Self.batch(&random, 4))
    try IncidentPartial.write(to: folder.file("good"), header: Self.header, counts.tally, counts.series, sums: [4])
    let bytes = try folder.bytes("good")
    #expect(bytes.count < 900)
    func refusal(_ bytes: [UInt8]) throws -> Failure? {
      let path = try folder.write("changed", bytes)
      return failure {
        var sum = Counts(nil)
        try IncidentPartial(path: path).add(to: &sum.tally, &sum.series)
      }
    }
    #expect(try refusal(bytes) == nil)
    for bit in 0..<8 * bytes.count {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(try refusal(changed)?.kind == .badData, "bit \(bit % 8) of byte \(bit / 8)")
    }
    for length in bytes.indices {
      #expect(try refusal(Array(bytes[..<length]))?.kind == .badData, "cut at \(length)")
    }
    #expect(try refusal(bytes + [0])?.kind == .badData)
  }

  /// Any bytes under right checksums are refused or counted, and stop nothing.
  @Test func changedContentsUnderRightChecksums() throws {
    let folder = try ScratchFolder()
    var random = SeededRandom(11)
    var counts = Counts(nil)
    counts.add(Self.batch(&random, 30))
    try IncidentPartial.write(to: folder.file("good"), header: Self.header, counts.tally, counts.series, sums: [30])
    let file = try ByteFile.read(folder.file("good"))
    let sections = try PartialSections.entries(of: file, IncidentPartial.format).known.map { entry in
      var reader = try PartialSections.content(entry, of: file)
      return (entry.name, try reader.take(reader.rest))
    }
    var refused = 0
    for _ in 0..<2000 {
      var writer = try PartialSections.Writer(ByteFile.create(folder.file("made")), IncidentPartial.format)
      let target = random.below(sections.count)
      for (number, (name, content)) in sections.enumerated() {
        var content = content
        if number == target {
          for _ in 0...random.below(3) where !content.isEmpty {
            content[random.below(content.count)] = UInt8(random.below(256))
          }
        }
        if name == "SLUT" { try writer.end(Array(content[8...])) } else { try writer.section(name, 0, content) }
      }
      let failure = failure {
        var sum = Counts(nil)
        try IncidentPartial(path: folder.file("made")).add(to: &sum.tally, &sum.series)
        sum.tally.fill([])
      }
      if let failure {
        #expect(failure.kind == .badData)
        refused += 1
      }
    }
    #expect(refused > 500)
  }

  @Test func squaresAddedAtOnce() throws {
    var dice = SeededRandom(3)
    for _ in 0..<200 {
      var (one, other) = (SquareTable(), SquareTable())
      for _ in 0..<4 {
        let (square, count) = (Int32(dice.below(3)) - 1, dice.below(700))
        let place = Double(square) * 250 + 10
        one.add(x: .init(repeating: place, count: count), y: .init(repeating: place, count: count), side: 250)
        let isOnEarth = count == 0 || other.add(row: square, column: square, count: count, side: 250)
        #expect(isOnEarth)
      }
      #expect(one == other && one.squares == other.squares)
      one.add(x: [10, 10], y: [10, 10], side: 250)
      other.add(x: [10, 10], y: [10, 10], side: 250)
      #expect(one == other)
    }
    var table = SquareTable()
    let isOnEarth = table.add(row: 5_000_000, column: 0, count: 1, side: 250)
    #expect(!isOnEarth && table.events == 0)
  }
}
