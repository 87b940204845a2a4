import Core
import Geometry
import Testing

@testable import Synthetic

@Suite struct PointTests {
  private static func rows(_ world: SyntheticWorld, _ options: PointOptions) throws -> (
    rows: [[String]], totals: PointTotals, bytes: [UInt8]
  ) {
    var bytes: [UInt8] = []
    let totals = try generatePoints(world, options) { bytes += $0 }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "id,e,n,time,category" && lines.last == "")
    let rows = lines.dropFirst().dropLast().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return (rows, totals, bytes)
  }

  @Test func pointsAreWhatTheOptionsSay() throws {
    let world = try SyntheticWorld.town(seed: 3)
    let options = PointOptions(count: 60_000, unlocatedShare: 0.05, start: "2020-01-01", days: 366)
    let (rows, totals, _) = try Self.rows(world, options)
    #expect(rows.count == 60_000 && totals.points == 60_000)
    #expect(rows.allSatisfy { $0.count == 5 })
    #expect(rows.first?[0] == "1" && rows.last?[0] == "60000")
    let empty = rows.count { $0[1].isEmpty }
    #expect(empty == totals.unlocated && empty == rows.count { $0[2].isEmpty })
    #expect((2_700...3_300).contains(empty))
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0[3] <= $1[3] })
    let form = /20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]/
    #expect(rows.allSatisfy { $0[3].wholeMatch(of: form) != nil })
    #expect((rows.first?[3] ?? "").hasPrefix("2020-01-01") && (rows.last?[3] ?? "").hasPrefix("2020-12-31"))
    #expect(Set(rows.map { $0[4] }).count == 9)
    #expect(rows.count { $0[4] == "skadegörelse" } > rows.count { $0[4] == "skjutning" })
    let box = world.extent.bounds
    let places = rows.compactMap { row in Double(row[1]).flatMap { e in Double(row[2]).map { (e, $0) } } }
    #expect(places.count == 60_000 - empty)
    #expect(places.allSatisfy { $0 >= box.minX && $0 <= box.maxX && $1 >= box.minY && $1 <= box.maxY })
    // Denser in the town: 70 % and more within 1.4 radii, which are a small part of the window.
    let town = world.towns[0]
    let near = places.count { e, n in
      ((e - town.e) * (e - town.e) + (n - town.n) * (n - town.n)).squareRoot() <= 1.4 * town.radius + 0.01
    }
    #expect(Double(near) > 0.7 * Double(places.count))
  }

  @Test func areasGetTheirShare() throws {
    let world = try SyntheticWorld.town(seed: 3)
    let town = world.towns[0]
    let corner = (town.e + 9_000, town.n + 9_000)
    let area = MultiPolygon([[corner, (corner.0 + 400, corner.1), (corner.0, corner.1 + 400)]])
    let options = PointOptions(count: 20_000, areas: [area], areaShare: 0.3, townShare: 0.5, unlocatedShare: 0)
    let rows = try Self.rows(world, options).rows
    let inside = rows.count { row in
      let (e, n) = ((Double(row[1]) ?? 0) - corner.0, (Double(row[2]) ?? 0) - corner.1)
      return e >= -0.01 && n >= -0.01 && e + n <= 400.02
    }
    #expect((5_700...6_400).contains(inside))
  }

  @Test func sameSeedSameBytesForAnyThreads() throws {
    let world = try SyntheticWorld.town(seed: 5)
    let one = try Self.rows(world, PointOptions(count: 80_000, threads: 1)).bytes
    let two = try Self.rows(world, PointOptions(count: 80_000, threads: 2)).bytes
    #expect(one == two)
    let other = try Self.rows(SyntheticWorld.town(seed: 6), PointOptions(count: 80_000)).bytes
    #expect(one != other)
  }

  @Test func optionsOutOfRangeAreRefused() throws {
    let world = try SyntheticWorld.town(seed: 1)
    for bad in [
      PointOptions(count: 0), PointOptions(count: 1, areaShare: 0.5, townShare: 0.6),
      PointOptions(count: 1, unlocatedShare: -0.1), PointOptions(count: 1, start: "2020-13-01"),
      PointOptions(count: 1, days: 0),
    ] {
      #expect(throws: Failure.self) { try generatePoints(world, bad) { _ in } }
    }
  }
}
