import Areas
import ArgumentParser
import DelimitedText
import Files
import Outputs
import Reports
import Workbooks

/// How delimited text is written.
enum CSVStyle: String, ExpressibleByArgument, CaseIterable {
  /// Commas between fields, decimal points, no byte order mark.
  case plain
  /// As Excel opens it by a double click where Swedish is set: byte order mark, semicolons, decimal commas.
  case excelSV = "excel-sv"

  var writer: DelimitedTextWriter {
    switch self {
    case .plain: DelimitedTextWriter()
    case .excelSV: DelimitedTextWriter(delimiter: UInt8(ascii: ";"), decimalComma: true, byteOrderMark: true)
    }
  }
}

/// Where statistics go.
struct StatisticsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the statistics to FILE.json, .csv or .xlsx; - is JSON on standard output.",
      discussion: "Without it tables go to standard output. `rutverk schema` tells what the JSON looks like."),
    completion: .file())
  var stats: String?

  @Option(help: "How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).")
  var csvStyle = CSVStyle.plain

  func validate() throws {
    if let stats, stats != "-", StatisticsTarget.Form(ending: FilePath.fileExtension(stats)) == nil {
      throw ValidationError("--stats takes - or a name that ends with .json, .csv or .xlsx, not \(stats).")
    }
  }
}

/// Where the statistics of a run go, ready to be written.
struct StatisticsTarget {
  /// The form that a name asks for.
  enum Form: String {
    case json
    case csv
    case xlsx

    init?(ending: String) { self.init(rawValue: ending) }
  }

  private let form: Form
  /// Nil for standard output.
  private let file: StagedFile?
  private let style: CSVStyle

  /// Stages the file of that name; `-` is JSON on standard output.
  init(_ name: String, _ style: CSVStyle, in outputs: OutputSet) throws {
    form = name == "-" ? .json : Form(ending: FilePath.fileExtension(name)) ?? .json
    file = name == "-" ? nil : try outputs.file(name)
    self.style = style
  }

  /// Writes the statistics; headings of a workbook in `language`.
  func write(_ statistics: JSONTree, _ language: Language, threads: Int) throws {
    switch form {
    case .json: try statistics.write(threads: threads) { try put($0) }
    case .csv: try style.writer.write(StatisticsTable.flatten(statistics)) { try put($0) }
    case .xlsx:
      let keys = SchemaCommand.keys(of: statistics)
      let sheets = StatisticsWorkbook.sheets(statistics, keys, language) {
        ClassName.of(AreaClass(code: $0), language)
      }
      try put(Workbook(sheets).bytes())
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    if let file { try file.write(bytes) } else { try Console.out(bytes) }
  }
}
