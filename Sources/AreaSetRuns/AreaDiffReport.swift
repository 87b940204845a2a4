import Inputs
import Outputs
import Areas
import Columns
import Geometry
import Reports

extension AreaDiffRun {
  func area(_ change: AreaChange) -> (area: Area, km2: Double, region: String, lpo: String)? {
    if let i = change.new {
      return (new.areas[i], new.ellipsoidalKm2[i], new.whereabouts[i].region, new.whereabouts[i].lpo)
    }
    if let i = change.old {
      return (old.areas[i], old.ellipsoidalKm2[i], old.whereabouts[i].region, old.whereabouts[i].lpo)
    }
    return nil
  }

  /// Every area of either list with what became of it; those that were removed have their old outline.
  package func output() throws -> LayerContents {
    let all = diff.changes.compactMap { change in area(change).map { (change, $0) } }
    func before(_ change: AreaChange) -> Area? { change.old.map { old.areas[$0] } }
    func texts(_ value: (AreaChange) -> String) -> TextColumn { TextColumn(all.map { value($0.0) }) }
    var table = Table()
    table.add("id", texts: TextColumn(all.map(\.1.area.id)))
    table.add("name", texts: TextColumn(all.map(\.1.area.name)))
    table.add("class", texts: texts { $0.newClass?.code ?? "" })
    table.add("old_class", texts: texts { $0.oldClass?.code ?? "" })
    table.add("status", texts: texts { $0.status.rawValue })
    table.add("matched_by", texts: texts { $0.key?.rawValue ?? "" })
    table.add("old_id", texts: texts { before($0)?.id ?? "" })
    table.add("old_name", texts: texts { before($0)?.name ?? "" })
    if all.contains(where: { !$0.1.region.isEmpty }) { table.add("region", texts: TextColumn(all.map(\.1.region))) }
    if all.contains(where: { !$0.1.lpo.isEmpty }) { table.add("lpo", texts: TextColumn(all.map(\.1.lpo))) }
    guard old.hasGeometry || new.hasGeometry else {
      return LayerContents(name: "omraden", table: table, shapes: .none)
    }
    func numbers(_ name: String, _ kind: FieldKind, _ value: (AreaChange) -> Double?) {
      table.add(name, kind, numbers: all.map { value($0.0) ?? .nan })
    }
    numbers("area_km2", .significant(9)) { $0.new.map { new.ellipsoidalKm2[$0] } }
    numbers("old_area_km2", .significant(9)) { $0.old.map { old.ellipsoidalKm2[$0] } }
    numbers("moved_m2", .real(decimals: 3)) { $0.border?.movedSquareMetres }
    numbers("gained_m2", .real(decimals: 3)) { $0.border?.gainedSquareMetres }
    numbers("lost_m2", .real(decimals: 3)) { $0.border?.lostSquareMetres }
    numbers("mean_shift_m", .real(decimals: 3)) { $0.border?.meanShiftMetres }
    return try LayerContents(named: "omraden", table, inPlane: all.map(\.1.area.polygon))
  }

  /// The changes of assessment, for Tablå 3: added, removed and reclassified areas.
  var changed: [AreaChange] { diff.changes.filter { $0.status != .unchanged } }

  /// Areas whose border moved by more than rounding of coordinates, the greatest first.
  var moved: [AreaChange] {
    diff.changes.filter { ($0.border?.movedSquareMetres ?? 0) >= ExclusivePartition.smallestOverlapSquareMetres }
      .sorted { ($0.border?.movedSquareMetres ?? 0) > ($1.border?.movedSquareMetres ?? 0) }
  }

  /// The statistics: `run`, `counts`, `tabla2`, `transitions`, `tabla3`, `areas`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    func code(_ areaClass: AreaClass?) -> JSONTree { .string(areaClass?.code ?? "not_assessed") }
    let counts = AreaChange.Status.allCases.map { JSONTree.Member($0.rawValue, .integer(diff.count($0))) }
    var classes = diff.classes.indices.dropLast().map { place in
      JSONTree.members([
        "class": code(diff.classes[place]), "old": .integer(diff.oldCount(ofClass: place)),
        "new": .integer(diff.newCount(ofClass: place)),
      ])
    }
    classes.append(.members(["class": "total", "old": .integer(diff.oldCount), "new": .integer(diff.newCount)]))
    var transitions: [JSONTree] = []
    for (row, from) in diff.classes.enumerated() {
      for (column, to) in diff.classes.enumerated() where diff.transitions[row][column] > 0 {
        transitions.append(
          .members(["from": code(from), "to": code(to), "areas": .integer(diff.transitions[row][column])]))
      }
    }
    return try record.document(
      Self.schema, journal,
      [
        "labels": .members(["old": .string(labels.old), "new": .string(labels.new)]),
        "counts": .object(
          counts + [
            JSONTree.Member("border_moved", .integer(moved.count)),
            JSONTree.Member("moved_m2", .number(moved.reduce(0) { $0 + ($1.border?.movedSquareMetres ?? 0) })),
          ]),
        "tabla2": .array(classes),
        "transitions": .array(transitions),
        "tabla3": .array(
          changed.compactMap { change in
            area(change).map { found in
              .members([
                "region": found.region.isEmpty ? .null : .string(found.region),
                "lpo": found.lpo.isEmpty ? .null : .string(found.lpo), "id": .string(found.area.id),
                "name": .string(found.area.name), "old_class": code(change.oldClass),
                "new_class": code(change.newClass),
                "status": .string(change.status.rawValue),
              ])
            }
          }),
        "areas": .rows(JSONRows(output().table)),
      ])
  }

  private var record: RunRecord {
    RunRecord(
      command: "areas diff",
      parameters: [
        ("match", .array(parameters.keys.map { .string($0.rawValue) })),
        ("min_share", .number(parameters.minimumShare)),
        ("old_where", parameters.old.input.filter.map { .string($0) } ?? .null),
        ("new_where", parameters.new.input.filter.map { .string($0) } ?? .null),
      ],
      inputs: [old.record, new.record],
      method: [
        "Areas are matched one to one: by identifier where both lists have a field of it, then by name (case, diacritics,"
          + " separators and the order of a name's parts ignored), then by the share of their union in common.",
        "An area without a class, one that is called \"Ej utsatt område\", and one that a list lacks are not assessed in it.",
        "moved_m2 is the symmetric difference of the two outlines in SWEREF 99 TM; mean_shift_m is that over the mean length of"
          + " the two borders.",
      ])
  }
}
