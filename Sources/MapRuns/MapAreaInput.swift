import Inputs
import Outputs
import Reports
import Cartography
import Columns
import Files

/// The areas of a map, with all that their layer says of them in numbers and words.
struct MapAreaInput {
  let input: AreaInput
  let areas: MapAreas

  init(path: String, options: InputOptions, fields: AreaFields.Names, threads: Int, journal: Journal) throws {
    var further: [Field] = []
    input = try AreaInput(
      path: path, options: options, fields: fields,
      extra: { layer, used in
        let wanted = zip(layer.columnNames, layer.fieldTypes).filter { name, type in
          !used.contains(name) && type != .other
        }
        let known = KnownFields(in: wanted.map(\.0))
        further = wanted.map { name, type in Self.field(name, type, known.field(named: name)) }
        return zip(wanted, further).map { ColumnRequest($0.0, $1.kind == .text ? .text : .number) }
      }, threads: threads, journal: journal)
    var figures = Table()
    for (field, column) in zip(further, input.extra) { figures.add(field, column) }
    areas = MapAreas(set: input.set, figures: figures)
  }

  /// A field of the layer: the one of a run of this program where it is one, with its label.
  static func field(_ name: String, _ type: LayerFieldType, _ known: Field?) -> Field {
    let kind: FieldKind
    switch type {
    case .integer, .boolean: kind = .integer
    case .real: kind = .real(decimals: nil)
    case .text, .date, .other: kind = .text
    }
    return Field(known?.name ?? name, kind, known?.look, shortName: known?.shortName)
  }
}
