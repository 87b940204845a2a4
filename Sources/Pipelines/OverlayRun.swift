import Areas
import Columns
import Coverage
import Diagnostics
import Geometry
import Grid
import Overlay
import Parallel
import Projections
import Reports
import Topology

/// `rutverk overlay`: cells under areas, figures for each area, class, the whole and the outside.
public struct OverlayRun {
  /// What the run is to do.
  public struct Parameters: Sendable {
    /// The cell layer.
    public var cells: String
    /// The area layer.
    public var areas: String
    /// A table of fractions made earlier; nil: cut now.
    public var coverage: String?
    /// By exact part or by centre.
    public var method = CoverageMethod.area
    /// The class that is red.
    public var redClass = 5
    /// Area of the country, km².
    public var countryKm2 = 447_425.0
    /// The population field of the cells; nil: by its usual names.
    public var populationField: String?
    /// Identifier, name and class fields of the areas.
    public var areaFields = AreaInput.FieldNames()
    /// How the cells are read.
    public var cellInput = InputOptions()
    /// How the areas are read.
    public var areaInput = InputOptions()
    /// Workers.
    public var threads: Int

    /// An overlay of those files with every option at its default.
    public init(cells: String, areas: String, threads: Int) {
      self.cells = cells
      self.areas = areas
      self.threads = threads
    }
  }

  /// The areas.
  public let areas: AreaInput
  /// Their exclusive partition.
  public let partition: ExclusivePartition
  /// Ellipsoidal area of what each area keeps in the partition, km².
  public let exclusiveKm2: [Double]
  /// Planar area of each area, square metres.
  let planarSquareMetres: [Double]
  /// Planar area of what each area keeps in the partition, square metres.
  let exclusiveSquareMetres: [Double]
  /// The cells and what is known of them.
  public let layer: UnitLayer
  /// The figures.
  public let overlay: AreaOverlay
  /// The inputs read.
  public let inputs: [InputRecord]
  /// The parameters.
  public let parameters: Parameters
  /// The areas with their fields, in the order of their layer.
  public let output: LayerContents

  /// Reads, cuts and sums.
  public init(_ parameters: Parameters, journal: Journal) throws {
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
    let cells = try journal.stage(words.readingCells) { try CellLayerInput(parameters, journal: journal) }
    let areas = try journal.stage(words.readingAreas) {
      defer { aside.notes.forEach(journal.note) }
      return try reading.value()
    }
    // The exact parts of squares serve to find overlaps and to cut the cells.
    let lattice = parameters.coverage == nil && parameters.method == .area ? cells.layer.units.lattice : nil
    let (partition, exclusiveKm2, wholes) = try journal.stage(words.partitioning) {
      try Self.partition(areas, size: lattice?.unit ?? Self.suspectSquare, threads: parameters.threads) { runs in
        lattice.map { UnitFractions(runs, lattice: $0) }
      }
    }
    let planar = areas.planarSquareMetres
    planarSquareMetres = planar
    exclusiveSquareMetres = planar.indices.map { partition.isCut[$0] ? partition.pieces[$0].planarArea : planar[$0] }
    let cuts: [AreaOverlay.Cut]
    var inputs = [cells.record, areas.record]
    if let path = parameters.coverage {
      let table = try journal.stage(words.readingCoverage) {
        try CoverageTable(path: path, threads: parameters.threads, journal: journal)
      }
      cuts = try journal.stage(words.cutting) {
        guard let lattice = cells.layer.units.lattice else {
          throw Failure(.usage, "a coverage table holds the fractions of cells, not of zones", file: path)
        }
        return try table.cuts(of: lattice, areas: areas.set, partition: partition)
      }
      inputs.append(table.record)
    } else {
      cuts = try journal.stage(words.cutting) {
        try AreaOverlay.cut(
          cells.layer, by: areas.set, partition: partition, method: parameters.method,
          wholes: wholes, threads: parameters.threads)
      }
    }
    overlay = try journal.stage(words.summing) {
      try AreaOverlay(
        cells.layer, set: areas.set, cuts: cuts, redClass: Double(parameters.redClass), threads: parameters.threads)
    }
    Parallel.release(consume cuts, threads: parameters.threads)
    layer = cells.layer
    output = try Self.output(areas, planar: planar, figures: overlay.areas, plane: InputCRS.plane())
    self.areas = areas
    self.partition = partition
    self.exclusiveKm2 = exclusiveKm2
    self.inputs = inputs
    let lacking = overlay.areas.indices.filter { overlay.areas[$0].cells == 0 }
    if !lacking.isEmpty {
      let names = lacking.prefix(5).map { areas.set.areas[$0] }.map { $0.name.isEmpty ? $0.id : $0.name }
        .joined(separator: ", ")
      journal.note(
        "\(lacking.count) \(lacking.count == 1 ? "area has" : "areas have") no cells in the data: "
          + "\(names)\(lacking.count > 5 ? ", …" : "")")
    }
    if !layer.classes.isEmpty, !layer.classes.contains(Double(parameters.redClass)) {
      journal.note("no cell has class \(parameters.redClass), so nothing is red (--red-class)")
    }
  }

  /// The cells' table and which of its columns serves as what; what a dry run shows.
  public struct Plan {
    /// The cells' table, or the zones' layer.
    public let cells: InputTable
    /// How it names the units.
    public let naming: UnitNaming
    /// Which column serves as what.
    public let roles: [(role: String, column: String)]
  }

  /// Opens the cells and finds the columns; reads no rows.
  public static func plan(_ parameters: Parameters) throws -> Plan {
    let table = try InputTable(path: parameters.cells, options: parameters.cellInput, threads: parameters.threads)
    return Plan(
      cells: table, naming: try UnitNaming(of: table, options: parameters.cellInput),
      roles: try CellLayerInput.plan(table, populationField: parameters.populationField))
  }

  /// Side of the squares in which overlaps are looked for, metres.
  private static let suspectSquare = 250

  /// The exclusive partition through GEOS, and the ellipsoidal areas of its pieces.
  static func partition(_ input: AreaInput, threads: Int) throws -> (ExclusivePartition, [Double]) {
    let (partition, km2, _) = try partition(input, size: suspectSquare, threads: threads) { _ in }
    return (partition, km2)
  }

  /// The same, and what `use` makes of each area's exact coverage of squares of `size` metres.
  private static func partition<T: Sendable>(
    _ input: AreaInput, size: Int, threads: Int, _ use: @Sendable (CoverageRuns) -> T
  ) throws -> (ExclusivePartition, [Double], [T]) {
    let polygons = input.set.areas.map(\.polygon)
    let survey = try SharedGround.survey(polygons, size: size, threads: threads) { use($1) }
    let (partition, km2) = try partition(input, suspects: survey.suspects, threads: threads)
    return (partition, km2, survey.results)
  }

  /// The same where it is known which pairs of areas may share ground.
  static func partition(
    _ input: AreaInput, suspects: [(Int, Int)], threads: Int
  ) throws -> (ExclusivePartition, [Double]) {
    let partition = try ExclusivePartition(
      input.set, pairs: suspects,
      operations: ExclusivePartition.Operations(
        intersection: { try TopologyContext().intersection($0, $1) },
        difference: { try TopologyContext().difference($0, $1) }),
      threads: threads)
    let plane = try InputCRS.plane()
    let meter = try AreaMeter(for: plane)
    var km2 = input.ellipsoidalKm2
    for i in km2.indices where partition.isCut[i] {
      km2[i] = try meter.squareKilometres(of: partition.pieces[i])
    }
    return (partition, km2)
  }
}
