import DryRuns
import ArgumentParser
import HotspotRuns
import Reports

extension HotspotParameters.Statistic: ExpressibleByArgument {}

extension HotspotParameters.Contiguity: ExpressibleByArgument {}

/// Areas whose highest cells are listed.
enum WithinWords: LayerWords { static let (prefix, features) = ("within", "areas") }

/// `rutverk hotspots`
struct HotspotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotspots",
    abstract: "Find where high values lie together, and low ones: Gi*, local and global Moran.",
    discussion: """
      Each cell is compared with what chance would put around it: its neighbours' values are drawn anew from all others, p is \
      two-sided, and Benjamini and Hochberg's correction allows for the many tests. Counts of events are compared as rates of \
      people with --exposure. With equal weights Gi* and local Moran are one test by two names.

      Example: rutverk hotspots --cells rutor.gpkg --field index --permutations 99999 --output heta.gpkg
      Counts:  rutverk hotspots --cells rutor.csv --field skjutningar --exposure population --output heta.gpkg
      Zones:   rutverk hotspots --cells deso.gpkg --key desokod --field index --neighbours rook --output heta.gpkg
      """)

  @Option(
    help:
      "The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a layer of zones.",
    completion: .file()
  )
  var cells: String

  @OptionGroup var zones: ZoneLayerOptions

  @Option(help: "The field whose values are compared: a number.")
  var field: String

  @Option(help: "The field that counts are related to, such as people: empirical Bayes rates are compared.")
  var exposure: String?

  @Option(help: "Which local statistic is written: gi, moran or both.")
  var statistic = HotspotParameters.Statistic.both

  @Option(
    help: ArgumentHelp(
      "Neighbours: queen (a shared edge or corner), rook (a shared edge), or metres between centres.",
      valueName: "queen|rook|METRES"))
  var neighbours = HotspotParameters.Contiguity.queen

  @Option(help: "Permutations of each test; 0: by the normal distribution alone. p is never below 2/(N + 1).")
  var permutations = 999

  @Option(help: "Seed of the permutations.")
  var seed: UInt64?

  @Option(help: "Rate of false discoveries at which local Moran's classes are given and tests are counted.")
  var fdr = 0.05

  @Option(
    help: "Areas, of each of which the cells with the highest values are listed in the statistics.",
    completion: .file())
  var within: String?

  @OptionGroup(title: "Within") var withinLayer: NamedLayerOptions<WithinWords>

  @Option(help: "How many cells of each area of --within (default: 5).")
  var top: Int?

  @Option(help: "Field of the period before: how many of each area's highest cells were so then.")
  var before: String?

  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    guard permutations == 0 || (99...9_999_999).contains(permutations) else {
      throw ValidationError("--permutations takes 0, or a number from 99 to 9999999, not \(permutations).")
    }
    guard fdr > 0, fdr < 1 else { throw ValidationError("--fdr takes a number between 0 and 1, not \(fdr).") }
    if let top, !(1...10_000).contains(top) {
      throw ValidationError("--top takes a number from 1 to 10000, not \(top).")
    }
    let layer = withinLayer.layer
    for (flag, isGiven) in [
      ("--top", top != nil), ("--before", before != nil), ("--within-layer", layer.layer != nil),
      ("--within-where", layer.filter != nil), ("--within-crs", layer.crs != nil),
      ("--within-id-field", withinLayer.idField != nil), ("--within-name-field", withinLayer.nameField != nil),
    ] where isGiven && within == nil { throw ValidationError("\(flag) needs --within.") }
    if seed != nil, permutations == 0 { throw ValidationError("--seed does not go with --permutations 0.") }
  }

  func run() throws {
    var parameters = HotspotParameters(cells: cells, field: field, threads: execution.workers)
    parameters.exposure = exposure
    parameters.statistic = statistic
    parameters.contiguity = neighbours
    parameters.method.permutations = permutations
    parameters.method.seed = seed ?? 1
    parameters.method.falseDiscoveryRate = fdr
    parameters.cellInput = try zones.input(reading)
    parameters.within = within.map {
      HotspotParameters.Within(
        areas: $0, top: top ?? 5, before: before, input: withinLayer.layer.input(reading.table),
        fields: withinLayer.fields)
    }
    let stages = within == nil ? 4 : 5
    try execution.run(
      outputs, inputs: [cells, within], rasters: parameters.cellInput.key == nil ? .ofCells : .ofZones,
      stages: stages,
      dry: { try $0.hotspots(parameters) }
    ) { journal in
      let result = try HotspotRun(parameters, journal: journal)
      return Findings(result.layer, result.statistics, result.tables)
    }
  }
}

extension DryRun {
  mutating func hotspots(_ parameters: HotspotParameters) throws {
    try units(parameters.cells, parameters.cellInput, threads: parameters.threads) {
      try HotspotRun.plan(parameters, journal: $0).naming
    }
    if let within = parameters.within { try areas(within.areas, within.input, within.fields) }
  }
}
