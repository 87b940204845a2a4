import Outputs
import ArgumentParser
import Columns
import DelimitedText
import Core
import Files
import Foundation
import Inputs
import Projections
import QGIS
import Rasters
import Reports

/// Where a layer goes.
struct LayerOutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be repeated.",
    completion: .file())
  var output: [String] = []

  @Option(help: "Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else EPSG:3006).")
  var crs: String?

  @Flag(help: "Leave the style out with which a GeoPackage opens in QGIS.")
  var noStyle = false

  func validate() throws {
    if noStyle, !output.contains(where: { OutputOptions.ending($0) == "gpkg" }) {
      throw ValidationError("--no-style is for GeoPackages; no --output ends with .gpkg.")
    }
    if output.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard output can be given only once.") }
  }

  static func ending(_ path: String) -> String { FilePath.fileExtension(path) }
}

/// Where results go.
struct OutputOptions: ParsableArguments {
  @OptionGroup var layer: LayerOutputOptions
  @OptionGroup var statistics: StatisticsOptions

  /// The files that the layer goes to.
  var output: [String] { layer.output }
  /// The layer's coordinate system as it was given.
  var crs: String? { layer.crs }

  func validate() throws {
    if statistics.stats == "-", output.contains("-") {
      throw ValidationError("Standard output can be given only once: --output and --stats are both -.")
    }
  }

  /// Staged outputs, checked before any work is done; those of `others` are no layers, and left to who writes them.
  func prepare(inputs: [String], except others: [String] = [], rasters: LayerWriter.Rasters = .none) throws -> Outputs
  {
    try Outputs(
      layers: output.filter { !others.contains($0) }, statistics: statistics.stats, crs: crs, inputs: inputs,
      csvStyle: statistics.csvStyle, hasStyles: !layer.noStyle, rasters: rasters)
  }

  static func ending(_ path: String) -> String { LayerOutputOptions.ending(path) }
}

/// The outputs of one run: everything is staged beside its target and put in place together at the end.
struct Outputs {
  private let layers: [String]
  private let statistics: StatisticsTarget?
  private let csvStyle: CSVStyle
  private let hasStyles: Bool
  private let set: OutputSet
  private let system: CoordinateSystem?
  private let targets: [LayerWriter.Target?]

  init(
    layers: [String], statistics: String?, crs: String?, inputs: [String], csvStyle: CSVStyle = .plain,
    hasStyles: Bool = true, rasters: LayerWriter.Rasters = .none
  ) throws {
    (self.layers, self.csvStyle, self.hasStyles) = (layers, csvStyle, hasStyles)
    set = try OutputSet(ofInputs: inputs)
    if let crs {
      let found = try InputCRS.named(crs, flag: "--crs")
      if let target = layers.first(where: { DriverList.format(ofFile: $0)?.driver == "GeoJSONSeq" }),
        found.authorityCode != "EPSG:4326", found.authorityCode != "OGC:CRS84"
      {
        throw Failure(
          .usage, "--crs: GeoJSON of one feature a line is always in WGS 84", file: target, value: crs,
          hint: "leave --crs out, or write .geojson, .gpkg or .fgb")
      }
      if let target = layers.first(where: { LayerWriter.rasterEndings.contains(OutputOptions.ending($0)) }),
        rasters == .ofCells, found.authorityCode != CoordinateSystem.gridPlaneCode
      {
        throw Failure(
          .usage, "--crs: a raster of cells is always in EPSG:3006", file: target, value: crs, hint: "leave --crs out"
        )
      }
      system = found
    } else {
      system = nil
    }
    let outputs = set
    targets = try layers.map { $0 == "-" ? nil : try LayerWriter.stage($0, in: outputs, rasters: rasters) }
    self.statistics = try statistics.map { try StatisticsTarget($0, csvStyle, in: outputs) }
    if statistics != nil { try InputDigest.begin(inputs) }
  }

  /// Whether no layer is written.
  var isLayerless: Bool { layers.isEmpty }

  /// Whether a layer goes to standard output.
  var takesStandardOutput: Bool { layers.contains("-") }

  /// True when tables for people may go to standard output.
  var showsTables: Bool { statistics == nil && !layers.contains("-") }

  /// Writes the layer to every target.
  func write(_ layer: LayerContents, threads: Int, journal: Journal) throws {
    let writer = writer(threads, journal.language)
    for (name, target) in zip(layers, targets) {
      try journal.stage(journal.writing(name)) {
        if let target {
          try writer.write(layer, to: target, journal: journal)
        } else {
          try writer.writeGeoJSON(layer) { try Console.out($0) }
        }
      }
    }
  }

  private func writer(_ threads: Int, _ language: Language) -> LayerWriter {
    var writer = LayerWriter(crs: system, threads: threads, csv: csvStyle.writer)
    if hasStyles {
      writer.style = { layer in
        let standard = StandardStyle(of: layer.table, language) { ClassName.areas(of: $0, language) }
        var stored = StoredStyle(layer: layer.name, qml: standard.style.qml, name: layer.name)
        (stored.title, stored.abstract) = (standard.title ?? layer.name, standard.abstract)
        return stored
      }
    }
    writer.raster = { table, cells, path, target in
      let raster = try LatticeRaster(table, lattice: cells, target: target)
      try raster.write(to: path, threads: threads)
      try ClassRaster(table, lattice: cells, language, target: target)?.write(beside: path, threads: threads)
      return raster.notes
    }
    return writer
  }

  /// Stages a further layer, which ``write(_:to:threads:journal:)`` fills.
  func stage(_ name: String) throws -> LayerWriter.Target { try LayerWriter.stage(name, in: set) }

  /// Makes a folder for outputs, where it is not there.
  func makeFolder(_ folder: String) throws { try set.makeFolder(folder) }

  /// Stages a further file that is written as bytes.
  func file(_ name: String) throws -> StagedFile { try set.file(name) }

  /// Stages a further file of another kind: the path to write instead of `name`.
  func stageFile(_ name: String) throws -> String { try set.stage(name) }

  /// Writes a layer to one further target.
  func write(_ layer: LayerContents, to target: LayerWriter.Target, threads: Int, journal: Journal) throws {
    try journal.stage(journal.writing(target.name)) {
      try writer(threads, journal.language).write(layer, to: target, journal: journal)
    }
  }

  /// Whether any layer or statistics go to a file.
  var hasFiles: Bool { statistics != nil || !layers.isEmpty }

  /// Writes the statistics, and puts all outputs in place.
  func commit(
    _ found: @autoclosure () throws -> JSONTree, threads: Int = 1, language: Language = .sv
  ) throws {
    try statistics?.write(found(), language, threads: threads)
    try set.commit()
  }
}

extension OutputSet {
  /// Outputs that may not replace those inputs, of which one at most is standard input.
  convenience init(ofInputs inputs: [String]) throws {
    if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be given only once.") }
    try self.init(inputs: inputs)
  }
}
