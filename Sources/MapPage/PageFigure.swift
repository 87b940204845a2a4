/// One figure of every square or area.
package struct PageFigure: Sendable {
  /// Its name for programs, such as `population`, `index`, `index_mean`.
  package var key: String
  /// Its name for people.
  package var label: String
  /// Decimals that are stored and shown.
  package var decimals: Int
  /// The unit that follows the number; empty: none.
  package var unit = ""
  /// One of the index's variables, which are shown apart.
  package var isVariable = false
  /// Shown only for squares that have a class: those with too few people have no figures of their own.
  package var needsClass = false
  /// The values; NaN is no value.
  package var values: [Double]
}
