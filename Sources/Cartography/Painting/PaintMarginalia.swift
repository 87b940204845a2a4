import Core
import Drawing

extension MapPainter {
  /// Text of a size given for A4.
  func style(_ size: Double, bold: Bool = false, _ hex: UInt32 = 0x202020, halo: Double = 0) -> TextStyle {
    TextStyle(
      sizeMillimetres: size * layout.scale, colour: Colour(hex: hex), isBold: bold,
      haloMillimetres: halo * layout.scale)
  }

  /// The text cut with `…` so that it is at most `width` millimetres wide.
  func fitted(
    _ text: String, _ style: TextStyle, width: Double, on sheet: borrowing DrawingSheet
  ) -> String {
    if sheet.width(of: text, style) <= width { return text }
    let characters = Array(text)
    // One more than fit.
    let count = (1..<characters.count + 1).partitionPoint {
      sheet.width(of: String(characters[..<$0]) + "…", style) > width
    }
    return count == 1 ? "" : String(characters[..<(count - 1)]) + "…"
  }

  func paintTitle(on sheet: borrowing DrawingSheet) {
    guard let box = layout.title else { return }
    let text = LabelText.shortened(self.text.title, limit: 300)
    // A long title is set smaller, down to two thirds, before it is cut.
    var title = style(5.2, bold: true)
    let width = sheet.width(of: text, title)
    if width > box.width { title.sizeMillimetres *= max(0.66, box.width / width * 0.999) }
    sheet.draw(fitted(text, title, width: box.width, on: sheet), x: box.x, y: box.y + 5 * layout.scale, title)
  }

  func paintFoot(on sheet: borrowing DrawingSheet) {
    guard let box = layout.foot else { return }
    let foot = style(2.4, 0x505050)
    for (i, line) in text.footLines.enumerated() {
      let line = LabelText.shortened(line, limit: 1_000)
      // A long line is set smaller, down to three quarters, before it is cut.
      var set = foot
      let width = sheet.width(of: line, set)
      if width > box.width { set.sizeMillimetres *= max(0.75, box.width / width * 0.999) }
      sheet.draw(
        fitted(line, set, width: box.width, on: sheet), x: box.x, y: box.y + (3 + 3.7 * Double(i)) * layout.scale, set
      )
    }
  }

  /// The bar in parts of alternating colour, its numbers under it, the scale beside it.
  func paintScaleBar(on sheet: borrowing DrawingSheet) {
    let (box, scale) = (layout.scaleBar, layout.scale)
    let length = scaleBar.planeMetres / frame.metresPerMillimetre
    let height = 1.6 * scale
    let ink = Colour(hex: 0x303030)
    for part in 0..<scaleBar.parts {
      let left = box.x + length * Double(part) / Double(scaleBar.parts)
      let right = box.x + length * Double(part + 1) / Double(scaleBar.parts)
      let rectangle = PageBox(x: left, y: box.y, width: right - left, height: height)
      sheet.fill(rectangle.path, part % 2 == 0 ? ink : .white, opacity: 1)
    }
    sheet.stroke(
      PageBox(x: box.x, y: box.y, width: length, height: height).path, LineStyle(ink, widthMillimetres: 0.15 * scale))
    let numbers = style(2.4)
    let baseline = box.y + height + 3 * scale
    sheet.draw("0", x: box.x, y: baseline, numbers)
    let end = text.words.length(metres: scaleBar.groundMetres)
    let endWidth = sheet.width(of: end, numbers)
    let endX = max(box.x + 3 * scale, box.x + length - endWidth / 2)
    sheet.draw(end, x: endX, y: baseline, numbers)
    let words = text.words.scale(frame.denominator)
    let x = max(box.x + length, endX + endWidth) + 4 * scale
    sheet.draw(
      fitted(words, numbers, width: box.right - x, on: sheet), x: x, y: box.y + 1.7 * scale, style(2.4, 0x505050))
  }

  /// An arrow to the grid's north, which is up.
  func paintNorthArrow(on sheet: borrowing DrawingSheet) {
    let (box, scale) = (northArrow, layout.scale)
    let middle = box.x + box.width / 2
    let (top, bottom, half) = (box.y + 3.6 * scale, box.bottom - 0.4 * scale, 2.1 * scale)
    var (left, whole) = (PagePath(), PagePath())
    for (dx, y) in [(0.0, top), (-half, bottom), (0.0, bottom - 1.6 * scale)] { left.add(middle + dx, y) }
    left.endLine()
    for (dx, y) in [(0.0, top), (-half, bottom), (0.0, bottom - 1.6 * scale), (half, bottom)] {
      whole.add(middle + dx, y)
    }
    whole.endLine()
    let ink = Colour(hex: 0x202020)
    sheet.stroke(whole, LineStyle(.white, widthMillimetres: 1 * scale))
    sheet.fill(whole, .white, opacity: 1)
    sheet.fill(left, ink, opacity: 1)
    sheet.stroke(whole, LineStyle(ink, widthMillimetres: 0.2 * scale))
    let letter = style(3, bold: true, halo: 0.4)
    let word = text.words.north
    sheet.draw(word, x: middle - sheet.width(of: word, letter) / 2, y: box.y + 2.8 * scale, letter)
  }
}
