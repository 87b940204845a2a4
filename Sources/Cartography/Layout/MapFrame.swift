import Geometry

/// Where the map's plane lies on paper: a rectangle of the page shows a rectangle of the ground.
package struct MapFrame: Sendable, Equatable {
  /// On paper, mm.
  package let page: PageBox
  /// In SWEREF 99 TM, metres; of the same proportions.
  package let ground: BoundingBox
  /// Metres in the plane for a millimetre on paper.
  package let metresPerMillimetre: Double

  /// The scale's denominator: 25,000 for 1:25 000.
  package var denominator: Double { metresPerMillimetre * 1_000 }

  /// Shows `wanted` in the middle of `page`, at the next round scale that holds it all.
  ///
  /// An extent without width or height gets a map of 1:1 000.
  package init(page: PageBox, showing wanted: BoundingBox) {
    self.page = page
    let needed = max((wanted.maxX - wanted.minX) / page.width, (wanted.maxY - wanted.minY) / page.height)
    metresPerMillimetre = Self.roundScale(max(1_000, needed * 1_000)) / 1_000
    let (halfWidth, halfHeight) = (page.width * metresPerMillimetre / 2, page.height * metresPerMillimetre / 2)
    let (middleX, middleY) = ((wanted.minX + wanted.maxX) / 2, (wanted.minY + wanted.maxY) / 2)
    ground = BoundingBox(
      minX: middleX - halfWidth, minY: middleY - halfHeight, maxX: middleX + halfWidth, maxY: middleY + halfHeight)
  }

  /// A frame of that ground, whatever the scale; for an inset.
  init(page: PageBox, scaledTo wanted: BoundingBox) {
    self.page = page
    metresPerMillimetre = max(
      (wanted.maxX - wanted.minX) / page.width, (wanted.maxY - wanted.minY) / page.height, 1e-6)
    let (halfWidth, halfHeight) = (page.width * metresPerMillimetre / 2, page.height * metresPerMillimetre / 2)
    let (middleX, middleY) = ((wanted.minX + wanted.maxX) / 2, (wanted.minY + wanted.maxY) / 2)
    ground = BoundingBox(
      minX: middleX - halfWidth, minY: middleY - halfHeight, maxX: middleX + halfWidth, maxY: middleY + halfHeight)
  }

  /// Denominators people know from maps, in each power of ten.
  private static let steps = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10]

  /// The least of them that is at least `denominator` ≥ 1; a thousandth above counts as equal.
  static func roundScale(_ denominator: Double) -> Double {
    var power = 1.0
    while power * 10 <= denominator { power *= 10 }
    return power * (steps.first { $0 * power * 1.001 >= denominator } ?? 10)
  }

  /// Millimetres from the page's left for an easting.
  package func x(_ easting: Double) -> Double { page.x + (easting - ground.minX) / metresPerMillimetre }

  /// Millimetres from the page's top for a northing.
  package func y(_ northing: Double) -> Double { page.y + (ground.maxY - northing) / metresPerMillimetre }

  /// A rectangle of the ground on paper.
  package func box(_ box: BoundingBox) -> PageBox {
    PageBox(
      x: x(box.minX), y: y(box.maxY), width: (box.maxX - box.minX) / metresPerMillimetre,
      height: (box.maxY - box.minY) / metresPerMillimetre)
  }
}
