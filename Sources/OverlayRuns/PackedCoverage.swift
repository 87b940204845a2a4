import Areas
import Core
import Coverage
import Grid
import Inputs
import Overlay
import Parallel
import PartialFiles
import Reports

/// A coverage of lattice squares as a file of runs, a small part of its table's bytes: what `rutverk coverage --output FILE.coverage` writes, and
/// `overlay --coverage` takes up in less time than cutting takes. `docs/partial.md` describes every byte.
///
/// It serves what a table of squares serves: every cell layer that is made of such squares. The parts within the exclusive partition are
/// not in it, since they follow from the areas, and where the areas are the same to the last bit, neither have overlaps to be looked for.
package struct PackedCoverage {
  /// The ending by which it is written; it is read by its first bytes, whatever its name.
  package static let ending = "coverage"

  static let format = PartialFormat(
    command: "coverage", letters: "RVCO", version: 1,
    sections: [("HEAD", .once), ("PAIR", .once), ("RUTA", .inTurn)])
  private static let noun = "coverage"
  /// Areas of one section.
  private static let block = 128

  /// Squares with a part in an area, each counted once for each area.
  package let squares: Int
  let record: InputRecord
  /// Side of the squares, metres.
  package let size: Int
  private let ids: [String]
  private let madeFrom: String
  private let exact: UInt64
  private let suspects: [(Int, Int)]
  private let file: ByteFile
  private let sections: [PartialSections.Entry]

  /// Opens a packed coverage and reads its head; nil for any other file, and for one that cannot be opened, which who reads tables says
  /// more of. Throws ``Failure`` (bad data) for one that is damaged, cut short, or of another version.
  package init?(ifPacked path: String) throws {
    guard (try? Self.format.begins(path)) == true else { return nil }
    file = try ByteFile.read(path, as: Self.noun)
    let (sections, end) = try PartialSections.entries(of: file, Self.format)
    try end.finish()
    guard sections.count >= 3, sections[0].name == "HEAD", sections[1].name == "PAIR" else { throw end.damaged() }
    self.sections = Array(sections.dropFirst(2).dropLast())
    var head = try PartialSections.content(sections[0], of: file)
    size = Int(try head.number(below: UInt64(Int32.max)))
    squares = Int(try head.number(below: 1 << 62))
    record = InputRecord(path: path, features: squares)
    madeFrom = try head.text()
    exact = try head.word()
    ids = try (0..<head.count()).map { _ in try head.text() }
    try head.finish()
    var pairs = try PartialSections.content(sections[1], of: file)
    let areas = UInt64(ids.count)
    suspects = try (0..<pairs.count(ofAtLeast: 2)).map { _ in
      (Int(try pairs.number(below: areas)), Int(try pairs.number(below: areas)))
    }
    try pairs.finish()
    guard size > 0, suspects.allSatisfy({ $0.0 < $0.1 }),
      self.sections.count == (ids.count + Self.block - 1) / Self.block
    else { throw pairs.damaged() }
  }

  /// The parts of a lattice's cells in each area, as they would be cut now, and the pairs of areas that may share ground; nil where they
  /// have to be looked for.
  ///
  /// - Throws: ``Failure`` (bad data) for squares of another size, other areas, and a damaged file.
  func fractions(
    of lattice: CellLattice, in set: AreaSet, threads: Int
  ) throws -> (wholes: [UnitFractions], suspects: [(Int, Int)]?) {
    guard size == lattice.unit else { throw Failure.otherSquares(size, lattice, file: record.path) }
    let isExact = try CoverageFingerprint.exact(set, threads: threads) == exact
    let places = isExact ? Array(ids.indices) : try places(in: set, threads: threads)
    let slots = Slots<UnitFractions>(count: ids.count)
    try forEachArea(threads: threads) { slots.put(UnitFractions($1, lattice: lattice), at: places[$0]) }
    return (slots.takeAll(), isExact && FastPath.keptPairs.isOn ? suspects : nil)
  }

  /// Calls `body` with each area's place in the file and its squares, on any thread. Throws ``Failure`` (bad data) for a damaged file.
  package func forEachArea(threads: Int, _ body: @Sendable (Int, CoverageRuns) -> Void) throws {
    _ = try Parallel.blocks(of: sections.count, block: 1, threads: threads) { range in
      for section in range {
        var reader = try PartialSections.content(sections[section], of: file)
        for area in section * Self.block..<min(ids.count, (section + 1) * Self.block) {
          body(area, try reader.runs(size: size))
        }
        try reader.finish()
      }
    }
  }

  /// Where each area stands in a set that has the same ones, to the millimetre and in any order.
  private func places(in set: AreaSet, threads: Int) throws -> [Int] {
    let found = try CoverageFingerprint.of(set, nil, threads: threads)
    let order = Dictionary(set.areas.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let places = ids.compactMap { order[$0] }
    guard found == madeFrom, Set(places).count == set.areas.count, places.count == ids.count else {
      throw Failure.otherAreas(file: record.path, value: madeFrom, expected: found)
    }
    return places
  }

  /// Writes the squares of areas.
  ///
  /// - Parameters:
  ///   - rows: squares of `size` metres.
  ///   - set: the areas.
  ///   - suspects: the pairs of them that may share ground, each (a, b) with a < b.
  static func write(
    _ rows: CoverageRows, of set: AreaSet, size: Int, suspects: [(Int, Int)], to path: String, threads: Int
  ) throws {
    var writer = try PartialSections.Writer(ByteFile.create(path), format)
    var head: [UInt8] = []
    head.appendNumber(UInt64(size))
    head.appendNumber(UInt64(rows.count))
    head.appendText(try CoverageFingerprint.of(set, nil, threads: threads))
    head.appendLittleEndian(try CoverageFingerprint.exact(set, threads: threads))
    head.appendNumber(UInt64(rows.ids.count))
    for id in rows.ids { head.appendText(id) }
    try writer.section("HEAD", 0, head)
    var pairs: [UInt8] = []
    pairs.appendNumber(UInt64(suspects.count))
    for (a, b) in suspects {
      pairs.appendNumber(UInt64(a))
      pairs.appendNumber(UInt64(b))
    }
    try writer.section("PAIR", 0, pairs)
    var number = 0
    try Parallel.stream(count: (rows.parts.count + block - 1) / block, threads: threads) { section in
      var bytes: [UInt8] = []
      for part in rows.parts[section * block..<min(rows.parts.count, (section + 1) * block)] {
        if case .squares(let runs, _) = part { bytes.append(runs) }
      }
      return bytes
    } consume: { bytes in
      try writer.section("RUTA", number, bytes)
      number += 1
    }
    try writer.end([])
  }
}

extension Failure {
  /// What is said of a coverage of squares of another size than the cells need.
  static func otherSquares(_ size: Int, _ lattice: CellLattice, file: String) -> Failure {
    Failure(
      .badData, "the coverage is of \(size) m squares, the cells need \(lattice.unit) m", file: file,
      hint: "make it with --cell-size \(lattice.unit)")
  }

  /// What is said of a coverage that was made from other areas, or cells.
  static func otherAreas(
    _ what: String = "areas", file: String, value: String, expected: String
  ) -> Failure {
    Failure(
      .badData, "the coverage was made from other \(what)", file: file, field: CoverageChecksum.originColumn,
      value: value,
      expected: expected, hint: "make the coverage anew")
  }
}
