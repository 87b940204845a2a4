import Columns
import Core
import Foundation
import PartialFiles
import TestSupport
import Testing

@testable import Dygnsavtryck

/// Every byte of a partial result is under a checksum.
@Suite struct PartialDamageTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// The bytes of a world's partial result.
  func partial(_ world: World) throws -> [UInt8] {
    try collect(world.events, stations: world.stations.count).writePartial(
      to: folder.file("good"), header: world.header(.day), threads: 1)
    return try folder.bytes("good")
  }

  /// The refusal of those bytes, merged alone with all their entries; nil when they pass.
  func refusal(_ bytes: [UInt8]) throws -> Failure? {
    let path = try folder.write("changed", bytes)
    return failure { _ = try FootprintMerge(paths: [path], threads: 1) }
  }

  static let small = World(
    classes: ["risk", nil], classOfArea: [0, 1],
    stations: [
      StationShares(own: [(0, 0.5)], exclusive: [(0, 0.5)]), StationShares(own: [(1, 1)], exclusive: [(1, 1)]),
    ],
    events: [
      Event(phone: "070-1", day: 18_000, station: 0), Event(phone: "070-1", day: 18_000, station: 1),
      Event(phone: "070-2", day: 18_001, station: -1), Event(phone: "070-2", day: 18_001, station: -1),
    ])

  @Test func noFlippedBitAndNoCutPasses() throws {
    let bytes = try partial(Self.small)
    #expect(try refusal(bytes) == nil)
    #expect(bytes.count < 700)
    for bit in 0..<8 * bytes.count {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(try refusal(changed)?.kind == .badData, "bit \(bit % 8) of byte \(bit / 8)")
    }
    for length in bytes.indices {
      #expect(try refusal(Array(bytes[..<length]))?.kind == .badData, "cut at \(length)")
    }
    #expect(try refusal(bytes + [0])?.kind == .badData)
    #expect(try refusal(bytes + bytes)?.kind == .badData)
  }

  /// Also of larger ones, and several bits at once.
  @Test func tenThousandFlipsOfALargerOne() throws {
    let bytes = try partial(World(seed: 31, phones: 20, stations: 12, events: 300))
    var dice = SeededRandom(32)
    var passed = [String]()
    for number in 0..<10_000 {
      var changed = bytes
      var places = Set<Int>()
      for _ in 0...(number % 3) { places.insert(dice.below(8 * bytes.count)) }
      for place in places { changed[place / 8] ^= 1 << (place % 8) }
      if try refusal(changed)?.kind != .badData { passed.append("\(places)") }
    }
    #expect(passed == [])
  }

  private typealias Section = (name: String, number: Int, content: [UInt8])

  /// A file of changed sections, with right checksums.
  private func rebuilt(_ change: (inout [Section]) -> Void) throws -> [UInt8] {
    _ = try partial(Self.small)
    let file = try ByteFile.read(folder.file("good"))
    var sections = try PartialSections.entries(of: file, FootprintPartial.format).known.map { entry -> Section in
      var reader = try PartialSections.content(entry, of: file)
      return (entry.name, entry.number, try reader.take(reader.rest))
    }
    change(&sections)
    var writer = try PartialSections.Writer(ByteFile.create(folder.file("made")), FootprintPartial.format)
    for section in sections {
      if section.name == "SLUT" {
        try writer.end(Array(section.content[8...]))
      } else {
        try writer.section(section.name, section.number, section.content)
      }
    }
    return try folder.bytes("made")
  }

  @Test func sectionsThatAreNotKnown() throws {
    let good = try partial(Self.small)
    #expect(try rebuilt { _ in } == good)
    let unknown = try refusal(rebuilt { $0.insert(("MERA", 0, [1, 2]), at: 2) })
    #expect(unknown?.kind == .badData && unknown?.value?.text == "MERA")
    // Optional ones are passed over, wherever they stand, but not damaged.
    for index in 0..<5 {
      var bytes = try rebuilt { $0.insert(("mera", 7, [1, 2, 3]), at: index) }
      #expect(try refusal(bytes) == nil)
      let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("mera".utf8)) })
      bytes[place + PartialSections.frame.before + 1] ^= 4
      #expect(try refusal(bytes)?.hint == "its checksum differs")
    }
  }

  /// Sections doubled, lacking, in another order, or longer than what they say.
  @Test func sectionsOutOfPlace() throws {
    var names = [String]()
    _ = try rebuilt { names = $0.map(\.name) }
    #expect(names == ["HEAD", "STAT", "AREA", "RADI", "ATTA", "PHON", "PHON", "SLUT"])
    for (index, name) in names.enumerated() {
      if name != "PHON" {
        #expect(try refusal(rebuilt { $0.insert($0[index], at: index) })?.kind == .badData, "doubled \(name)")
      }
      if name != "SLUT" {
        #expect(try refusal(rebuilt { $0[index].number += 1 << 20 })?.kind == .badData, "number of \(name)")
      }
      // What an attachment holds is known to who attached it.
      if name != "ATTA" {
        #expect(try refusal(rebuilt { $0[index].content.append(0) })?.kind == .badData, "longer \(name)")
      }
      if index > 0 { #expect(try refusal(rebuilt { $0.swapAt(index, index - 1) })?.kind == .badData) }
    }
    for index in [0, 1, 2, 3, 7] {
      #expect(try refusal(rebuilt { $0.remove(at: index) })?.kind == .badData, "without \(index)")
    }
  }

  /// Lengths and counts that the file cannot hold are refused before anything is allocated for them.
  @Test func numbersBeyondTheFile() throws {
    let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    for name in ["STAT", "AREA"] {
      let bytes = try rebuilt { sections in
        for i in sections.indices where sections[i].name == name { sections[i].content = huge }
      }
      #expect(try refusal(bytes)?.kind == .badData)
    }
    var bytes = try partial(Self.small)
    for i in 24..<32 { bytes[i] = 0x7F }
    #expect(try refusal(bytes)?.message == "the partial result is cut short")
  }

  @Test func otherVersions() throws {
    var bytes = try partial(Self.small)
    bytes[8] = 2
    #expect(try refusal(bytes)?.hint == "make it again with this version of rutverk")
    bytes[8] = 4
    #expect(try refusal(bytes)?.hint == "a later version of rutverk made it; use that one")
  }
}
