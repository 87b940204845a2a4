import Areas
import Coverage
import Parallel

/// Cells laid under areas: figures for each area, for each class, for all, and for what lies outside.
///
/// Each area's own figures ignore the other areas. Classes, total and outside use the exclusive partition, so that they
/// sum to the whole grid.
public struct AreaOverlay: Sendable {
  /// Figures of each area, in the order of the set.
  public let areas: [Figures]
  /// Figures of each class, in the order of the set's classes.
  public let classes: [Figures]
  /// All areas together.
  public let total: Figures
  /// The parts of cells outside all areas.
  public let outside: Figures
  /// The whole grid.
  public let grid: Figures
  /// Inhabitants: red cells × areas.
  public let populationConcordance: Concordance
  /// Square metres: red cells × areas.
  public let areaConcordance: Concordance
  /// Cells of the layer that own ground and that no area touches.
  public let untouchedCells: Int

  /// The parts of cells in every area, and in what the exclusive partition leaves of it.
  public struct Cut: Sendable, Equatable {
    /// In the whole area.
    public var whole: CellFractions
    /// In its piece of the partition; equal to `whole` where nothing was cut away.
    public var exclusive: CellFractions

    /// Parts for one area.
    public init(whole: CellFractions, exclusive: CellFractions) {
      self.whole = whole
      self.exclusive = exclusive
    }
  }

  /// Cuts the cells of a layer by areas.
  ///
  /// - Parameters:
  ///   - layer: the cells.
  ///   - set: the areas.
  ///   - partition: what each keeps where they overlap.
  ///   - method: by exact part or by centre.
  ///   - wholes: the parts of cells in the whole areas by that method, where they are known already.
  ///   - threads: workers; the result does not depend on them.
  public static func cut(
    _ layer: CellLayer, by set: AreaSet, partition: ExclusivePartition, method: CoverageMethod,
    wholes: [CellFractions?]? = nil, threads: Int
  ) throws -> [Cut] {
    let lattice = layer.lattice
    return try Parallel.map(count: set.areas.count, threads: threads) { i in
      let whole =
        wholes?[i] ?? CellFractions(of: set.areas[i].polygon, on: lattice, method: method)
      guard partition.isCut[i] else { return Cut(whole: whole, exclusive: whole) }
      let piece = CellFractions(of: partition.pieces[i], on: lattice, method: method)
      return Cut(whole: whole, exclusive: piece)
    }
  }

  /// Sums the layer over what ``cut(_:by:partition:method:threads:)`` gave.
  ///
  /// - Parameters:
  ///   - layer: the cells.
  ///   - set: the areas.
  ///   - cuts: the parts of cells, one entry an area.
  ///   - redClass: the class that counts as red, 5 of the usual five.
  ///   - threads: workers; the result does not depend on them.
  public init(_ layer: CellLayer, set: AreaSet, cuts: [Cut], redClass: Double, threads: Int) throws {
    let marking = Aside(threads: threads) { partsInside(cuts.map(\.exclusive), cellCount: layer.lattice.cells.count) }
    defer { marking.end() }
    areas = try Parallel.blocks(of: cuts.count, block: 64, threads: threads) { range in
      range.map { Self.sum(layer, cuts[$0].whole, redClass: redClass) }
    }.flatMap { $0 }

    // Classes and the total.
    let shared = try marking.value()
    // Each sum runs over the cells in their order, so it is the same whoever takes it; several are taken at a time.
    enum Part: Sendable {
      case figures(Figures)
      case concordance(Concordance)
    }
    let members = set.membersByClass
    // A sole class is all areas. Classes take longest, so they come first.
    let classCount = members.count == 1 ? 0 : members.count
    let parts = try Parallel.map(count: classCount + 5, threads: threads) { item -> Part in
      func figures(_ fraction: (Double) -> Double) -> Part {
        var figures = Figures()
        for cell in shared.indices where layer.lattice.ownedUnits[cell] > 0 {
          let part = fraction(shared[cell])
          if part > 0 { figures.add(layer, cell: cell, fraction: part, redClass: redClass) }
        }
        return .figures(figures)
      }
      if item < classCount {
        let pieces = members[item].map { cuts[$0].exclusive }
        return .figures(Self.sum(layer, merged(pieces, cellCount: shared.count), redClass: redClass))
      }
      switch item - classCount {
      case 0: return figures { $0 }
      case 1: return figures { $0 < 1 ? 1 - $0 : 0 }
      case 2: return figures { _ in 1 }
      case 3:
        return .concordance(
          Concordance(layer: layer, inside: shared, redClass: redClass, weight: { layer.population[$0] }))
      default:
        return .concordance(
          Concordance(layer: layer, inside: shared, redClass: redClass, weight: { layer.ownedArea($0) }))
      }
    }
    let figures = parts.compactMap { if case .figures(let figures) = $0 { figures } else { nil } }
    let concordances = parts.compactMap { if case .concordance(let table) = $0 { table } else { nil } }
    (total, outside, grid) = (figures[classCount], figures[classCount + 1], figures[classCount + 2])
    classes = members.count == 1 ? [total] : Array(figures[..<classCount])
    (populationConcordance, areaConcordance) = (concordances[0], concordances[1])
    // The grid's are all that own ground, the total's those of them with a part inside.
    untouchedCells = grid.cells - total.cells
  }

  /// Figures of areas alone, each of which ignores the others: what the overlay of a layer with them says of each.
  ///
  /// - Parameters:
  ///   - layer: the cells.
  ///   - set: the areas.
  ///   - redClass: the class that counts as red, 5 of the usual five.
  ///   - threads: workers; the result does not depend on them.
  package static func areas(_ layer: CellLayer, in set: AreaSet, redClass: Double, threads: Int) throws -> [Figures] {
    try Parallel.map(count: set.areas.count, threads: threads) { i in
      sum(layer, CellFractions(of: set.areas[i].polygon, on: layer.lattice), redClass: redClass)
    }
  }

  private static func sum(_ layer: CellLayer, _ parts: CellFractions, redClass: Double) -> Figures {
    var figures = Figures()
    for (cell, fraction) in zip(parts.cells, parts.fractions) {
      figures.add(layer, cell: Int(cell), fraction: fraction, redClass: redClass)
    }
    return figures
  }
}

/// The part of each cell in any of several disjoint pieces: a cell that two share counts as one, so cells are marked, not added.
private func partsInside(_ pieces: [CellFractions], cellCount: Int) -> [Double] {
  var inside = [Double](repeating: 0, count: cellCount)
  for piece in pieces {
    for (cell, fraction) in zip(piece.cells, piece.fractions) { inside[Int(cell)] += fraction }
  }
  for cell in inside.indices where inside[cell] > 1 - ExactCoverage.sumResolution { inside[cell] = 1 }
  return inside
}

/// The parts of several disjoint pieces, each cell once.
private func merged(_ pieces: [CellFractions], cellCount: Int) -> CellFractions {
  if pieces.count == 1 { return pieces[0] }
  var result = CellFractions()
  for (cell, fraction) in partsInside(pieces, cellCount: cellCount).enumerated() where fraction > 0 {
    result.append(cell: Int32(cell), fraction: fraction)
  }
  return result
}
