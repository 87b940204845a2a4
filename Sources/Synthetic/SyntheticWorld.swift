import Core
import Geometry

/// A made-up country, or a part of one: land and towns, all of it decided by a seed.
///
/// Seed, number of towns, extent and people decide the whole world, bit for bit, on any platform. Everything
/// generated from one world fits together: areas lie where the world's grid shows poor living conditions.
public struct SyntheticWorld: Sendable {
  /// People in Sweden's DeSO in 2022 (SCB), the default for a national world.
  public static let nationalPeople = 10_521_556

  /// The number that everything follows from.
  public let seed: UInt64
  /// How far the world reaches.
  public let extent: WorldExtent
  /// The towns in order of size.
  public let towns: [Town]
  /// Inhabitants of the whole world when the grid is fine enough to hold them, towns and country.
  public let people: Int
  /// The world's land in squares of 1 km, canonical order.
  let land: [LandSquare]

  /// Plans a world.
  ///
  /// - Parameters:
  ///   - seed: any number.
  ///   - towns: 1 to 20,000; about 2,000 make a country like Sweden.
  ///   - extent: nil takes ``WorldExtent/automatic(towns:)``.
  ///   - people: inhabitants; nil takes Sweden's for Sweden, and otherwise 180,000 plus 25,000 for each town after the
  ///     first.
  /// - Throws: ``Failure`` (usage) for a number out of range, a bad window, or towns that do not fit.
  public init(seed: UInt64, towns: Int, extent: WorldExtent? = nil, people: Int? = nil) throws {
    guard (1...20_000).contains(towns) else {
      throw Failure(
        .usage, "the number of towns is out of range", field: "towns", value: "\(towns)", expected: "1 to 20000")
    }
    let chosen = extent ?? WorldExtent.automatic(towns: towns)
    try chosen.validate()
    let inhabitants: Int
    switch (people, chosen) {
    case (let given?, _): inhabitants = given
    case (nil, .sweden): inhabitants = Self.nationalPeople
    case (nil, .window): inhabitants = 180_000 + 25_000 * (towns - 1)
    }
    guard (1...1_000_000_000).contains(inhabitants) else {
      throw Failure(
        .usage, "the number of people is out of range", field: "people", value: "\(inhabitants)",
        expected: "1 to 1000000000")
    }
    let land = chosen.squares
    let sizes = TownPlacement.populations(towns: towns, people: inhabitants)
    guard let placed = TownPlacement.place(sizes, on: land, extent: chosen, seed: seed) else {
      throw Failure(
        .usage, "so many towns do not fit into the world", field: "towns", value: "\(towns)",
        hint: "take fewer towns, or a larger extent")
    }
    self.seed = seed
    self.extent = chosen
    self.people = inhabitants
    self.land = land
    self.towns = placed
  }

  /// The whole country with about as many towns as Sweden has urban areas.
  public static func sweden(seed: UInt64) throws -> SyntheticWorld {
    try SyntheticWorld(seed: seed, towns: 2000, extent: .sweden)
  }

  /// One town in a window of 30 × 30 km, the world of the bundled sample.
  public static func town(seed: UInt64) throws -> SyntheticWorld { try SyntheticWorld(seed: seed, towns: 1) }

  /// The grid's usual size for this world: 400,000 cells for Sweden, 4,500 a town otherwise.
  public var defaultCells: Int {
    switch extent {
    case .sweden: 400_000
    case .window: min(4_500 * towns.count, 16 * land.count)
    }
  }
}
