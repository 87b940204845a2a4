import Inputs
import Outputs
import Areas
import Columns
import Coverage
import Overlay
import Reports

extension OverlayRun {
  /// The statistics: `run`, `areas`, `classes`, `total`, `outside`, `overlaps`, `concordance`.
  package func statistics(_ journal: Journal) -> JSONTree {
    return record.document(
      Self.schema, journal,
      [
        "areas": .rows(JSONRows(output.table)),
        "classes": .array(
          areas.set.classes.enumerated().map { rank, areaClass in
            .object(
              [JSONTree.Member("class", areaClass.map { .string($0.code) } ?? .null)]
                + .init(AreaFigure.ofUnions + status, of: classGround(rank)))
          }),
        "total": .object(AreaFigure.ofUnions + status, of: total),
        "outside": .object(AreaFigure.ofCells + status, of: ground(overlay.outside)),
        "grid": .object(
          .init(AreaFigure.ofCells + status, of: ground(overlay.grid))
            + [JSONTree.Member("untouched_cells", .integer(overlay.untouchedCells))]),
        "overlaps": .array(partition.partition.overlaps.map { $0.tree(in: areas.set) }),
        "concordance": concordance,
      ])
  }

  /// Why figures are null, where some may be withheld.
  private var status: [Figure<OverlaidGround>] { parameters.minCount > 1 ? [AreaFigure.withheldStatus] : [] }

  private var record: RunRecord {
    RunRecord(
      command: "overlay",
      parameters: [
        ("method", .string(parameters.method.rawValue)),
        ("country_km2", .number(parameters.countryKm2)),
        ("red_class", redClass.map { .integer($0) } ?? .null),
        ("worst_class", layer.worstClass.map { .integer($0) } ?? .null),
        ("ring_min", .number(parameters.ringRule.minimumYoung)),
        ("ring_share", .number(parameters.ringRule.minimumOvercrowded)),
        ("key", parameters.cellInput.key.map { .string($0) } ?? .null),
        ("cells_where", parameters.cellInput.filter.map { .string($0) } ?? .null),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
        ("coverage", parameters.coverage.map { .string($0) } ?? .null),
      ] + (parameters.minCount > 1 ? [("min_count", .integer(parameters.minCount))] : []),
      inputs: inputs,
      method: [
        layer.units.splitting(parameters.method),
        "Each area's own figures ignore the other areas; classes, total and outside use an exclusive partition by severity.",
        "area_km2 is ellipsoidal (GRS 80), area_planar_km2 is in SWEREF 99 TM; share_of_country is that of the planar area,"
          + " as in the police's own figure.",
        redMethod,
        "red_population_share is of the people with an index (population_indexed); those without are apart"
          + " (population_without_index). red_area_share is of the planar area.",
        "coarse_share is the part of the people who come from \(layer.units.noun) larger than the area.",
        "SCB adds noise to small counts: parts need not sum to totals.",
      ])
  }

  /// What lies outside all areas, or the whole grid: no area itself.
  func ground(_ figures: Figures) -> OverlaidGround {
    var ground = OverlaidGround(figures)
    ground.countryKm2 = parameters.countryKm2
    ground.gridPopulation = overlay.grid.population
    return ground
  }

  /// The union of areas, by the exclusive partition.
  private func ground(_ figures: Figures, members: [Int]) -> OverlaidGround {
    var ground = ground(figures)
    ground.areas = members.count
    (ground.km2, ground.planarKm2) = partition.union(members)
    return ground
  }

  /// A class of areas, by its rank.
  func classGround(_ rank: Int) -> OverlaidGround {
    ground(overlay.classes[rank], members: areas.set.membersByClass[rank])
  }

  /// All areas.
  var total: OverlaidGround { ground(overlay.total, members: Array(areas.set.areas.indices)) }
}
