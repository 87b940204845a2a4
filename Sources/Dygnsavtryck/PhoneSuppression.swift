import Disclosure

/// Why a figure is withheld.
public typealias Withheld = Disclosure.Withheld
typealias Suppression = Disclosure.Suppression

extension Suppression {
  /// What may be shown of the phones of pieces of ground × periods.
  ///
  /// - Parameters:
  ///   - whole: distinct phones of each piece over all periods.
  ///   - rows: the same for each period of the series; empty when there is none.
  ///   - classOfPiece: the class of each; −1 outside.
  ///   - minPhones: phones that a figure must come from; 0 or 1 withhold nothing.
  init(whole: [Int], rows: [[Int]], classOfPiece: [Int], minPhones: Int) {
    self.init(
      whole: whole.map(Double.init), rows: rows.map { $0.map(Double.init) }, classOfPiece: classOfPiece,
      rule: .phones(minPhones))
  }

  /// Why the figures of a sum over pieces are withheld; nil when they may be shown.
  ///
  /// - Parameters:
  ///   - pieces: each once; nil where no pieces make it up.
  ///   - row: a period of the series; nil for all.
  ///   - phones: distinct phones, or the most of one piece where that is all that is known.
  func reason(_ pieces: [Int]?, row: Int? = nil, phones: Int) -> Withheld? {
    reason(pieces, row: row, count: Double(phones))
  }
}
