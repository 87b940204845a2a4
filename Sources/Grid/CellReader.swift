import Columns
import Diagnostics

/// Turns a table's code and size columns into cells, row by row, and refuses what contradicts itself.
public struct CellReader {
  /// One cell a row of the table.
  public let cells: [Cell]
  /// What was decided on the way and a person should know (axis order, country of the codes).
  public let notes: [String]

  /// SWEREF 99 TM within Sweden and some way around, metres; only used to tell the axes apart and to warn.
  private static let eastings: ClosedRange<Double> = 200_000...1_000_000
  private static let northings: ClosedRange<Double> = 6_000_000...7_800_000

  /// Reads all rows.
  ///
  /// - Parameters:
  ///   - columns: what ``CellColumns/requests`` asked for, in that order.
  ///   - layout: the columns' meaning.
  ///   - source: the table they come from, for messages.
  /// - Throws: ``Failure`` (bad data) naming row, field and value: no code, 12 digits, a corner off the lattice of its
  ///   size, a size that contradicts the code.
  public init(columns: [Column], layout: CellColumns, source: some TableSource) throws {
    var cells: [Cell] = []
    cells.reserveCapacity(source.rowCount)
    var notes: [String] = []
    let sizes = try Self.sizes(columns, layout, source)
    switch layout.corner {
    case .code(let field):
      guard case .texts(let codes)? = columns.first else { throw Self.unreadable(field, source) }
      for row in 0..<codes.count {
        let reading: RutaCode.Reading
        do throws(RutaCode.Fault) {
          reading = try codes.withBytes(row) { bytes throws(RutaCode.Fault) in try RutaCode.read(bytes) }
        } catch {
          throw Self.failure(
            error.explanation, source, row, field, codes[row], expected: RutaCode.Fault.expectation)
        }
        let stated = sizes.map { $0(row) } ?? nil
        if let stated, let inCode = reading.size, stated != inCode {
          throw Self.failure(
            "the code says \(inCode) m but the size column says \(stated) m", source, row, field, codes[row])
        }
        guard let size = stated ?? reading.size else {
          throw Self.failure(
            "nothing tells the size of the cell", source, row, field, codes[row],
            expected: "a size column, an INSPIRE code, or --cell-size")
        }
        let cell = Cell(size: size, e: reading.e, n: reading.n)
        try Self.check(cell, source, row, field, codes[row])
        cells.append(cell)
      }
    case .coordinates(let first, let second):
      guard columns.count >= 2, case .numbers(let a) = columns[0], case .numbers(let b) = columns[1] else {
        throw Self.unreadable(first, source)
      }
      let isNorthingFirst = Self.looksNorthing(a.values) && !Self.looksNorthing(b.values)
      if isNorthingFirst {
        notes.append("\(source.name): \(first) holds the northing and \(second) the easting (told by their range)")
      }
      let (east, north) = isNorthingFirst ? (b.values, a.values) : (a.values, b.values)
      for row in east.indices {
        guard let e = Int32(exactly: east[row]), let n = Int32(exactly: north[row]) else {
          throw Self.failure(
            "the corner is not whole metres", source, row, "\(first)/\(second)", "\(a.values[row])/\(b.values[row])",
            expected: "the south-west corner in SWEREF 99 TM")
        }
        guard let size = sizes?(row) ?? nil else {
          throw Self.failure("nothing tells the size of the cell", source, row, first, "\(a.values[row])")
        }
        let cell = Cell(size: size, e: e, n: n)
        try Self.check(cell, source, row, "\(first)/\(second)", "\(e)/\(n)")
        cells.append(cell)
      }
    }
    let outside = cells.count {
      !Self.eastings.contains(Double($0.e)) || !Self.northings.contains(Double($0.n))
    }
    if outside > 0 {
      notes.append("\(source.name): \(outside) of \(cells.count) cells lie outside Sweden's part of SWEREF 99 TM")
    }
    self.cells = cells
    self.notes = notes
  }

  /// The stated side of each row, or nil where only the codes tell.
  private static func sizes(
    _ columns: [Column], _ layout: CellColumns, _ source: some TableSource
  ) throws -> ((Int) -> Int32?)? {
    switch layout.size {
    case .inCode: return nil
    case .fixed(let size): return { _ in size }
    case .column(let field):
      guard case .numbers(let numbers)? = columns.last else { throw unreadable(field, source) }
      for (row, value) in numbers.values.enumerated() {
        guard let size = Int32(exactly: value), size > 0 else {
          throw failure(
            "not a cell size", source, row, field, value.isNaN ? "" : "\(value)",
            expected: "whole metres, such as 250")
        }
      }
      return { Int32(numbers.values[$0]) }
    }
  }

  private static func check(
    _ cell: Cell, _ source: some TableSource, _ row: Int, _ field: String, _ value: @autoclosure () -> String
  ) throws {
    guard cell.isOnLattice else {
      throw failure(
        "the corner is off the lattice of its size", source, row, field, value(),
        expected: "easting and northing that are multiples of \(cell.size) m")
    }
  }

  private static func looksNorthing(_ values: [Double]) -> Bool { values.allSatisfy(northings.contains) }

  private static func failure(
    _ message: String, _ source: some TableSource, _ row: Int, _ field: String, _ value: String,
    expected: String? = nil
  ) -> Failure {
    Failure(
      .badData, message, file: source.name, place: source.place(ofRow: row), field: field, value: value,
      expected: expected)
  }

  private static func unreadable(_ field: String, _ source: some TableSource) -> Failure {
    Failure(.software, "the column was read in another form than asked for", file: source.name, field: field)
  }
}
