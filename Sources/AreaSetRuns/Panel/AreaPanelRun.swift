import Areas
import Core
import Inputs
import Parallel
import Reports

/// `rutverk areas panel`: assessments of several years, followed area by area.
package struct AreaPanelRun {
  /// A layer of the panel.
  package struct Source: Sendable, Equatable {
    /// The file.
    package var path: String
    /// The year that it was given; nil: its column of years says.
    package var year: Int?

    /// `2021=FILE`, or the file alone.
    package init(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].count == 4, !parts[1].isEmpty, let year = PanelColumns.year(String(parts[0])) {
        (path, self.year) = (String(parts[1]), year)
      } else {
        (path, year) = (text, nil)
      }
    }
  }

  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The layers.
    package var sources: [Source]
    /// How they are read.
    package var input = InputOptions()
    /// Their fields.
    package var fields = AreaFields.Names()
    /// Their column of years; nil: found by its usual names.
    package var yearField: String?
    /// Their column of units; nil: that of lokalpolisområden, if there is one.
    package var unitField: String?
    /// What areas are matched by, in this order.
    package var keys = AreaMatching.Key.allCases
    /// Least share of the union for a match by overlap.
    package var minimumShare = 0.5
    /// Area of the country, km².
    package var countryKm2 = Country.km2
    /// Workers.
    package var threads: Int

    /// A panel of those layers with every option at its default.
    package init(sources: [Source], threads: Int) {
      (self.sources, self.threads) = (sources, threads)
    }
  }

  /// The ground of one year's listed areas.
  struct Ground {
    /// Their indices in the year's list, in the order of `measured`.
    var listed: [Int]
    /// The listed areas, by class.
    var set: AreaSet
    /// Who keeps which ground; nil without outlines.
    var measured: MeasuredPartition?
    /// The next one of each, as an index in `listed`.
    var neighbours: [Neighbour?]
  }

  /// The parameters.
  package let parameters: Parameters
  /// The areas through the years.
  package let panel: AreaPanel
  let assessments: [PanelInput.Assessment]
  let ground: [Ground]
  let records: [InputRecord]
  /// The column of units; nil where none is known.
  let unitColumn: String?
  let names: [String]

  /// Reads, matches and measures.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let input = try journal.stage(words.readingAreas) { try PanelInput(parameters, journal: journal) }
    let assessments = input.assessments
    (self.assessments, records, unitColumn) = (assessments, input.records, input.unitColumn)
    let matcher = AreaMatcher(
      keys: parameters.keys, minimumShare: parameters.minimumShare, threads: parameters.threads)
    panel = try journal.stage(words.matching) {
      try AreaPanel(years: assessments.map(\.year), areas: assessments.map(\.areas)) { old, new in
        let (a, b) = (assessments[old.year], assessments[new.year])
        return try matcher.matching(
          old.areas, new.areas, byID: a.hasIDs && b.hasIDs, hasGround: a.hasGround && b.hasGround)
      }
    }
    let panel = panel
    ground = try journal.stage(words.findingNeighbours) {
      try assessments.indices.map {
        try Self.ground(assessments[$0], listed: panel.listed(inYear: $0), threads: parameters.threads)
      }
    }
    names = Self.names(panel)
    note(journal)
  }

  private static func ground(_ assessment: PanelInput.Assessment, listed: [Int], threads: Int) throws -> Ground {
    let set = AreaSet(listed.map { assessment.areas[$0] })
    guard assessment.hasGround else {
      return Ground(listed: listed, set: set, neighbours: listed.map { _ in nil })
    }
    let polygons = set.areas.map(\.polygon)
    return Ground(
      listed: listed, set: set,
      measured: try MeasuredPartition(
        cutting: set, km2: listed.map { assessment.km2[$0] }, squareMetres: polygons.map(\.planarArea),
        threads: threads),
      neighbours: try NearestAreas.of(polygons, threads: threads))
  }

  /// What the panel calls each track: the identifier that it had last; with the year where two tracks had the same.
  private static func names(_ panel: AreaPanel) -> [String] {
    let last = panel.tracks.map { track -> (id: String, year: Int) in
      let year = track.indices.last { track[$0] != nil } ?? 0
      return (track[year].map { panel.areas[year][$0.area].id } ?? "", panel.years[year])
    }
    var counts: [String: Int] = [:]
    for one in last { counts[one.id, default: 0] += 1 }
    return last.map { counts[$0.id] == 1 ? $0.id : "\($0.id) (\($0.year))" }
  }

  /// Finds a layer's fields and, where they are in a column, its years; for a dry run.
  package static func plan(_ source: Source, _ parameters: Parameters, journal: Journal) throws -> (
    table: InputTable, fields: AreaFields
  ) {
    let (table, fields) = try AreaListInput.open(
      path: source.path, options: parameters.input, fields: parameters.fields, threads: parameters.threads,
      journal: journal)
    let finder = RoleFinder(table, journal: journal)
    _ = try finder.find(RoleCatalogue.Areas.region)
    if parameters.unitField == nil { _ = try finder.find(RoleCatalogue.Areas.lpo) }
    _ = try PanelColumns(finder, source, parameters)
    return (table, fields)
  }

  private func note(_ journal: Journal) {
    if assessments.count == 1 {
      journal.note("there is one assessment only, of \(panel.years[0]): nothing to compare it with")
    }
    if assessments.contains(where: \.hasGround), let bare = assessments.first(where: { !$0.hasGround }) {
      journal.note("the assessment of \(bare.year) has no outlines: its ground and distances are null")
    }
    if assessments.contains(where: \.hasClasses), let bare = assessments.first(where: { !$0.hasClasses }) {
      journal.note("the assessment of \(bare.year) has no class field, so its areas count as reclassified")
    }
    if unitColumn == nil {
      journal.note("no column names the units that areas lie in: units are null (name one with --unit-field)")
    }
    if let first = panel.ambiguousNames.first {
      journal.note(
        "\(panel.ambiguousNames.count) names stand more than once and match nothing by name, such as \"\(first)\"")
    }
    let changed = panel.tracks.indices.filter { Set(appearances($0).map(\.area.id)).count > 1 }
    if let first = changed.first, assessments.allSatisfy(\.hasIDs) {
      let ids = appearances(first).map { "\"\($0.area.id)\"" }
      journal.note(
        "\(changed.count) of \(panel.tracks.count) areas change their identifier, such as"
          + " \(ids.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }.joined(separator: " → "));"
          + " matched_by says by what they are held to be the same")
    }
    // One identifier in two tracks: by ground or name another area came in between.
    let torn = Set(names.indices.filter { names[$0] != lastID($0) }.map(lastID))
    if let first = torn.min() {
      journal.note(
        "\(torn.count) identifiers belong to more than one area of the panel, such as \"\(first)\": from one year to the"
          + " next another area was nearer")
    }
    let renamed = panel.tracks.indices.filter { track in
      let all = appearances(track)
      return zip(all, all.dropFirst()).contains { a, b in
        b.key == .id && !a.area.name.isEmpty && !b.area.name.isEmpty
          && FoldedText.nameKey(a.area.name) != FoldedText.nameKey(b.area.name)
      }
    }
    if let first = renamed.first {
      let all = appearances(first).map { "\"\($0.area.name)\"" }
      journal.note(
        "\(renamed.count) areas matched by identifier change their name, such as"
          + " \(all.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }.joined(separator: " → "))"
          + (renamed.count * 2 > panel.tracks.count
            ? "; do all years use the same identifiers? If not, use --match name,overlap" : ""))
    }
  }

  private func lastID(_ track: Int) -> String { appearances(track).last?.area.id ?? "" }

  /// Where a track stands, by year.
  private func appearances(_ track: Int) -> [(area: Area, key: AreaMatching.Key?)] {
    panel.years.indices.compactMap { year in
      panel.tracks[track][year].map { (panel.areas[year][$0.area], $0.key) }
    }
  }
}
