/// Of how many inhabitants rates are shown to people.
public enum RateBase: Int, Sendable, Codable, CaseIterable {
  case thousand = 1000
  case hundredThousand = 100_000

  /// The inhabitants.
  public var people: Double { Double(rawValue) }
}
