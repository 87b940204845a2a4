import Columns
import Overlay

/// The fields of areas that other runs of the program write, with their labels: what a layer that one of them wrote may hold.
package enum KnownFields {
  /// Those that pages show first, in their order.
  package static let all: [Field] = AreaFigure.onPages.map(\.field)

  private static let byName: [String: Field] = {
    var found: [String: Field] = [:]
    for field in all where found[field.name] == nil { found[field.name] = field }
    return found
  }()

  /// A file's field as the one that was written: of its name, or its name in a DBF file. Nil for a field of another origin.
  package static func field(named name: String) -> Field? {
    if let known = byName[name] { return known }
    guard name.utf8.count <= 10 else { return nil }
    let cut = byName.values.filter { ($0.shortName ?? ShortNames.of($0.name) ?? String($0.name.prefix(10))) == name }
    return cut.count == 1 ? cut.first : nil
  }

  /// The columns in the order of a page: known ones first, in their own order; without those that say nothing to people.
  package static func arranged(_ table: Table) -> Table {
    var order: [String: Int] = [:]
    for (index, field) in all.enumerated() where order[field.name] == nil { order[field.name] = index }
    let indices = table.fields.indices.filter { byName[table.fields[$0].name].map { $0.look != nil } ?? true }
    let rank = indices.map { (order[table.fields[$0].name] ?? all.count, $0) }.sorted { $0 < $1 }
    let columns = table.columns
    var result = Table()
    for (_, index) in rank { result.add(table.fields[index], columns[index]) }
    return result
  }
}
