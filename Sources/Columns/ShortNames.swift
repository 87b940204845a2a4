/// Names of ten characters for the fields whose own would be cut to the same ten by a DBF file: `unga_0_15_antal` and
/// `unga_0_15_z` both begin with `unga_0_15_`, and a reader could not tell the children from their z-score; a delområde's level,
/// its number of answers and its trend share more than that.
public enum ShortNames {
  private static let names = [
    "unga_0_15_antal": "u0_15antal", "unga_16_19_antal": "u16_19anta", "difference_km2": "diff_km2",
    "difference_percent": "diff_pct", "boendemiljo_sakerhet": "boende", "boendemiljo_sakerhet_answers": "boende_n",
    "boendemiljo_sakerhet_trend": "boende_tr", "samhallssystem_samhallsfunktioner": "samhalle",
    "samhallssystem_samhallsfunktioner_answers": "samhalle_n",
    "samhallssystem_samhallsfunktioner_trend": "samhall_tr",
    "social_utveckling_effekter": "social", "social_utveckling_effekter_answers": "social_n",
    "social_utveckling_effekter_trend": "social_tr",
  ]

  /// The field's short name; nil for fields that need none.
  public static func of(_ name: String) -> String? { names[name] }

  /// The table with short names in place of the long ones.
  public static func applied(to table: Table) -> Table {
    var result = Table()
    for (field, column) in zip(table.fields, table.columns) {
      result.add(Field(field.shortName ?? of(field.name) ?? field.name, field.kind), column)
    }
    return result
  }
}
