import Core

/// What categories of events are counted as: themselves, or the groups of a definition.
public struct CategoryGroups: Sendable, Equatable {
  /// A group of categories.
  public struct Group: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The categories in it, as the data writes them; case and spaces around do not matter.
    public var categories: [String]
    /// Whether its figures follow police activity: drugs, weapons, traffic.
    public var isActivityDriven: Bool

    /// A group.
    public init(name: String, categories: [String], isActivityDriven: Bool) {
      (self.name, self.categories, self.isActivityDriven) = (name, categories, isActivityDriven)
    }
  }

  /// The groups, in the order of the definition.
  public let groups: [Group]
  private let places: [String: Int]

  /// Groups that share no category.
  ///
  /// - Throws: ``Failure`` (bad data) for a category in two groups: its events would be counted twice.
  public init(_ groups: [Group]) throws {
    var places: [String: Int] = [:]
    for (place, group) in groups.enumerated() {
      for category in group.categories {
        if let other = places.updateValue(place, forKey: Self.key(category)) {
          throw Failure(
            .badData,
            other == place
              ? "a category stands twice in its group"
              : "a category stands in two groups, \(groups[other].name) and \(group.name)",
            field: group.name, value: category, expected: "each category once")
        }
      }
    }
    (self.groups, self.places) = (groups, places)
  }

  /// The group of a category; nil when none names it.
  public func place(of category: String) -> Int? { places[Self.key(category)] }

  /// Categories that the definition names and `seen` lacks.
  public func unseen(_ seen: [String]) -> [String] {
    let keys = Set(seen.map(Self.key))
    return groups.flatMap(\.categories).filter { !keys.contains(Self.key($0)) }
  }

  private static func key(_ text: String) -> String {
    var trimmed = Substring(text)
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed.lowercased()
  }
}

/// Numbers the categories that a run counts by; grows with the distinct texts only.
struct CategoryIndex: Sendable {
  /// What each number stands for; nil for events in no group, and for those without a category.
  private(set) var names: [String?]
  /// Every text that was met.
  private(set) var texts: [String] = []
  private let groups: CategoryGroups?
  private var numbers: [String: Int32] = [:]
  /// The number of what has a category, but no group.
  private(set) var inNoGroup: Int32?
  /// The number of what has no category.
  private(set) var unnamed: Int32?

  init(_ groups: CategoryGroups?) {
    self.groups = groups
    names = groups?.groups.map { $0.name } ?? []
  }

  var isGrouped: Bool { groups != nil }

  /// The numbers of all groups; none without a definition.
  var groupNumbers: [Int32] { (groups?.groups ?? []).indices.map { Int32($0) } }

  mutating func number(of text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number: Int32
    if text.isEmpty {
      number = unnamed ?? next(nil)
      unnamed = number
    } else if let group = groups?.place(of: text) {
      number = Int32(group)
    } else if isGrouped {
      number = inNoGroup ?? next(nil)
      inNoGroup = number
    } else {
      number = next(text)
    }
    numbers[text] = number
    if !text.isEmpty { texts.append(text) }
    return number
  }

  private mutating func next(_ name: String?) -> Int32 {
    names.append(name)
    return Int32(names.count - 1)
  }

  /// What the events of a number have in common.
  func kind(_ number: Int32) -> IncidentTally.Category.Kind {
    number == unnamed ? .withoutCategory : number == inNoGroup ? .inNoGroup : isGrouped ? .group : .category
  }

  /// Texts that no group names.
  var textsInNoGroup: [String] { groups.map { groups in texts.filter { groups.place(of: $0) == nil } } ?? [] }
}
