import ArgumentParser
import Inputs

/// What the options of one layer are called, and what help calls the layer's features.
protocol LayerWords {
  /// What stands before `layer`, `where` and `crs` in the flags.
  static var prefix: String { get }
  /// What stands before `id-field`, `name-field` and `class-field` in the flags.
  static var fieldPrefix: String { get }
  /// The features, in the plural.
  static var features: String { get }
  /// A filter to show in help, if any.
  static var example: String? { get }
  /// Whether a plain `--where` filters this layer too.
  static var hasPlainWhere: Bool { get }
}

extension LayerWords {
  static var fieldPrefix: String { prefix + "-" }
  static var example: String? { nil }
  static var hasPlainWhere: Bool { false }

  /// The names of the filter's flag.
  fileprivate static var whereNames: NameSpecification {
    let named = NameSpecification.Element.customLong("\(prefix)-where")
    return NameSpecification(hasPlainWhere ? [named, .customLong("where")] : [named])
  }
}

/// The areas of a command that has no other layer to filter.
enum AreaWords: LayerWords {
  static let (prefix, fieldPrefix, features) = ("areas", "", "areas")
  static let example: String? = "year = 2019"
  static let hasPlainWhere = true
}

/// Municipalities beside areas.
enum MunicipalityWords: LayerWords { static let (prefix, features) = ("municipalities", "municipalities") }

/// How one layer is read.
struct LayerOptions<Words: LayerWords>: ParsableArguments {
  @Option(
    name: .customLong("\(Words.prefix)-layer"),
    help: "Layer of the \(Words.features)' file, where it has several.")
  var layer: String?

  @Option(
    name: Words.whereNames,
    help: "Take only \(Words.features) that match\(Words.example.map { ", such as \"\($0)\"" } ?? "").")
  var filter: String?

  @Option(
    name: .customLong("\(Words.prefix)-crs"),
    help: "Coordinate system of the \(Words.features), in place of what the file says.")
  var crs: String?

  /// The options of the layer; `isStrict` refuses invalid polygons instead of repairing them.
  func input(_ table: TableOptions, isStrict: Bool = false) -> InputOptions {
    var options = table.input(filter: filter, flag: "--\(Words.prefix)-where", layer: layer, crs: crs)
    options.crsFlag = "--\(Words.prefix)-crs"
    options.isStrict = isStrict
    return options
  }
}

/// How one polygon layer is read, and which fields name its features.
struct NamedLayerOptions<Words: LayerWords>: ParsableArguments {
  @OptionGroup var layer: LayerOptions<Words>

  @Option(
    name: .customLong("\(Words.fieldPrefix)id-field"),
    help: "Field with the \(Words.features)' identifiers (default: found by its usual names).")
  var idField: String?

  @Option(
    name: .customLong("\(Words.fieldPrefix)name-field"),
    help: "Field with the \(Words.features)' names (default: found by its usual names).")
  var nameField: String?

  var fields: AreaFields.Names {
    var fields = AreaFields.Names(id: idField, name: nameField)
    fields.flagPrefix = "--\(Words.fieldPrefix)"
    return fields
  }
}

/// How one area layer is read, and which fields it has.
struct AreaSetOptions<Words: LayerWords>: ParsableArguments {
  @OptionGroup var named: NamedLayerOptions<Words>

  @Option(
    name: .customLong("\(Words.fieldPrefix)class-field"),
    help: "Field with the \(Words.features)' classes (default: found by its usual names).")
  var classField: String?

  var fields: AreaFields.Names {
    var fields = named.fields
    fields.areaClass = classField
    return fields
  }

  /// The options of the area layer; `isStrict` refuses invalid polygons instead of repairing them.
  func input(_ table: TableOptions, isStrict: Bool = false) -> InputOptions {
    named.layer.input(table, isStrict: isStrict)
  }
}
