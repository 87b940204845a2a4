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
      (self.areas, self.threads) = (areas, threads)
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
    var table = Table(identityOf: all)
    func add(_ name: String, _ kind: FieldKind, _ values: [Double]) {
      table.add(name, kind, numbers: values)
    }
    let (partition, planar) = (measured.partition, measured.exclusiveSquareMetres)
    add("area_km2", .significant(9), measured.exclusiveKm2)
    add("area_planar_km2", .significant(9), planar.map { $0 / 1e6 })
    add("whole_area_km2", .significant(9), areas.ellipsoidalKm2)
    add(
      "lost_m2", .real(decimals: 3),
      all.indices.map { partition.isCut[$0] ? max(0, all[$0].polygon.planarArea - planar[$0]) : 0 })
    return try LayerContents(named: "omraden", table, inPlane: partition.pieces)
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
    return record.document(
      Self.schema, journal,
      [
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
  package func tables(_ language: Language) -> [TextTable] {
    struct Row {
      var name: String
      var areas: Int?
      var km2 = Double.nan
      var planarKm2: Double
    }
    func row(_ name: String, _ members: [Int]) -> Row {
      let (km2, planarKm2) = measured.union(members)
      return Row(name: name, areas: members.count, km2: km2, planarKm2: planarKm2)
    }
    var rows = areas.set.classes.indices.map {
      row(ClassName.of(areas.set.classes[$0], language), areas.set.membersByClass[$0])
    }
    rows += [
      row(language.text(sv: "Totalt", en: "Total"), everyone),
      Row(
        name: language.text(sv: "Utanför", en: "Outside"),
        planarKm2: parameters.countryKm2 - measured.union(everyone).planarKm2),
      Row(name: language.text(sv: "Landet", en: "Country"), planarKm2: parameters.countryKm2),
    ]
    var table = TextTable(
      language.text(sv: "Uteslutande indelning", en: "Exclusive partition"), language, rows: rows,
      [
        .text("Klass", "Class") { $0.name }, .count("Områden", "Areas") { $0.areas },
        .number("km²", decimals: 3) { $0.km2 }, .number("i planet", "planar", decimals: 3) { $0.planarKm2 },
        .percent("Andel av landet", "Share of country", decimals: 4) { $0.planarKm2 / parameters.countryKm2 },
      ])
    table.note(
      language, sv: "Varje punkt hör till den svåraste klass som täcker den, inom en klass till det första området.",
      en: "Each point belongs to the most severe class that covers it, within a class to the first area.")
    return measured.partition.overlaps.isEmpty
      ? [table] : [table, measured.partition.overlapTable(areas.set, language)]
  }
}
