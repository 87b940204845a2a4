import Areas
import Columns

/// What an area layer's fields say of each area.
package struct AreaTexts {
  private let ids: TextColumn?
  private let names: TextColumn?
  private let classes: TextColumn?

  /// The columns of those names; a field that is not among them says nothing.
  package init(_ fields: AreaFields, names columnNames: [String], columns: [Column]) {
    func texts(_ field: String?) -> TextColumn? {
      guard let field, let place = columnNames.firstIndex(of: field), case .texts(let texts) = columns[place] else {
        return nil
      }
      return texts
    }
    (ids, names, classes) = (texts(fields.id), texts(fields.name), texts(fields.areaClass))
  }

  /// The name; empty without one.
  package func name(_ row: Int) -> String { names?[row] ?? "" }

  /// What the field of identifiers says; empty without one.
  package func id(_ row: Int) -> String { ids?[row] ?? "" }

  /// What the field of classes says; empty without one.
  package func areaClass(_ row: Int) -> String { classes?[row] ?? "" }

  /// The identifier: of its field, else the name, else the feature's number.
  package func identifier(_ row: Int) -> String {
    let id = id(row)
    if !id.isEmpty { return id }
    let name = name(row)
    return name.isEmpty ? "\(row + 1)" : name
  }
}

/// What texts mean as classes; mostly the next one is the same as the one before.
package struct AreaClassReader {
  private var last: (text: String, meaning: AreaClass?)?

  /// ``AreaClass/init(text:)``
  package mutating func meaning(of text: String) -> AreaClass? {
    if let last, last.text == text { return last.meaning }
    let meaning = AreaClass(text: text)
    last = (text, meaning)
    return meaning
  }
}
