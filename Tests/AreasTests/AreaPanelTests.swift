import Areas
import Geometry
import TestSupport
import Testing

/// Areas followed through several years.
@Suite struct AreaPanelTests {
  private func area(_ id: String, _ areaClass: AreaClass?, at easting: Double? = nil) -> Area {
    let polygon = easting.map { MultiPolygon(minX: $0, minY: 0, maxX: $0 + 100, maxY: 100) }
    return Area(id: id, name: "", areaClass: areaClass, polygon: polygon ?? MultiPolygon())
  }

  /// Matched by identifier, then by the ground of squares in a row.
  private func panel(_ years: [Int], _ areas: [[Area]]) -> AreaPanel {
    AreaPanel(years: years, areas: areas) { old, new in
      AreaMatching(old: old.areas, new: new.areas, keys: AreaMatching.Key.allCases, minimumShare: 0.5) { olds, news in
        olds.flatMap { a in
          news.compactMap { b in
            guard let one = old.areas[a].polygon.bounds, let two = new.areas[b].polygon.bounds else { return nil }
            let width = min(one.maxX, two.maxX) - max(one.minX, two.minX)
            return width > 0 ? SharedArea(old: a, new: b, squareMetres: width * 100) : nil
          }
        }
      }
    }
  }

  @Test func anAreaThatComesBackIsTheSame() {
    let found = panel(
      [2015, 2017, 2019],
      [
        [area("A", .utsatt), area("B", .risk)], [area("B", .sarskiltUtsatt), area("C", .utsatt)],
        [area("C", .utsatt), area("A", .risk)],
      ])
    #expect(found.tracks.count == 3)
    #expect(found.listed(0) == [0, 2] && found.listed(1) == [0, 1] && found.listed(2) == [1, 2])
    #expect(found.tracks[0][2]?.area == 1 && found.tracks[0][2]?.key == .id)
    #expect(found.listedSince(0, 2) == 2 && found.listedSince(2, 2) == 1 && found.listedSince(0, 1) == nil)
    let steps = found.steps
    #expect(steps.map { step in AreaChange.Status.allCases.map(step.count) } == [[1, 1, 1, 0], [1, 1, 0, 1]])
    // From the first to the last year: A reclassified, B gone, C new.
    #expect(AreaChange.Status.allCases.map(found.transition(from: 0, to: 2).count) == [1, 1, 1, 0])
    #expect(found.classes == [.sarskiltUtsatt, .risk, .utsatt])
    // Rows and columns: särskilt utsatt, risk, utsatt, not listed.
    #expect(steps[0].matrix == [[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])
    #expect(found.persistence.map(\.areas) == [0, 3, 0] && found.persistence.map(\.inLast) == [0, 2, 0])
  }

  @Test func whereIdentifiersChangeTheGroundTells() {
    let found = panel(
      [2019, 2021, 2023],
      [
        [area("1", .utsatt, at: 0), area("2", .risk, at: 500)], [area("x", .utsatt, at: 10)],
        [area("x", .utsatt, at: 10), area("y", .risk, at: 520)],
      ])
    #expect(found.tracks.count == 2)
    #expect(found.tracks[0].map { $0?.key } == [nil, .overlap, .id])
    // Away in 2021, and found again by its ground.
    #expect(found.tracks[1].map { $0?.area } == [1, nil, 1] && found.tracks[1][2]?.key == .overlap)
  }

  @Test func ejUtsattIsNotListed() {
    let not = AreaClass(text: "Ej utsatt område")
    let found = panel([2019, 2021], [[area("A", not), area("B", .utsatt)], [area("A", .utsatt), area("B", not)]])
    #expect(found.listed(inYear: 0) == [1] && found.listed(inYear: 1) == [0])
    #expect(AreaChange.Status.allCases.map(found.transition(from: 0, to: 1).count) == [1, 1, 0, 0])
    #expect(found.classes == [.utsatt] && found.latest(0)?.id == "A")
  }

  /// From one year to the next the panel finds what two lists compared give.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func stepsAreThoseOfTheDiff(seed: UInt64) {
    var random = SeededRandom(seed)
    let classes: [AreaClass?] = [.utsatt, .risk, .sarskiltUtsatt, nil, AreaClass(code: "Fokusområde")]
    let lists = (0..<5).map { _ in
      (0..<40).filter { _ in Bool.random(using: &random) }.map { index in
        // Some have a new identifier each year, on ground that has moved a little.
        area(
          index % 3 == 0 ? "new \(Int.random(in: 0..<1_000_000, using: &random))" : "\(index)",
          classes[Int.random(in: 0..<classes.count, using: &random)],
          at: Double(index) * 300 + Double(Int.random(in: 0..<20, using: &random)))
      }
    }
    let found = panel(Array(2019..<2024), lists)
    for (step, pair) in zip(found.steps, zip(lists, lists.dropFirst())) {
      let two = panel([1, 2], [pair.0, pair.1]).steps[0]
      #expect(AreaChange.Status.allCases.map(step.count) == AreaChange.Status.allCases.map(two.count))
      #expect(step.count(.removed) + step.count(.reclassified) + step.count(.unchanged) == pair.0.count)
      #expect(step.count(.added) + step.count(.reclassified) + step.count(.unchanged) == pair.1.count)
      #expect(step.matrix.flatMap { $0 }.reduce(0, +) == step.changes.count)
    }
    #expect(found.persistence.reduce(0) { $0 + $1.areas } == found.tracks.count)
    #expect(found.tracks.reduce(0) { $0 + $1.count { $0 != nil } } == lists.reduce(0) { $0 + $1.count })
  }
}
