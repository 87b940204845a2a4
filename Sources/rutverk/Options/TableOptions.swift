import AreaSetRuns
import Inputs
import ArgumentParser
import DelimitedText
import Core

extension InputOptions.BadRows: ExpressibleByArgument {}

/// How tables are read.
struct TableOptions: ParsableArguments {
  @Option(help: "Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).")
  var delimiter: String?

  @Option(help: "Decimal sign in CSV files: point or comma (default: found out).")
  var decimal: DecimalSign?

  @Option(help: "Encoding of CSV files: utf8 or windows1252 (default: found out).")
  var encoding: EncodingChoice?

  @Option(
    help: """
      A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is known and no other \
      option names it; --dry-run shows the roles. May be repeated.
      """)
  var column: [String] = []

  @Option(help: "What to do with a row that cannot be read: stop or skip (count and report).")
  var onBadRow = InputOptions.BadRows.stop

  @Flag(help: "Take places outside Sweden as meant: nothing is noted of them.")
  var anywhere = false

  enum DecimalSign: String, ExpressibleByArgument, CaseIterable {
    case point
    case comma
  }

  enum EncodingChoice: String, ExpressibleByArgument, CaseIterable {
    case utf8
    case windows1252
  }

  func validate() throws {
    for text in column where Self.pair(text) == nil {
      throw ValidationError("--column takes ROLE=COLUMN, not \(text).")
    }
    if let unknown = column.compactMap(Self.pair).first(where: { !RoleCatalogue.names.contains($0.role) }) {
      throw ValidationError(
        "--column: there is no role \(unknown.role). Roles: \(RoleCatalogue.names.joined(separator: ", ")).")
    }
    if delimiter != nil, delimiterByte == nil {
      throw ValidationError("--delimiter takes comma, semicolon, tab, or one ASCII character.")
    }
  }

  private static func pair(_ text: String) -> (role: String, column: String)? {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex, text.index(after: sign) < text.endIndex else {
      return nil
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  /// Columns by role.
  private var roles: [String: String] {
    Dictionary(column.compactMap(Self.pair).map { ($0.role, $0.column) }) { _, last in last }
  }

  private var delimiterByte: UInt8? {
    switch delimiter {
    case "comma": UInt8(ascii: ",")
    case "semicolon": UInt8(ascii: ";")
    case "tab": UInt8(ascii: "\t")
    case let text?: text.utf8.count == 1 ? text.utf8.first : nil
    case nil: nil
    }
  }

  /// The options for one input.
  func input(filter: String? = nil, flag: String = "--where", layer: String? = nil, crs: String? = nil)
    -> InputOptions
  {
    var options = InputOptions()
    options.filter = filter
    options.filterFlag = flag
    options.layer = layer
    options.crs = crs
    options.columns = roles
    options.badRows = onBadRow
    options.isAnywhere = anywhere
    options.text.delimiter = delimiterByte
    options.text.decimalComma = decimal.map { $0 == .comma }
    options.text.encoding = encoding.map { $0 == .utf8 ? .utf8 : .windows1252 }
    return options
  }
}

/// How tables are read where some of them hold cells.
struct CellTableOptions: ParsableArguments {
  @OptionGroup(title: "Reading") var table: TableOptions

  @Option(help: "Side of the cells in metres, for tables that do not say.")
  var cellSize: Int32?

  func validate() throws {
    if let cellSize, !(1...100_000).contains(cellSize) {
      throw ValidationError("--cell-size takes metres from 1 to 100000, not \(cellSize).")
    }
  }

  /// The options for one input that may hold cells.
  func input(filter: String? = nil, flag: String = "--where", layer: String? = nil, crs: String? = nil)
    -> InputOptions
  {
    var options = table.input(filter: filter, flag: flag, layer: layer, crs: crs)
    options.cellSize = cellSize
    return options
  }
}

/// Which columns hold the coordinates of points, events or stations.
struct CoordinateOptions: ParsableArguments {
  @Option(help: "Column with the longitude or easting (default: lon, e, x and the like).")
  var xField: String?

  @Option(help: "Column with the latitude or northing (default: lat, n, y and the like).")
  var yField: String?

  func validate() throws {
    if (xField == nil) != (yField == nil) { throw ValidationError("--x-field and --y-field go together.") }
    if let xField, xField == yField {
      throw ValidationError("--x-field and --y-field name the same column, \(xField).")
    }
  }

  var fields: PointColumns.Names { PointColumns.Names(x: xField, y: yField) }
}
