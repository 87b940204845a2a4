import Columns

extension Language {
  /// The text in this language.
  package func text(_ wording: Wording) -> String { text(sv: wording.sv, en: wording.en) }
}

extension FieldLook {
  /// A number as people see it in a table; a dash where null.
  package func text(_ value: Double, _ language: Language) -> String {
    isShare ? language.percent(value, decimals: decimals) : language.number(value, decimals: decimals)
  }
}

extension Figure {
  /// The figure as a member of statistics.
  package func member(of subject: Subject) -> JSONTree.Member {
    switch value {
    case .number(let value): JSONTree.Member(name, .number(value(subject)))
    case .integer(let value): JSONTree.Member(name, value(subject).map { .integer($0) } ?? .null)
    case .flag(let value): JSONTree.Member(name, value(subject).map { .bool($0) } ?? .null)
    case .text(let value): JSONTree.Member(name, value(subject).map { .string($0) } ?? .null)
    }
  }

  /// The value as people see it in a table; a dash where null.
  package func text(of subject: Subject, _ language: Language) -> String {
    if case .text(let value) = value { return value(subject) ?? "–" }
    var look = field.look ?? FieldLook(Wording(name), decimals: 0)
    if let decimals { look.decimals = decimals(subject) }
    return look.text(numbers(of: [subject])[0], language)
  }
}

extension [JSONTree.Member] {
  /// The figures of a subject as members of statistics.
  package init<Subject>(_ figures: [Figure<Subject>], of subject: Subject) {
    self = figures.map { $0.member(of: subject) }
  }
}

extension JSONTree {
  /// An object of a subject's figures.
  package static func object<Subject>(_ figures: [Figure<Subject>], of subject: Subject) -> JSONTree {
    .object([Member](figures, of: subject))
  }
}

extension JSONRows {
  /// Adds a member for each figure, with an entry for each subject; there must be ``count`` of them.
  package mutating func add<Subject>(_ figures: [Figure<Subject>], of subjects: [Subject]) {
    for figure in figures {
      switch figure.value {
      case .number(let value): add(figure.name, .numbers(subjects.map(value)))
      case .integer(let value): add(figure.name, .integers(subjects.map(value)))
      case .flag(let value): add(figure.name, .flags(subjects.map(value)))
      case .text(let value): add(figure.name, .texts(subjects.map(value)))
      }
    }
  }
}
