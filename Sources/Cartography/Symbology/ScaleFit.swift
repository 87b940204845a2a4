import Foundation

extension Symbology {
  /// Scale's denominator from which borders and outlines get thinner.
  private static let wideFrom = 250_000.0
  /// How much of their width lines keep at the least.
  private static let leastLine = 0.4
  /// Least width of a cell, in the hatch's distances between lines, for which it is hatched as on a large map.
  private static let linesInCell = 2.5

  /// Fits sizes to the map's scale: rings, borders and outlines get thinner with it, hatching finer with the cells, and one
  /// colour where they are too small for lines.
  ///
  /// - Parameters:
  ///   - metresPerMillimetre: metres in the plane for a millimetre of A4.
  ///   - cellMetres: side of the smallest cell that is drawn; nil without cells, or for zones.
  ///   - isGathered: whether cells are gathered in squares, which are never hatched.
  mutating func fit(metresPerMillimetre: Double, cellMetres: Double?, isGathered: Bool = false) {
    ring.shrink(metresPerMillimetre: metresPerMillimetre)
    let width = max(Self.leastLine, min(1, pow(Self.wideFrom / (metresPerMillimetre * 1_000), 0.3)))
    base.border.widthMillimetres *= width
    for i in areaStyles.indices { areaStyles[i].thin(by: width) }
    guard let cellMetres else { return }
    let cell = cellMetres / metresPerMillimetre
    func fitted(_ hatch: Hatch) -> Hatch {
      let share = min(1, cell / (Self.linesInCell * hatch.spacingMillimetres))
      return hatch.scaled(max(Self.leastLine, share))
    }
    let isTooSmall = isGathered || cell < Self.leastLine * Self.linesInCell * noIndex.spacingMillimetres
    noIndex = isTooSmall ? noIndex.flattened : fitted(noIndex)
    uncertain = fitted(uncertain)
  }
}

extension AreaStyle {
  fileprivate mutating func thin(by share: Double) {
    line = line.scaled(share)
    rimMillimetres *= share
  }
}
