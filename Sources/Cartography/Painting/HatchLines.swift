import Drawing

extension Hatch {
  /// Its lines over a whole rectangle, at 45 degrees, in step with the page.
  func lines(over box: PageBox) -> PagePath {
    var path = PagePath(isClosed: false)
    // Along the rectangle's upper border one line meets the next after √2 times their distance.
    let step = max(0.1, spacingMillimetres) * 2.0.squareRoot()
    let (from, to) = isRising ? (box.x + box.y, box.right + box.bottom) : (box.x - box.bottom, box.right - box.y)
    var place = (from / step).rounded(.up) * step
    while place < to {
      if isRising {
        let (x1, x2) = (max(box.x, place - box.bottom), min(box.right, place - box.y))
        path.addLine(x1, place - x1, x2, place - x2)
      } else {
        let (x1, x2) = (max(box.x, place + box.y), min(box.right, place + box.bottom))
        path.addLine(x1, x1 - place, x2, x2 - place)
      }
      place += step
    }
    return path
  }
}

extension LineStyle {
  /// This line with all lengths times a factor.
  func scaled(_ factor: Double) -> LineStyle {
    LineStyle(
      colour, widthMillimetres: widthMillimetres * factor, dashMillimetres: dashMillimetres.map { $0 * factor })
  }

  /// The rim that goes under it.
  func rim(_ rimMillimetres: Double, _ colour: Colour) -> LineStyle {
    LineStyle(colour, widthMillimetres: widthMillimetres + 2 * rimMillimetres)
  }
}

extension Hatch {
  func scaled(_ factor: Double) -> Hatch {
    Hatch(
      background: background, line: line.scaled(factor), spacingMillimetres: spacingMillimetres * factor,
      isRising: isRising)
  }
}

extension Hatch {
  /// One colour in place of its lines: where a surface is too small to hold any. Itself without a background.
  var flattened: Hatch {
    guard let background else { return self }
    let colour = background.mixed(with: line.colour, share: line.widthMillimetres / spacingMillimetres)
    return Hatch(
      background: colour, line: LineStyle(colour, widthMillimetres: line.widthMillimetres),
      spacingMillimetres: spacingMillimetres, isRising: isRising)
  }
}

extension TextStyle {
  func scaled(_ factor: Double) -> TextStyle {
    TextStyle(
      sizeMillimetres: sizeMillimetres * factor, colour: colour, isBold: isBold,
      haloMillimetres: haloMillimetres * factor)
  }
}

extension Symbology {
  /// This look for a larger or smaller page: every length times a factor.
  package func scaled(_ factor: Double) -> Symbology {
    var copy = self
    copy.noIndex = noIndex.scaled(factor)
    copy.withheld = withheld.scaled(factor)
    copy.uncertain = uncertain.scaled(factor)
    copy.cellOutline = cellOutline.scaled(factor)
    copy.cellOutlineFromMillimetres *= factor
    copy.areaStyles = areaStyles.map { style in
      var copy = style
      copy.line = style.line.scaled(factor)
      copy.rimMillimetres *= factor
      return copy
    }
    copy.ring.line = ring.line.scaled(factor)
    copy.ring.rimMillimetres *= factor
    copy.ring.largestRadiusMillimetres *= factor
    copy.base.border = base.border.scaled(factor)
    copy.areaLabel = areaLabel.scaled(factor)
    copy.baseLabel = baseLabel.scaled(factor)
    return copy
  }
}
