import Core
import Definitions
import Foundation
import Reports
import TestSupport
import Testing

@testable import Livsvillkor

/// A reference is read back only as it was written.
@Suite struct ReferenceDamageTests {
  /// The statistics of a small run as a file holds them, with limits and ranks.
  static func statistics() throws -> (json: [UInt8], reference: ReferenceStatistics) {
    let definition = Fixtures.definition([2, 1]) {
      $0.normalisation = .percentile
      $0.clip = nil
      $0.winsorise = Limits(10, 90)
    }
    let units = Fixtures.units([30, 40, 50, 10], [[1, 2, 3, 4], [3, 1, 2, 0.125], [5, 6, 8, -0.0]])
    let reference = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1).statistics
      .reference
    let tree = JSONTree.members(["units": 4, "reference": try JSONTree(encoding: reference).sealed])
    return (Array(tree.description.utf8), reference)
  }

  /// What is read; nil when it is refused, which has to be as bad data.
  private func read(_ json: [UInt8]) throws -> (statistics: ReferenceStatistics, isSealed: Bool)? {
    do {
      return try ReferenceFile.read(json: Data(json), file: "s.json")
    } catch let failure as Failure where failure.kind == .badData {
      return nil
    }
  }

  @Test func itIsReadAsItWasWritten() throws {
    let (json, reference) = try Self.statistics()
    let found = try #require(try read(json))
    #expect(found.statistics == reference && found.isSealed)
    // Another layout of the same numbers is the same reference.
    let loose = String(decoding: json, as: UTF8.self).replacingOccurrences(of: "\n", with: "\n\t ")
    #expect(try read(Array(loose.utf8))?.statistics == reference)
    let edited = String(decoding: json, as: UTF8.self).replacingOccurrences(of: "\"checksum\"", with: "\"before\"")
    #expect(try read(Array(edited.utf8))?.isSealed == false)
  }

  /// Each bit, and each byte as the file's end: what is read is what was written, or nothing.
  @Test func noFlippedBitAndNoCutPasses() throws {
    let (json, reference) = try Self.statistics()
    var (refused, others) = (0, [Int]())
    for bit in 0..<8 * json.count {
      var changed = json
      changed[bit / 8] ^= 1 << (bit % 8)
      guard let found = try read(changed) else {
        refused += 1
        continue
      }
      if found.statistics != reference { others.append(bit) }
    }
    #expect(others == [])
    #expect(refused > 4 * json.count, "\(refused)")
    // The last byte is a line feed.
    for length in 0..<json.count - 1 { #expect(try read(Array(json[..<length])) == nil, "cut at \(length)") }
  }

  @Test func tenThousandFlipsOfSeveralBits() throws {
    let (json, reference) = try Self.statistics()
    var dice = SeededRandom(41)
    for _ in 0..<10_000 {
      var changed = json
      for _ in 0...dice.below(4) { changed[dice.below(json.count)] ^= 1 << UInt8(dice.below(8)) }
      guard let found = try read(changed), found.isSealed else { continue }
      #expect(found.statistics == reference)
    }
  }

  @Test func digestsTellTreesApart() throws {
    let trees: [JSONTree] = [
      .null, .bool(true), .bool(false), 0, 1, 1.5, "", "a", .array([]), .array([1]), .array([1, 1]), .object([]),
      .members(["a": 1]), .members(["a": 2]), .members(["b": 1]), .members(["a": 1, "b": 1]),
      .members(["b": 1, "a": 2]), .array([.array([1])]), .array([.array([]), 1]), .array(["ab"]), .array(["a", "b"]),
    ]
    #expect(Set(trees.map(\.digest)).count == trees.count)
    // An object's members have no order: readers give them in another one than was written.
    #expect(JSONTree.members(["b": 1, "a": 2]).digest == JSONTree.members(["a": 2, "b": 1]).digest)
    #expect(JSONTree.integer(3).digest == JSONTree.number(3).digest)
    #expect(JSONTree.number(-0.0).digest == JSONTree.number(0).digest)
  }
}
