import Columns
import Core
import Parallel

/// Turns a table's code and size columns into cells, row by row, and refuses what contradicts itself.
public struct CellReader {
  /// One cell for each row that could be read.
  public private(set) var cells: [Cell] = []
  /// The place of each cell's row in the columns; nil: every row gave a cell.
  public var kept: [Int]? { refused.isEmpty ? nil : places }
  private var places: [Int] = []
  /// The errors of the rows that could not be read; empty unless they were to be skipped.
  public private(set) var refused: [Failure] = []
  /// What was decided on the way and a person should know (axis order, cells outside Sweden).
  public private(set) var notes: [String] = []

  private let source: any TableSource
  private let rows: RowNumbers
  private let skipsBadRows: Bool

  /// SWEREF 99 TM within Sweden and some way around, metres; only used to tell the axes apart and to warn.
  private static let eastings: ClosedRange<Double> = 200_000...1_000_000
  private static let northings: ClosedRange<Double> = 6_000_000...7_800_000
  private static let wholeEastings: ClosedRange<Int32> = 200_000...1_000_000
  private static let wholeNorthings: ClosedRange<Int32> = 6_000_000...7_800_000
  /// Corners beyond this are no places on Earth; within it, no computation on corners leaves 32 bits.
  private static let plane: ClosedRange<Int32> = -100_000_000...100_000_000
  private static let largestSize: Int32 = 1_000_000
  /// A size column with less than this says kilometres: no grid of people has cells of a few metres.
  fileprivate static let smallestSize: Double = 10

  /// Reads all rows.
  ///
  /// - Parameters:
  ///   - columns: what ``CellColumns/requests`` asked for, in that order.
  ///   - layout: the columns' meaning.
  ///   - source: the table they come from, for messages.
  ///   - rows: the source's row of each row of the columns.
  ///   - skipsBadRows: leave bad rows out and collect their errors instead of throwing the first.
  ///   - threads: workers.
  /// - Throws: ``Failure`` (bad data) naming row, field and value: no code, 12 digits, a corner off the lattice of its
  ///   size, a size that contradicts the code.
  public init(
    columns: [Column], layout: CellColumns, source: any TableSource, rows: RowNumbers, skipsBadRows: Bool = false,
    threads: Int = 1
  ) throws {
    (self.source, self.rows, self.skipsBadRows) = (source, rows, skipsBadRows)
    let sizes = try Sizes(columns, layout, source)
    switch layout.corner {
    case .code(let field):
      switch columns.first {
      case .numbers(let codes):
        // All of them 13 digits.
        let all = try Self.plainCells(codes.values.count, sizes, threads: threads) {
          RutaCode.corner(codes.values[$0])
        }
        if let all { cells = all } else { try readCodes(Self.texts(codes), field, sizes) }
      case .texts(let codes):
        let all = try Self.plainCells(codes.count, sizes, threads: threads) {
          RutaCode.corner(codes.bytes.span.extracting(codes.range($0)))
        }
        if let all { cells = all } else { try readCodes(codes, field, sizes) }
      case nil: throw Self.unreadable(field, source)
      }
    case .coordinates(let first, let second):
      guard columns.count >= 2, case .numbers(let a) = columns[0], case .numbers(let b) = columns[1] else {
        throw Self.unreadable(first, source)
      }
      try readCorners((first, a.values), (second, b.values), sizes)
    }
    let read = cells
    let outside = try Parallel.blocks(of: read.count, threads: threads) { range in
      read[range].count { !Self.wholeEastings.contains($0.e) || !Self.wholeNorthings.contains($0.n) }
    }.reduce(0, +)
    if outside > 0 {
      notes.append("\(source.name): \(outside) of \(cells.count) cells lie outside Sweden's part of SWEREF 99 TM")
    }
  }

  /// The cells of codes that are all 13 digits on their lattice, with a stated size, as nearly every table's are; nil where any
  /// row is something else, which ``readCodes(_:_:_:)`` looks at one by one.
  @inline(__always)
  private static func plainCells(
    _ count: Int, _ sizes: Sizes, threads: Int, _ corner: @Sendable (Int) -> (e: Int32, n: Int32)?
  ) throws -> [Cell]? {
    if !FastPath.plainCells.isOn { return nil }
    struct IsOther: Error {}
    do {
      return try filledColumn(count: count, threads: threads) { rows, cells in
        for row in rows {
          guard let corner = corner(row), let size = sizes.stated(row), size <= largestSize else { throw IsOther() }
          let cell = Cell(size: size, e: corner.e, n: corner.n)
          guard cell.isOnLattice else { throw IsOther() }
          cells[row - rows.lowerBound] = cell
        }
      }
    } catch is IsOther {
      return nil
    }
  }

  /// Codes that were read as numbers, as texts again, for messages about those that are wrong.
  private static func texts(_ codes: NumberColumn) -> TextColumn {
    TextColumn(codes.values.map { RutaCode.text($0) ?? "" })
  }

