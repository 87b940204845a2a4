import Inputs
import ArgumentParser

/// How the one area layer of a command is read, and which fields it has.
struct AreaSetOptions: ParsableArguments {
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

  var fields: AreaFields.Names { AreaFields.Names(id: idField, name: nameField, areaClass: classField) }

  /// The options of the area layer.
  func input(_ table: TableOptions, isStrict: Bool = false) -> InputOptions {
    var options = table.input(filter: areasWhere, flag: "--areas-where", layer: areasLayer, crs: areasCrs)
    options.isStrict = isStrict
    return options
  }
}
