import Columns
import Core
import Foundation
import Grid
import Reports
import TestSupport
import Testing

@testable import Inputs
@testable import OverlayRuns

/// A coverage table is read back only as it was written.
@Suite struct CoverageDamageTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A row as the table means it.
  struct Row: Hashable, Comparable {
    var id: String
    var cell: Cell
    var fraction: Double
    var exclusive: Double
    var owned: Double?

    static func < (a: Row, b: Row) -> Bool { a.id != b.id ? a.id < b.id : a.cell < b.cell }
  }

  static let origin = "00c0ffee00c0ffee"

  /// Rows of two areas, over a lattice or a cell layer.
  static func rows(_ count: Int, hasOwned: Bool) -> [Row] {
    var dice = SeededRandom(count)
    return (0..<count).map { index in
      Row(
        id: index < count / 2 ? "A" : "Ö 2",
        cell: Cell(size: 250, e: 600_000 + 250 * Int32(index % 7), n: 6_600_000 + 250 * Int32(index / 7)),
        fraction: index % 3 == 0 ? 1 : dice.unit(), exclusive: index % 4 == 0 ? 0 : dice.unit(),
        owned: hasOwned ? 62_500 : nil)
    }
  }

  static func text(_ rows: [Row]) -> String {
    let hasOwned = rows.first?.owned != nil
    var checksum = CoverageChecksum(hasOwned: hasOwned)
    for row in rows {
      checksum.add(
        CoverageChecksum.Identifier(row.id), row.cell, fraction: row.fraction, exclusive: row.exclusive,
        owned: row.owned ?? 0)
    }
    let digits = checksum.digits(madeFrom: origin).all
    let head = "id,ruta,size_m,fraction,exclusive\(hasOwned ? ",owned_m2" : ""),made_from,checksum\n"
    return rows.reduce(into: head) { text, row in
      text += "\(row.id),\(row.cell.code),\(row.cell.size),\(row.fraction),\(row.exclusive)"
      text += row.owned.map { ",\($0)" } ?? ""
      text += ",\(origin),\(digits)\n"
    }
  }

  /// What is read; nil when it is refused, which has to be with exit code 64, 65 or 66, and for no rows, which the areas' sizes refuse.
  func read(_ bytes: [UInt8], journal: Journal = Journal()) throws -> [Row]? {
    let path = try folder.write("t.csv", bytes)
    do {
      let table = try CoverageTable(path: path, threads: 1, journal: journal)
      if table.ids.isEmpty { return nil }
      return zip(table.ids, table.parts).flatMap { id, part in
        part.rows.map {
          Row(id: id, cell: $0.cell, fraction: $0.fraction, exclusive: $0.exclusive, owned: $0.owned)
        }
      }.sorted()
    } catch let failure as Failure where failure.kind != .software && failure.kind != .io {
      return nil
    }
  }

  @Test func itIsReadAsItWasWritten() throws {
    for hasOwned in [false, true] {
      let rows = Self.rows(20, hasOwned: hasOwned)
      #expect(try read(Array(Self.text(rows).utf8)) == rows.sorted())
      // In any order, but not without a row or with one twice.
      let lines = Self.text(rows).split(separator: "\n")
      let shuffled = ([lines[0]] + lines[1...].reversed()).joined(separator: "\n")
      #expect(try read(Array(shuffled.utf8)) == rows.sorted())
      #expect(try read(Array(lines.dropLast().joined(separator: "\n").utf8)) == nil)
      #expect(try read(Array((lines + [lines[3]]).joined(separator: "\n").utf8)) == nil)
    }
  }

  @Test func noFlippedBitAndNoCutPasses() throws {
    for hasOwned in [false, true] {
      let rows = Self.rows(4, hasOwned: hasOwned).sorted()
      let bytes = Array(Self.text(rows).utf8)
      var (refused, others) = (0, [Int]())
      for bit in 0..<8 * bytes.count {
        var changed = bytes
        changed[bit / 8] ^= 1 << (bit % 8)
        guard let found = try read(changed) else {
          refused += 1
          continue
        }
        if found != rows { others.append(bit) }
      }
      #expect(others == [])
      #expect(refused > 7 * bytes.count, "\(refused) of \(8 * bytes.count)")
      // The last byte is a line feed.
      for length in 0..<bytes.count - 1 {
        #expect(try read(Array(bytes[..<length])) == nil, "cut at \(length)")
      }
    }
  }

  @Test func tenThousandFlips() throws {
    let rows = Self.rows(12, hasOwned: false).sorted()
    let bytes = Array(Self.text(rows).utf8)
    var dice = SeededRandom(51)
    for _ in 0..<10_000 {
      var changed = bytes
      let place = dice.below(bytes.count)
      changed[place] ^= 1 << UInt8(dice.below(8))
      let found = try read(changed)
      #expect(found == nil || found == rows, "byte \(place)")
    }
  }

  /// Tables without both columns are taken, and it is said; with one of them they are damaged.
  @Test func tablesByHand() throws {
    let rows = Self.rows(6, hasOwned: false).sorted()
    let lines = Self.text(rows).split(separator: "\n").map { $0.split(separator: ",") }
    func columns(_ wanted: [Int]) -> [UInt8] {
      Array(lines.map { line in wanted.map { line[$0] }.joined(separator: ",") }.joined(separator: "\n").utf8)
    }
    let journal = Journal()
    #expect(try read(columns([0, 1, 2, 3, 4]), journal: journal) == rows)
    #expect(journal.notes.contains { $0.contains("checksum") })
    #expect(try read(columns([0, 1, 2, 3, 4, 5])) == nil)
    #expect(try read(columns([0, 1, 2, 3, 4, 6])) == nil)
  }
}
