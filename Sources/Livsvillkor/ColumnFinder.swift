import Core

/// Looks references up in the tables and gathers the requests.
struct ColumnFinder {
  let sources: [SourceColumns]
  /// Each column once, in order of first use.
  private(set) var requests: [ColumnPlan.Request] = []
  private var places: [ColumnPlan.Request: Int] = [:]
  /// The full name that a cut column was taken for.
  private var cutNames: [ColumnPlan.Request: String] = [:]

  init(sources: [SourceColumns]) { self.sources = sources }

  /// Places of the first of these sums whose columns all exist; nil when none does.
  mutating func firstComplete(_ sums: [[ColumnReference]]) throws -> [Int]? {
    try firstCompletePlace(sums)?.columns
  }

  /// The first of these sums whose columns all exist: its own place, and those of its columns; nil when there is none.
  mutating func firstCompletePlace(_ sums: [[ColumnReference]]) throws -> (place: Int, columns: [Int])? {
    for (place, sum) in sums.enumerated() {
      let found = try sum.map { try find($0) }
      let complete = found.compactMap { $0 }
      if complete.count != sum.count { continue }
      return (place, try complete.map { try take($0) })
    }
    return nil
  }

  private struct Found {
    var request: ColumnPlan.Request
    var wanted: String
    var match: NameMatch
  }

  private func find(_ reference: ColumnReference) throws -> Found? {
    for name in reference.names {
      for match in NameMatch.allCases {
        var hits = [ColumnPlan.Request]()
        for (place, source) in sources.enumerated() where stands(reference.beside, in: source) {
          for column in source.columns where match.holds(name, column) {
            hits.append(ColumnPlan.Request(source: place, column: column))
          }
        }
        if hits.count > 1 { throw ambiguous(name, hits) }
        if let hit = hits.first { return Found(request: hit, wanted: name, match: match) }
      }
    }
    return nil
  }

  private func stands(_ neighbour: String?, in source: SourceColumns) -> Bool {
    guard let neighbour else { return true }
    return source.columns.contains { column in NameMatch.allCases.contains { $0.holds(neighbour, column) } }
  }

  private mutating func take(_ found: Found) throws -> Int {
    if found.match == .truncated {
      // DBF cuts utb_eftergymnasial_kort and …_lang to the same ten bytes; one column cannot be both.
      let wanted = found.wanted.lowercased()
      if let other = cutNames[found.request], other != wanted {
        throw Failure(
          .badData, "the column could be \(other) or \(wanted), both cut to ten characters",
          file: sources[found.request.source].name, field: found.request.column,
          hint: "name the columns of this table in a definition of its own")
      }
      cutNames[found.request] = wanted
    }
    if let place = places[found.request] { return place }
    places[found.request] = requests.count
    requests.append(found.request)
    return requests.count - 1
  }

  private func ambiguous(_ name: String, _ hits: [ColumnPlan.Request]) -> Failure {
    let list = hits.prefix(4).map { "\($0.column) in \(sources[$0.source].name)" }.joined(separator: ", ")
    return Failure(
      .badData, "more than one column could be meant (\(list))", field: name,
      hint: "say which in the definition: {column: \(name), beside: a column that only that table has}")
  }

  /// What to say of a variable whose columns are not all there: the first reference that is missing from the first sum.
  func failure(for sums: [[ColumnReference]], of variable: String, optional: Bool) -> Failure {
    let lacking = sums.first?.first { ((try? find($0)) ?? nil) == nil }
    let name = lacking?.names.first ?? variable
    let known = sources.flatMap(\.columns)
    var hint = ShownHeading.hint(for: name, among: known)
    if optional { hint += "; or leave the variable out with --drop \(variable)" }
    return Failure(
      .badData, "no table has the columns of \(variable)", file: sources.count == 1 ? sources[0].name : nil,
      field: lacking?.description ?? variable, expected: "a column of that name", hint: hint)
  }
}
