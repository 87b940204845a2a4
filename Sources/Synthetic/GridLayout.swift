import Core
import Parallel

/// Which squares of a world are cells of its grid, and how many live in each.
///
/// The most built-up squares of 250 m are cells of their own; what else is inhabited goes by squares of 1,000 m, which
/// hold only what lies outside their 250 m cells, so a kilometre that its small cells fill has no large one. Cells
/// stand in canonical order: by northing, easting, size.
struct GridLayout: Sendable {
  /// Side, metres, one entry a cell.
  private(set) var size: [Int32] = []
  /// South-west corners, eastings in metres.
  private(set) var e: [Int32] = []
  /// South-west corners, northings in metres.
  private(set) var n: [Int32] = []
  /// Inhabitants, at least 1.
  private(set) var population: [Int32] = []

  /// The share of cells that are 250 m ones while there is country enough for the rest.
  static let fineShare = 0.6
  /// Inhabited squares are left out at random, one in so many: a cell that is missing is no zero.
  static let absentShare = 0.01

  /// Cells.
  var count: Int { e.count }

  /// Chooses `cells` squares of the world and settles them.
  ///
  /// Throws ``Failure`` (usage) for fewer than 1 cell or more than the land has squares of 250 m.
  init(world: SyntheticWorld, cells: Int, threads: Int) throws {
    let capacity = 16 * world.land.count
    guard cells >= 1, cells <= capacity else {
      throw Failure(
        .usage, "the number of cells is out of range", field: "cells", value: "\(cells)",
        expected: "1 to \(capacity) for this world",
        hint: cells < 1 ? nil : "its land has \(capacity) squares of 250 m")
    }
    // Some are taken out again below, so that the grid has gaps and yet the number asked for.
    let planned = min(capacity, cells + Int(Double(cells) * Self.absentShare))
    let settlement = try Settlement(world: world, threads: threads)
    let plan = try LayoutPlan(
      land: world.land, cells: planned, settlement: settlement, seed: world.seed, threads: threads)
    let squares = try plan.squares(land: world.land, settlement: settlement, seed: world.seed, threads: threads)
    let people = Self.people(of: world, cells: cells)
    let kept = Self.kept(squares.count - cells, of: squares, seed: world.seed)
    settle(squares, kept: kept, world: world, people: people)
  }

  /// Inhabitants of a grid of that many cells: the world's, but between 26 and 60 a cell on average, so that a small
  /// or a huge grid still has cells like those of a real one.
  static func people(of world: SyntheticWorld, cells: Int) -> Int {
    min(max(world.people, 26 * cells), max(60 * cells, 60))
  }

  /// Which squares stay when `surplus` of them go at random.
  private static func kept(_ surplus: Int, of squares: LayoutSquares, seed: UInt64) -> [Bool] {
    let random = CounterRandom(seed: seed, stream: RandomStream.absence)
    if surplus <= 0 { return [Bool](repeating: true, count: squares.count) }
    let lots = (0..<squares.count).map { at in
      let word = random.bits(Int(squares.e[at]), Int(squares.n[at])) &+ UInt64(squares.size[at])
      return Float(CounterRandom.unit(SplitMix.mix(word)))
    }
    return ThresholdChoice.best(squares.count - surplus, of: lots)
  }

  /// Gives each town's people to its 250 m squares and the others to the 1,000 m squares, by weight.
  private mutating func settle(_ squares: LayoutSquares, kept: [Bool], world: SyntheticWorld, people: Int) {
    // Weights are whole numbers, so these sums do not depend on any order.
    var weightOfTown = [UInt64](repeating: 0, count: world.towns.count)
    var weightOfCountry: UInt64 = 0
    for at in 0..<squares.count where kept[at] {
      if squares.town[at] >= 0 {
        weightOfTown[Int(squares.town[at])] += UInt64(squares.weight[at])
      } else {
        weightOfCountry += UInt64(squares.weight[at])
      }
    }
    var urban = 0.0
    for (town, weight) in zip(world.towns, weightOfTown) where weight > 0 { urban += Double(town.population) }
    // A town too small for a 250 m cell of its own leaves its people to the towns that have one.
    let share = weightOfCountry > 0 ? TownPlacement.urbanShare : 1
    let perTownsman = urban > 0 ? Double(people) * share / urban : 0
    let countrymen = Double(people) * (urban > 0 ? 1 - share : 1)
    let perTownWeight = zip(world.towns, weightOfTown).map {
      $1 > 0 ? Double($0.population) * perTownsman / Double($1) : 0
    }
    let perCountryWeight = weightOfCountry > 0 ? countrymen / Double(weightOfCountry) : 0

    let random = CounterRandom(seed: world.seed, stream: RandomStream.people)
    reserve(squares.count)
    for at in 0..<squares.count where kept[at] {
      let town = Int(squares.town[at])
      let expected = Double(squares.weight[at]) * (town >= 0 ? perTownWeight[town] : perCountryWeight)
      let word = random.bits(Int(squares.e[at]), Int(squares.n[at])) &+ UInt64(squares.size[at])
      let dither = CounterRandom.unit(SplitMix.mix(word))
      size.append(squares.size[at])
      e.append(squares.e[at])
      n.append(squares.n[at])
      population.append(Int32(min(1e9, max(1, (expected + dither).rounded(.down)))))
    }
  }

  private mutating func reserve(_ capacity: Int) {
    size.reserveCapacity(capacity)
    e.reserveCapacity(capacity)
    n.reserveCapacity(capacity)
    population.reserveCapacity(capacity)
  }
}
