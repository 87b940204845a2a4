import Columns

extension [JSONKey] {
  /// The keys that a list of figures has in statistics, each with its English name and unit.
  ///
  /// - Parameter inTable: whether they stand in rows of a layer's table, where yes and no are 1 and 0.
  package init<Subject>(_ figures: [Figure<Subject>], inTable: Bool = false) {
    self = figures.map { figure in
      let shape: JSONShape =
        switch figure.value {
        case .number: .figure
        case .integer: .count
        case .flag: .maybe(inTable ? .integer : .flag)
        case .text: .word
        }
      let look = figure.field.look
      return JSONKey(name: figure.name, shape: shape, words: look.map(Self.words), look: look)
    }
  }

  private static func words(_ look: FieldLook) -> String {
    let label = look.label.en
    if look.isShare { return "\(label), 0–1" }
    return look.unit.isEmpty ? label : "\(label), \(look.unit)"
  }
}
