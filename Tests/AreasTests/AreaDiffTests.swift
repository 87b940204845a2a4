import Areas
import Geometry
import TestSupport
import Testing

/// Two lists compared.
@Suite struct AreaDiffTests {
  private func area(_ name: String, _ areaClass: AreaClass?, _ polygon: MultiPolygon = MultiPolygon()) -> Area {
    Area(id: name, name: name, areaClass: areaClass, polygon: polygon)
  }

  private func diff(_ old: [Area], _ new: [Area], shared: [SharedArea] = []) -> AreaDiff {
    let matching = AreaMatching(
      old: old, new: new, keys: AreaMatching.Key.allCases, minimumShare: 0.5
    ) { _, _ in shared }
    return AreaDiff(old: old, new: new, matching: matching, shared: shared)
  }

  /// The ten areas of the report's Tablå 3: 2019 → 2021.
  private let tabla3: [(String, AreaClass?, AreaClass?)] = [
    ("Fisksätra", nil, .utsatt), ("Grantorp/Visättra", nil, .utsatt), ("Sigtuna/Valsta", nil, .risk),
    ("Karlslund", .sarskiltUtsatt, .risk), ("Araby", .sarskiltUtsatt, .risk), ("Rannebergen", .utsatt, nil),
    ("Gårdsten", .risk, .utsatt), ("Tynnered/Greve-gården/Opaltorget", .sarskiltUtsatt, .risk),
    ("Kronogården/Lextorp/Sylte", .utsatt, .risk), ("Klockaretorpet", .utsatt, nil),
  ]

  @Test func theTenChangesOfTheReport() {
    var old = tabla3.filter { $0.1 != nil }.map { area($0.0, $0.1) }
    for (areaClass, count) in [(AreaClass.sarskiltUtsatt, 22), (.risk, 10), (.utsatt, 28)] {
      let lacking = count - old.count { $0.areaClass == areaClass }
      old += (0..<lacking).map { area("\(areaClass.code) \($0)", areaClass) }
    }
    let changed = Set(tabla3.map(\.0))
    let new = old.filter { !changed.contains($0.name) } + tabla3.filter { $0.2 != nil }.map { area($0.0, $0.2) }
    let found = diff(old, new.reversed())
    #expect(found.classes == [.sarskiltUtsatt, .risk, .utsatt, nil])
    #expect((0..<3).map { found.oldCount(ofClass: $0) } == [22, 10, 28])
    #expect((0..<3).map { found.newCount(ofClass: $0) } == [19, 14, 28])
    #expect(found.oldCount == 60 && found.newCount == 61)
    #expect(AreaChange.Status.allCases.map(found.count) == [3, 2, 5, 53])
    #expect(found.transitions == [[19, 3, 0, 0], [0, 9, 1, 0], [0, 1, 25, 2], [0, 1, 2, 0]])
  }

  @Test func ejUtsattIsNoMemberOfItsList() {
    let not = AreaClass(text: "Ej utsatt område")
    let found = diff(
      [area("A", not), area("B", .utsatt), area("C", not), area("D", nil)],
      [area("A", .utsatt), area("B", not), area("C", not), area("D", .risk)])
    #expect(found.changes.map(\.status) == [.added, .removed, .unchanged, .reclassified])
    #expect(found.classes == [.risk, .utsatt, nil])
    #expect(found.oldCount == 2 && found.newCount == 2)
  }

  @Test func bordersThatMovedAreMeasured() throws {
    let before = MultiPolygon(minX: 0, minY: 0, maxX: 100, maxY: 100)
    let after = MultiPolygon(minX: 10, minY: 0, maxX: 120, maxY: 100)
    let found = diff(
      [area("A", .utsatt, before), area("B", .risk, before)], [area("A", .utsatt, after), area("B", .risk, before)],
      shared: [
        SharedArea(old: 0, new: 0, squareMetres: 9000), SharedArea(old: 1, new: 1, squareMetres: 9999.999_999),
      ])
    let border = try #require(found.changes[0].border)
    #expect(border.gainedSquareMetres == 2000 && border.lostSquareMetres == 1000 && border.movedSquareMetres == 3000)
    #expect(abs(border.meanShiftMetres - 3000 / 410) < 1e-12)
    // The same outline has not moved, whatever rounding the intersection has.
    #expect(found.changes[1].border?.movedSquareMetres == 0)
    #expect(found.count(.unchanged) == 2)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func rowsAndColumnsSumToTheLists(seed: UInt64) {
    var random = SeededRandom(seed)
    let classes: [AreaClass?] = [.utsatt, .risk, .sarskiltUtsatt, .ovrig, nil, AreaClass(code: "Fokusområde")]
    func list() -> [Area] {
      (0..<60).filter { _ in Bool.random(using: &random) }.map {
        area("Område \($0)", classes[Int.random(in: 0..<classes.count, using: &random)])
      }
    }
    let (old, new) = (list(), list())
    let found = diff(old, new)
    for (place, areaClass) in found.classes.enumerated().dropLast() {
      #expect(found.oldCount(ofClass: place) == old.count { $0.areaClass == areaClass })
      #expect(found.newCount(ofClass: place) == new.count { $0.areaClass == areaClass })
    }
    let all = AreaChange.Status.allCases.reduce(0) { $0 + found.count($1) }
    #expect(all == found.changes.count && all == Set((old + new).map(\.name)).count)
    #expect(found.count(.added) - found.count(.removed) == new.count - old.count)
    // The other way round what was added is removed, and the matrix is turned.
    let back = diff(new, old)
    #expect(back.count(.added) == found.count(.removed) && back.count(.reclassified) == found.count(.reclassified))
    for (row, from) in found.classes.enumerated() {
      for (column, to) in found.classes.enumerated() {
        guard let a = back.classes.firstIndex(of: to), let b = back.classes.firstIndex(of: from) else {
          Issue.record("the classes differ")
          continue
        }
        #expect(back.transitions[a][b] == found.transitions[row][column])
      }
    }
  }
}
