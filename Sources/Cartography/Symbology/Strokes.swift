/// How a line is drawn. Lengths are millimetres on paper, the same on every page and at every resolution.
package struct LineStyle: Sendable, Hashable {
  /// Its colour.
  package var colour: Colour
  /// Its width, mm.
  package var widthMillimetres: Double
  /// Dash, gap, dash, gap …, mm; empty for a solid line.
  package var dashMillimetres: [Double]

  /// A line of that look.
  package init(_ colour: Colour, widthMillimetres: Double, dashMillimetres: [Double] = []) {
    (self.colour, self.widthMillimetres, self.dashMillimetres) = (colour, widthMillimetres, dashMillimetres)
  }
}

/// Parallel lines over a surface.
package struct Hatch: Sendable, Hashable {
  /// What lies under the lines; nil lets show what was drawn before.
  package var background: Colour?
  /// The lines.
  package var line: LineStyle
  /// From one line to the next, mm.
  package var spacingMillimetres: Double
  /// Whether the lines rise to the right (/) or fall (\).
  package var isRising: Bool
}

/// How text is set. Sizes are millimetres of the font's height (1 point is 0.353 mm).
package struct TextStyle: Sendable, Hashable {
  /// The font's size, mm.
  package var sizeMillimetres: Double
  /// Its colour.
  package var colour = Colour(hex: 0x202020)
  /// Whether it is bold.
  package var isBold = false
  /// A rim around the letters, mm; 0 for none.
  package var haloMillimetres = 0.0
}
