import Livsvillkor

/// Writes a definition as YAML that reads back to an equal one.
public enum DefinitionWriter {
  /// The definition's text: of a built-in one its own, comments and all; of any other one every rule spelled out.
  public static func yaml(_ definition: Definition) -> String {
    if let text = BuiltInDefinitions.text(named: definition.name),
      let builtIn = try? BuiltInDefinitions.definition(named: definition.name), builtIn == definition
    {
      return text
    }
    return plainYAML(definition)
  }

  /// The definition with every rule spelled out and no comments.
  static func plainYAML(_ definition: Definition) -> String {
    var lines = ["name: \(quoted(definition.name))", "population: \(sums(definition.population))"]
    lines.append("min_population: \(number(definition.minimumPopulation))")
    lines.append("groups:")
    for group in definition.groups {
      lines.append("  \(quoted(group.name)): {aggregation: \(group.aggregation.rawValue)}")
    }
    lines.append("variables:")
    for variable in definition.variables { lines += variableLines(variable) }
    lines.append("weights:")
    for group in definition.groups { lines.append("  \(quoted(group.name)): \(number(group.weight))") }
    for variable in definition.variables { lines.append("  \(quoted(variable.name)): \(number(variable.weight))") }
    if !definition.counts.isEmpty {
      lines.append("counts:")
      for count in definition.counts { lines.append("  \(count.name): \(columns(count.columns))") }
    }
    lines.append("normalisation: \(definition.normalisation.rawValue)")
    lines.append("clip: \(limits(definition.clip))")
    lines.append("winsorise: \(limits(definition.winsorise))")
    lines.append("aggregation: {index: \(definition.indexAggregation.rawValue)}")
    lines.append("missing: \(missing(definition.missing))")
    lines.append("classes: \(classes(definition.classes))")
    switch definition.reference {
    case .thisTable: lines.append("reference: this_table")
    case .file(let path): lines.append("reference: {file: \(quoted(path))}")
    }
    if !definition.leftOut.isEmpty {
      lines.append("left_out:")
      for item in definition.leftOut { lines.append("  \(quoted(item.variable)): \(quoted(item.reason))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func variableLines(_ variable: Definition.Variable) -> [String] {
    var lines = ["  \(quoted(variable.name)):", "    group: \(quoted(variable.group))"]
    if variable.measures.count == 1 {
      for line in measure(variable.measures[0]) { lines.append("    \(line)") }
    } else {
      lines.append("    first_of:")
      for alternative in variable.measures {
        lines.append("      - {\(measure(alternative).joined(separator: ", "))}")
      }
    }
    lines.append("    worse: \(variable.worse.rawValue)")
    if variable.perArea { lines.append("    per: area") }
    if let unit = variable.unit { lines.append("    unit: \(quoted(unit))") }
    if variable.isOptional { lines.append("    optional: true") }
    return lines
  }

  private static func measure(_ measure: Definition.Measure) -> [String] {
    switch measure {
    case .value(let list): ["value: \(columns(list))"]
    case .ratio(let top, let bottom): ["numerator: \(columns(top))", "denominator: \(columns(bottom))"]
    }
  }

  private static func sums(_ alternatives: [[ColumnReference]]) -> String {
    if alternatives.count == 1 { return columns(alternatives[0]) }
    return "{first_of: [\(alternatives.map(columns).joined(separator: ", "))]}"
  }

  private static func columns(_ list: [ColumnReference]) -> String {
    "[\(list.map(column).joined(separator: ", "))]"
  }

  private static func column(_ reference: ColumnReference) -> String {
    let names = reference.names.map(quoted)
    let text = names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
    return reference.beside.map { "{column: \(text), beside: \(quoted($0))}" } ?? text
  }

  private static func limits(_ limits: Limits?) -> String {
    limits.map { "[\(number($0.lower)), \(number($0.upper))]" } ?? "none"
  }

  private static func missing(_ rule: MissingRule) -> String {
    switch rule {
    case .refuse: "refuse"
    case .available: "available"
    case .atLeast(let count): "{at_least: \(count)}"
    }
  }

  private static func classes(_ rule: ClassRule) -> String {
    if rule.method != .manual { return "{method: \(rule.method.rawValue), count: \(rule.count)}" }
    let bounds = rule.bounds.map(number).joined(separator: ", ")
    return "{method: manual, bounds: [\(bounds)], on: \(rule.scale.rawValue)}"
  }

  /// The shortest text that reads back to the same double; whole numbers without a point.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// A word as it is where YAML allows it, else in double quotes with its specials escaped.
  static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_"
    }
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "none"].contains(text.lowercased())
    let startsWell = text.unicodeScalars.first?.properties.isAlphabetic ?? false
    if plain && startsWell && !reserved { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
