import Columns

/// What a variable of a reference measures: which columns, in which form, in which unit. A mean of counts says nothing about
/// shares, and that of one column nothing about another.
public struct MeasureRecord: Sendable, Equatable, Codable {
  /// How columns become a value.
  public enum Form: String, Sendable, Codable {
    /// The sum of the numerator's columns, as it is.
    case value
    /// The numerator's sum over the denominator's.
    case quotient
    /// The numerator's sum per 250 m square's area.
    case density
  }

  /// A column: the names that are known for it, and a column that stands beside it.
  struct Column: Sendable, Equatable, Codable {
    var names: [String]
    var beside: String?

    init(_ reference: ColumnReference) { (names, beside) = (reference.names, reference.beside) }

    var words: String {
      var reference = ColumnReference(names)
      reference.beside = beside
      return reference.description
    }

    /// Whether the two can be one column: a name of the one is a spelling, or what DBF leaves, of one of the other's.
    func isSame(as other: Column) -> Bool {
      func meets(_ a: String, _ b: String) -> Bool {
        Heading.isSpelling(a, of: b) || Heading.isCut(a, of: b) || Heading.isCut(b, of: a)
      }
      if let beside, let theirs = other.beside, !meets(beside, theirs) { return false }
      return names.contains { mine in other.names.contains { meets(mine, $0) } }
    }
  }

  let form: Form
  let numerator: [Column]
  /// Empty where the form is no quotient.
  let denominator: [Column]
  /// As the definition says it; nil where it does not.
  let unit: String?

  /// One of a variable's measures.
  init(_ measure: Definition.Measure, of variable: Definition.Variable) {
    switch measure {
    case .value(let columns):
      (form, numerator, denominator) = (variable.perArea ? .density : .value, columns.map(Column.init), [])
    case .ratio(let top, let bottom):
      form = variable.perArea ? .density : .quotient
      (numerator, denominator) = (top.map(Column.init), bottom.map(Column.init))
    }
    unit = variable.unit
  }

  /// Whether values of the two mean the same: the same form, the same columns in any order, and no two different units.
  func isSame(as other: MeasureRecord) -> Bool {
    if let unit, let theirs = other.unit, unit != theirs { return false }
    return form == other.form && Self.isSame(numerator, other.numerator)
      && Self.isSame(denominator, other.denominator)
  }

  private static func isSame(_ mine: [Column], _ theirs: [Column]) -> Bool {
    var left = theirs
    for column in mine {
      guard let index = left.firstIndex(where: column.isSame) else { return false }
      left.remove(at: index)
    }
    return left.isEmpty
  }

  /// The measure in words: `(num) / (den1 + den2)`, `k per 250 m square's area`.
  public var words: String {
    func sum(_ columns: [Column]) -> String { columns.map(\.words).joined(separator: " + ") }
    let quotient = denominator.isEmpty ? sum(numerator) : "(\(sum(numerator))) / (\(sum(denominator)))"
    return quotient + (form == .density ? " per 250 m square's area" : "") + (unit.map { " in \($0)" } ?? "")
  }
}

extension ReferenceStatistics {
  /// What a reader should know of what the reference's variables measure, beside the definition's: variables of which it does not
  /// say (references that earlier versions made), and those that it measured by another of the definition's alternatives.
  public func measureNotes(for definition: Definition) -> [String] {
    var silent: [String] = []
    var notes: [String] = []
    for variable in definition.variables {
      guard let theirs = fingerprint.variables.first(where: { $0.name == variable.name }) else { continue }
      guard let measure = theirs.measure else {
        silent.append(variable.name)
        continue
      }
      guard let mine = variable.measures.first.map({ MeasureRecord($0, of: variable) }), !mine.isSame(as: measure)
      else { continue }
      notes.append(
        "\(variable.name) is \(mine.words), in the reference \(measure.words): the definition takes them for the same"
      )
    }
    if !silent.isEmpty {
      notes.insert(
        "the reference does not say what \(silent.joined(separator: ", ")) measured (an earlier version made it): nothing tells whether"
          + " it was the same columns in the same form", at: 0)
    }
    return notes
  }

  /// Variables whose mean in a table lies beyond all that the reference has seen: another unit, or a table of another kind.
  func strangers(_ means: [Double]) -> [String] {
    zip(zip(names, variables), means).compactMap { reference, mean in
      let (name, numbers) = reference
      return mean < numbers.minimum || mean > numbers.maximum
        ? "the mean of \(name), \(mean), lies beyond all values of the reference (\(numbers.minimum) to \(numbers.maximum)):"
          + " is it in the same unit?"
        : nil
    }
  }
}
