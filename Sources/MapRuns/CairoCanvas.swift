import Cartography
import Drawing

/// Cairo as the canvas that maps are drawn on.
extension DrawingSheet: Canvas {
  /// Nil for PDF and SVG.
  package var pixelsPerMillimetre: Double? {
    if case .png(_, _, let density) = format { return density }
    return nil
  }

  /// Even-odd.
  package borrowing func fill(_ path: PagePath, _ colour: Colour, opacity: Double) {
    fill(SheetPath(path), red: colour.r, green: colour.g, blue: colour.b, opacity: opacity)
  }

  /// Round joins.
  package borrowing func stroke(_ path: PagePath, _ line: LineStyle) {
    stroke(
      SheetPath(path), red: line.colour.r, green: line.colour.g, blue: line.colour.b,
      widthMillimetres: line.widthMillimetres, dashMillimetres: line.dashMillimetres)
  }

  /// One path for all.
  package borrowing func strokeCircles(x: [Double], y: [Double], radii: [Double], _ line: LineStyle) {
    strokeCircles(
      x: x, y: y, radii: radii, red: line.colour.r, green: line.colour.g, blue: line.colour.b,
      widthMillimetres: line.widthMillimetres)
  }

  /// Even-odd.
  package borrowing func pushClip(_ path: PagePath) { pushClip(SheetPath(path)) }

  /// Nearest pixel.
  package borrowing func paint(_ raster: Raster, in box: PageBox) throws {
    try paint(
      pixels: raster.pixels, columns: raster.columns, x: box.x, y: box.y, widthMillimetres: box.width,
      heightMillimetres: box.height)
  }

  /// The pen's advance, unhinted.
  package borrowing func width(of text: String, _ style: TextStyle) -> Double {
    width(of: text, sizeMillimetres: style.sizeMillimetres, isBold: style.isBold)
  }

  /// A white halo where the style has one.
  package borrowing func draw(_ text: String, x: Double, y: Double, _ style: TextStyle) {
    draw(
      text, x: x, y: y, sizeMillimetres: style.sizeMillimetres, isBold: style.isBold, red: style.colour.r,
      green: style.colour.g, blue: style.colour.b, haloMillimetres: style.haloMillimetres)
  }
}

extension SheetPath {
  fileprivate init(_ path: PagePath) { self.init(x: path.x, y: path.y, ends: path.ends, isClosed: path.isClosed) }
}

extension Colour {
  fileprivate var r: Double { Double(red) / 255 }
  fileprivate var g: Double { Double(green) / 255 }
  fileprivate var b: Double { Double(blue) / 255 }
}
