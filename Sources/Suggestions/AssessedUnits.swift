import Areas
import Core
import Overlay
import Parallel

/// What of each unit, cell or zone, lies in areas that are assessed already: what suggestions are held against.
public struct AssessedUnits: Sendable {
  /// Classes, in the order of the set.
  public let classCount: Int
  /// Areas of each class with a unit in the data; the others can be found by nobody.
  public let areasWithUnits: [Int]
  /// The part of each unit in any area, 0–1.
  let inside: [Double]
  /// The part of each unit in what the exclusive partition gives to each class, by class.
  private let insideOfClass: [[Double]]
  // The areas that reach into each unit.
  private let starts: [Int]
  private let areas: [Int32]
  private let classOfArea: [Int]
  private let population: [Double]
  private let ground: [Double]

  /// Of the units of a layer under a set of areas, cut by `AreaOverlay.cut`.
  public init(_ layer: UnitLayer, set: AreaSet, cuts: [AreaOverlay.Cut]) {
    let count = layer.units.count
    classCount = set.classes.count
    classOfArea = set.areas.indices.map { set.rank($0) }
    var ofClass = [[Double]](repeating: [Double](repeating: 0, count: count), count: classCount)
    var inside = [Double](repeating: 0, count: count)
    var entries = [Int](repeating: 0, count: count + 1)
    var withUnits = [Int](repeating: 0, count: classCount)
    for (area, cut) in cuts.enumerated() {
      for (unit, part) in zip(cut.exclusive.units, cut.exclusive.fractions) {
        ofClass[classOfArea[area]][Int(unit)] += part
        inside[Int(unit)] += part
      }
      for unit in cut.whole.units { entries[Int(unit) + 1] += 1 }
      if !cut.whole.units.isEmpty { withUnits[classOfArea[area]] += 1 }
    }
    for unit in 0..<count { entries[unit + 1] += entries[unit] }
    var next = entries
    var areas = [Int32](repeating: 0, count: entries[count])
    for (area, cut) in cuts.enumerated() {
      for unit in cut.whole.units {
        areas[next[Int(unit)]] = Int32(area)
        next[Int(unit)] += 1
      }
    }
    (self.inside, insideOfClass, areasWithUnits) = (inside, ofClass, withUnits)
    (starts, self.areas) = (entries, areas)
    population = layer.population.map { $0.isNaN ? 0 : $0 }
    ground = layer.groundSquareMetres
  }

  /// Which areas reach into some units, ascending.
  public func areas(reaching units: some Sequence<Int>) -> [Int] {
    Set(units.lazy.flatMap { areas[starts[$0]..<starts[$0 + 1]] }).map(Int.init).sorted()
  }

  /// The part of the ground of some units that lies in areas; NaN without ground.
  public func groundShare(of units: some Sequence<Int>) -> Double {
    var (whole, within) = (CompensatedSum(), CompensatedSum())
    for unit in units {
      whole.add(ground[unit])
      within.add(ground[unit] * min(1, inside[unit]))
    }
    return whole.value > 0 ? within.value / whole.value : .nan
  }

  /// How much of the areas a choice of units finds, and how much of the choice lies in areas.
  public func agreement(of chosen: some Sequence<Int>) -> AssessedAgreement {
    var isFound = [Bool](repeating: false, count: classOfArea.count)
    var found = [Int](repeating: 0, count: classCount)
    var (people, squareMetres) = (CompensatedSum(), CompensatedSum())
    var peopleInside = [CompensatedSum](repeating: CompensatedSum(), count: classCount)
    var groundInside = peopleInside
    for unit in chosen {
      people.add(population[unit])
      squareMetres.add(ground[unit])
      if starts[unit] == starts[unit + 1] { continue }
      for area in areas[starts[unit]..<starts[unit + 1]] where !isFound[Int(area)] {
        isFound[Int(area)] = true
        found[classOfArea[Int(area)]] += 1
      }
      for rank in 0..<classCount {
        let part = insideOfClass[rank][unit]
        if part == 0 { continue }
        peopleInside[rank].add(part * population[unit])
        groundInside[rank].add(part * ground[unit])
      }
    }
    return AssessedAgreement(
      areasFound: found, population: people.value, squareMetres: squareMetres.value,
      populationInside: peopleInside.map(\.value), squareMetresInside: groundInside.map(\.value))
  }

  /// That of all units: what there is to find.
  public var everything: AssessedAgreement { agreement(of: population.indices) }
}

/// What a choice of units has in common with assessed areas.
public struct AssessedAgreement: Sendable, Equatable {
  /// Areas that it reaches into, by class.
  public var areasFound: [Int]
  /// Inhabitants of the chosen units.
  public var population: Double
  /// Planar ground of the chosen units, square metres.
  public var squareMetres: Double
  /// Inhabitants of their parts in areas, by class of the exclusive partition.
  public var populationInside: [Double]
  /// Planar ground of these parts, square metres.
  public var squareMetresInside: [Double]

  /// What is found of what there is: shares of areas, people and ground; NaN where there is nothing to find.
  public struct Recall: Sendable, Equatable {
    /// Share of the areas that have a unit in the data.
    public var areas: Double
    /// Share of the people who live in areas.
    public var population: Double
    /// Share of the areas' ground in the data.
    public var ground: Double
  }

  /// The recall of one class, or of all, where `all` is ``AssessedUnits/everything``.
  public func recall(of rank: Int? = nil, against all: AssessedAgreement, areas: [Int]) -> Recall {
    func share(_ part: [Double], _ whole: [Double]) -> Double {
      let (part, whole) = rank.map { (part[$0], whole[$0]) } ?? (part.reduce(0, +), whole.reduce(0, +))
      return whole > 0 ? part / whole : .nan
    }
    return Recall(
      areas: share(areasFound.map(Double.init), areas.map(Double.init)),
      population: share(populationInside, all.populationInside),
      ground: share(squareMetresInside, all.squareMetresInside))
  }

  /// Share of the chosen units' people who live in areas; NaN without people.
  public var populationPrecision: Double { population > 0 ? populationInside.reduce(0, +) / population : .nan }
  /// Share of the chosen units' ground that lies in areas; NaN without ground.
  public var groundPrecision: Double { squareMetres > 0 ? squareMetresInside.reduce(0, +) / squareMetres : .nan }
}
