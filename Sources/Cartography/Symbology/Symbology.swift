import Areas

/// The one description of how a map looks; pictures, pages and styles for other programs are all made from it.
///
/// Plain values: nothing is drawn here. Lengths are millimetres on paper; a screen takes 96/25.4 of its pixels for
/// one (``pixelsPerMillimetre``).
package struct Symbology: Sendable, Equatable {
  /// The ramp.
  package var palette: Palette
  /// The colours of classes 1 (best) … n (worst).
  package var classColours: [Colour]
  /// Cells that are there but have no index: too few people, or a missing variable. Hatched, so that nobody takes it
  /// for a value of any ramp.
  package var noIndex = Hatch(
    background: Colour(hex: 0xEDEDED), line: LineStyle(Colour(hex: 0x9A9A9A), widthMillimetres: 0.12),
    spacingMillimetres: 0.9, isRising: true)
  /// Units whose value is withheld, apart from those that have none.
  package var withheld = Hatch(
    background: .white, line: LineStyle(Colour(hex: 0x707070), widthMillimetres: 0.25), spacingMillimetres: 1.1,
    isRising: false)
  /// Over the colour of a cell whose class is uncertain.
  package var uncertain = Hatch(
    background: nil, line: LineStyle(Colour(hex: 0x303030), widthMillimetres: 0.15), spacingMillimetres: 1.2,
    isRising: false)
  /// Between cells; drawn only where a cell is at least ``cellOutlineFromMillimetres`` wide.
  package var cellOutline = LineStyle(.white, widthMillimetres: 0.1)
  /// Least width of a cell, mm, from which its outline is drawn: below, outlines would wash the colours out.
  package var cellOutlineFromMillimetres = 1.2
  /// The areas' styles, in the order of ``AreaSet/classes``.
  package var areaStyles: [AreaStyle]
  /// The rings.
  package var ring: RingStyle
  /// What gets a ring.
  package var ringRule: RingRule
  /// The base: coast, municipalities.
  package var base = BaseStyle()
  /// Names of areas.
  package var areaLabel = TextStyle(sizeMillimetres: 2.8, isBold: true, haloMillimetres: 0.5)
  /// Names of base polygons.
  package var baseLabel = TextStyle(sizeMillimetres: 2.6, colour: Colour(hex: 0x6B6B6B), haloMillimetres: 0.4)

  /// The look of a map.
  ///
  /// - Parameters:
  ///   - palette: ramp of the classes.
  ///   - classCount: number of classes, usually 5.
  ///   - areaStyles: one a class of areas, see ``AreaStyle/styles(for:label:)``.
  ///   - ringRule: which cells get a ring.
  ///   - largestYoung: the largest number of children and youth that gets a ring.
  package init(
    palette: Palette = .livsvillkor, classCount: Int = 5, areaStyles: [AreaStyle] = [],
    ringRule: RingRule = RingRule(), largestYoung: Double = 0
  ) {
    self.palette = palette
    classColours = palette.colours(classCount)
    (self.areaStyles, self.ringRule) = (areaStyles, ringRule)
    ring = RingStyle(
      largest: max(largestYoung, ringRule.minimumYoung), least: max(1, ringRule.minimumYoung))
  }

  /// Thin grey outlines for areas without a class: where they are coloured themselves, their colour is what matters.
  package mutating func calmAreasWithoutClass() {
    for i in areaStyles.indices where areaStyles[i].areaClass == nil {
      areaStyles[i].line = base.border
      areaStyles[i].rimMillimetres = 0
    }
  }

  /// The colour of a class; nil for 0 (no index) and for classes that the ramp does not have.
  package func colour(ofClass number: Int) -> Colour? {
    classColours.indices.contains(number - 1) ? classColours[number - 1] : nil
  }

  /// The style of the areas of a class; nil for a class that was not known when this was made.
  package func areaStyle(of areaClass: AreaClass?) -> AreaStyle? { areaStyles.first { $0.areaClass == areaClass } }

  /// Pixels of a screen (CSS) for a millimetre.
  package static let pixelsPerMillimetre = 96 / 25.4
}

/// How base polygons are drawn: land under the cells, borders over them.
package struct BaseStyle: Sendable, Equatable {
  /// What lies around the base: nothing is known of it, be it water or land.
  package var surroundings = Colour(hex: 0xE6EAED)
  /// The country around a base that is a part of it.
  package var country = Colour(hex: 0xF2F2EF)
  /// The map's ground where there is no base at all.
  package var ground = Colour(hex: 0xFAFAF7)
  /// The base polygons themselves.
  package var land = Colour(hex: 0xFAFAF7)
  /// Their borders.
  package var border = LineStyle(Colour(hex: 0x7D7D7D), widthMillimetres: 0.2)

  /// The usual one.
  package init() {}
}
