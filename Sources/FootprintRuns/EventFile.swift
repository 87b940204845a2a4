import Inputs
import DelimitedText
import Core
import Files

/// A file of events, opened: its head is read and its columns are known.
struct EventFile {
  /// How its rows are read.
  enum Form {
    /// Delimited text, streamed; also standard input, gzip and zstd.
    case text(DelimitedTextStream)
    /// Any other table, through GDAL.
    case table(InputTable)
  }

  /// The file as messages name it.
  let name: String
  /// Its rows.
  let form: Form
  /// Which columns hold what.
  let columns: EventColumns

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - hasStations: whether there is a station table; without one the events need coordinates.
  /// - Throws: ``Failure`` for what cannot be read, and for columns that are missing.
  init(
    path: String, options: InputOptions, names: EventColumns.Names, hasStations: Bool, threads: Int
  ) throws {
    let columnNames: [String]
    if path != "-", let format = DriverList.format(ofFile: path), format.driver != "CSV" {
      let table = try InputTable(path: path, options: options, threads: threads)
      form = .table(table)
      name = path
      columnNames = table.source.columnNames
    } else {
      if path != "-" { _ = try InputPath.checked(path) }
      let stream = try DelimitedTextStream(path: path, options: options.text, threads: threads)
      form = .text(stream)
      name = stream.name
      columnNames = stream.columnNames
    }
    columns = try EventColumns.find(in: columnNames, file: name, names: names, hasStations: hasStations)
  }

  /// Whether its rows can be read twice, in the same order.
  var isRereadable: Bool {
    switch form {
    case .text(let stream): stream.isRereadable
    case .table: true
    }
  }
}
