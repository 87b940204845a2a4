import Coverage
import Geometry
import Grid
import Overlay

/// What makes neighbours of two units.
public enum Contiguity: String, Sendable, CaseIterable {
  /// An edge or a corner in common.
  case queen
  /// A stretch of edge in common.
  case rook
}

/// Groups of chosen units, cells or zones, that hang together, and their ground.
public struct UnitGroups: Sendable {
  /// The group of each unit, −1 for those that were not chosen.
  public let group: [Int32]
  /// The ground of each group: valid, dissolved, without its gaps; in the order of their southernmost, then westernmost
  /// squares, or of their first zones.
  public let polygons: [MultiPolygon]

  /// Number of groups.
  public var count: Int { polygons.count }

  /// Joins polygons into one, valid and dissolved.
  public typealias Union = @Sendable ([MultiPolygon]) throws -> MultiPolygon

  /// The groups of the chosen units of a layer.
  ///
  /// - Parameters:
  ///   - layer: the cells or zones. Cells count by their true shape: a coarse one is what its finer ones leave.
  ///   - isChosen: an entry a unit. Cells without ground of their own belong to no group.
  ///   - contiguity: what makes neighbours.
  ///   - bridge: groups with so many of the smallest cells between them are one too, 0 or 1; for cells only.
  ///   - threads: workers; the result does not depend on them.
  ///   - union: joins the outlines of zones.
  public init(
    of layer: UnitLayer, where isChosen: [Bool], contiguity: Contiguity, bridge: Int = 0, threads: Int,
    union: Union
  ) throws {
    switch layer.units {
    case .cells(let lattice): self.init(of: lattice, where: isChosen, contiguity: contiguity, bridge: bridge)
    case .zones(let zones):
      let chosen = isChosen.indices.filter { isChosen[$0] }
      try self.init(
        ofZones: chosen.map { zones.polygon($0) }, numbers: chosen, count: isChosen.count, contiguity: contiguity,
        threads: threads, union: union)
    }
  }

  // MARK: cells

  private init(of lattice: CellLattice, where isChosen: [Bool], contiguity: Contiguity, bridge: Int) {
    let ground = GroundRuns(of: lattice, where: isChosen)
    var pieces = ground.pieces()
    let (piece, pieceCount) = Self.numbered(&pieces, count: ground.count)

    var groups = pieces
    // A cell whose ground is in several pieces is one unit all the same.
    var firstRun = [Int32](repeating: -1, count: isChosen.count)
    for (cell, run) in ground.holders {
      let first = firstRun[Int(cell)]
      if first < 0 { firstRun[Int(cell)] = run } else { groups.join(Int(first), Int(run)) }
    }
    let smallest = lattice.cells.lazy.map(\.size).min() ?? 0
    let gap = lattice.unit > 0 ? bridge * Int(smallest) / lattice.unit : 0
    for row in lattice.rows {
      let runs = ground.runs(inRow: row)
      if gap > 0 {
        for run in runs.dropFirst() where Int(ground.starts[run] - ground.ends[run - 1]) <= gap {
          groups.join(run - 1, run)
        }
      }
      for step in 1...1 + gap {
        // Across a corner only for queens; for rooks a gap is crossed straight on.
        ground.forEachPair(
          runs, ground.runs(inRow: row + step), gap: contiguity == .queen ? Int32(gap) : -1
        ) { groups.join($0, $1) }
      }
    }
    let (groupOfRun, groupCount) = Self.numbered(&groups, count: ground.count)
    group = firstRun.map { $0 < 0 ? -1 : groupOfRun[Int($0)] }

    let rings = GroundOutline.rings(of: ground, unit: Double(lattice.unit), piece: piece, count: pieceCount)
    var polygons = [MultiPolygon](repeating: MultiPolygon(), count: groupCount)
    var isAdded = [Bool](repeating: false, count: pieceCount)
    for run in 0..<ground.count where !isAdded[Int(piece[run])] {
      isAdded[Int(piece[run])] = true
      polygons[Int(groupOfRun[run])].addPart(rings[Int(piece[run])])
    }
    self.polygons = polygons
  }

  /// Numbers sets in the order of their first things.
  private static func numbered(_ sets: inout DisjointSets, count: Int) -> (numbers: [Int32], count: Int) {
    var numbers = [Int32](repeating: -1, count: count)
    var next: Int32 = 0
    for thing in 0..<count {
      let root = sets.root(thing)
      if root == thing {
        numbers[thing] = next
        next += 1
      } else {
        numbers[thing] = numbers[root]
      }
    }
    return (numbers, Int(next))
  }

  // MARK: zones

  private init(
    ofZones outlines: [MultiPolygon], numbers: [Int], count: Int, contiguity: Contiguity, threads: Int, union: Union
  ) throws {
    // The parts of the union are what hangs together by stretches of border.
    let whole = try union(outlines)
    let parts = try Zones(whole.partEnds.indices.map { whole.part($0) }, threads: threads)
    var sets = DisjointSets(count: outlines.count)
    var firstOfPart: [Int32: Int] = [:]
    var firstAt: [SIMD2<Double>: Int] = [:]
    for (zone, outline) in outlines.enumerated() {
      for part in parts.parts(in: outline).zones {
        if let first = firstOfPart[part] { sets.join(first, zone) } else { firstOfPart[part] = zone }
      }
      if contiguity == .queen {
        for i in outline.x.indices {
          let vertex = SIMD2(outline.x[i], outline.y[i])
          if let first = firstAt[vertex] { sets.join(first, zone) } else { firstAt[vertex] = zone }
        }
      }
    }
    let (numbered, groupCount) = Self.numbered(&sets, count: outlines.count)
    var group = [Int32](repeating: -1, count: count)
    for (zone, number) in numbers.enumerated() { group[number] = numbered[zone] }
    self.group = group
    polygons = try (0..<groupCount).map { wanted in
      try union(outlines.indices.filter { numbered[$0] == Int32(wanted) }.map { outlines[$0] })
    }
  }
}

extension MultiPolygon {
  /// One part, with its holes.
  fileprivate func part(_ part: Int) -> MultiPolygon {
    var result = MultiPolygon()
    result.addPart(rings(ofPart: part).map { ring in vertices(ofRing: ring).map { (x[$0], y[$0]) } })
    return result
  }
}
