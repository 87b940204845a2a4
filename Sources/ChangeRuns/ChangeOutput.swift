import Columns
import Geometry
import Grid
import Inputs
import Livsvillkor
import Outputs

extension ChangeRun {
  /// The units with what names them, the figures of both vintages and their differences.
  static func output(
    _ change: IndexChange, _ join: ChangeJoin, _ old: ChangeLayer, _ new: ChangeLayer, _ parameters: ChangeParameters
  ) throws -> LayerContents {
    func fill(_ table: inout Table) {
      func add(_ name: String, _ short: String?, _ kind: FieldKind, _ column: (IndexChange.Vintage) -> [Double]) {
        for (suffix, values) in [
          ("old", column(change.old)), ("new", column(change.new)), ("change", change.difference(column)),
        ] {
          let cut = short.map { "\($0)_\(suffix)" }
          var field = Field("\(name)_\(suffix)", kind, nil, shortName: cut)
          field.isCount = name == "population"
          table.add(field, .numbers(NumberColumn(values)))
        }
      }
      if !parameters.hasOwnReferences { add("index", "idx", .real(decimals: 9)) { $0.index } }
      add("percentile", "pct", .real(decimals: 9)) { $0.percentile }
      if !parameters.hasOwnReferences { add("class", "cls", .integer) { $0.classes } }
      add("population", "pop", .real(decimals: nil)) { $0.population }
      table.add("status", texts: TextColumn(change.status.map(\.rawValue)))
      table.add(
        Field("ground_changed", .integer, nil, shortName: "ground_chg"),
        .numbers(NumberColumn(join.isGroundChanged.map { $0 ? 1 : 0 })))
    }
    let name = "forandring"
    switch join.units {
    case .cells(let cells):
      let lattice = try CellLattice(cells, threads: parameters.threads, listsSquares: false)
      var table = CellFields.identity(of: lattice)
      fill(&table)
      // Where the vintages' cells are of other sizes, each keeps the shape that it has in its own.
      guard case .cells(let before) = old.keys, case .cells(let after) = new.keys,
        !join.regrouped.old.isEmpty || !join.regrouped.new.isEmpty || join.isGroundChanged.contains(true)
      else { return LayerContents(name: name, table: table, shapes: .cells(lattice)) }
      let shapes = join.pairs.map { pair in
        pair.new.flatMap { after.outline($0) } ?? pair.old.flatMap { before.outline($0) }
      }
      return try LayerContents(named: name, table, inPlane: shapes)
    case .zones(let keys):
      var table = Table()
      table.add(parameters.new.options.key ?? "key", texts: TextColumn(keys))
      fill(&table)
      guard let first = new.outlines ?? old.outlines else {
        return LayerContents(name: name, table: table, shapes: .none)
      }
      // Outlines of the new vintage, and of the old one where only that has the zone and in the same system.
      let others = old.outlines.flatMap { $0.crs.authorityCode == first.crs.authorityCode ? $0.polygons : nil }
      let shapes = join.pairs.map { pair -> MultiPolygon? in
        if let row = pair.new, let outlines = new.outlines { return outlines.polygons[row] }
        return pair.old.flatMap { row in others.flatMap { $0[row] } }
      }
      return LayerContents(name: name, table: table, shapes: .polygons(shapes, crs: first.crs))
    }
  }
}

extension CellLattice {
  /// What a cell owns as a polygon; nil for one that finer cells cover.
  fileprivate func outline(_ cell: Int) -> MultiPolygon? {
    if ownedUnits[cell] == 0 { return nil }
    let square = cells[cell]
    let (west, south, side) = (Double(square.e), Double(square.n), Double(square.size))
    return remainder(cell) ?? MultiPolygon(minX: west, minY: south, maxX: west + side, maxY: south + side)
  }
}
