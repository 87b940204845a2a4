import Inputs
import Reports
import Areas
import Core

/// `rutverk areas diff`: two lists of areas compared.
package struct AreaDiffRun {
  /// One of the two lists.
  package struct List: Sendable {
    /// The file.
    package var path: String
    /// How it is read.
    package var input: InputOptions
    /// Its fields.
    package var fields: AreaFields.Names
    /// What it is called in tables; nil: a year found in its filter or name, else *old* or *new*.
    package var label: String?

    /// A list in that file.
    package init(path: String, input: InputOptions, fields: AreaFields.Names, label: String? = nil) {
      (self.path, self.input, self.fields, self.label) = (path, input, fields, label)
    }
  }

  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The earlier list.
    package var old: List
    /// The later list.
    package var new: List
    /// What areas are matched by, in this order.
    package var keys = AreaMatching.Key.allCases
    /// Least share of the union for a match by overlap.
    package var minimumShare = 0.5
    /// Workers.
    package var threads: Int

    /// A comparison of those lists with every option at its default.
    package init(old: List, new: List, threads: Int) {
      (self.old, self.new, self.threads) = (old, new, threads)
    }
  }

  /// The parameters.
  package let parameters: Parameters
  /// The comparison.
  package let diff: AreaDiff
  /// What the lists are called.
  package let labels: (old: String, new: String)
  let old: AreaListInput
  let new: AreaListInput

  /// Reads both lists, matches and compares.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    func read(_ list: List) throws -> AreaListInput {
      try journal.stage(words.readingAreas) {
        try AreaListInput(
          path: list.path, options: list.input, fields: list.fields, threads: parameters.threads, journal: journal)
      }
    }
    let (old, new) = (try read(parameters.old), try read(parameters.new))
    if old.hasGeometry != new.hasGeometry {
      journal.note("only one of the lists has outlines, so borders are not compared")
    }
    let hasGround = old.hasGeometry && new.hasGeometry
    let byID = old.fields.id != nil && new.fields.id != nil
    let matcher = AreaMatcher(
      keys: parameters.keys, minimumShare: parameters.minimumShare, threads: parameters.threads)
    let (matching, shared) = try journal.stage(words.partitioning) {
      let matching = try matcher.matching(old.areas, new.areas, byID: byID, hasGround: hasGround)
      let pairs = matching.matches.map { ($0.old, $0.new) }
      return (
        matching, hasGround ? try CommonGround(old.areas, new.areas, parameters.threads).between(pairs) : []
      )
    }
    diff = AreaDiff(old: old.areas, new: new.areas, matching: matching, shared: shared)
    labels = Self.labels(parameters)
    (self.old, self.new) = (old, new)
    Self.report(matching, old, new, journal)
  }

  /// A list's table and fields; reads no rows.
  package static func plan(_ list: List, threads: Int, journal: Journal) throws -> (
    table: InputTable, fields: AreaFields
  ) {
    try AreaListInput.open(
      path: list.path, options: list.input, fields: list.fields, threads: threads, journal: journal)
  }

  private static func report(
    _ matching: AreaMatching, _ old: AreaListInput, _ new: AreaListInput, _ journal: Journal
  ) {
    if (old.fields.areaClass == nil) != (new.fields.areaClass == nil) {
      journal.note("only one of the lists has a class field, so every area in both counts as reclassified")
    }
    if let first = matching.ambiguousNames.first {
      journal.note(
        "\(matching.ambiguousNames.count) names stand more than once and match nothing by name, such as \"\(first)\"")
    }
    let byID = matching.matches.filter { $0.key == .id }
    let renamed = byID.filter { match in
      let names = (old.areas[match.old].name, new.areas[match.new].name)
      return !names.0.isEmpty && !names.1.isEmpty && FoldedText.nameKey(names.0) != FoldedText.nameKey(names.1)
    }
    guard let first = renamed.first else { return }
    let example = "\"\(old.areas[first.old].name)\" → \"\(new.areas[first.new].name)\""
    journal.note(
      "\(renamed.count) of \(byID.count) areas matched by identifier have another name, such as \(example)"
        + (renamed.count * 2 > byID.count
          ? "; do both lists use the same identifiers? If not, use --match name,overlap" : ""))
  }

  /// What the lists are called: as given, or by the year in their filter or file name, if both have one and they differ.
  private static func labels(_ parameters: Parameters) -> (old: String, new: String) {
    func year(_ list: List) -> String? {
      if let label = list.label { return label }
      let name = list.path.split(separator: "/").last.map(String.init) ?? list.path
      return [list.input.filter, name].compactMap { $0 }.lazy.compactMap { text in
        text.split { !$0.isNumber }.first { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
      }.first.map(String.init)
    }
    guard let old = year(parameters.old), let new = year(parameters.new), old != new else {
      return (parameters.old.label ?? "old", parameters.new.label ?? "new")
    }
    return (old, new)
  }
}
