import Inputs
import Outputs
import Areas
import Columns
import Coverage
import Overlay
import Projections
import Reports

extension OverlayRun {
  /// The areas with their fields, in the order of their layer.
  ///
  /// - Parameters:
  ///   - areas: the areas and their ellipsoidal areas.
  ///   - figures: of each area.
  ///   - plane: the system of their outlines.
  static func output(
    _ areas: AreaInput, figures: [Figures], plane: CoordinateSystem
  ) -> LayerContents {
    let (km2, planar) = (areas.ellipsoidalKm2, areas.planarSquareMetres)
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.set.areas.map(\.name)))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    func add(_ name: String, _ decimals: Int?, _ value: (Int) -> Double) {
      table.add(name, .real(decimals: decimals), numbers: figures.indices.map(value))
    }
    add("area_km2", 9) { km2[$0] }
    add("area_planar_km2", 9) { planar[$0] / 1e6 }
    add("population", 6) { figures[$0].population }
    add("density_km2", 6) { km2[$0] > 0 ? figures[$0].population / km2[$0] : .nan }
    add("invanardistans_m", 3) { Spacing.metres(areaKm2: km2[$0], population: figures[$0].population) }
    table.add("cells", .integer, numbers: figures.map { Double($0.cells) })
    add("index_mean", 9) { figures[$0].indexMean }
    add("index_min", 9) { figures[$0].indexMin }
    add("index_max", 9) { figures[$0].indexMax }
    add("percentile_mean", 9) { figures[$0].percentileMean }
    add("red_population_share", 9) { figures[$0].redPopulationShare }
    add("red_area_share", 9) { figures[$0].redAreaSquareMetres / planar[$0] }
    add("unga_0_15_antal", 6) { figures[$0].children }
    add("unga_16_19_antal", 6) { figures[$0].youth }
    table.add("status", texts: TextColumn(figures.map(status)))
    return LayerContents(
      name: "omraden", table: table,
      shapes: .polygons(areas.set.areas.map(\.polygon), crs: plane))
  }

  /// What an area without figures is called in `status`.
  private static func status(_ figures: Figures) -> String {
    if figures.cells == 0 { return "no_cells" }
    return figures.indexedCells == 0 ? "no_index" : "ok"
  }

  /// The statistics: `run`, `areas`, `classes`, `total`, `outside`, `overlaps`, `concordance`.
  package func statistics(_ journal: Journal) -> JSONTree {
    return .members([
      "run": record.tree(journal),
      "areas": .rows(JSONRows(output.table)),
      "classes": .array(areas.set.classes.indices.map(classTree)),
      "total": summary(overlay.total, members: Array(areas.set.areas.indices)),
      "outside": .object(figureMembers(overlay.outside)),
      "grid": .object(
        figureMembers(overlay.grid) + [JSONTree.Member("untouched_cells", .integer(overlay.untouchedCells))]),
      "overlaps": .array(partition.partition.overlaps.map { $0.tree(in: areas.set) }),
      "concordance": layer.classes.isEmpty
        ? .null
        : .members([
          "red_class": .integer(parameters.redClass),
          "population": tree(overlay.populationConcordance, scale: 1),
          "area_km2": tree(overlay.areaConcordance, scale: 1e-6),
        ]),
    ])
  }

  private var record: RunRecord {
    RunRecord(
      command: "overlay",
      parameters: [
        ("method", .string(parameters.method.rawValue)),
        ("country_km2", .number(parameters.countryKm2)),
        ("red_class", .integer(parameters.redClass)),
        ("key", parameters.cellInput.key.map { .string($0) } ?? .null),
        ("cells_where", parameters.cellInput.filter.map { .string($0) } ?? .null),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
        ("coverage", parameters.coverage.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        layer.units.splitting(parameters.method),
        "Each area's own figures ignore the other areas; classes, total and outside use an exclusive partition by severity.",
        "area_km2 is ellipsoidal (GRS 80), area_planar_km2 is in SWEREF 99 TM; share_of_country is that of the planar area,"
          + " as in the police's own figure.",
        "red_population_share is of the area's population, red_area_share of its planar area.",
        "SCB adds noise to small counts: parts need not sum to totals.",
      ])
  }

  private func classTree(_ rank: Int) -> JSONTree {
    let members = areas.set.membersByClass[rank]
    let name = JSONTree.Member("class", areas.set.classes[rank].map { .string($0.code) } ?? .null)
    guard case .object(let figures) = summary(overlay.classes[rank], members: members) else { return .null }
    return .object([name] + figures)
  }

  /// A class or the total: areas of the union, from the exclusive partition.
  private func summary(_ figures: Figures, members: [Int]) -> JSONTree {
    let (km2, planar) = partition.union(members)
    return .object(
      [
        JSONTree.Member("areas", .integer(members.count)),
        JSONTree.Member("area_km2", .number(km2)),
        JSONTree.Member("area_planar_km2", .number(planar)),
        JSONTree.Member("share_of_country", .number(planar / parameters.countryKm2)),
      ] + figureMembers(figures))
  }

  private func figureMembers(_ figures: Figures) -> [JSONTree.Member] {
    [
      JSONTree.Member("cells", .integer(figures.cells)),
      JSONTree.Member("cells_km2", .number(figures.cellAreaSquareMetres / 1e6)),
      JSONTree.Member("population", .number(figures.population)),
      JSONTree.Member("population_with_index", .number(figures.populationWithIndex)),
      JSONTree.Member("index_mean", .number(figures.indexMean)),
      JSONTree.Member("percentile_mean", .number(figures.percentileMean)),
      JSONTree.Member("red_population_share", .number(figures.redPopulationShare)),
      JSONTree.Member("unga_0_15_antal", .number(figures.children)),
      JSONTree.Member("unga_16_19_antal", .number(figures.youth)),
    ]
  }

  private func tree(_ table: Concordance, scale: Double) -> JSONTree {
    .members([
      "both": .number(table.both * scale), "red_only": .number(table.redOnly * scale),
      "area_only": .number(table.areaOnly * scale), "neither": .number(table.neither * scale),
      "without_class": .number(table.withoutClass * scale), "agreement": .number(table.agreement),
      "kappa": .number(table.kappa),
    ])
  }
}
