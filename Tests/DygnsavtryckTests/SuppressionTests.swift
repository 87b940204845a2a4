import Columns
import TestSupport
import Testing

@testable import Dygnsavtryck

/// What is withheld, and that no sum of published figures gives it back.
@Suite struct SuppressionTests {
  func rule(_ areas: [Int], _ groups: [Int], _ classes: [Int], _ minimum: Int = 5) -> Suppression {
    Suppression(areaPhones: areas, classPhones: classes, classOfArea: groups, minPhones: minimum)
  }

  @Test func theNextSmallestGoesToo() {
    let one = rule([3, 9, 7, 20], [0, 0, 0, 1], [15, 20])
    #expect(one.areas == [true, false, true, false])
    #expect(one.classes == [false, false] && !one.hidesInside)
    // Two small ones alone would give away their sum, which comes from few.
    let two = rule([3, 2, 9, 7], [0, 0, 0, 0], [15])
    #expect(two.areas == [true, true, false, true] && two.classes == [false])
  }

  @Test func classesWithoutAnotherArea() {
    let alone = rule([3, 9], [0, 1], [3, 9])
    #expect(alone.areas == [true, false] && alone.classes == [true, false] && alone.hidesInside)
    let allSmall = rule([3, 4, 9], [0, 0, 1], [7, 9])
    #expect(allSmall.areas == [true, true, false] && allSmall.classes == [true, false])
  }

  @Test func nothingToWithhold() {
    #expect(rule([5, 9], [0, 0], [12]).areas == [false, false])
    #expect(rule([0, 1], [0, 0], [1], 0).areas == [false, false])
    #expect(rule([0, 1], [0, 0], [1], 1).areas == [false, false])
    #expect(rule([0, 9, 9], [0, 0, 0], [12]).areas == [true, true, false])
  }

