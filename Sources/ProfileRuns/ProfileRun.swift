import Inputs
import Outputs
import Areas
import Core
import Geometry
import Livsvillkor
import Overlay
import Parallel
import Profile
import Reports
import Topology

/// `rutverk profile`: a page about one area, or one about each.
package struct ProfileRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The indexed cells.
    package var cells: String
    /// The area layer.
    package var areas: String
    /// The area that is wanted, by identifier or name; nil: all.
    package var area: String?
    /// A layer of municipalities to compare with.
    package var municipalities: String?
    /// How it is read.
    package var municipalityInput = InputOptions()
    /// A layer of the same areas in several years.
    package var history: String?
    /// How it is read.
    package var historyInput = InputOptions()
    /// The history's field with the year; nil: by its usual names.
    package var yearField: String?
    /// What `rutverk footprint` wrote.
    package var footprint: String?
    /// The statistics of `rutverk incidents`.
    package var incidents: String?
    /// The definition that the cells were indexed with, for weights.
    package var definition: Definition
    /// Classes that the cells' index has; nil: as many as the worst of them says.
    package var classCount: Int?
    /// What all cells are called; nil: just that.
    package var wholeName: String?
    /// The population field of the cells; nil: by its usual names.
    package var populationField: String?
    /// Identifier, name and class fields of the areas.
    package var areaFields = AreaFields.Names()
    /// How the cells are read.
    package var cellInput = InputOptions()
    /// How the areas are read.
    package var areaInput = InputOptions()
    /// Workers.
    package var threads: Int

    /// Profiles of all areas with every option at its default.
    package init(cells: String, areas: String, definition: Definition, threads: Int) {
      (self.cells, self.areas, self.definition, self.threads) = (cells, areas, definition, threads)
    }

    /// The files that are read.
    package var inputs: [String] {
      [cells, areas] + [municipalities, history, footprint, incidents].compactMap { $0 }
    }

    /// The cells as they are to be read.
    package var cellSource: CellSource {
      CellSource(cells, populationField: populationField, options: cellInput, threads: threads)
    }
  }

  /// The profiles, in the order of the layer.
  package let profiles: [AreaProfile]
  /// What they have in common.
  package let context: ProfileContext
  /// The classes of the layer's areas, for their styles.
  let areaClasses: [AreaClass?]
  let record: RunRecord

  /// Reads, cuts and sums.
  ///
  /// - Throws: ``Failure`` (bad data) for an area that is not there, with the nearest that is, and for a name that several
  ///   areas have.
  package init(_ parameters: Parameters, journal: Journal) throws {
    let words = journal.words
    let (layer, cellRecord) = try journal.stage(words.readingCells) {
      try ProfileCells.layer(parameters, journal: journal)
    }
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        threads: parameters.threads, journal: journal)
    }
    let wanted =
      try parameters.area.map { [try areas.set.index(of: $0, flag: "--area", file: parameters.areas)] }
      ?? Array(areas.set.areas.indices)
    var records = [cellRecord, areas.record]
    let beside = try journal.stage(words.readingBeside) {
      try ProfileBeside(parameters, records: &records, journal: journal)
    }
    let context = ProfileContext(
      layer: layer, wholeName: parameters.wholeName, sources: parameters.sources,
      missingVariables: parameters.definition.variables.map(\.name).filter { name in
        !layer.variables.contains { $0.name == name }
      },
      definitionNotice: DefaultNotice.text(for: parameters.definition, inSwedish: journal.language == .sv))
    let (set, km2) = (areas.set, areas.ellipsoidalKm2)
    profiles = try journal.stage(words.summing) {
      try Parallel.blocks(of: wanted.count, block: 4, threads: parameters.threads) { range in
        try range.map { place in
          try Self.profile(
            set.areas[wanted[place]], km2: km2[wanted[place]], context: context, beside: beside
          )
        }
      }.flatMap { $0 }
    }
    self.context = context
    areaClasses = areas.set.classes
    record = Self.record(parameters, layer.cells.units, inputs: records)
    beside.noteMissing(profiles, parameters: parameters, journal: journal)
    let lacking = profiles.filter { $0.ground.figures.cells == 0 }
    if let first = lacking.first {
      journal.note(
        lacking.count == 1
          ? "\(first.title): no cells in the data"
          : "\(lacking.count) areas have no cells in the data, such as \(first.title)")
    }
  }

  /// The field with the year in the layer of earlier assessments; reads its head only.
  package static func historyYearField(_ path: String, _ parameters: Parameters, journal: Journal) throws -> String {
    try ProfileHistory.yearField(path, parameters, journal: journal)
  }

  private static func profile(
    _ area: Area, km2: Double, context: ProfileContext, beside: ProfileBeside
  ) throws -> AreaProfile {
    let ground = GroundSummary(context.layer, parts: context.layer.cells.units.fractions(in: area.polygon))
    var profile = AreaProfile(
      area: area, km2: km2, spacingMetres: Spacing.metres(areaKm2: km2, population: ground.figures.population),
      ground: ground, drivers: Drivers(area: ground, whole: context.whole, variables: context.layer.variables))
    let topology = try TopologyContext()
    profile.municipality = try beside.municipality(of: area, layer: context.layer, topology: topology)
    profile.history = try beside.history?.entries(of: area, topology: topology)
    profile.activity = beside.activity[area.id]
    profile.incidents = beside.incidents[area.id]
    return profile
  }

  private static func record(_ parameters: Parameters, _ units: GroundUnits, inputs: [InputRecord]) -> RunRecord {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    return RunRecord(
      command: "profile",
      parameters: [
        ("area", text(parameters.area)), ("definition", .string(parameters.definition.name)),
        ("key", text(parameters.cellInput.key)), ("cells_where", text(parameters.cellInput.filter)),
        ("areas_where", text(parameters.areaInput.filter)),
      ],
      inputs: inputs,
      method: [
        DefaultNotice.text(for: parameters.definition, inSwedish: false),
        units.splitting(),
        "country is all \(units.noun) of the table; rest_of_municipality is the municipality without the area.",
        "drivers: contribution = weight × (mean score of the area − mean score of all cells), over cells with an index; the"
          + " parts of a difference, not why there is one.",
        "SCB adds noise to small counts: parts need not sum to totals.",
      ])
  }
}

extension ProfileRun.Parameters {
  /// The files with what each holds.
  fileprivate var sources: [(what: ProfileContext.Source, file: String)] {
    let files: [(ProfileContext.Source, String?)] = [
      (.cells, cells), (.areas, areas), (.municipalities, municipalities), (.history, history),
      (.footprint, footprint), (.incidents, incidents),
    ]
    return files.compactMap { what, file in
      file.map { (what, $0.split(separator: "/").last.map(String.init) ?? $0) }
    }
  }
}
