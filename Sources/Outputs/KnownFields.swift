import Columns
import Dygnsavtryck
import Incidents
import Overlay

/// The fields of areas that runs of this program write, with their labels: what a layer that one of them wrote may hold.
package struct KnownFields {
  /// What each run writes of areas, in the order in which pages show it.
  private static let subjects: [[Field]] = [
    AreaFigure.onPages.map(\.field),
    FootprintFigure.ofAreas.map(\.field)
      + (FootprintFigure.besidePeople + FootprintFigure.besideGround).map(\.field),
    IncidentFigure.inLayers(hasLinks: true).map(\.field),
  ]

  /// All known fields, those of the run that the layer is most like first.
  private let fields: [Field]

  /// The fields of a layer with those names: of a name that several runs use, the one that knows most of them is meant.
  package init(in names: [String]) {
    let ranked = Self.subjects.enumerated().map { (known: Self.known($0.element, names), place: $0.offset) }
      .sorted { ($1.known, $0.place) < ($0.known, $1.place) }
    var taken: Set<String> = []
    fields = ranked.flatMap { Self.subjects[$0.place] }.filter { taken.insert($0.name).inserted }
  }

  private static func known(_ fields: [Field], _ names: [String]) -> Int {
    names.count { name in fields.contains { $0.name == name || $0.nameInDBF == name } }
  }

  /// A file's field as the one that was written, by its name or its name in a DBF file; nil for a field of another origin.
  package func field(named name: String) -> Field? {
    if let known = fields.first(where: { $0.name == name }) { return known }
    let cut = fields.filter { $0.nameInDBF == name }
    return cut.count == 1 ? cut.first : nil
  }

  /// The columns in the order of a page: known ones first, in their own order; without those that say nothing to people.
  package static func arranged(_ table: Table) -> Table {
    let known = KnownFields(in: table.fields.map(\.name)).fields
    let order = table.fields.indices.compactMap { index -> (rank: Int, index: Int)? in
      let rank = known.firstIndex { $0.name == table.fields[index].name }
      if let rank, known[rank].look == nil { return nil }
      return (rank ?? known.count, index)
    }.sorted { $0 < $1 }
    let columns = table.columns
    var result = Table()
    for (_, index) in order { result.add(table.fields[index], columns[index]) }
    return result
  }
}

extension Field {
  /// Its name in a DBF file.
  fileprivate var nameInDBF: String { shortName ?? ShortNames.of(name) ?? String(name.prefix(10)) }
}
