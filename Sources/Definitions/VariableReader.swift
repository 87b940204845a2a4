import Core
import Livsvillkor

/// Reads `variables:` and lists of columns.
enum VariableReader {
  private static let measureKeys = ["value", "numerator", "denominator"]
  private static let keys = ["group", "worse", "per", "unit", "optional", "first_of"] + measureKeys

  /// The variables in file order.
  static func variables(_ top: YAMLEntries, of document: YAMLValue) throws -> [Definition.Variable] {
    try YAMLEntries(top.required("variables", of: document)).entries.map { name, value in
      let entries = try YAMLEntries(value, keys: keys)
      var variable = Definition.Variable(
        name, group: try entries.required("group", of: value).text(expected: "a group's name"),
        measures: try measures(entries, of: value),
        worse: try entries.required("worse", of: value).choice(Definition.Worse.self),
        perArea: try entries["per"].map { try $0.choice(Per.self) == .area } ?? false,
        isOptional: try entries["optional"]?.flag() ?? false)
      variable.unit = try entries["unit"]?.text(expected: "the unit of the value")
      return variable
    }
  }

  private enum Per: String, CaseIterable {
    case area
    case unit
  }

  private static func measures(_ entries: YAMLEntries, of value: YAMLValue) throws -> [Definition.Measure] {
    guard let alternatives = entries["first_of"] else { return [try measure(entries, of: value)] }
    if let other = measureKeys.compactMap({ entries[$0] }).first {
      throw other.failure("first_of stands in place of this key", expected: "one or the other")
    }
    if !alternatives.isList { throw alternatives.failure(expected: "a list of alternatives") }
    return try alternatives.list().map { try measure(YAMLEntries($0, keys: measureKeys), of: $0) }
  }

  private static func measure(_ entries: YAMLEntries, of value: YAMLValue) throws -> Definition.Measure {
    let numerator = entries["numerator"]
    let denominator = entries["denominator"]
    if let own = entries["value"] {
      if let other = numerator ?? denominator {
        throw other.failure("value: stands in place of this key", expected: "one or the other")
      }
      return .value(try columns(own))
    }
    if numerator == nil && denominator == nil {
      throw value.failure("no columns are named", expected: "value:, or numerator: and denominator:")
    }
    return .ratio(
      numerator: try columns(entries.required("numerator", of: value)),
      denominator: try columns(entries.required("denominator", of: value)))
  }

  /// A sum of columns, or the alternatives under `first_of`.
  static func sums(_ value: YAMLValue) throws -> [[ColumnReference]] {
    guard value.isMapping, let alternatives = try? YAMLEntries(value, keys: ["first_of"]) else {
      return [try columns(value)]
    }
    let list = try alternatives.required("first_of", of: value)
    if !list.isList { throw list.failure(expected: "a list of alternatives") }
    return try list.list().map(columns)
  }

  /// Columns that are summed: a list, or a single one as it is.
  static func columns(_ value: YAMLValue) throws -> [ColumnReference] {
    if value.isMapping { return [try column(value)] }
    return try value.list(expected: "a list of column names").map(column)
  }

  /// A column's name, a list of names for the same column, or `{column: …, beside: …}`.
  private static func column(_ value: YAMLValue) throws -> ColumnReference {
    guard value.isMapping else { return ColumnReference(try names(value)) }
    let entries = try YAMLEntries(value, keys: ["column", "beside"])
    return ColumnReference(
      try names(entries.required("column", of: value)),
      beside: try entries.required("beside", of: value).text(expected: "a column's name"))
  }

  private static func names(_ value: YAMLValue) throws -> [String] {
    try value.list(expected: "a column's name, or a list of names for it").map {
      try $0.text(expected: "a column's name")
    }
  }
}
