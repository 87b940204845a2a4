import Core

/// Answers to one question in one area: how many there are, and the weight of those that are counted.
public struct AnswerTally: Sendable, Equatable {
  /// Answers given.
  public private(set) var answers = 0
  /// Those asked who did not answer.
  public private(set) var missing = 0
  /// Answers that are counted.
  public private(set) var counted = 0
  /// Sum of the answers' weights.
  public private(set) var weight = 0.0
  /// Sum of their squares.
  public private(set) var squaredWeight = 0.0
  /// Sum of the weights of the answers that are counted.
  public private(set) var countedWeight = 0.0

  /// No answers.
  public init() {}

  /// Adds an answer of that weight, ≥ 0.
  public mutating func add(isCounted: Bool, weight: Double) {
    answers += 1
    self.weight += weight
    squaredWeight += weight * weight
    if isCounted {
      counted += 1
      countedWeight += weight
    }
  }

  /// Adds somebody who was asked and did not answer.
  public mutating func addMissing() { missing += 1 }

  /// Adds the answers of another tally.
  public mutating func add(_ other: AnswerTally) {
    answers += other.answers
    missing += other.missing
    counted += other.counted
    weight += other.weight
    squaredWeight += other.squaredWeight
    countedWeight += other.countedWeight
  }

  /// The weighted share of the answers that are counted, 0 … 1; nil without answers that weigh anything.
  public var share: Double? { weight > 0 ? min(1, countedWeight / weight) : nil }
}

/// Which answers are counted, and which are none.
public struct CountedAnswers: Sendable, Equatable {
  /// An answer as it is compared: a number by its value, any other text without case, diacritics and signs.
  struct Key: Hashable {
    let text: String

    init(_ text: String) {
      let point = String(text.map { $0 == "," ? "." : $0 })
      if let number = Double(point), number.isFinite {
        self.text = "\(number)"
      } else {
        self.text = FoldedText.words(text)
      }
    }
  }

  private let counted: Set<String>
  private let none: Set<String>

  /// - Parameters:
  ///   - counted: the answers that are counted, such as 4 and 5.
  ///   - none: texts that are no answer, such as 9 or "vet ej".
  public init(counted: [String], none: [String]) {
    self.counted = Set(counted.map { Key($0).text })
    self.none = Set(none.map { Key($0).text })
  }

  /// What an answer is; the empty text is none.
  public func kind(of text: String) -> Kind {
    if text.isEmpty { return .none }
    let key = Key(text).text
    return none.contains(key) ? .none : counted.contains(key) ? .counted : .other
  }

  /// What an answer is.
  public enum Kind: Sendable, Equatable {
    /// No answer.
    case none
    /// One that is counted.
    case counted
    /// Another one.
    case other
  }

  /// Whether two texts are the same answer.
  public static func isSame(_ a: String, _ b: String) -> Bool { Key(a) == Key(b) }
}
