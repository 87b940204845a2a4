import Reports
import Columns
import DelimitedText
import Core
import Files
import Parallel

/// A table from any file: delimited text through our own reader, everything else through GDAL, filtered alike; a raster's pixels are rows.
package struct InputTable {
  /// What was read: the columns asked for, and the source's row that each loaded row comes from.
  package struct Rows {
    /// The columns asked for, in the order asked for.
    package var columns: [Column]
    /// The source's row of each row.
    package var rows: RowNumbers
    /// Whether rows were left out, by a filter or as bad.
    package var isPart: Bool
  }

  /// The table behind the filter.
  package let source: any TableSource
  /// The same as a layer with geometry; nil for delimited text.
  package let layer: VectorLayer?
  /// The same as a raster; nil for any other file.
  package let raster: RasterTable?
  /// Workers.
  package let threads: Int
  let options: InputOptions
  private let kept: [Int]?
  private let textFile: DelimitedTextFile?

  /// Whether the features may be polygons.
  package var mayHavePolygons: Bool {
    layer.map { $0.geometryType == .polygons || $0.geometryType == .mixed } ?? false
  }

  /// Opens a file; reads no more than its head (and, for text, where its lines end).
  package init(path: String, options: InputOptions, threads: Int) throws {
    (self.options, self.threads) = (options, threads)
    let file = try InputFile(path)
    if file.isText {
      let text = try file.table(options.text, threads: threads)
      source = text
      textFile = text
      (layer, raster) = (nil, nil)
      kept = try options.filter.map {
        try Self.rows(of: text, matching: $0, skips: options.badRows == .skip)
      }
    } else if file.isRaster {
      let opened = try RasterTable(RasterFile(file.source()), options: options)
      (source, raster) = (opened, opened)
      (layer, textFile, kept) = (nil, nil, nil)
    } else {
      raster = nil
      let opened = try file.layer(options, geometry: options.key == nil ? .ignore : .polygons)
      source = opened
      layer = opened
      textFile = nil
      kept = nil
    }
  }

  /// How a delimited text file is written, for a dry run; nil for other files.
  package var textForm: String? {
    textFile.map { file in
      let sign = file.delimiter == UInt8(ascii: "\t") ? "tab" : "\"\(UnicodeScalar(file.delimiter))\""
      return "\(sign), \(file.encoding.rawValue)"
    }
  }

  /// Rows after the filter.
  package var rowCount: Int { kept?.count ?? source.rowCount }

  /// Reads columns, without the rows that the filter leaves out, and without bad ones where they are to be skipped.
  package func read(_ requests: [ColumnRequest], journal: Journal) throws -> Rows {
    do { return try readRows(requests, journal) } catch let failure as Failure {
      throw failure.limited(to: options.text.privacy)
    }
  }

  private func readRows(_ requests: [ColumnRequest], _ journal: Journal) throws -> Rows {
    // What the file says of its rows may have been corrected.
    defer { (layer?.notes ?? raster?.notes)?.forEach(journal.note) }
    var rows = Rows(columns: [], rows: RowNumbers(all: 0), isPart: kept != nil)
    if options.badRows == .skip {
      if let partial =
        try textFile?.readPassingOverBadRows(requests) ?? layer?.readPassingOverBadRows(requests)
      {
        rows.columns = partial.columns
        rows.rows = RowNumbers(partial.rows)
        Self.report(partial.refused.map { $0.limited(to: options.text.privacy) }, file: source.name, journal: journal)
        rows.isPart = rows.isPart || !partial.refused.isEmpty
        return selected(rows)
      }
    }
    rows.columns = try source.read(requests)
    rows.rows = RowNumbers(all: source.rowCount)
    return selected(rows)
  }

  /// The rows that pass the filter.
  private func selected(_ rows: Rows) -> Rows {
    guard let kept else { return rows }
    let wanted = Set(kept)
    let places = rows.rows.indices.filter { wanted.contains(rows.rows[$0]) }
    return Rows(
      columns: rows.columns.map { $0.gathered(places) }, rows: RowNumbers(places.map { rows.rows[$0] }), isPart: true)
  }

  /// Counts refused rows and shows the first of them.
  package static func report(_ refused: [Failure], file: String, journal: Journal) {
    guard let first = refused.first else { return }
    journal.note("\(file): \(refused.count) bad rows left out; the first: \(first)")
  }

  /// The rows that pass a filter; with `skips`, rows that cannot be read do not.
  private static func rows(of file: DelimitedTextFile, matching filter: String, skips: Bool) throws -> [Int] {
    let filter = TextRowFilter(filter, columns: file.columnNames, file: file.name)
    let requests = filter.named.map { ColumnRequest($0, .text) }
    let (columns, rows, _) =
      skips
      ? try file.readPassingOverBadRows(requests) : (try file.read(requests), Array(0..<file.rowCount), [])
    let texts = columns.compactMap { column in
      if case .texts(let texts) = column { texts } else { nil }
    }
    return try filter.matchingRows(texts, rowCount: rows.count).map { rows[$0] }
  }
}
