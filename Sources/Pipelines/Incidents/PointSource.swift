import Columns
import DelimitedText
import Diagnostics
import Files

/// TEMPORARY stand-in.
struct PointRows {
  var x: [Double]
  var y: [Double]
  var texts: [TextColumn]
  var count: Int { x.count }
  let refusing: (Int, Failure) throws -> Void
  let placing: (Int) -> String
  func refuse(_ row: Int, _ failure: Failure) throws { try refusing(row, failure) }
  func place(_ row: Int) -> String { placing(row) }
}

struct PointSource {
  let stream: DelimitedTextStream
  let options: InputOptions
  let points: PointColumns
  var columnNames: [String] { stream.columnNames }

  init(path: String, options: InputOptions, threads: Int) throws {
    if path != "-" { _ = try InputPath.checked(path) }
    stream = try DelimitedTextStream(path: path, options: options.text, threads: threads)
    self.options = options
    guard
      let found = try PointColumns.find(
        in: ColumnChoice(names: stream.columnNames, file: path), crs: options.crs, flag: "--points-crs")
    else { throw Failure(.badData, "no coordinates", file: path) }
    points = found
  }

  func forEachBatch<T: Sendable>(
    columns: [String], journal: Journal, transform: @Sendable (PointRows) throws -> T, consume: (T) throws -> Void
  ) throws -> Int {
    let names = [points.x, points.y] + columns
    let places = try names.map(stream.column(named:))
    let refused = try stream.forEachBatch(columns: places, badRows: options.badRows == .skip ? .skip : .stop) {
      batch in
      var x: [Double] = []
      var y: [Double] = []
      var texts = columns.map { _ in TextColumn() }
      for row in 0..<batch.rowCount {
        x.append(Double(batch.text(row, 0)) ?? .nan)
        y.append(Double(batch.text(row, 1)) ?? .nan)
        for c in columns.indices { texts[c].append(batch.text(row, c + 2)) }
      }
      var missing: [Int] = []
      for i in x.indices where x[i].isNaN || y[i].isNaN { missing.append(i); x[i] = 15; y[i] = 60 }
      var (px, py) = try points.inPlane(x, y) { _ in Failure(.badData, "") }
      for i in missing { px[i] = .nan; py[i] = .nan }
      var refusals: [(Int, Failure)] = []
      let lines = (0..<batch.rowCount).map { batch.line($0) }
      let result = try transform(
        PointRows(
          x: px, y: py, texts: texts, refusing: { refusals.append(($0, $1)) }, placing: { "row \(lines[$0])" }))
      for (row, failure) in refusals { try batch.refuse(row, failure) }
      return result
    } consume: {
      try consume($0)
    }
    if let first = refused.failures.first {
      journal.note("\(stream.name): \(refused.count) bad rows left out; the first: \(first)")
    }
    return refused.count
  }
}
