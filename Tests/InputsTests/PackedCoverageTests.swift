import Areas
import Core
import Coverage
import Foundation
import Geometry
import Grid
import Overlay
import Reports
import TestSupport
import Testing

@testable import OverlayRuns

/// A coverage as a file of runs is taken up as it was cut, or refused.
@Suite struct PackedCoverageTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Star-shaped areas around random places, one of two parts and one with a hole.
  static func areas(_ seed: Int, count: Int) -> AreaSet {
    var dice = SeededRandom(seed)
    func star(_ e: Double, _ n: Double, _ radius: Double) -> [(Double, Double)] {
      (0..<12).map { corner in
        let (angle, reach) = (Double(corner) / 12 * 2 * Double.pi, radius * dice.within(0.5...1))
        return (e + reach * cos(angle), n + reach * sin(angle))
      }
    }
    return AreaSet(
      (0..<count).map { place in
        let (e, n) = (600_000 + dice.within(0...4000), 6_600_000 + dice.within(0...4000))
        var polygon = MultiPolygon([star(e, n, 1500)])
        if place == 1 { polygon.addPart([star(e + 9000, n, 300)]) }
        if place == 2 { polygon = MultiPolygon([star(e, n, 1500), star(e, n, 400)]) }
        return Area(id: "område \(place)", name: "", areaClass: nil, polygon: polygon)
      })
  }

  static func lattice() throws -> CellLattice {
    var cells: [Cell] = []
    for row in 0..<80 {
      for column in 0..<80 {
        cells.append(Cell(size: 250, e: 595_000 + 250 * Int32(column), n: 6_595_000 + 250 * Int32(row)))
      }
    }
    return try CellLattice(cells)
  }

  private func written(_ set: AreaSet, suspects: [(Int, Int)] = [(0, 1)]) throws -> String {
    let path = try folder.write("t.coverage", [])
    let parts = set.areas.map {
      CoverageRows.Part.squares(ExactCoverage.runs(of: $0.polygon, size: 250), exclusive: nil)
    }
    try PackedCoverage.write(
      CoverageRows(ids: set.areas.map(\.id), parts: parts, lattice: nil), of: set, size: 250, suspects: suspects,
      to: path, threads: 2)
    return path
  }

  @Test(arguments: [1, 5, 300]) func itIsTakenUpAsItWasCut(count: Int) throws {
    let (set, lattice) = (Self.areas(count, count: count), try Self.lattice())
    let packed = try #require(try PackedCoverage(ifPacked: written(set, suspects: count > 1 ? [(0, 1)] : [])))
    let expected = set.areas.map {
      UnitFractions(ExactCoverage.runs(of: $0.polygon, size: 250), lattice: lattice)
    }
    for threads in [1, 3] {
      let found = try packed.fractions(of: lattice, in: set, threads: threads)
      #expect(found.wholes == expected)
      #expect(found.suspects?.map { [$0.0, $0.1] } == (count > 1 ? [[0, 1]] : []))
    }
    #expect(
      packed.squares
        == set.areas.reduce(0) { sum, area in
          sum + ExactCoverage.runs(of: area.polygon, size: 250).squareCount
        })
  }

  /// In another order, and off by less than the fingerprint sees: overlaps are looked for again.
  @Test func areasInAnotherForm() throws {
    let (set, lattice) = (Self.areas(5, count: 5), try Self.lattice())
    let packed = try #require(try PackedCoverage(ifPacked: written(set)))
    let other = AreaSet(set.areas.reversed())
    let found = try packed.fractions(of: lattice, in: other, threads: 1)
    #expect(
      found.wholes
        == other.areas.map {
          UnitFractions(ExactCoverage.runs(of: $0.polygon, size: 250), lattice: lattice)
        })
    #expect(found.suspects == nil)
    let moved = AreaSet(
      set.areas.map { area in
        var polygon = area.polygon
        for i in polygon.x.indices { polygon.x[i] += 0.01 }
        return Area(id: area.id, name: "", areaClass: nil, polygon: polygon)
      })
    #expect(throws: Failure.self) { try packed.fractions(of: lattice, in: moved, threads: 1) }
  }

  @Test func otherFilesAreNone() throws {
    for bytes in [[], Array("id,ruta\n".utf8), [0x89]] as [[UInt8]] {
      #expect(try PackedCoverage(ifPacked: folder.write("x.csv", bytes)) == nil)
    }
    #expect(try PackedCoverage(ifPacked: folder.path + "/lacking") == nil)
  }

  @Test func noFlippedBitAndNoCutPasses() throws {
    let (set, lattice) = (Self.areas(2, count: 2), try Self.lattice())
    let bytes = try {
      _ = try written(set)
      return try folder.bytes("t.coverage")
    }()
    func read(_ bytes: [UInt8]) throws -> Bool {
      let path = try folder.write("changed.coverage", bytes)
      do {
        guard let packed = try PackedCoverage(ifPacked: path) else { return false }
        _ = try packed.fractions(of: lattice, in: set, threads: 1)
        return true
      } catch let failure as Failure where failure.kind == .badData {
        return false
      }
    }
    #expect(try read(bytes))
    var passed: [Int] = []
    for offset in bytes.indices {
      var changed = bytes
      changed[offset] ^= 1 << UInt8(offset % 8)
      if try read(changed) { passed.append(offset) }
    }
    #expect(passed == [])
    for length in stride(from: 0, to: bytes.count, by: 7) { #expect(try !read(Array(bytes[..<length])), "\(length)") }
  }

  /// Also of a larger one, several bits at once: refused, as a packed coverage or as the table that it is then taken for. A tenth of
  /// what `RUTVERK_FLIPS=10000` tries, which takes minutes without optimisation.
  @Test func manyFlipsAndCutsOfALargerOne() throws {
    let count = ProcessInfo.processInfo.environment["RUTVERK_FLIPS"].flatMap(Int.init) ?? 1000
    _ = try written(Self.areas(3, count: 3))
    let bytes = try folder.bytes("t.coverage")
    let journal = Journal()
    func passes(_ bytes: [UInt8]) throws -> Bool {
      let path = try folder.write("changed.coverage", bytes)
      do {
        if let packed = try PackedCoverage(ifPacked: path) {
          try packed.forEachArea(threads: 1) { _, _ in }
        } else {
          // A table without rows is refused by the areas' sizes.
          return try !CoverageTable(path: path, threads: 1, journal: journal).ids.isEmpty
        }
        return true
      } catch let failure as Failure where failure.kind == .badData || failure.kind == .noInput {
        return false
      }
    }
    #expect(try passes(bytes))
    var dice = SeededRandom(61)
    var passed: [String] = []
    for number in 0..<count {
      var changed = bytes
      var places = Set<Int>()
      for _ in 0...(number % 3) { places.insert(dice.below(8 * bytes.count)) }
      for place in places { changed[place / 8] ^= 1 << UInt8(place % 8) }
      if try passes(changed) { passed.append("bits \(places.sorted())") }
    }
    for _ in 0..<count / 10 {
      let length = dice.below(bytes.count)
      if try passes(Array(bytes[..<length])) { passed.append("\(length) of \(bytes.count) bytes") }
    }
    #expect(passed == [])
  }
}
