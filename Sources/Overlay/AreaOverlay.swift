import Areas
import Coverage
import Parallel

/// Cells, or zones, laid under areas: figures for each area, for each class, for all, and for what lies outside.
///
/// Each area's own figures ignore the other areas. Classes, total and outside use the exclusive partition, so that they
/// sum to the whole grid.
public struct AreaOverlay: Sendable {
  /// Figures of each area, in the order of the set.
  public internal(set) var areas: [Figures]
  /// Figures of each class, in the order of the set's classes.
  public internal(set) var classes: [Figures]
  /// All areas together.
  public internal(set) var total: Figures
  /// The parts of units outside all areas.
  public internal(set) var outside: Figures
  /// All units.
  public internal(set) var grid: Figures
  /// Red cells × areas, among the cells with a class.
  public internal(set) var redConcordance: Concordance.Pair
  /// Cells with large groups of children and youth × areas, among the cells whose numbers tell; nil where the layer has none.
  public internal(set) var groupConcordance: Concordance.Pair?
  /// Red cells with such groups × areas, among the cells of which both is known; nil likewise.
  public internal(set) var redGroupConcordance: Concordance.Pair?
  /// Units of the layer that own ground and that no area touches.
  public let untouchedCells: Int

  /// The parts of units in every area, and in what the exclusive partition leaves of it.
  public struct Cut: Sendable, Equatable {
    /// In the whole area.
    public var whole: UnitFractions
    /// In its piece of the partition; equal to `whole` where nothing was cut away.
    public var exclusive: UnitFractions

    /// Parts for one area.
    public init(whole: UnitFractions, exclusive: UnitFractions) {
      (self.whole, self.exclusive) = (whole, exclusive)
    }
  }

  /// Cuts the units of a layer by areas.
  ///
  /// - Parameters:
  ///   - layer: the cells or zones.
  ///   - set: the areas.
  ///   - partition: what each keeps where they overlap.
  ///   - method: cells by exact part or by centre; zones go by exact part.
  ///   - wholes: the parts of units in the whole areas by that method, where they are known already.
  ///   - threads: workers; the result does not depend on them.
  public static func cut(
    _ layer: UnitLayer, by set: AreaSet, partition: ExclusivePartition, method: CoverageMethod,
    wholes: [UnitFractions?]? = nil, threads: Int
  ) throws -> [Cut] {
    let units = layer.units
    return try Parallel.map(count: set.areas.count, threads: threads) { i in
      let whole = wholes?[i] ?? units.fractions(in: set.areas[i].polygon, method: method)
      guard partition.isCut[i] else { return Cut(whole: whole, exclusive: whole) }
      return Cut(whole: whole, exclusive: units.fractions(in: partition.pieces[i], method: method))
    }
  }

