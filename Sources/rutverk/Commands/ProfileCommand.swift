import AreaSetRuns
import ProfileRuns
import Reports
import ArgumentParser
import Definitions
import Core
import Files
import Foundation

/// `rutverk profile`
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "One page about one area: population, variables, index, class history.",
    discussion: """
      Cells come from `rutverk index`. The page shows each variable beside the rest of the municipality and all cells, the \
      spread of the index, what its difference from all cells consists of, and what other commands counted for the area. \
      Formats by ending: .md, .html (one file, printable), .json. Without --output, Markdown on standard output.

      Example: rutverk profile --area "Tjärna Ängar" --cells rutor.csv --areas omraden.gpkg --output profil.html
      All:     rutverk profile --all --cells rutor.csv --areas omraden.gpkg --output profiler
      """)

  @Option(help: "The area: its identifier or name.")
  var area: String?

  @Flag(help: "A page about every area, into the folder that --output names.")
  var all = false

  @OptionGroup var cells: CellLayerOptions

  @Option(
    help: """
      The definition that the cells were indexed with: a YAML file, or livsvillkor, scb, deso (default: livsvillkor, with as \
      many classes as the cells have).
      """, completion: .file())
  var definition: String?

  @Option(help: "What all cells together are called, such as Sverige or Dalarna (default: all cells).")
  var countryName: String?

  @Option(
    help: "Municipalities: a polygon layer; the one that holds most of the area is compared with.",
    completion: .file())
  var municipalities: String?

  @OptionGroup var municipality: LayerOptions<MunicipalityWords>

  @Option(help: "The areas of several years: a polygon layer with a field for the year.", completion: .file())
  var history: String?

  @Option(help: "The history's field with the year (default: found by its usual names).")
  var yearField: String?

  @OptionGroup var earlier: LayerOptions<HistoryWords>

  @Option(help: "Dygnsavtryck: what `rutverk footprint` wrote, as a table, layer or statistics.", completion: .file())
  var footprint: String?

  @Option(help: "Incidents: the statistics (JSON) of `rutverk incidents`.", completion: .file())
  var incidents: String?

  @OptionGroup(title: "Areas") var areas: AreaLayerOptions
  @OptionGroup(title: "Reading") var reading: CellTableOptions

  @Option(
    name: [.short, .long],
    help: "Write the page to FILE.md, FILE.html or FILE.json; with --all, a folder. May be repeated.",
    completion: .file())
  var output: [String] = []

  @Option(help: "With --all: md, html or json. May be repeated.")
  var format: [ProfileFormat] = []

  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if all == (area != nil) { throw ValidationError("Give either --area or --all.") }
    if all, output.count != 1 { throw ValidationError("--all takes one --output, a folder.") }
    if !all, !format.isEmpty { throw ValidationError("--format goes with --all; else the file's ending tells.") }
    if Set(format).count < format.count { throw ValidationError("--format is given twice with the same value.") }
  }

  private func parameters() throws -> ProfileRun.Parameters {
    var parameters = ProfileRun.Parameters(
      cells: cells.cells, areas: areas.areas, definition: try DefinitionFile.definition(definition ?? "livsvillkor"),
      threads: execution.workers)
    if definition != nil { parameters.classCount = parameters.definition.classes.count }
    parameters.area = area
    parameters.municipalities = municipalities
    parameters.municipalityInput = municipality.input(reading.table)
    parameters.history = history
    parameters.historyInput = earlier.input(reading.table)
    parameters.yearField = yearField
    parameters.footprint = footprint
    parameters.incidents = incidents
    parameters.wholeName = countryName
    parameters.populationField = cells.populationField
    parameters.areaFields = areas.fields
    parameters.cellInput = try cells.zones.input(reading)
    parameters.areaInput = areas.input(reading.table)
    return parameters
  }

  func run() throws {
    let parameters = try parameters()
    try execution.run(
      dry: { try $0.profile(parameters) },
      staging: {
        let set = try OutputSet(ofInputs: parameters.inputs)
        let files =
          try all
          ? []
          : output.map {
            (try ProfileFormat(ofFile: $0, ending: FilePath.fileExtension($0)), $0, try set.file($0))
          }
        return (set, files)
      },
      stages: { _ in 4 + (output.isEmpty ? 0 : 1) }
    ) { staged, journal in
      let (set, files) = staged
      let result = try ProfileRun(parameters, journal: journal)
      try journal.conclude()
      if all, let folder = output.first {
        try journal.stage(journal.writing(folder)) { try writeAll(result, to: folder, set: set, journal: journal) }
      } else if let profile = result.profiles.first {
        for (format, name, file) in files {
          try journal.stage(journal.writing(name)) {
            try file.write(result.text(profile, format, language: execution.lang, journal: journal))
          }
        }
        if files.isEmpty {
          try Console.out(result.text(profile, .markdown, language: execution.lang, journal: journal))
        }
      }
      try set.commit()
    }
  }

  /// A file for every area and form, put in place together.
  private func writeAll(_ result: ProfileRun, to folder: String, set: OutputSet, journal: Journal) throws {
    try set.makeFolder(folder)
    let formats = format.isEmpty ? [.html] : format
    for (profile, name) in zip(result.profiles, result.fileNames) {
      for format in formats {
        let file = try set.file("\(folder)/\(name).\(format.rawValue)")
        try file.write(result.text(profile, format, language: execution.lang, journal: journal))
        try file.close()
      }
    }
  }
}

/// The areas of several years.
enum HistoryWords: LayerWords {
  static let (prefix, features) = ("history", "earlier areas")
}

extension ProfileFormat: ExpressibleByArgument {}
