import Testing

@testable import Dygnsavtryck

/// Several classes together, and areas without activity.
@Suite struct TogetherTests {
  private static let assessed = [0, 1]

  @Test(arguments: 0..<8) func classesSumToWhatTheyAreTogether(_ seed: Int) throws {
    let world = World(seed: UInt64(seed), areas: 30, events: 200)
    let counts = try collect(world.events, stations: world.stations.count).count(world.plan(), threads: 2)
    let footprint = counts.footprint(assessed: Self.assessed)
    let together = try #require(footprint.together)
    let classes = Self.assessed.map { footprint.classes[$0] }
    let sum = classes.reduce(0) { $0 + ($1.dygnsavtryck ?? .nan) }
    #expect(abs((together.dygnsavtryck ?? .nan) - sum) < 1e-9 && together.withheld == nil)
    #expect(together.areas == classes.reduce(0) { $0 + $1.areas })
    let idle = footprint.areas.count { $0.uniquePhones == 0 }
    #expect(footprint.areasWithoutActivity == idle && idle > 0)
    #expect(footprint.country.share == 1 && footprint.country.areasWithoutActivity == idle)
    #expect(counts.footprint().together == nil)
  }

  /// What is withheld of one class cannot be subtracted from the classes together; and nothing is no small number.
  @Test(arguments: 0..<40) func aSumGivesNoClassAway(_ seed: Int) throws {
    let world = World(seed: UInt64(seed), phones: 12, days: 3, stations: 8, areas: 5, events: 40)
    let plan = try world.plan(countsPieces: true)
    let counts = try collect(world.events, stations: world.stations.count).count(plan, threads: 1)
    let open = counts.footprint(assessed: Self.assessed)
    for minPhones in [3, 5] {
      let footprint = counts.footprint(assessed: Self.assessed, minPhones: minPhones)
      let together = try #require(footprint.together)
      let withheld = Self.assessed.filter { footprint.classes[$0].dygnsavtryck == nil }
      if together.dygnsavtryck != nil { #expect(withheld.count != 1, "seed \(seed)") }
      #expect((together.dygnsavtryck == nil) == (together.withheld != nil))
      #expect(footprint.classes.map(\.areasWithoutActivity) == open.classes.map(\.areasWithoutActivity))
      for (shown, plain) in zip(footprint.areas, open.areas) where plain.uniquePhones == 0 {
        #expect(shown.dygnsavtryck == 0 && shown.uniquePhones == 0 && shown.withheld == nil)
      }
    }
  }
}
