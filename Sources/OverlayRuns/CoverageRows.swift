import Columns
import Core
import Coverage
import Grid
import Overlay
import Parallel

/// The rows of a coverage table: the squares or cells of each area in turn, made when they are wanted, since runs of squares take a
/// thirtieth of their rows' memory.
struct CoverageRows: Sendable {
  /// What an area covers.
  enum Part: Sendable {
    /// Squares of the lattice; `exclusive` are those of its piece of the partition, nil where that is all of it.
    case squares(CoverageRuns, exclusive: CoverageRuns?)
    /// Cells of a layer, likewise.
    case cells(UnitFractions, exclusive: UnitFractions?)

    var count: Int {
      switch self {
      case .squares(let runs, _): runs.squareCount
      case .cells(let fractions, _): fractions.units.count
      }
    }
  }

  /// A row.
  struct Row {
    var cell: Cell
    var fraction: Double
    var exclusive: Double
    /// Ground that the cell owns, square metres.
    var owned: Double
  }

  /// Identifiers of the areas.
  let ids: [String]
  /// What each area covers.
  let parts: [Part]
  /// The cell layer; nil for squares of the lattice.
  let lattice: CellLattice?
  /// The first row of each area, and one more at the end.
  private let starts: [Int]

  init(ids: [String], parts: [Part], lattice: CellLattice?) {
    (self.ids, self.parts, self.lattice) = (ids, parts, lattice)
    starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  var count: Int { starts[parts.count] }

  /// Calls `body` with each area that has some of these rows, and those of its rows, counted from its first.
  private func forEachArea(_ rows: Range<Int>, _ body: (_ area: Int, _ rows: Range<Int>) -> Void) {
    if rows.isEmpty { return }
    var area = max(0, starts.indices.partitionPoint { starts[$0] > rows.lowerBound } - 1)
    while area < parts.count, starts[area] < rows.upperBound {
      let own = (starts[area]..<starts[area + 1]).clamped(to: rows)
      if !own.isEmpty { body(area, own.lowerBound - starts[area]..<own.upperBound - starts[area]) }
      area += 1
    }
  }

  /// Calls `body` with some of an area's rows.
  @inline(__always)
  func forEach(_ rows: Range<Int>, of area: Int, _ body: (Row) -> Void) {
    switch parts[area] {
    case .squares(let runs, let exclusive):
      let side = Int32(runs.size)
      let ground = Double(side) * Double(side)
      var next = 0
      for run in 0..<runs.count where next < rows.upperBound {
        let (row, start, count) = (runs.rows[run], runs.starts[run], Int(runs.ends[run] - runs.starts[run]))
        let fraction = runs.fractions[run]
        for offset in (next..<next + count).clamped(to: rows) {
          let column = start + Int32(offset - next)
          body(
            Row(
              cell: Cell(size: side, e: column * side, n: row * side), fraction: fraction,
              exclusive: exclusive.map { $0.fraction(row: Int(row), column: Int(column)) } ?? fraction, owned: ground)
          )
        }
        next += count
      }
    case .cells(let all, let exclusive):
      guard let lattice else { return }
      for row in rows {
        let (cell, fraction) = (all.units[row], all.fractions[row])
        body(
          Row(
            cell: lattice.cells[Int(cell)], fraction: fraction,
            exclusive: exclusive.map { $0.fraction(of: cell) } ?? fraction,
            owned: lattice.ownedAreaSquareMetres(Int(cell))))
      }
    }
  }

  private func numbers(_ value: @escaping @Sendable (Row) -> Double) -> DerivedColumn {
    DerivedColumn(
      count: count,
      .numbers { rows in
        var numbers: [Double] = []
        numbers.reserveCapacity(rows.count)
        forEachArea(rows) { area, own in forEach(own, of: area) { numbers.append(value($0)) } }
        return numbers
      })
  }

  private func texts(_ append: @escaping @Sendable (Int, Range<Int>, inout TextColumn) -> Void) -> DerivedColumn {
    DerivedColumn(
      count: count,
      .texts { rows in
        var texts = TextColumn()
        texts.reserveCapacity(rows: rows.count, bytes: 13 * rows.count)
        forEachArea(rows) { append($0, $1, &texts) }
        return texts
      })
  }

  /// The table; `madeFrom` tells areas and cells.
  func table(madeFrom: String, threads: Int) throws -> Table {
    let digits = try checksum(threads: threads).digits(madeFrom: madeFrom).all
    func same(_ text: String) -> DerivedColumn {
      DerivedColumn(count: count, .choices([text], { [UInt16](repeating: 0, count: $0.count)[...] }))
    }
    var table = Table()
    table.add(
      Field("id", .text),
      derived: texts { area, rows, texts in
        let id = Array(ids[area].utf8)
        for _ in rows { texts.append(utf8: id) }
      })
    table.add(
      Field("ruta", .text),
      derived: texts { area, rows, texts in forEach(rows, of: area) { texts.append($0.cell.code) } })
    table.add(Field("size_m", .integer), derived: numbers { Double($0.cell.size) })
    table.add(Field("fraction", .real(decimals: nil)), derived: numbers(\.fraction))
    table.add(Field("exclusive", .real(decimals: nil)), derived: numbers(\.exclusive))
    if lattice != nil { table.add(Field("owned_m2", .real(decimals: nil)), derived: numbers(\.owned)) }
    table.add(Field(CoverageChecksum.originColumn, .text), derived: same(madeFrom))
    table.add(Field(CoverageChecksum.column, .text), derived: same(digits))
    return table
  }

  private func checksum(threads: Int) throws -> CoverageChecksum {
    try Parallel.blocks(of: parts.count, block: 16, threads: threads) { areas in
      var checksum = CoverageChecksum(hasOwned: lattice != nil)
      for area in areas {
        let id = CoverageChecksum.Identifier(ids[area])
        forEach(0..<parts[area].count, of: area) {
          checksum.add(id, $0.cell, fraction: $0.fraction, exclusive: $0.exclusive, owned: $0.owned)
        }
      }
      return checksum
    }.reduce(into: CoverageChecksum(hasOwned: lattice != nil)) { $0.add($1) }
  }

  /// Covered ground, km².
  func coveredKm2(threads: Int) throws -> Double {
    try Parallel.blocks(of: parts.count, block: 16, threads: threads) { areas in
      areas.reduce(0) { sum, area in
        switch parts[area] {
        case .squares(let runs, _): return sum + runs.areaSquareMetres
        case .cells(let all, _):
          return zip(all.units, all.fractions).reduce(sum) {
            $0 + $1.1 * (lattice?.ownedAreaSquareMetres(Int($1.0)) ?? 0)
          }
        }
      }
    }.reduce(0, +) / 1e6
  }
}

extension UnitFractions {
  /// The part of one unit; 0 where nothing is covered.
  fileprivate func fraction(of unit: Int32) -> Double {
    let place = units.indices.partitionPoint { units[$0] >= unit }
    return place < units.count && units[place] == unit ? fractions[place] : 0
  }
}
