import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct IndexChangeTests {
  private func vintage(_ rows: [(people: Double, percentile: Double, number: Double)]) -> IndexChange.Vintage {
    .init(
      population: rows.map(\.people), index: rows.map { $0.percentile / 50 - 1 }, percentile: rows.map(\.percentile),
      classes: rows.map(\.number))
  }

  /// Six units: the same, worse by three classes, gone, come, without an index in the old and in neither.
  private var change: IndexChange {
    IndexChange(
      old: vintage([(100, 10, 1), (200, 30, 2), (50, 90, 5), (5, .nan, .nan), (4, .nan, .nan)]),
      new: vintage([(110, 12, 1), (180, 85, 5), (30, 40, 3), (60, 50, 3), (.nan, .nan, .nan)]),
      pairs: [(0, 0), (1, 1), (2, nil), (nil, 2), (3, 3), (4, 4)])
  }

  @Test func statusesAndDifferences() {
    let change = change
    #expect(change.status == [.both, .both, .onlyOld, .onlyNew, .noIndexOld, .noIndex])
    #expect(change.classCount == 5)
    #expect(change.difference { $0.percentile }.map { $0.isNaN ? -1 : $0 } == [2, 55, -1, -1, -1, -1])
    #expect(change.difference { $0.classes }.prefix(2) == [0, 3])
    #expect(change.units(changedBy: 2) == [1] && change.units(changedBy: 1) == [1])
    #expect(change.classes(0)?.new == 1 && change.classes(2) == nil && change.classes(4) == nil)
  }

  @Test func figures() {
    let change = change
    var figures = ChangeFigures(classCount: change.classCount)
    for unit in 0..<change.count { figures.add(change, unit) }
    #expect(figures.old.population == 359 && figures.new.population == 380)
    // Means are over the two units that have an index in both.
    #expect(figures.old.populationIndexed == 300 && figures.new.populationIndexed == 290)
    #expect(figures.old.percentileMean == 7000.0 / 300)
    #expect(figures.new.worstShare == 180.0 / 290)
    #expect(figures.same.units == 1 && figures.worse.units == 1 && figures.better.units == 0)
    #expect(figures.worse.populationOld == 200 && figures.worse.populationNew == 180)
    #expect(figures.transition(from: 2, to: 5).units == 1 && figures.large.units == 1)
    // Half of a unit's ground in the old vintage, a quarter in the new one.
    var part = ChangeFigures(classCount: 5)
    part.add(change, 1, fractions: (0.5, 0.25))
    #expect(part.old.population == 100 && part.new.population == 45)
    #expect(
      part.transition(from: 2, to: 5).populationOld == 100 && part.transition(from: 2, to: 5).populationNew == 45)
  }

  /// Sums over all classes are those of the units, whatever they are.
  @Test func randomUnits() {
    var random = SeededRandom(4)
    let rows = (0..<500).map { _ in
      (people: Double(random.below(300)), percentile: random.unit() * 100, number: Double(1 + random.below(7)))
    }
    let others = rows.map {
      (people: $0.people + 1, percentile: 100 - $0.percentile, number: Double(1 + random.below(7)))
    }
    let change = IndexChange(
      old: vintage(rows), new: vintage(others), pairs: rows.indices.map { ($0, $0) })
    var figures = ChangeFigures(classCount: change.classCount)
    for unit in rows.indices { figures.add(change, unit) }
    #expect(figures.better.units + figures.same.units + figures.worse.units == 500)
    #expect(figures.worse.units == rows.indices.count { others[$0].number > rows[$0].number })
    #expect(figures.large.units == change.units(changedBy: 2).count)
    #expect(figures.sum { _, _ in true }.populationNew == others.reduce(0) { $0 + $1.people })
  }
}
