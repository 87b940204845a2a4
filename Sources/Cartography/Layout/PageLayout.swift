import Geometry

/// Where everything stands on the page: title above, map to the left, legend and inset in a column to the right, scale
/// bar and source below.
package struct PageLayout: Sendable, Equatable {
  /// All sizes of text and lines around the map by this: 1 on A4.
  package let scale: Double
  /// The title's line, nil without title.
  package let title: PageBox?
  /// The map.
  package let map: PageBox
  /// Legend and inset.
  package let column: PageBox
  /// The scale bar and what is written beside it.
  package let scaleBar: PageBox
  /// What the map rests on, source and date; nil without.
  package let foot: PageBox?

  private static let smallestLetterPixels = 8.5

  /// Lays out a page of that size.
  ///
  /// The map's borders lie on whole pixels, so that cells of a picture made of pixels do too.
  package init(_ size: PageSize, hasTitle: Bool, footLines: Int) {
    let (width, height) = (size.widthMillimetres, size.heightMillimetres)
    var scale = min(1.6, max(0.45, min(width, height) / 210))
    if size.isScreen {
      // Small letters need some eight pixels, as far as a narrow picture has the room.
      scale = max(scale, min(Self.smallestLetterPixels / (2.3 * size.pixelsPerMillimetre), width / 130))
    }
    func snapped(_ value: Double) -> Double {
      (value * size.pixelsPerMillimetre).rounded() / size.pixelsPerMillimetre
    }
    let margin = 8 * scale
    let columnWidth = min(46 * scale, width * 0.34)
    let top = snapped(margin + (hasTitle ? 9 * scale : 0))
    let footHeight = 10 * scale + (footLines > 0 ? (0.8 + 3.7 * Double(footLines)) * scale : 0)
    let left = snapped(margin)
    let right = snapped(width - margin - columnWidth - 4 * scale)
    let bottom = snapped(height - margin * 0.7 - footHeight)
    self.scale = scale
    map = PageBox(x: left, y: top, width: right - left, height: bottom - top)
    title = hasTitle ? PageBox(x: left, y: margin, width: width - 2 * margin, height: 6 * scale) : nil
    column = PageBox(x: width - margin - columnWidth, y: top, width: columnWidth, height: bottom - top)
    scaleBar = PageBox(x: left, y: bottom + 2.5 * scale, width: width - 2 * margin, height: 7 * scale)
    foot =
      footLines > 0
      ? PageBox(
        x: left, y: bottom + 10.5 * scale, width: width - 2 * margin, height: (0.3 + 3.7 * Double(footLines)) * scale)
      : nil
  }
}
