import Columns
import Definitions
import Core
import Grid
import Livsvillkor
import Parallel
import Synthetic

/// A synthetic grid of Sweden and what the benchmarks need of it.
public struct SyntheticCells: Sendable {
  /// The sizes measured, four times as many cells a step.
  public static let counts = [25_000, 100_000, 400_000]

  /// The grid as `rutverk generate grid` writes it.
  public let table: Table
  /// Its cells.
  public let lattice: CellLattice

  /// So many cells of a Sweden of always the same seed.
  public init(count: Int) throws {
    table = try generateGrid(SyntheticWorld.sweden(seed: 1), GridOptions(cells: count))
    guard case .texts(let codes)? = table.column("ruta"), case .numbers(let sizes)? = table.column("size_m") else {
      throw Failure(.software, "a generated grid lacks its codes")
    }
    let cells = try (0..<codes.count).map { row in
      let corner = try codes.withBytes(row) { bytes throws(RutaCode.Fault) in try RutaCode.read(bytes) }
      return Cell(size: Int32(sizes.values[row]), e: corner.e, n: corner.n)
    }
    lattice = try CellLattice(cells)
  }

  /// The input of the built-in index.
  public func index() throws -> (definition: Definition, units: Units) {
    let names = table.fields.map(\.name)
    let plan = try ColumnPlan(
      BuiltInDefinitions.definition(named: "livsvillkor"), sources: [SourceColumns(name: "grid", columns: names)])
    let columns = try plan.requests.map { request in
      guard case .numbers(let numbers)? = table.column(request.column) else {
        throw Failure(.software, "a generated grid lacks a column", field: request.column)
      }
      return numbers
    }
    let areas = lattice.cells.indices.map(lattice.ownedAreaSquareMetres)
    let units = try plan.units(
      columns: columns, areaSquareMetres: areas, threads: Parallel.availableThreads)
    return (plan.definition, units)
  }

  /// The table that `rutverk index` writes: code, size, and all fields of the index.
  public func indexedTable() throws -> Table {
    let (definition, units) = try index()
    let result = try LivsvillkorIndex.compute(
      definition: definition, units: units, threads: Parallel.availableThreads)
    var indexed = Table()
    for name in ["ruta", "size_m"] {
      if let column = table.column(name), let field = table.fields.first(where: { $0.name == name }) {
        indexed.add(field, column)
      }
    }
    result.addFields(to: &indexed, decimals: 9)
    return indexed
  }
}