  @Test func extremesOfWithheldAreasAreWithheld() throws {
    let counts = try counts(seed: 31)
    let (all, shown) = (counts.footprint(), counts.footprint(minPhones: 8))
    var seen = 0
    for (group, figures) in shown.classes.enumerated() {
      let members = counts.plan.areas.classOfArea.indices.filter { counts.plan.areas.classOfArea[$0] == group }
      let values = members.compactMap { shown.areas[$0].dygnsavtryck }
      #expect(figures.dygnsavtryckMin == nil || figures.dygnsavtryckMin == values.min())
      #expect(figures.dygnsavtryckMax == nil || figures.dygnsavtryckMax == values.max())
      if figures.uniquePhonesMin == nil { seen += 1 }
      if figures.uniquePhonesMax != nil { #expect(figures.uniquePhonesMax == all.classes[group].uniquePhonesMax) }
    }
    #expect(seen > 0)
  }

  /// No withheld area has a figure, each withheld one is marked, and the rest is what it was.
  @Test(arguments: 40...60)
  func onlyWhatMustBe(seed: UInt64) throws {
    let counts = try counts(seed: seed)
    let (all, shown) = (counts.footprint(), counts.footprint(minPhones: 5))
    for (full, area) in zip(all.areas, shown.areas) {
      if let phones = full.uniquePhones, phones < 5 { #expect(area.isSuppressed) }
      if area.isSuppressed {
        #expect(area.dygnsavtryck == nil && area.share == nil && area.uniquePhones == nil)
      } else {
        #expect(area == full)
      }
    }
    for figures in shown.classes where figures.isSuppressed {
      #expect(figures.dygnsavtryck == nil && figures.uniquePhones == nil && figures.dygnsavtryckMean == nil)
      #expect(shown.totals.inside == nil && shown.totals.outside == nil)
    }
  }

  /// The sums that hold between figures as linear equations; withheld figures are the unknowns. None may be determined.
  @Test(arguments: 100...220)
  func noSubtractionGivesAnythingBack(seed: UInt64) throws {
    let counts = try counts(seed: seed)
    for minimum in [2, 4, 8, 16] {
      let whole = counts.suppression(table: 0, minPhones: minimum)
      let series = try #require(counts.series(minPhones: minimum))
      let (areas, classes) = (counts.plan.areas.classOfArea, counts.plan.areas.classes.count)
      var system = Equations()
      // Figures of the whole are row −1.
      func area(_ row: Int, _ a: Int) -> String? {
        (row < 0 ? whole.areas[a] : series.areaDygnsavtryck.isSuppressed(row * areas.count + a))
          ? "A\(row),\(a)" : nil
      }
      func group(_ row: Int, _ c: Int) -> String? {
        (row < 0 ? whole.classes[c] : series.classDygnsavtryck.isSuppressed(row * classes + c)) ? "C\(row),\(c)" : nil
      }
      func outside(_ row: Int) -> String? {
        (row < 0 ? whole.hidesInside : series.outside.isSuppressed(row)) ? "O\(row)" : nil
      }
      func total(_ row: Int) -> String? { row >= 0 && series.phoneDays.isSuppressed(row) ? "T\(row)" : nil }
      let rows = Array(series.starts.indices)
      for row in [-1] + rows {
        for c in 0..<classes {
          system.add(areas.indices.filter { areas[$0] == c }.map { area(row, $0) }, group(row, c))
        }
        system.add((0..<classes).map { group(row, $0) } + [outside(row)], total(row))
      }
      for a in areas.indices { system.add(rows.map { area($0, a) }, area(-1, a)) }
      for c in 0..<classes { system.add(rows.map { group($0, c) }, group(-1, c)) }
      system.add(rows.map(outside), outside(-1))
      system.add(rows.map(total), total(-1))
      #expect(system.determined().isEmpty, "at least \(minimum) phones")
      // And what is shown has enough phones.
      for row in rows {
        for a in areas.indices where !series.areaPhones.isSuppressed(row * areas.count + a) {
          #expect(series.areaPhones.values[row * areas.count + a] >= Double(minimum))
        }
        // A single row is the whole, whose phones are always given.
        if rows.count == 1 { continue }
        #expect(series.phones.isSuppressed(row) || series.phones.values[row] >= Double(minimum))
      }
    }
  }

  /// The check itself finds what can be subtracted.
  @Test func theCheckSeesLeaks() {
    var leak = Equations()
    leak.add(["a", nil], nil)
    #expect(leak.determined() == ["a"])
    var chain = Equations()
    chain.add(["a", "b"], nil)
    chain.add(["b", "c"], nil)
    #expect(chain.determined().isEmpty)
    chain.add(["a"], "c")
    // That was the difference of the first two.
    #expect(chain.determined().isEmpty)
    chain.add(["a", "c"], nil)
    #expect(chain.determined() == ["a", "b", "c"])
  }

  func counts(seed: UInt64) throws -> FootprintCounts {
    var dice = SeededRandom(seed)
    let world = World(
      seed: seed, phones: Int.random(in: 5...40, using: &dice), days: Int32.random(in: 1...5, using: &dice),
      stations: Int.random(in: 3...15, using: &dice), areas: Int.random(in: 1...7, using: &dice),
      events: Int.random(in: 20...400, using: &dice))
    return try collect(world.events, stations: world.stations.count).count(world.plan(.day), threads: 1)
  }
}

/// Linear equations `Σ parts = sum` over figures of which the published (nil) are known.
struct Equations {
  private var rows: [[String: Double]] = []

  mutating func add(_ parts: [String?], _ sum: String?) {
    var row: [String: Double] = [:]
    for case let name? in parts { row[name, default: 0] += 1 }
    if let sum { row[sum, default: 0] -= 1 }
    rows.append(row.filter { $0.value != 0 })
  }

  /// The unknowns with one possible value: those that stand alone in a row of the reduced echelon form.
  func determined() -> [String] {
    var left = rows
    var reduced: [(pivot: String, row: [String: Double])] = []
    while let next = left.popLast() {
      guard let pivot = next.keys.min(), let lead = next[pivot] else { continue }
      let row = next.mapValues { $0 / lead }
      func cleared(_ other: [String: Double]) -> [String: Double] {
        guard let factor = other[pivot] else { return other }
        return other.merging(row.mapValues { -factor * $0 }, uniquingKeysWith: +).filter { abs($0.value) > 1e-9 }
      }
      left = left.map(cleared)
      reduced = reduced.map { ($0.pivot, cleared($0.row)) }
      reduced.append((pivot, row))
    }
    return reduced.filter { $0.row.count == 1 }.map(\.pivot).sorted()
  }
}