  private mutating func readCodes(_ codes: TextColumn, _ field: String, _ sizes: Sizes) throws {
    for row in 0..<codes.count {
      let reading: RutaCode.Reading
      do throws(RutaCode.Fault) {
        reading = try codes.withBytes(row) { bytes throws(RutaCode.Fault) in try RutaCode.read(bytes) }
      } catch {
        try refuse(error.explanation, row, field, codes[row], expected: RutaCode.Fault.expectation)
        continue
      }
      guard let size = try size(of: row, sizes, inCode: reading.size, field, codes[row]) else { continue }
      try keep(Cell(size: size, e: reading.e, n: reading.n), row, field, codes[row])
    }
  }

  private mutating func readCorners(
    _ first: (name: String, values: [Double]), _ second: (name: String, values: [Double]), _ sizes: Sizes
  ) throws {
    let isNorthingFirst = Self.isSwapped(first.values, second.values)
    if isNorthingFirst {
      notes.append(
        "\(source.name): \(first.name) holds the northing and \(second.name) the easting (told by their range)")
    }
    let (east, north) = isNorthingFirst ? (second.values, first.values) : (first.values, second.values)
    let field = "\(first.name)/\(second.name)"
    for row in east.indices {
      let value = "\(first.values[row])/\(second.values[row])"
      guard let e = Int32(exactly: east[row]), let n = Int32(exactly: north[row]) else {
        try refuse(
          "the corner is not whole metres", row, field, value, expected: "the south-west corner in SWEREF 99 TM")
        continue
      }
      guard let size = try size(of: row, sizes, inCode: nil, field, value) else { continue }
      try keep(Cell(size: size, e: e, n: n), row, field, value)
    }
  }

  /// The side of a row's cell, or nil when the row was refused.
  private mutating func size(
    of row: Int, _ sizes: Sizes, inCode: Int32?, _ field: String, _ value: @autoclosure () -> String
  ) throws -> Int32? {
    switch sizes {
    case .inCode:
      if let inCode { return inCode }
      try refuse(
        "nothing tells the size of the cell", row, field, value(),
        expected: "a size column, an INSPIRE code, or --cell-size")
      return nil
    case .fixed(let stated):
      return try agreed(stated, inCode, row, field, value())
    case .column(let name, let numbers):
      guard let stated = sizes.stated(row) else {
        let value = numbers.values[row]
        try refuse(
          "not a cell size", row, name, value.isNaN ? "" : "\(value)", expected: "whole metres, such as 250",
          hint: (0.01..<CellReader.smallestSize).contains(value) ? "is it in kilometres?" : nil)
        return nil
      }
      return try agreed(stated, inCode, row, field, value())
    }
  }

  private mutating func agreed(
    _ stated: Int32, _ inCode: Int32?, _ row: Int, _ field: String, _ value: @autoclosure () -> String
  ) throws -> Int32? {
    guard let inCode, inCode != stated else { return stated }
    try refuse("the code says \(inCode) m but the size is given as \(stated) m", row, field, value())
    return nil
  }

  private mutating func keep(_ cell: Cell, _ row: Int, _ field: String, _ value: @autoclosure () -> String) throws {
    guard Self.plane.contains(cell.e), Self.plane.contains(cell.n), cell.size <= Self.largestSize else {
      return try refuse(
        "the cell lies nowhere on Earth", row, field, value(),
        expected: "metres in SWEREF 99 TM and a size of at most \(Self.largestSize) m")
    }
    if cell.isOnLattice {
      cells.append(cell)
      places.append(row)
    } else {
      try refuse(
        "the corner is off the lattice of its size", row, field, value(),
        expected: "easting and northing that are multiples of \(cell.size) m")
    }
  }

  private mutating func refuse(
    _ message: String, _ row: Int, _ field: String, _ value: String, expected: String? = nil, hint: String? = nil
  ) throws {
    let failure = Failure(
      .badData, message, file: source.name, place: source.place(ofRow: rows[row]), field: field, value: value,
      expected: expected, hint: hint)
    guard skipsBadRows else { throw failure }
    refused.append(failure)
  }

  /// Whether more rows make sense as (northing, easting) than as (easting, northing). A vote, for one row that is empty
  /// or wrong must not turn all the others around.
  private static func isSwapped(_ first: [Double], _ second: [Double]) -> Bool {
    var lead = 0
    for (a, b) in zip(first, second) {
      if northings.contains(a), eastings.contains(b) { lead += 1 }
      if eastings.contains(a), northings.contains(b) { lead -= 1 }
    }
    return lead > 0
  }

  fileprivate static func unreadable(_ field: String, _ source: any TableSource) -> Failure {
    Failure(.software, "the column was read in another form than asked for", file: source.name, field: field)
  }
}

/// The stated side of each row.
private enum Sizes: Sendable {
  case inCode
  case fixed(Int32)
  case column(String, NumberColumn)

  /// The side that the table gives a row, metres; nil where it gives none that can be.
  func stated(_ row: Int) -> Int32? {
    switch self {
    case .inCode: nil
    case .fixed(let size): size
    case .column(_, let numbers):
      numbers.values[row] >= CellReader.smallestSize ? Int32(exactly: numbers.values[row]) : nil
    }
  }

  init(_ columns: [Column], _ layout: CellColumns, _ source: any TableSource) throws {
    switch layout.size {
    case .inCode: self = .inCode
    case .fixed(let size): self = .fixed(size)
    case .column(let field):
      guard case .numbers(let numbers)? = columns.last else { throw CellReader.unreadable(field, source) }
      self = .column(field, numbers)
    }
  }
}
