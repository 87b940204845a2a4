import Columns

/// The figures of cells that layers and pages show, in their order; the one list of them.
package struct CellFigure: Sendable {
  /// Name, kind and look.
  package let field: Field
  /// Whether only cells with a class have it: those with too few people have no figures of their own.
  package let needsClass: Bool
  /// Whether pages list it: the class has a place of its own there.
  package let isListed: Bool
  /// The values, one a cell, NaN where null; empty where the data lacks them.
  package let values: @Sendable (MapCells) -> [Double]

  private init(
    _ name: String, _ kind: FieldKind, sv: String, en: String, unit: String = "", decimals: Int,
    isShare: Bool = false, needsClass: Bool = false, isListed: Bool = true,
    _ values: @escaping @Sendable (MapCells) -> [Double]
  ) {
    field = Field(name, kind, FieldLook(Wording(sv, en), unit: unit, decimals: decimals, isShare: isShare))
    (self.needsClass, self.isListed, self.values) = (needsClass, isListed, values)
  }

  /// The field with the share of runs in another class, above ``uncertainFrom`` the class is uncertain.
  package static let uncertain = "class_uncertain"
  /// Share of runs outside the main class above which a class is uncertain.
  package static let uncertainFrom = 0.2

  /// All but the index's variables.
  package static let all = [
    CellFigure("population", .real(decimals: nil), sv: "Befolkning", en: "Population", decimals: 0) { $0.population },
    CellFigure("index", .significant(9), sv: "Index", en: "Index", decimals: 3, needsClass: true) { $0.index },
    CellFigure(
      "percentile", .significant(9), sv: "Percentil", en: "Percentile", decimals: 1, needsClass: true
    ) { $0.percentile },
    CellFigure("class", .integer, sv: "Klass", en: "Class", decimals: 0, isListed: false) {
      $0.classes.map { $0 == 0 ? .nan : Double($0) }
    },
    CellFigure(
      uncertain, .real(decimals: nil), sv: "Körningar i annan klass", en: "Runs in another class", decimals: 1,
      isShare: true, needsClass: true
    ) { $0.uncertainShares },
    CellFigure(
      "trangboddhet", .significant(9), sv: "Trångbodda", en: "Overcrowded", decimals: 1, isShare: true,
      needsClass: true
    ) { $0.overcrowded },
    CellFigure("unga_0_15_antal", .real(decimals: nil), sv: "Barn 0–15 år", en: "Children 0–15", decimals: 0) {
      $0.children
    },
    CellFigure("unga_16_19_antal", .real(decimals: nil), sv: "Unga 16–19 år", en: "Youth 16–19", decimals: 0) {
      $0.youth
    },
  ]

  /// The index's variables that are figures by themselves, in the order of the definition. Densities of children and
  /// youth are not among them: their numbers are shown; nor is the overcrowded share, which has its own place.
  package static let variables: [(name: String, label: Wording)] = [
    ("inkomst", Wording("Inkomst", "Income")),
    ("utbildning", Wording("Högst förgym\u{AD}nasial utbildning", "At most lower-secondary education")),
    ("forvarvsfrekvens", Wording("Förvärvs\u{AD}frekvens", "Gainful employment")),
    ("utlandsk_bakgrund", Wording("Utländsk bakgrund", "Foreign background")),
    ("ensamstaende", Wording("Ensamstående föräldrar", "Single parents")),
  ]

  /// The field of that name, with its label: of a cell, a variable of the index, or what runs say of cells; nil where nothing is
  /// known of it.
  package static func field(_ name: String) -> Field? {
    if let known = all.first(where: { $0.field.name == name }) { return known.field }
    if let variable = variables.first(where: { $0.name == name }) {
      return Field(name, .real(decimals: nil), FieldLook(variable.label, decimals: 2))
    }
    return UnitField.look(name).map { Field(name, UnitField.isText(name) ? .text : .real(decimals: nil), $0) }
  }

  /// A variable as people call it; the name itself where nothing is known of it.
  package static func variable(_ name: String) -> Wording {
    variables.first { $0.name == name }?.label ?? all.first { $0.field.name == name }?.field.look?.label
      ?? Wording(name)
  }
}
