import Columns

/// The index's columns, one row a unit in the input's order; NaN is null.
public struct IndexResult: Sendable {
  /// The definition that was computed.
  public let definition: Definition
  /// People in each unit, as given.
  public let population: NumberColumn
  /// Each variable's value; suppressed where a column it comes from was.
  public let values: [NumberColumn]
  /// Each variable's score, more being worse; null for units below the minimum population. Made from the values when wanted.
  public let scores: [DerivedColumn]
  /// Each group's score.
  public let groups: [[Double]]
  /// The index, more being worse.
  public let index: [Double]
  /// The index's percentile rank among the indexed (or the reference's) population, 0–100.
  public let percentile: [Double]
  /// 1 (best) and up; 0 where there is no index.
  public let classes: [UInt8]
  /// A code of ``statusCodes`` per unit.
  public let status: [UInt16]
  /// What the codes mean.
  public let statusCodes: UnitStatus
  /// The definition's counts; nil where the tables lack the columns.
  public let counts: [NumberColumn?]
  /// What the run says of itself.
  public let statistics: IndexStatistics
  /// What speaks against a fixed reference being of the same units of measurement.
  public let doubts: [String]

  /// Adds the output fields to a table that holds what names the units: `population`, one per variable and
  /// `<variable>_z`, one per group, `index`, `percentile`, `class`, `status`, `unga_0_15_antal`, `unga_16_19_antal`.
  ///
  /// In text, scores and index are rounded to `decimals`, and the variables' values, which may be of any size, keep at least as
  /// many significant digits; nil writes all so that they read back to the same double. Layers get the doubles themselves.
  public func addFields(to table: inout Table, decimals: Int? = 6) {
    let real = FieldKind.real(decimals: decimals)
    let measured = decimals.map { FieldKind.significant($0) } ?? real
    table.add(.count("population"), .numbers(population))
    for (variable, (value, score)) in zip(definition.variables, zip(values, scores)) {
      table.add(Field(variable.name, measured), .numbers(value))
      table.add(Field(variable.name + "_z", real), derived: score)
    }
    for (group, score) in zip(definition.groups, groups) { table.add(group.name, real, numbers: score) }
    table.add("index", real, numbers: index)
    table.add("percentile", real, numbers: percentile)
    let classes = classes
    let numbers = DerivedColumn(
      count: classes.count, .numbers { rows in classes[rows].map { $0 == 0 ? .nan : Double($0) } })
    table.add(Field("class", .integer), derived: numbers)
    table.add(Field("status", .text), derived: statusTexts)
    for name in Definition.countNames {
      let place = definition.counts.firstIndex { $0.name == name }
      let field = Field.count(name)
      if let place, place < counts.count, let column = counts[place] {
        table.add(field, .numbers(column))
      } else {
        let nulls = DerivedColumn(
          count: index.count, .numbers { rows in [Double](repeating: .nan, count: rows.count) })
        table.add(field, derived: nulls)
      }
    }
  }

  /// The status of each unit in words.
  public var statusTexts: DerivedColumn {
    let status = status
    return DerivedColumn(count: status.count, .choices(statusCodes.texts, { status[$0] }))
  }
}
