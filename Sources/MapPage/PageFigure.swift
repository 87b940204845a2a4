/// One figure of every square or area.
public struct PageFigure: Sendable {
  /// Its name for programs, such as `population`, `index`, `index_mean`.
  public var key: String
  /// Its name for people.
  public var label: String
  /// Decimals that are stored and shown.
  public var decimals: Int
  /// The unit that follows the number; empty: none.
  public var unit = ""
  /// One of the index's variables, which are shown apart.
  public var isVariable = false
  /// Shown only for squares that have a class: those with too few people have no figures of their own.
  public var needsClass = false
  /// The values; NaN is no value.
  public var values: [Double]

  /// A figure of those values.
  public init(
    key: String, label: String, decimals: Int, unit: String = "", isVariable: Bool = false, needsClass: Bool = false,
    values: [Double]
  ) {
    self.key = key
    self.label = label
    self.decimals = decimals
    self.unit = unit
    self.isVariable = isVariable
    self.needsClass = needsClass
    self.values = values
  }
}
