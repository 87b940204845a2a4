internal import CCairo
import Core

/// Text: one line, left to right. In PNG it is pixels, in SVG outlines (so that it looks the same without the font), in
/// PDF text with the font's used glyphs embedded.
extension DrawingSheet {
  /// The font; fontconfig takes the nearest where it is not installed.
  package static let fontFamily = "DejaVu Sans"

  /// How far the pen moves over the text, mm.
  package borrowing func width(of text: String, sizeMillimetres: Double, isBold: Bool) -> Double {
    select(sizeMillimetres, isBold)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context.pointer, Self.line(text), &extents)
    return extents.x_advance
  }

  /// Draws text from (x, y), y being the line that letters stand on; a halo is a white rim of that width around them.
  package borrowing func draw(
    _ text: String, x: Double, y: Double, sizeMillimetres: Double, isBold: Bool, red: Double, green: Double,
    blue: Double, haloMillimetres: Double
  ) {
    let (pen, line) = (context.pointer, Self.line(text))
    select(sizeMillimetres, isBold)
    if haloMillimetres > 0 {
      cairo_new_path(pen)
      cairo_move_to(pen, x, y)
      cairo_text_path(pen, line)
      cairo_set_source_rgba(pen, 1, 1, 1, 0.9)
      cairo_set_line_width(pen, 2 * haloMillimetres)
      cairo_set_dash(pen, nil, 0, 0)
      cairo_stroke(pen)
    }
    cairo_set_source_rgb(pen, red, green, blue)
    cairo_move_to(pen, x, y)
    cairo_show_text(pen, line)
    cairo_new_path(pen)
  }

  /// Throws ``Failure`` (software) when no font has Swedish letters. Without any font cairo sets text in strokes of its
  /// own, which have ASCII only: å, ä and ö are then all as wide as a letter that no font has.
  package borrowing func checkFont() throws {
    let widths = ["å", "Ä", "ö", "\u{F8F0}"].map { width(of: $0, sizeMillimetres: 3, isBold: false) }
    guard widths[0] > 0, !widths.allSatisfy({ $0 == widths[3] }) else {
      throw Failure(
        .software, "no font with Swedish letters was found", expected: Self.fontFamily,
        hint: "install one, such as fonts-dejavu-core")
    }
  }

  private borrowing func select(_ size: Double, _ isBold: Bool) {
    cairo_select_font_face(
      context.pointer, Self.fontFamily, CAIRO_FONT_SLANT_NORMAL,
      isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context.pointer, size)
  }

  /// Controls, which would end the text for cairo or break the line, become visible marks.
  private static func line(_ text: String) -> String { PrintableText.of(text) }
}