  /// Sums the layer over what ``cut(_:by:partition:method:threads:)`` gave.
  ///
  /// - Parameters:
  ///   - layer: the cells or zones.
  ///   - set: the areas.
  ///   - cuts: the parts of units, one entry an area.
  ///   - redClass: the class that counts as red, ``UnitLayer/worstClass`` unless said otherwise.
  ///   - ringRule: what a large group of children and youth in overcrowded homes is.
  ///   - squareMetres: planar area of each area, where it is known already.
  ///   - threads: workers; the result does not depend on them.
  public init(
    _ layer: UnitLayer, set: AreaSet, cuts: [Cut], redClass: Double, ringRule: RingRule = RingRule(),
    squareMetres: [Double]? = nil, threads: Int
  ) throws {
    let marking = Aside(threads: threads) { partsInside(cuts.map(\.exclusive), unitCount: layer.units.count) }
    defer { marking.end() }
    areas = try Parallel.blocks(of: cuts.count, block: 64, threads: threads) { range in
      range.map { place in
        let coarse = squareMetres?[place] ?? set.areas[place].polygon.planarArea
        return Self.sum(layer, cuts[place].whole, coarse: coarse, redClass: redClass)
      }
    }.flatMap { $0 }

    // Classes and the total.
    let shared = try marking.value()
    // Each sum runs over the units in their order, so it is the same whoever takes it; several are taken at a time.
    enum Part: Sendable {
      case figures(Figures)
      case concordance(Concordance.Pair)
    }
    let members = set.membersByClass
    // A sole class is all areas. Classes take longest, so they come first.
    let classCount = members.count == 1 ? 0 : members.count
    let parts = try Parallel.map(count: classCount + (layer.tellsGroups(ringRule) ? 6 : 4), threads: threads) {
      item -> Part in
      func figures(_ fraction: (Double) -> Double) -> Part {
        var figures = Figures()
        for unit in shared.indices where layer.groundSquareMetres[unit] > 0 {
          let part = fraction(shared[unit])
          if part > 0 { figures.add(layer, unit: unit, fraction: part, redClass: redClass) }
        }
        return .figures(figures)
      }
      if item < classCount {
        let pieces = members[item].map { cuts[$0].exclusive }
        return .figures(Self.sum(layer, merged(pieces, unitCount: shared.count), redClass: redClass))
      }
      switch item - classCount {
      case 0: return figures { $0 }
      case 1: return figures { $0 < 1 ? 1 - $0 : 0 }
      case 2: return figures { _ in 1 }
      case 3: return .concordance(Concordance.Pair(layer: layer, inside: shared) { layer.isRed($0, redClass) })
      case 4:
        return .concordance(Concordance.Pair(layer: layer, inside: shared) { layer.hasLargeGroup($0, ringRule) })
      default:
        return .concordance(
          Concordance.Pair(layer: layer, inside: shared) { unit in
            switch (layer.isRed(unit, redClass), layer.hasLargeGroup(unit, ringRule)) {
            case (false?, _), (_, false?): false
            case (true?, true?): true
            default: nil
            }
          })
      }
    }
    let figures = parts.compactMap { if case .figures(let figures) = $0 { figures } else { nil } }
    let concordances = parts.compactMap { if case .concordance(let table) = $0 { table } else { nil } }
    (total, outside, grid) = (figures[classCount], figures[classCount + 1], figures[classCount + 2])
    classes = members.count == 1 ? [total] : Array(figures[..<classCount])
    redConcordance = concordances[0]
    groupConcordance = concordances.count > 1 ? concordances[1] : nil
    redGroupConcordance = concordances.count > 2 && !layer.classes.isEmpty ? concordances[2] : nil
    // The grid's are all that own ground, the total's those of them with a part inside.
    untouchedCells = grid.cells - total.cells
  }

  /// Figures of areas alone, each of which ignores the others: what the overlay of a layer with them says of each.
  ///
  /// - Parameters:
  ///   - layer: the cells or zones.
  ///   - set: the areas.
  ///   - redClass: the class that counts as red, ``UnitLayer/worstClass`` unless said otherwise.
  ///   - threads: workers; the result does not depend on them.
  package static func areas(_ layer: UnitLayer, in set: AreaSet, redClass: Double, threads: Int) throws -> [Figures] {
    try Parallel.map(count: set.areas.count, threads: threads) { i in
      let polygon = set.areas[i].polygon
      return sum(layer, layer.units.fractions(in: polygon), coarse: polygon.planarArea, redClass: redClass)
    }
  }

  /// Sums over parts of units, which are coarse where they own more ground than so many square metres.
  private static func sum(
    _ layer: UnitLayer, _ parts: UnitFractions, coarse: Double = .infinity, redClass: Double
  ) -> Figures {
    var figures = Figures()
    for (unit, fraction) in zip(parts.units, parts.fractions) {
      figures.add(layer, unit: Int(unit), fraction: fraction, redClass: redClass, coarseSquareMetres: coarse)
    }
    return figures
  }
}

/// The part of each unit in any of several disjoint pieces: a unit that two share counts as one, so units are marked, not added.
private func partsInside(_ pieces: [UnitFractions], unitCount: Int) -> [Double] {
  var inside = [Double](repeating: 0, count: unitCount)
  for piece in pieces {
    for (unit, fraction) in zip(piece.units, piece.fractions) { inside[Int(unit)] += fraction }
  }
  for unit in inside.indices where inside[unit] > 1 - ExactCoverage.sumResolution { inside[unit] = 1 }
  return inside
}

/// The parts of several disjoint pieces, each unit once.
private func merged(_ pieces: [UnitFractions], unitCount: Int) -> UnitFractions {
  if pieces.count == 1 { return pieces[0] }
  var result = UnitFractions()
  for (unit, fraction) in partsInside(pieces, unitCount: unitCount).enumerated() where fraction > 0 {
    result.append(unit: Int32(unit), fraction: fraction)
  }
  return result
}
