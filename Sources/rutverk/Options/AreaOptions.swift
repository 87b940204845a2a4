import ArgumentParser
import Diagnostics
import Overlay
import Pipelines

extension CoverageMethod: ExpressibleByArgument {}

/// Which areas, and which of their fields.
struct AreaLayerOptions: ParsableArguments {
  @Option(help: "The areas: a polygon layer in any format.")
  var areas: String

  @OptionGroup(title: "Areas") var layer: AreaFieldOptions

  @Option(help: "How cells are split: area (exact) or centre (whole cells by their centre, not exact).")
  var method = CoverageMethod.area

  var fields: AreaInput.FieldNames { layer.fields }

  /// The options of the area layer.
  func input(_ table: TableOptions) -> InputOptions { layer.input(table) }
}

/// How an area layer is read.
struct AreaFieldOptions: ParsableArguments {
  @Option(help: "Layer of the areas' file, where it has several.")
  var areasLayer: String?

  @Option(
    name: [.customLong("areas-where"), .customLong("where")],
    help: "Take only areas that match, such as \"year = 2019\".")
  var areasWhere: String?

  @Option(help: "Coordinate system of the areas, in place of what the file says.")
  var areasCrs: String?

  @Option(help: "Field with the areas' identifiers (default: found by its usual names).")
  var idField: String?

  @Option(help: "Field with the areas' names (default: found by its usual names).")
  var nameField: String?

  @Option(help: "Field with the areas' classes (default: found by its usual names).")
  var classField: String?

  @Flag(help: "Refuse invalid polygons instead of repairing them.")
  var strict = false

  var fields: AreaInput.FieldNames { AreaInput.FieldNames(id: idField, name: nameField, areaClass: classField) }

  /// The options of the area layer.
  func input(_ table: TableOptions) -> InputOptions {
    var options = table.input(filter: areasWhere, flag: "--areas-where", layer: areasLayer, crs: areasCrs)
    options.isStrict = strict
    return options
  }
}
