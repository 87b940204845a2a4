import Areas
import Geometry
import Grid
import Overlay
import TestSupport
import Topology

/// A grid of both sizes with gaps, and areas that overlap, nest and stick out of it.
struct RandomWorld {
  static let originE = 674_000
  static let originN = 6_580_000
  /// Side of the world, kilometres.
  static let side = 8

  let layer: UnitLayer
  var areas: [Area]

  init(seed: UInt64, areas count: Int = 12) throws {
    var random = SeededRandom(seed)
    layer = try Self.layer(&random)
    areas = (0..<count).map { i in
      let classes: [AreaClass?] = [.sarskiltUtsatt, .risk, .utsatt, .ovrig, nil, AreaClass(code: "annan")]
      return Area(
        id: "\(i)", name: "Område \(i)", areaClass: classes[Int(random.next() % 6)], polygon: Self.star(&random))
    }
  }

  /// Squares of a kilometre: left out, one coarse cell, or a coarse cell with some of its sixteen fine ones.
  private static func layer(_ random: inout SeededRandom) throws -> UnitLayer {
    var cells: [Cell] = []
    for row in 0..<side {
      for column in 0..<side where random.unit() < 0.9 {
        let (e, n) = (Int32(originE + 1000 * column), Int32(originN + 1000 * row))
        cells.append(Cell(size: 1000, e: e, n: n))
        let fineShare = [0, 0.4, 0.95, 1][Int(random.next() % 4)]
        for fine in 0..<16 where random.unit() < fineShare {
          cells.append(Cell(size: 250, e: e + 250 * Int32(fine % 4), n: n + 250 * Int32(fine / 4)))
        }
      }
    }
    cells.sort()
    func column(_ value: (inout SeededRandom) -> Double, nulls: Double) -> [Double] {
      cells.map { _ in random.unit() < nulls ? .nan : value(&random) }
    }
    let population = column({ (1000 * $0.unit()).rounded() }, nulls: 0.05)
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: population)
    layer.index = column({ 6 * $0.unit() - 3 }, nulls: 0.2)
    layer.percentile = column({ 100 * $0.unit() }, nulls: 0.2)
    layer.classes = column({ Double(1 + $0.next() % 5) }, nulls: 0.2)
    layer.children = column({ (200 * $0.unit()).rounded() }, nulls: 0.1)
    layer.youth = column({ (50 * $0.unit()).rounded() }, nulls: 0.1)
    return layer
  }

  /// A star-shaped outline, somewhere in the world or across its edge.
  private static func star(_ random: inout SeededRandom) -> MultiPolygon {
    let extent = Double(side) * 1000
    let (e, n) = (Double(originE) + extent * random.unit(), Double(originN) + extent * random.unit())
    let radius = 200 + 2000 * random.unit()
    let corners = Int.random(in: 3...24, using: &random)
    return MultiPolygon([random.star(around: (e, n), radius: 0.4 * radius...radius, corners: corners)])
  }

  /// The whole overlay.
  func overlay(threads: Int = 1, method: CoverageMethod = .area) throws -> AreaOverlay {
    let set = AreaSet(areas)
    let partition = try ExclusivePartition.cutting(set, threads: threads)
    let cuts = try AreaOverlay.cut(layer, by: set, partition: partition, method: method, threads: threads)
    return try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: threads)
  }
}

extension ExclusivePartition {
  /// The partition through GEOS, every pair tried.
  static func cutting(_ set: AreaSet, threads: Int = 1) throws -> ExclusivePartition {
    try ExclusivePartition(
      set, pairs: set.areas.indices.flatMap { a in (a + 1..<max(a + 1, set.areas.count)).map { (a, $0) } },
      operations: Operations(
        sharedArea: { try TopologyContext().intersectionArea($0, $1) },
        difference: { try TopologyContext().difference($0, $1) }),
      threads: threads)
  }
}
