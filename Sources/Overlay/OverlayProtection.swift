import Areas
import Disclosure
import Geometry

extension AreaOverlay {
  /// Withholds numbers of people above 0 and below `minimum`, and what would give them away; ``Figures/hidden`` and
  /// ``Figures/withheld`` say what and why. Ground, and numbers of cells, stay. Does nothing for a minimum of 0 or 1.
  ///
  /// - Parameters:
  ///   - layer, set, cuts, redClass: what the overlay was made of.
  ///   - overlaps: those of the areas.
  ///   - intersection: of two polygons; it is asked for areas that overlap where several cross one unit.
  /// - Throws: what `intersection` throws.
  public mutating func withhold(
    below minimum: Int, _ layer: UnitLayer, set: AreaSet, cuts: [Cut], overlaps: [AreaOverlap], redClass: Double,
    intersection: @escaping (MultiPolygon, MultiPolygon) throws -> MultiPolygon
  ) throws {
    if minimum <= 1 { return }
    let pieces = try PeoplePieces(
      layer, set: set, cuts: cuts, overlaps: overlaps,
      shared: SharedParts(layer.units, set: set, intersection: intersection))
    let hasClasses = !layer.classes.isEmpty
    // Kinds: without an index, with one, red.
    let people = PeopleTable(
      pieces, layer.population, kinds: 3,
      kindOfUnit: { unit in
        let value = UnitLayer.value(hasClasses ? layer.classes : layer.index, unit)
        return value.isNaN ? 0 : hasClasses && value == redClass ? 2 : 1
      }, set: set, minimum: minimum)
    func table(_ values: [Double], _ isLikeFew: (Int) -> Bool = { _ in false }) -> PeopleTable {
      PeopleTable(
        pieces, values, kinds: 1, kindOfUnit: { _ in 0 }, set: set, minimum: minimum, isLikeFew: isLikeFew)
    }
    // Children and youth are people: where the others leave little room for few of them, that would tell how many they are.
    let (all, least) = (people.ofGrounds, Double(minimum))
    let (ofChildren, ofYouth) = (table(layer.children).ofGrounds, table(layer.youth).ofGrounds)
    func isTight(_ few: [Double], _ other: [Double]) -> (Int) -> Bool {
      { few[$0] > 0 && few[$0] < least && all[$0] - other[$0] < 2 * least }
    }
    let children = table(layer.children, isTight(ofYouth, ofChildren))
    let youth = table(layer.youth, isTight(ofChildren, ofYouth))

    func withhold(_ figures: inout Figures, isSum: Bool = true, _ isIn: (PeoplePieces.Ground) -> Bool) {
      // What is no sum of pieces is shown where nobody is.
      func hide(_ part: Figures.Hidden, _ reason: Withheld?, _ value: Double) {
        let alone: Withheld? = value > 0 ? value < Double(minimum) ? .fewPeople : .wouldReveal : nil
        guard let reason = isSum ? reason : alone else { return }
        figures.hidden.insert(part)
        figures.withheld.insert(reason)
      }
      let (inhabitants, indexed) = (figures.population, figures.populationIndexed)
      let (red, coarse) = (figures.redPopulationShare, figures.coarseShare)
      hide(.population, people.reason(0..<3, isIn), inhabitants)
      hide(.indexed, people.reason(1..<3, isIn), indexed)
      hide(.withoutIndex, people.reason(0..<1, isIn), figures.populationWithoutIndex)
      hide(.red, people.reason(2..<3, isIn) ?? people.reason(1..<3, isIn), red)
      hide(.children, children.reason(0..<1, isIn), figures.children)
      hide(.youth, youth.reason(0..<1, isIn), figures.youth)
      if figures.hidden.contains(.population) || coarse > 0 && coarse < 1 { figures.hidden.insert(.coarse) }
      if coarse > 0, coarse < 1 { figures.withheld.insert(.wouldReveal) }
    }
    for area in areas.indices {
      withhold(&areas[area], isSum: !pieces.tangled.contains(Int32(area))) { $0.areas.contains(Int32(area)) }
    }
    for rank in classes.indices {
      withhold(&classes[rank]) { $0.owner >= 0 && set.rank(Int($0.owner)) == rank }
    }
    withhold(&total) { $0.owner >= 0 }
    withhold(&outside) { $0.owner < 0 }
    withhold(&grid) { _ in true }

    // Concordance: red or not, inside or outside. Of large groups nothing ensures that they tell no more.
    func cell(_ kind: Int, _ path: WritableKeyPath<Concordance, Double>, inside: Bool?) {
      let reason = people.reason(CollectionOfOne(kind)) { inside == nil || ($0.owner >= 0) == inside }
      if reason != nil { redConcordance.population[keyPath: path] = .nan }
    }
    cell(2, \.both, inside: true)
    cell(2, \.markedOnly, inside: false)
    cell(1, \.areaOnly, inside: true)
    cell(1, \.neither, inside: false)
    cell(0, \.unknown, inside: nil)
    (groupConcordance, redGroupConcordance) = (nil, nil)
  }

  /// Figures of areas, classes, total, outside and grid that are withheld.
  package var withheldFigures: Int {
    (areas + classes + [total, outside, grid]).reduce(0) { $0 + $1.hidden.rawValue.nonzeroBitCount }
  }
}
