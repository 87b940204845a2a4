import DryRuns
import Inputs
import ArgumentParser
import Core
import Overlay
import Reports

extension CoverageMethod: ExpressibleByArgument {}

/// Which areas, and which of their fields.
struct AreaLayerOptions: ParsableArguments {
  @Option(help: "The areas: a polygon layer in any format.", completion: .file())
  var areas: String

  @OptionGroup(title: "Areas") var layer: AreaFieldOptions

  var fields: AreaFields.Names { layer.fields }

  /// The options of the area layer.
  func input(_ table: TableOptions) -> InputOptions { layer.input(table) }
}

/// The one area layer that a command reports on, and where its report goes.
struct AreaReportOptions: ParsableArguments {
  @Argument(help: "The areas: a polygon layer in any format.", completion: .file())
  var areas: String

  @OptionGroup(title: "Areas") var layer: AreaSetOptions<AreaWords>
  @OptionGroup(title: "Reading") var reading: TableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  /// A run over the areas, and over the file `beside` them, which `dry` looks at.
  func run(
    stages: Int, isStrict: Bool = false, beside: String? = nil, dry: (inout DryRun) throws -> Void = { _ in },
    findings: (Journal) throws -> Findings
  ) throws {
    try execution.run(
      outputs, inputs: [areas, beside], stages: stages,
      dry: {
        try $0.areas(areas, layer.input(reading, isStrict: isStrict), layer.fields)
        try dry(&$0)
      }, findings: findings)
  }
}

/// From which and until which day areas hold.
struct ValidityOptions: ParsableArguments {
  @Option(
    help: """
      Field of the areas with the first day on which an area holds: a date, or a year for its first day; empty: always so \
      far. Each event then meets the areas of its own day.
      """)
  var validFromField: String?

  @Option(
    help: """
      Field of the areas with the last day on which an area holds: a date, or a year for its last day; empty: until further \
      notice.
      """)
  var validToField: String?

  var columns: ValidityColumns { ValidityColumns(from: validFromField, to: validToField) }
}

/// How cells are split by areas.
struct CoverageMethodOption: ParsableArguments {
  @Option(help: "How cells are split: area (exact) or centre (whole cells by their centre, not exact).")
  var method = CoverageMethod.area
}

/// How an area layer is read where invalid polygons can be refused.
struct AreaFieldOptions: ParsableArguments {
  @OptionGroup(title: "Areas") var layer: AreaSetOptions<AreaWords>

  @Flag(help: "Refuse invalid polygons instead of repairing them.")
  var strict = false

  var fields: AreaFields.Names { layer.fields }

  /// The options of the area layer.
  func input(_ table: TableOptions) -> InputOptions { layer.input(table, isStrict: strict) }
}
