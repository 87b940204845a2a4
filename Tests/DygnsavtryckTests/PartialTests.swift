import Columns
import Core
import Foundation
import PartialFiles
import TestSupport
import Testing

@testable import Dygnsavtryck

/// Partial results: written, read, merged, refused.
@Suite struct PartialTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  func write(_ world: World, _ events: [Event], _ name: String, header: PartialHeader? = nil) throws -> String {
    let path = folder.file(name)
    try collect(events, stations: world.stations.count).writePartial(
      to: path, header: header ?? world.header(.day), threads: 2)
    return path
  }

  /// Split by phone, by time, and by chance: always the whole run's bits.
  @Test func anySplitMerges() throws {
    let world = World(seed: 21, phones: 700, stations: 50, events: 40_000)
    let plan = try world.plan(.day)
    let expected = Outcome(try collect(world.events, stations: 50).count(plan, threads: 1))
    var dice = SeededRandom(2)
    let chance = world.events.map { _ in Int.random(in: 0..<3, using: &dice) }
    let splits: [(Int) -> Int] = [
      { (Int(world.events[$0].phone.dropFirst(4)) ?? 0) % 3 }, { $0 * 3 / 40_000 }, { chance[$0] },
    ]
    for (number, split) in splits.enumerated() {
      let paths = try (0..<3).map { part in
        try write(
          world, world.events.indices.filter { split($0) == part }.map { world.events[$0] }, "\(number)-\(part)")
      }
      for order in [paths, paths.reversed()] {
        let merge = try FootprintMerge(paths: order, threads: 2)
        #expect(merge.header.plan == plan)
        #expect(try Outcome(merge.accumulator.count(merge.header.plan, threads: 2)) == expected)
      }
      // With a memory limit, and as a partial result again: the very bytes of the whole run's.
      let folder = folder.path
      let merge = try FootprintMerge(
        paths: paths, options: .init(memoryLimit: 20_000, temporaryFolder: { folder }), threads: 2)
      #expect(merge.accumulator.spilledBytes > 0)
      try merge.accumulator.writePartial(to: folder + "/again", header: merge.header, threads: 1)
      let whole = try write(world, world.events.reversed(), "whole")
      #expect(FileManager.default.contentsEqual(atPath: folder + "/again", andPath: whole))
    }
  }

  @Test func theFileIsSmallAndHoldsNoPhone() throws {
    let world = World(seed: 22, phones: 300, events: 20_000)
    let path = try write(world, world.events, "one")
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let entries = Set(world.events.map { "\($0.phone) \($0.day) \($0.station)" }).count
    #expect(bytes.count < entries * 4 + 300 * 18 + 20_000)
    for event in world.events.prefix(50) { #expect(bytes.range(of: Data(event.phone.utf8)) == nil) }
    let partial = try FootprintPartial(path: path)
    #expect(partial.header == (try world.header(.day)))
  }

  @Test func nothingAtAll() throws {
    let world = World(seed: 23)
    let paths = [try write(world, [], "a"), try write(world, [], "b")]
    let merge = try FootprintMerge(paths: paths, threads: 1)
    #expect(try merge.accumulator.count(merge.header.plan, threads: 1).footprint().totals.phoneDays == 0)
  }

  /// Stations found as they come: each part has its own, in its own order.
  @Test func stationsMeetByName() throws {
    let world = World(seed: 24, stations: 40, events: 5000)
    let expected = Outcome(try collect(world.events, stations: 40).count(world.plan(.day), threads: 1))
    let paths = try (0..<2).map { part in
      let events = world.events.indices.filter { $0 % 2 == part }.map { world.events[$0] }
      // Stations in reverse order in one part, and only those that occur.
      var used = Set(events.map(\.station)).subtracting([-1]).sorted()
      if part == 1 { used.reverse() }
      var mine = world
      mine.stations = used.map { world.stations[Int($0)] }
      let rows = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, Int32($0)) })
      mine.events = events.map { Event(phone: $0.phone, day: $0.day, station: rows[$0.station] ?? -1) }
      var header = try mine.header(.day)
      header = try PartialHeader(
        parameters: header.parameters, saltCheck: header.saltCheck, stations: TextColumn(used.map { "S\($0)" }),
        plan: header.plan, attachments: header.attachments)
      return try write(mine, mine.events, "part\(part)", header: header)
    }
    var merged = [[UInt8]]()
    for order in [paths, paths.reversed()] {
      let merge = try FootprintMerge(paths: order, threads: 2)
      #expect(try Outcome(merge.accumulator.count(merge.header.plan, threads: 2)) == expected)
      try merge.accumulator.writePartial(
        to: folder.file("merged"), header: merge.header, identities: merge.identities, threads: 1)
      merged.append(try folder.bytes("merged"))
    }
    // Whatever the order of the parts.
    #expect(merged[0] == merged[1])
  }

  func refusal(_ paths: [String]) -> Failure? {
    failure { _ = try FootprintMerge(paths: paths, threads: 1) }
  }

  @Test func partsThatDoNotBelongTogether() throws {
    let world = World(seed: 25)
    let good = try write(world, world.events, "good")
    let radius = try write(world, world.events, "radius", header: world.header(.day, radius: "250"))
    #expect(
      refusal([good, radius])?.description.contains("radius differs: \"250\" (expected \"500\" as there)") == true)
    var salted = try world.header(.day)
    salted.saltCheck = PhoneHasher(salt: "other").check
    #expect(refusal([good, try write(world, [], "salt", header: salted)])?.message.contains("the salt") == true)
    var areas = world
    areas.classOfArea[0] = (areas.classOfArea[0] + 1) % 3
    #expect(refusal([good, try write(areas, [], "areas")])?.message.contains("areas") == true)
    var moved = world
    moved.stations[3] = StationShares(own: [(0, 0.125)], exclusive: [(0, 0.125)])
    let failure = refusal([good, try write(moved, [], "moved")])
    #expect(
      failure?.kind == .badData && failure?.place == "station 4"
        && failure?.value?.text == "2 characters, letters and digits")
    var attached = try world.header(.day)
    attached.attachments = []
    #expect(
      refusal([good, try write(world, [], "attached", header: attached)])?.message.contains("attachment") == true)
    #expect(refusal([good, good])?.message.contains("the same partial result") == true)
    try FileManager.default.copyItem(atPath: good, toPath: folder.file("copy"))
    #expect(refusal([good, folder.file("copy")])?.message.contains("the same partial result") == true)
    #expect(refusal([])?.kind == .usage)
  }

  @Test func filesThatAreNoPartialResult() throws {
    #expect(refusal([folder.file("absent")])?.kind == .noInput)
    #expect(refusal([folder.path])?.kind == .noInput)
    let text = folder.file("text.csv")
    try Data("phone,timestamp,station\n1,2,3\n".utf8).write(to: URL(fileURLWithPath: text))
    #expect(refusal([text])?.message == "not a partial result of rutverk footprint")
    let world = World(seed: 26, phones: 8, events: 200)
    let bytes = Array(try #require(FileManager.default.contents(atPath: try write(world, world.events, "good"))))
    var later = bytes
    later[8] = 4
    try Data(later).write(to: URL(fileURLWithPath: text))
    #expect(refusal([text])?.message == "the partial result has another version")
  }

  /// Damage behind a right checksum: entries are checked one by one.
  @Test func damagedEntries() throws {
    let layout = try EntryLayout(stationCount: 5)
    var phone = [UInt8]()
    phone.appendLittleEndian(UInt64(7))
    phone.appendLittleEndian(UInt64(9))
    let good = layout.visit(day: 3, station: 4)
    let cases: [[UInt64]] = [
      [], [0], [1], [2, good << 1, 0], [1, (good + 1) << 1], [1, (good + 2) << 1], [1, 1 << 60], [1, good << 1 | 1],
      [1, good << 1 | 1, 1 << 63],
    ]
    for numbers in cases {
      var bytes = phone
      for number in numbers { bytes.appendNumber(number) }
      var reader = ByteReader(bytes, file: "x")
      var visits = PhoneVisits()
      #expect(throws: Failure.self, "\(numbers)") {
        try PhoneBlock.readAll(&reader, layout, &visits) { _, _ in }
      }
    }
    var dice = SeededRandom(8)
    for _ in 0..<5000 {
      let bytes = phone + (0..<20).map { _ in UInt8.random(in: 0...255, using: &dice) }
      var reader = ByteReader(bytes, file: "x")
      var visits = PhoneVisits()
      try? PhoneBlock.readAll(&reader, layout, &visits) { _, _ in }
    }
  }
}
