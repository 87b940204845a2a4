/// The codes that say why a unit has no index, one `UInt16` a unit.
public struct UnitStatus: Sendable, Equatable {
  /// The unit has an index.
  public static let ok: UInt16 = 0
  /// Fewer people than the definition's minimum.
  public static let tooFewPeople: UInt16 = 1
  /// No population is given.
  public static let missingPopulation: UInt16 = 2
  /// The population was withheld.
  public static let suppressedPopulation: UInt16 = 3
  /// The unit has no ground of its own.
  public static let noGround: UInt16 = 4

  /// The text of each code: `ok`, `too_few_people`, `no_ground`, `missing:<variable>`, `suppressed:<variable>`, `few_people`,
  /// `few_people:<variable>`.
  public let texts: [String]

  /// The codes for these variables.
  public init(variables: [String]) {
    texts =
      ["ok", "too_few_people", "missing:population", "suppressed:population", "no_ground"]
      + variables.flatMap { ["missing:\($0)", "suppressed:\($0)"] } + ["few_people"]
      + variables.map { "few_people:\($0)" }
    variableCount = variables.count
  }

  private let variableCount: Int

  /// The code of a unit whose population is too small to be shown, or whose number behind the variable at that place is.
  func few(_ variable: Int? = nil) -> UInt16 { UInt16(5 + 2 * variableCount + (variable.map { $0 + 1 } ?? 0)) }

  /// The code of a unit that lacks the variable at that place of the definition.
  static func lacking(_ variable: Int, suppressed: Bool) -> UInt16 {
    UInt16(5 + 2 * variable + (suppressed ? 1 : 0))
  }
}
