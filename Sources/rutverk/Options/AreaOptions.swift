import Inputs
import ArgumentParser
import Core
import Overlay

extension CoverageMethod: ExpressibleByArgument {}

/// Which areas, and which of their fields.
struct AreaLayerOptions: ParsableArguments {
  @Option(help: "The areas: a polygon layer in any format.")
  var areas: String

  @OptionGroup(title: "Areas") var layer: AreaFieldOptions

  var fields: AreaFields.Names { layer.fields }

  /// The options of the area layer.
  func input(_ table: TableOptions) -> InputOptions { layer.input(table) }
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
