import Areas
import Inputs
import Outputs
import Core
import Dygnsavtryck
import Geometry
import Reports

/// `rutverk merge`: partial results in, what a single run over all their events would have shown out.
package struct MergeRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The partial results.
    package var partials: [String]
    /// Phones that a published figure must come from; 0 withholds nothing.
    package var minPhones = 0
    /// What activity is set against.
    package var people = PeopleSource()
    /// Bytes that may be used for distinct entries before they go to a temporary file.
    package var memoryLimit: Int?
    /// Folder for what does not fit into memory.
    package var temporaryFolder: String
    /// Workers.
    package var threads: Int

    /// A run over those files.
    package init(partials: [String], temporaryFolder: String, threads: Int) {
      (self.partials, self.temporaryFolder, self.threads) = (partials, temporaryFolder, threads)
    }
  }

  private let parameters: Parameters
  private let merge: FootprintMerge
  private let polygons: [MultiPolygon]
  private let people: PeopleAndGround

  /// Reads the partial results.
  ///
  /// Throws ``Failure`` as ``FootprintMerge`` does.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let folder = parameters.temporaryFolder
    merge = try journal.stage(journal.words.merging) {
      try FootprintMerge(
        paths: parameters.partials,
        options: FootprintAccumulator.Options(memoryLimit: parameters.memoryLimit, temporaryFolder: { folder }),
        threads: parameters.threads)
    }
    try Self.checkRadii(merge.header.plan, parameters)
    let file = parameters.partials.first ?? ""
    let polygons = try AreaAttachment.polygons(in: merge.header, file: file)
    self.polygons = polygons
    let areas = merge.header.plan.areas
    let set = AreaSet(
      areas.ids.indices.map { i in
        Area(
          id: areas.ids[i], name: areas.names[i], areaClass: areas.classes[areas.classOfArea[i]].map(AreaClass.init),
          polygon: polygons[i])
      })
    people = try PeopleAndGround(
      parameters.people, set: set, partition: try ExclusivePartition(of: set, threads: parameters.threads),
      holdsAlways: !merge.header.parameters.contains { $0.name == "epochs" && !$0.value.isEmpty }, file: file,
      threads: parameters.threads, journal: journal)
  }

  /// Whether the parts count by day or week.
  package var hasSeries: Bool { merge.header.plan.period != nil }

  /// What the parts are, from their heads: the lines of a dry run.
  package static func heads(_ parameters: Parameters) throws -> [String] {
    try parameters.partials.map { path in
      let header = try FootprintPartial(path: path).header
      try checkRadii(header.plan, parameters)
      let radii = header.plan.tables.map { "\($0.radiusMetres)" }.joined(separator: ", ")
      var line = "\(path): \(header.stations.count) stations, \(header.plan.areas.count) areas, radius \(radii) m"
      for parameter in header.parameters where !parameter.value.isEmpty {
        line += ", \(parameter.name) \(parameter.value)"
      }
      return line + (header.plan.period.map { ", by \($0.rawValue)" } ?? "")
    }
  }

  /// Throws ``Failure`` (usage) when figures of too few phones shall be withheld from several radii at once.
  private static func checkRadii(_ plan: FootprintPlan, _ parameters: Parameters) throws {
    guard parameters.minPhones > 1, plan.tables.count > 1 else { return }
    throw Failure(
      .usage,
      "--min-phones: the parts have \(plan.tables.count) radii, whose figures can be subtracted from each other",
      file: parameters.partials.first, expected: "partial results with one --radius")
  }

  /// Counts and sums.
  package func result(journal: Journal) throws -> FootprintResult {
    let counts = try journal.stage(journal.words.summing) {
      let plan = merge.header.plan
      return try merge.accumulator.count(
        FootprintPlan(
          areas: plan.areas, tables: plan.tables, period: plan.period, countsPieces: parameters.minPhones > 1),
        threads: parameters.threads)
    }
    return FootprintResult(
      counts, polygons: polygons, base: people.base, minPhones: parameters.minPhones, record: record, journal: journal
    )
  }

  /// Writes all parts as one partial result.
  package func writePartial(to path: String) throws {
    try merge.accumulator.writePartial(
      to: path, header: merge.header, identities: merge.identities, threads: parameters.threads)
  }

  /// The parameters of the runs that made the parts, and those of this one.
  private var record: RunRecord {
    let plan = merge.header.plan
    var all: [(String, JSONTree)] = [("radius", .array(plan.tables.map { .number($0.radiusMetres) }))]
    all += merge.header.parameters.map { ($0.name, Self.value($0.value)) }
    all.append(("period", plan.period.map { .string($0.rawValue) } ?? .null))
    all.append(("min_phones", .integer(parameters.minPhones)))
    all += parameters.people.parameters.filter { $0.0 != "population_field" }
    return RunRecord(
      command: "merge", parameters: all,
      inputs: parameters.partials.map { InputRecord(path: $0, features: nil) } + people.records,
      method: FootprintResult.method + people.method)
  }

  private static func value(_ text: String) -> JSONTree {
    switch text {
    case "": .null
    case "true": .bool(true)
    case "false": .bool(false)
    default: .string(text)
    }
  }
}
