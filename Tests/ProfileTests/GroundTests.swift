import Areas
import Geometry
import Grid
import Overlay
import TestSupport
import Testing

@testable import Profile

/// Sums over cells, spread of the index and the parts of a difference.
@Suite struct GroundTests {
  /// Four cells in a row of 100, 200, 50 and 10 people; the last has no index.
  private func layer() throws -> ProfileLayer {
    let cells = (0..<4).map { Cell(size: 250, e: 500_000 + Int32($0) * 250, n: 6_500_000) }
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: [100, 200, 50, 10])
    layer.index = [1, -0.5, 0.5, .nan]
    layer.percentile = [90, 30, 70, .nan]
    layer.classes = [5, 1, 4, .nan]
    func variable(_ name: String, _ weight: Double, _ values: [Double], _ scores: [Double]) -> ProfileLayer.Variable {
      ProfileLayer.Variable(
        name, group: "g", weight: weight, unit: .share, isWorseWhenLow: false, values: values, scores: scores)
    }
    // The index is 0.75 × first score + 0.25 × second.
    return ProfileLayer(
      cells: layer,
      variables: [
        variable("forsta", 0.75, [0.4, 0.1, 0.3, 0.9], [1, -1, 0, .nan]),
        variable("andra", 0.25, [0.2, 0.2, 0.6, .nan], [1, 1, 2, .nan]),
      ], classCount: 5)
  }

  private func parts(_ entries: [(Int32, Double)]) -> UnitFractions {
    var parts = UnitFractions()
    for (cell, fraction) in entries { parts.append(unit: cell, fraction: fraction) }
    return parts
  }

  /// Half of the first cell (50 people) and all of the third (50).
  @Test func meansAreWeightedByPartTimesPopulation() throws {
    let ground = GroundSummary(try layer(), parts: parts([(0, 0.5), (2, 1)]))
    #expect(ground.figures.population == 100 && ground.figures.cells == 2)
    #expect(ground.figures.indexMean == 0.75)
    #expect(abs(ground.variables[0].mean - 0.35) < 1e-15 && ground.variables[0].people == 100)
    #expect(ground.variables[0].score == 0.5 && ground.variables[1].score == 1.5)
    #expect(ground.classes.map(\.people) == [0, 0, 0, 50, 50] && ground.figures.populationWithoutIndex == 0)
  }

  @Test func theWholeHasEveryCellThatOwnsGround() throws {
    let whole = GroundSummary(whole: try layer())
    #expect(whole.figures.population == 360 && whole.figures.cells == 4 && whole.figures.indexedCells == 3)
    #expect(whole.variables[0].cells == 4 && whole.variables[1].cells == 3 && whole.variables[1].people == 350)
    #expect(whole.figures.populationWithoutIndex == 10)
    #expect(abs(whole.variables[0].mean - (40 + 20 + 15 + 9) / 360) < 1e-15)
  }

  @Test func theContributionsMakeUpTheDifference() throws {
    let layer = try layer()
    let (area, whole) = (GroundSummary(layer, parts: parts([(0, 0.5), (2, 1)])), GroundSummary(whole: layer))
    let drivers = try #require(Drivers(area: area, whole: whole, variables: layer.variables))
    #expect(drivers.isComplete && abs(drivers.remainder) < 1e-15)
    #expect(abs(drivers.difference - (0.75 - 25.0 / 350)) < 1e-15)
    #expect(drivers.parts.map(\.variable) == [0, 1])
    #expect(abs(drivers.parts[0].contribution - 0.75 * (0.5 + 100.0 / 350)) < 1e-15)
    #expect(abs(drivers.parts[1].contribution - 0.25 * (1.5 - 400.0 / 350)) < 1e-15)
    // Other weights than the index was made with: the rest is shown, not hidden.
    var wrong = layer.variables
    wrong[0].weight = 0.5
    #expect(Drivers(area: area, whole: whole, variables: wrong)?.isComplete == false)
  }

  @Test func groundWithoutCellsOrIndex() throws {
    let layer = try layer()
    let whole = GroundSummary(whole: layer)
    for entries in [[], [(Int32(3), 1.0)]] {
      let ground = GroundSummary(layer, parts: parts(entries))
      #expect(ground.figures.indexMean.isNaN && ground.distribution.quantiles.allSatisfy(\.isNaN))
      #expect(Drivers(area: ground, whole: whole, variables: layer.variables) == nil)
      let shares = ground.distribution.shares(in: IndexBins(low: 0, high: 1))
      #expect(shares.allSatisfy { $0.isNaN })
    }
    var bare = layer
    bare.cells.index = []
    bare.cells.classes = []
    bare.variables = []
    let summary = GroundSummary(whole: bare)
    #expect(summary.figures.population == 360 && summary.classes.isEmpty && summary.distribution.range == nil)
  }

  @Test func quantilesAndBins() {
    let spread = IndexDistribution(indices: [-1, 0, 1, 2], people: [10, 40, 40, 10])
    #expect(spread.quantiles == [-0.5, 0, 0.5, 1, 1.5])
    let bins = IndexBins(low: -1, high: 2)
    #expect(bins.step == 0.2 && bins.edge(0) == -1 && bins.edge(bins.count) == 2 && bins.count == 15)
    let shares = spread.shares(in: bins)
    #expect(shares.count == 15 && shares[0] == 0.1 && shares[5] == 0.4 && shares[10] == 0.4)
    // The highest value lies in the last bin, whose upper edge it is.
    #expect(abs(shares[14] - 0.1) < 1e-15)
  }

  /// Any range gets edges that people can read, covers its ends, and shares that sum to one.
  @Test func binsOfAnyRange() {
    var random = SeededRandom(11)
    for _ in 0..<400 {
      let low = (random.unit() - 0.5) * 200
      let high = low + random.unit() * [0, 0.001, 1, 6, 100, 1e6][Int(random.unit() * 6)]
      let bins = IndexBins(low: low, high: high)
      #expect(bins.edge(0) <= low && bins.edge(bins.count) >= high)
      #expect((1...60).contains(bins.count))
      let values = (0..<20).map { _ in low + (high - low) * random.unit() } + [low, high]
      let shares = IndexDistribution(indices: values, people: values.map { _ in 1 + random.unit() }).shares(in: bins)
      #expect(shares.allSatisfy { $0 >= -1e-15 } && abs(shares.reduce(0, +) - 1) < 1e-12)
    }
  }
}
