import Reports
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
    /// An Arrow table whose events name stations.
    case arrow(ArrowTable)
    /// Any other table, through GDAL.
    case layer(VectorLayer)
  }

  /// The file as messages name it.
  let name: String
  /// Its rows.
  let form: Form
  /// Whether its rows can be read twice, in the same order.
  let isRereadable: Bool
  /// Which columns hold what.
  let columns: EventColumns

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - hasStations: whether there is a station table; without one the events need coordinates.
  /// - Throws: ``Failure`` for what cannot be read, and for columns that are missing.
  init(
    path: String, options: InputOptions, names: EventColumns.Names, hasStations: Bool, threads: Int,
    journal: Journal
  ) throws {
    let (columnNames, sample): ([String], PointColumns.Sample)
    var form: Form
    var options = options
    options.text.privacy = RoleCatalogue.Events.privacy
    let file = try InputFile(path)
    (name, isRereadable) = (file.name, file.isRereadable)
    if let table = try file.arrow(threads: threads) {
      (form, columnNames) = (.arrow(table), table.columnNames)
      sample = { x, y in try file.stream(options.text, threads: threads).firstPlaces(x, y) }
    } else if file.isText {
      let stream = try file.stream(options.text, threads: threads)
      (form, columnNames, sample) = (.text(stream), stream.columnNames, stream.firstPlaces)
    } else {
      let layer = try file.layer(options)
      (form, columnNames, sample) = (.layer(layer), layer.columnNames, layer.firstPlaces)
    }
    // With stations the coordinates' names are those of their table.
    columns = try EventColumns.find(
      RoleFinder(columnNames, file: name, options: options, journal: journal), names: names,
      points: hasStations ? .init() : options.pointFields, hasStations: hasStations, sample: sample)
    // Places are read from text, whose numbers have one rule.
    if case .arrow = form, columns.points != nil { form = .text(try file.stream(options.text, threads: threads)) }
    self.form = form
  }
}
