import Drawing

/// A map's colours, lines and texts on a sheet. Lengths are millimetres on paper.
extension DrawingSheet {
  /// Pixels a millimetre of a picture made of pixels; nil for one made of lines (PDF, SVG).
  var pixelsPerMillimetre: Double? {
    if case .png(_, _, let density) = format { return density }
    return nil
  }

  /// Fills; a place inside an even number of lines is outside.
  borrowing func fill(_ path: PagePath, _ colour: Colour, opacity: Double) {
    fill(path, red: colour.r, green: colour.g, blue: colour.b, opacity: opacity)
  }

  /// Draws along lines.
  borrowing func stroke(_ path: PagePath, _ line: LineStyle) {
    stroke(
      path, red: line.colour.r, green: line.colour.g, blue: line.colour.b, widthMillimetres: line.widthMillimetres,
      dashMillimetres: line.dashMillimetres)
  }

  /// Draws circles around (x, y), never dashed.
  borrowing func strokeCircles(x: [Double], y: [Double], radii: [Double], _ line: LineStyle) {
    strokeCircles(
      x: x, y: y, radii: radii, red: line.colour.r, green: line.colour.g, blue: line.colour.b,
      widthMillimetres: line.widthMillimetres)
  }

  /// Paints pixels into a rectangle without smoothing. Throws ``Failure`` (software) when memory is out.
  borrowing func paint(_ raster: Raster, in box: PageBox) throws {
    try paint(
      pixels: raster.pixels, columns: raster.columns, x: box.x, y: box.y, widthMillimetres: box.width,
      heightMillimetres: box.height)
  }

  /// How far text of that style goes.
  borrowing func width(of text: String, _ style: TextStyle) -> Double {
    width(of: text, sizeMillimetres: style.sizeMillimetres, isBold: style.isBold)
  }

  /// Draws text with the style's halo; y is the line that the letters stand on.
  borrowing func draw(_ text: String, x: Double, y: Double, _ style: TextStyle) {
    draw(
      text, x: x, y: y, sizeMillimetres: style.sizeMillimetres, isBold: style.isBold, red: style.colour.r,
      green: style.colour.g, blue: style.colour.b, haloMillimetres: style.haloMillimetres)
  }
}

extension Colour {
  fileprivate var r: Double { Double(red) / 255 }
  fileprivate var g: Double { Double(green) / 255 }
  fileprivate var b: Double { Double(blue) / 255 }
}
