import Areas

/// How the areas of one class are drawn: an outline over a white rim, so that it shows on every colour of cells.
package struct AreaStyle: Sendable, Equatable {
  /// The class; nil for areas without one.
  package var areaClass: AreaClass?
  /// What the legend calls its areas.
  package var label: String
  /// The outline.
  package var line: LineStyle
  /// Width of the rim beyond the line on either side, mm.
  package var rimMillimetres: Double
  /// The rim's colour.
  package var rimColour = Colour.white
  /// What stands for areas that are too small to be outlined.
  package var mark: MarkShape

  /// A style for the areas of a class.
  package init(
    areaClass: AreaClass?, label: String, line: LineStyle, rimMillimetres: Double = 0.3, mark: MarkShape = .circle
  ) {
    (self.areaClass, self.label, self.line, self.rimMillimetres) = (areaClass, label, line, rimMillimetres)
    self.mark = mark
  }

  /// The lines of the police's classes: the more severe, the wider and darker; told apart by dashes too, so that they
  /// survive a black printer.
  private static let known: [AreaClass: LineStyle] = [
    .sarskiltUtsatt: LineStyle(Colour(hex: 0x14142B), widthMillimetres: 0.8),
    .risk: LineStyle(Colour(hex: 0x3A1C71), widthMillimetres: 0.65, dashMillimetres: [2.4, 0.8]),
    .utsatt: LineStyle(Colour(hex: 0x0B4F8A), widthMillimetres: 0.55),
    .ovrig: LineStyle(Colour(hex: 0x4D4D4D), widthMillimetres: 0.45, dashMillimetres: [0.8, 0.8]),
  ]

  /// The marks of the police's classes.
  private static let marks: [AreaClass: MarkShape] = [
    .sarskiltUtsatt: .triangle, .risk: .diamond, .utsatt: .circle, .ovrig: .hollowSquare,
  ]

  /// Colours of classes that a layer brings of its own, in turn.
  private static let others: [UInt32] = [0x7A0177, 0x00441B, 0x67001F, 0x3F3F3F, 0x543005]

  /// One style a class, in the order of `classes` (``AreaSet/classes``).
  ///
  /// - Parameter label: what people call the areas of a class.
  package static func styles(for classes: [AreaClass?], label: (AreaClass?) -> String) -> [AreaStyle] {
    var next = 0
    return classes.map { areaClass in
      if let areaClass, let line = known[areaClass] {
        return AreaStyle(
          areaClass: areaClass, label: label(areaClass), line: line, mark: marks[areaClass] ?? .circle)
      }
      let colour = Colour(hex: others[next % others.count])
      let mark = MarkShape.others[next % MarkShape.others.count]
      let dashes = next < others.count ? [] : [1.6, 0.8]
      next += 1
      return AreaStyle(
        areaClass: areaClass, label: label(areaClass),
        line: LineStyle(colour, widthMillimetres: 0.55, dashMillimetres: dashes), mark: mark)
    }
  }
}
