import Core
import Disk

/// What a file holds, told by its first bytes, and by its name where they say nothing.
public enum FileContent: Sendable, Equatable {
  /// Delimited text, or what may be that.
  case text
  /// A table in Arrow's stream or file format.
  case arrow
  /// A layer or table that one of these GDAL drivers reads; of which `ending` a name would be.
  case layer(drivers: [String], ending: String)
  /// A GeoTIFF.
  case raster

  /// Bytes of the start that are looked at.
  public static let headBytes = 4096

  /// How every SQLite database begins.
  static let databaseSign = Array("SQLite format 3\0".utf8)

  /// Formats that rutverk does not read, by their first bytes, and what to do with them.
  private static let strangers: [(sign: [UInt8], what: String, hint: String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)", "save it as .xlsx or CSV"),
    (Array("PAR1".utf8), "a Parquet file", parquetHint),
    (Array("FEA1".utf8), "a Feather file of version 1", "write version 2 without compression"),
    (Array("%PDF".utf8), "a PDF document", "ask for the data themselves"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)", "ask for the data themselves"),
    (Array("BZh".utf8), "packed with bzip2", "unpack it first"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "packed with xz", "unpack it first"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "unpack it first"),
  ]

  /// The one-line ways from Parquet through a pipe, `docs/sql.md`; `FILE` becomes the file's name.
  private static let parquetHint = """
    give - in its place and pipe it in: duckdb -c "COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT csv)" | rutverk …, or \
    python3 -c "import sys, pyarrow.csv, pyarrow.parquet as p; pyarrow.csv.write_csv(p.read_table('FILE'), \
    sys.stdout.buffer)" | rutverk …, or with shapes: python3 -c "import geopandas; \
    print(geopandas.read_parquet('FILE').to_json(to_wgs84=True))" | rutverk …
    """

  /// How a TIFF begins: of either byte order, small or large.
  private static let rasterSigns: [[UInt8]] = [
    [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A], [0x49, 0x49, 0x2B, 0x00], [0x4D, 0x4D, 0x00, 0x2B],
  ]

  private static let textEndings = ["csv", "tsv", "txt"]

  /// Looks at an input.
  ///
  /// - Parameters:
  ///   - head: its first ``headBytes`` bytes, unpacked.
  ///   - name: its name, without what says how it is packed.
  /// - Throws: ``Failure``: (bad data) for what is known and cannot be read, with what to do about it; (no input) for what is
  ///   neither text nor in a format by its name.
  public init(head: [UInt8], name: String) throws {
    let ending = FilePath.fileExtension(name)
    if let sure = try Self.sure(head, ending, name) {
      self = sure
    } else if !Self.textEndings.contains(ending), let format = DriverList.format(ofFile: name) {
      self = .layer(drivers: DriverList.formats.map(\.driver), ending: format.extensions[0])
    } else if Self.textEndings.contains(ending) || !head.contains(0) && !Self.isMarkup(head) {
      self = .text
    } else {
      throw Failure(
        .noInput, "not in a format that rutverk reads", file: name,
        expected: DriverList.formats.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " "))
    }
  }

  /// What the first bytes leave no doubt about.
  private static func sure(_ head: [UInt8], _ ending: String, _ name: String) throws -> FileContent? {
    if head.starts(with: databaseSign) { return .layer(drivers: ["GPKG"], ending: "gpkg") }
    if head.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) || head.starts(with: Array("ARROW1\0\0".utf8)) { return .arrow }
    if rasterSigns.contains(where: { head.starts(with: $0) }) { return .raster }
    if head.starts(with: [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62]) {
      return .layer(drivers: ["FlatGeobuf"], ending: "fgb")
    }
    if head.starts(with: [0x00, 0x00, 0x27, 0x0A]), ending != "shp", ending != "shx" {
      throw Failure(
        .badData, "the file is part of a shapefile", file: name,
        hint: "give the .shp, with the .dbf and .shx beside it")
    }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try workbook(head, ending, name) }
    if isJSON(head) { return .layer(drivers: ["GeoJSON", "GeoJSONSeq", "TopoJSON"], ending: json(ending)) }
    if let stranger = strangers.first(where: { head.starts(with: $0.sign) }) {
      throw Failure(
        .badData, "the file is \(stranger.what), which rutverk does not read", file: name,
        hint: stranger.hint.replacing("FILE", with: inShell(name)))
    }
    if textEndings.contains(ending), isMarkup(head) {
      throw Failure(
        .badData, "the file is an XML or HTML document, no table", file: name,
        hint: "was a web page saved in its place?")
    }
    return nil
  }

  /// A name that stands in a shell's and another program's quotes as it is; any other is left for the reader to put in.
  private static func inShell(_ name: String) -> String {
    let isPlain = name != "-" && name.allSatisfy { $0.isLetter || $0.isNumber || "/._- ".contains($0) }
    return isPlain ? name : "FILE"
  }

  /// XML and HTML: files that refer to others (VRT), and pages that say why there is no file.
  private static func isMarkup(_ head: [UInt8]) -> Bool { signs(head).first == "<" }

  /// A ZIP archive: a workbook of one kind or the other, or neither.
  private static func workbook(_ head: [UInt8], _ ending: String, _ name: String) throws -> FileContent {
    if ["xlsx", "xlsm"].contains(ending) { return .layer(drivers: ["XLSX"], ending: ending) }
    if ending == "ods" { return .layer(drivers: ["ODS"], ending: ending) }
    let start = String(decoding: head, as: Unicode.ASCII.self)
    if start.contains("opendocument.spreadsheet") { return .layer(drivers: ["ODS"], ending: "ods") }
    if start.contains("[Content_Types].xml") || start.contains("xl/") {
      return .layer(drivers: ["XLSX"], ending: "xlsx")
    }
    throw Failure(
      .badData, "the file is a ZIP archive, which rutverk does not read", file: name, hint: "unpack it first")
  }

  private static func json(_ ending: String) -> String {
    DriverList.format(ofFile: "a.\(ending)").map { $0.driver.hasSuffix("JSON") || $0.driver.hasSuffix("JSONSeq") }
      ?? false
      ? ending : "geojson"
  }

  /// An object in braces; a heading has no quote or brace next.
  private static func isJSON(_ head: [UInt8]) -> Bool {
    let signs = signs(head)
    return signs.first == "{" && (signs.last == "\"" || signs.last == "}")
  }

  /// The first two characters behind a byte order mark, blanks and record separators.
  private static func signs(_ head: [UInt8]) -> [Unicode.Scalar] {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
    return text.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D, 0x1E].contains($0) }.prefix(2).map { Unicode.Scalar($0) }
  }
}
