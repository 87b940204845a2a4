import Inputs
import Outputs
import Areas
import Columns
import Coverage
import Core
import Geometry
import Grid
import Overlay
import Parallel
import Projections
import Reports
import Topology

/// `rutverk overlay`: cells or zones under areas, figures for each area, class, the whole and the outside.
package struct OverlayRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The cell layer, or zones by `cellInput.key`.
    package var cells: String
    /// The area layer.
    package var areas: String
    /// A table of fractions made earlier; nil: cut now.
    package var coverage: String?
    /// By exact part or by centre.
    package var method = CoverageMethod.area
    /// The class that is red; nil: the worst that the layer has.
    package var redClass: Int?
    /// What a large group of children and youth in overcrowded homes is.
    package var ringRule = RingRule()
    /// Numbers of people above 0 that are below it are withheld; 0 or 1: none.
    package var minCount = 0
    /// Area of the country, km².
    package var countryKm2 = Country.km2
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

    /// An overlay of those files with every option at its default.
    package init(cells: String, areas: String, threads: Int) {
      (self.cells, self.areas, self.threads) = (cells, areas, threads)
    }

    /// The cells as they are to be read.
    package var cellSource: CellSource {
      var source = CellSource(cells, populationField: populationField, options: cellInput, threads: threads)
      source.furtherRoles = [RoleCatalogue.Cells.overcrowded]
      return source
    }
  }

  /// The areas.
  package let areas: AreaInput
  /// Their exclusive partition, measured.
  package let partition: MeasuredPartition
  /// The cells or zones and what is known of them.
  package let layer: UnitLayer
  /// The class that is red; nil where the layer has no classes and none was said.
  let redClass: Int?
  /// The figures.
  package let overlay: AreaOverlay
  /// What lies on each area.
  let grounds: [OverlaidGround]
  /// The inputs read.
  package let inputs: [InputRecord]
  /// The parameters.
  package let parameters: Parameters
  /// The areas with their fields, in the order of their layer.
  package let output: LayerContents

  /// Reads, cuts and sums.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    // The areas are read beside the cells; what is to be said of them is said after what is to be said of those.
    let aside = Journal(language: journal.language)
    let reading = Aside(threads: parameters.threads) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        threads: parameters.threads, journal: aside)
    }
    defer { reading.end() }
    func readAreas() throws -> AreaInput {
      try journal.stage(words.readingAreas) {
        defer { journal.add(aside) }
        return try reading.value()
      }
    }
    // Zones that no area reaches need not be kept, so the areas come first there: a third of the run.
    let first = parameters.cellInput.key == nil ? nil : try readAreas()
    let cells = try journal.stage(words.readingCells) {
      try CellLayerInput(parameters.cellSource, reach: first?.reach, journal: journal)
    }
    let areas = try first ?? readAreas()
    let (measured, cuts, coverage) = try Self.cuts(areas, over: cells, parameters, journal: journal)
    let partition = measured.partition
    try cells.zones?.noteOverlaps(reached: cuts.lazy.map(\.whole), threads: parameters.threads, journal: journal)
    let redClass = parameters.redClass ?? cells.layer.worstClass
    self.redClass = redClass
    overlay = try journal.stage(words.summing) {
      let red = redClass.map(Double.init) ?? .nan
      var overlay = try AreaOverlay(
        cells.layer, set: areas.set, cuts: cuts, redClass: red, ringRule: parameters.ringRule,
        squareMetres: areas.planarSquareMetres, threads: parameters.threads)
      try overlay.withhold(
        below: parameters.minCount, cells.layer, set: areas.set, cuts: cuts, overlaps: partition.overlaps,
        redClass: red, intersection: { try TopologyContext().intersection($0, $1) })
      return overlay
    }
    Parallel.release(consume cuts, threads: parameters.threads)
    layer = cells.layer
    grounds = areas.grounds(overlay.areas)
    var fields = Table()
    fields.add(AreaFigure.ofAreas, of: grounds)
    output = try .areas(named: "omraden", areas.set.areas, fields: fields)
    self.areas = areas
    self.partition = measured
    inputs = [cells.record, areas.record] + [coverage].compactMap(\.self)
    let lacking = overlay.areas.indices.filter { overlay.areas[$0].cells == 0 }
    if !lacking.isEmpty {
      let names = lacking.prefix(5).map { areas.set.areas[$0].title }.joined(separator: ", ")
      journal.note(
        "\(lacking.count) \(lacking.count == 1 ? "area has" : "areas have") no \(layer.units.noun) in the data: "
          + "\(names)\(lacking.count > 5 ? ", …" : "")")
    }
    if layer.classes.isEmpty {
      journal.note(
        "\(parameters.cells): no column \"class\": figures on red \(layer.units.noun) and concordance with them are null"
      )
    }
    noteUncertain(journal)
    if parameters.minCount > 1 {
      journal.note(
        "withheld (--min-count \(parameters.minCount)): \(overlay.withheldFigures) numbers of people, and what rests on them"
      )
    }
    if let redClass, !layer.classes.isEmpty, !layer.classes.contains(Double(redClass)) {
      journal.note("no \(layer.units.noun.dropLast()) has class \(redClass), so nothing is red (--red-class)")
    }
  }
}
