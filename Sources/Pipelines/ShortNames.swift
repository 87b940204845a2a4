import Columns

/// Names of ten characters for the fields whose own would be cut to the same ten by a DBF file: `unga_0_15_antal` and
/// `unga_0_15_z` both begin with `unga_0_15_`, and a reader could not tell the children from their z-score.
enum ShortNames {
  private static let names = ["unga_0_15_antal": "u0_15antal", "unga_16_19_antal": "u16_19anta"]

  /// The field's short name; nil for fields that need none.
  static func of(_ name: String) -> String? { names[name] }

  /// The table with short names in place of the long ones.
  static func applied(to table: Table) -> Table {
    var result = Table()
    for (field, column) in zip(table.fields, table.columns) {
      result.add(Field(of(field.name) ?? field.name, field.kind), column)
    }
    return result
  }
}
