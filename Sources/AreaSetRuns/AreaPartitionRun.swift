import Projections
import Inputs
import Outputs
import Areas
import Columns
import Geometry
import Reports

/// `rutverk areas partition`: what each area keeps when each point belongs to the most severe class that covers it.
package struct AreaPartitionRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The area layer.
    package var areas: String
    /// How it is read.
    package var areaInput = InputOptions()
    /// Its fields.
    package var areaFields = AreaFields.Names()
    /// Area of the country, km².
    package var countryKm2 = Country.km2
    /// Workers.
    package var threads: Int

    /// A partition of that layer with every option at its default.
    package init(areas: String, threads: Int) {
      self.areas = areas
      self.threads = threads
    }
  }

  /// The areas.
  package let areas: AreaInput
  /// Their exclusive partition, measured.
  package let measured: MeasuredPartition
  let parameters: Parameters

  /// Reads and cuts.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        threads: parameters.threads, journal: journal)
    }
    let input = areas
    measured = try journal.stage(words.partitioning) { try input.partition(threads: parameters.threads) }
  }

  /// The pieces; an area that keeps nothing has no outline.
  package func output() throws -> LayerContents {
    let all = areas.set.areas
    var table = Table()
    table.add("id", texts: TextColumn(all.map(\.id)))
    table.add("name", texts: TextColumn(all.map(\.name)))
    table.add("class", texts: TextColumn(all.map { $0.areaClass?.code ?? "" }))
    func add(_ name: String, _ decimals: Int, _ values: [Double]) {
      table.add(name, .real(decimals: decimals), numbers: values)
    }
    let (partition, planar) = (measured.partition, measured.exclusiveSquareMetres)
    add("area_km2", 9, measured.exclusiveKm2)
    add("area_planar_km2", 9, planar.map { $0 / 1e6 })
    add("whole_area_km2", 9, areas.ellipsoidalKm2)
    add(
      "lost_m2", 3,
      all.indices.map { partition.isCut[$0] ? max(0, all[$0].polygon.planarArea - planar[$0]) : 0 })
    return LayerContents(
      name: "omraden", table: table,
      shapes: .polygons(partition.pieces.map { $0.isEmpty ? nil : $0 }, crs: try CoordinateSystem.gridPlane()))
  }

  private var everyone: [Int] { Array(areas.set.areas.indices) }

  /// The statistics: `run`, `classes`, `total`, `outside`, `overlaps`, `areas`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    func summary(_ members: [Int]) -> [JSONTree.Member] {
      let (ellipsoidal, planar) = measured.union(members)
      return [
        JSONTree.Member("areas", .integer(members.count)), JSONTree.Member("area_km2", .number(ellipsoidal)),
        JSONTree.Member("area_planar_km2", .number(planar)),
        JSONTree.Member("share_of_country", .number(planar / parameters.countryKm2)),
      ]
    }
    let outside = parameters.countryKm2 - measured.union(everyone).planarKm2
    return .members([
      "run": record.tree(journal),
      "classes": .array(
        areas.set.classes.indices.map { rank in
          .object(
            [JSONTree.Member("class", areas.set.classes[rank].map { .string($0.code) } ?? .null)]
              + summary(areas.set.membersByClass[rank]))
        }),
      "total": .object(summary(everyone)),
      "outside": .members([
        "area_planar_km2": .number(outside), "share_of_country": .number(outside / parameters.countryKm2),
      ]),
      "overlaps": .array(measured.partition.overlaps.map { $0.tree(in: areas.set) }),
      "areas": .rows(JSONRows(try output().table)),
    ])
  }

  private var record: RunRecord {
    RunRecord(
      command: "areas partition",
      parameters: [
        ("country_km2", .number(parameters.countryKm2)),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: [areas.record],
      method: [
        "Each point belongs to the most severe class that covers it, of one class to the area that comes first in the layer.",
        "area_km2 is ellipsoidal (GRS 80), area_planar_km2 is in SWEREF 99 TM; classes and outside sum to the country in the"
          + " planar figure.",
      ])
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language) -> String {
    var table = TextTable(
      language.text(sv: "Uteslutande indelning", en: "Exclusive partition"),
      columns: [
        (language.text(sv: "Klass", en: "Class"), .left), (language.text(sv: "Områden", en: "Areas"), .right),
        ("km²", .right), (language.text(sv: "i planet", en: "planar"), .right),
        (language.text(sv: "Andel av landet", en: "Share of country"), .right),
      ])
    func add(_ name: String, _ members: [Int]) {
      let (ellipsoidal, planar) = measured.union(members)
      table.add([
        name, language.count(members.count), language.number(ellipsoidal, decimals: 3),
        language.number(planar, decimals: 3), language.percent(planar / parameters.countryKm2, decimals: 4),
      ])
    }
    for (rank, areaClass) in areas.set.classes.enumerated() {
      add(ClassName.of(areaClass, language), areas.set.membersByClass[rank])
    }
    add(language.text(sv: "Totalt", en: "Total"), everyone)
    let outside = parameters.countryKm2 - measured.union(everyone).planarKm2
    table.add([
      language.text(sv: "Utanför", en: "Outside"), "–", "–", language.number(outside, decimals: 3),
      language.percent(outside / parameters.countryKm2, decimals: 4),
    ])
    table.add([
      language.text(sv: "Landet", en: "Country"), "–", "–", language.number(parameters.countryKm2, decimals: 3),
      language.percent(1, decimals: 4),
    ])
    table.note(
      language.text(
        sv: "Varje punkt hör till den svåraste klass som täcker den, inom en klass till det första området.",
        en: "Each point belongs to the most severe class that covers it, within a class to the first area."))
    return measured.partition.overlaps.isEmpty
      ? table.text : table.text + "\n" + measured.partition.overlapTable(areas.set, language).text
  }
}
