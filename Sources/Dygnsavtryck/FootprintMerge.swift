import Columns
import Core

/// Partial results brought together.
public struct FootprintMerge: Sendable {
  /// What the parts share: parameters, areas, radii, attachments, and all parts' stations.
  public let header: PartialHeader
  /// All parts' entries, ready to be counted with the header's plan or written as a partial result again.
  public let accumulator: FootprintAccumulator
  /// What the parts were made of, ascending, see ``FootprintPartial/identities``.
  public let identities: [UInt64]

  /// Reads and merges partial results.
  ///
  /// - Parameters:
  ///   - paths: one or more; their order does not change any figure.
  ///   - options: memory limit and temporary folder; days and sorted input do not apply.
  ///   - threads: workers.
  ///
  /// Throws ``Failure``: usage for none, what ``FootprintPartial/init(path:)`` throws, and bad data for parts of different
  /// parameters, salts, areas, radii or stations, or for the same part twice, also within a merged one.
  public init(paths: [String], options: FootprintAccumulator.Options = .init(), threads: Int) throws {
    let parts = try paths.map { try FootprintPartial(path: $0) }
    guard let first = parts.first else { throw Failure(.usage, "no partial results to merge") }
    for (number, part) in parts.enumerated() {
      try part.header.checkFits(first.header, file: part.path, otherFile: first.path)
      // Also under another name, or within another.
      let known = Set(part.identities)
      if let twin = parts[..<number].first(where: { $0.path == part.path || !known.isDisjoint(with: $0.identities) })
      {
        throw Failure(
          .badData, "the same partial result as \(twin.path)", file: part.path, hint: "its events would count double")
      }
    }
    identities = parts.flatMap(\.identities).sorted()
    let union = try StationUnion(parts)
    let plan = first.header.plan
    let tables = plan.tables.indices.map { table in
      ShareTable(
        checked: plan.tables[table].radiusMetres, own: union.gathered { $0.plan.tables[table].own },
        exclusive: union.gathered { $0.plan.tables[table].exclusive })
    }
    header = try PartialHeader(
      parameters: first.header.parameters, saltCheck: first.header.saltCheck, stations: union.names,
      plan: FootprintPlan(areas: plan.areas, tables: tables, period: plan.period),
      attachments: first.header.attachments)
    var own = options
    own.days = nil
    own.sortedPlan = nil
    accumulator = try FootprintAccumulator(stationCount: union.names.count, options: own)
    for (part, rows) in zip(parts, union.rows) {
      try part.add(to: accumulator, stations: union.isUniform ? nil : rows, threads: threads)
    }
  }
}

/// The stations of several parts, by name: in their order where that is the same in all parts, else by the bytes of their names, so that
/// the order of the parts does not matter.
private struct StationUnion {
  private(set) var names: TextColumn
  /// For each part, the union's row of each of its stations.
  private(set) var rows: [[Int32]] = []
  /// Whether all parts have the same stations in the same order.
  private(set) var isUniform = true
  // For each row of the union, the part and row it came from.
  private var sources: [(part: Int, row: Int)] = []
  private let parts: [FootprintPartial]

  init(_ parts: [FootprintPartial]) throws {
    self.parts = parts
    names = parts[0].header.stations
    rows = [(0..<Int32(names.count)).map { $0 }]
    sources = (0..<names.count).map { (0, $0) }
    var index = StationNames(names)
    for number in parts.indices.dropFirst() {
      let header = parts[number].header
      if header.stations == parts[0].header.stations, header.plan == parts[0].header.plan {
        rows.append(rows[0])
        continue
      }
      isUniform = false
      var mine = [Int32]()
      for row in 0..<header.stations.count {
        let bytes = Array(header.stations.bytes[header.stations.range(row)])
        let known = index.row(of: bytes.span)
        if known < 0 {
          mine.append(Int32(names.count))
          names.append(utf8: bytes)
          sources.append((number, row))
        } else {
          try checkShares(Int(known), number, row)
          mine.append(known)
        }
      }
      rows.append(mine)
      index = StationNames(names)
    }
    if !isUniform { sort() }
  }

  private mutating func sort() {
    let texts = (0..<names.count).map { Array(names.bytes[names.range($0)]) }
    let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
    var sorted = [Int32](repeating: 0, count: order.count)
    for (row, earlier) in order.enumerated() { sorted[earlier] = Int32(row) }
    names = names.gathered(order)
    sources = order.map { sources[$0] }
    rows = rows.map { $0.map { sorted[Int($0)] } }
  }

  /// A station of one name is one station: all its shares are equal. Throws ``Failure`` (bad data).
  private func checkShares(_ known: Int, _ part: Int, _ row: Int) throws {
    let (other, otherRow) = sources[known]
    let (mine, theirs) = (parts[part].header.plan.tables, parts[other].header.plan.tables)
    for (a, b) in zip(mine, theirs) {
      for (mine, theirs) in [(a.own, b.own), (a.exclusive, b.exclusive)]
      where !mine.isEqual(at: row, to: theirs, at: otherRow) {
        throw Failure(
          .badData, "the partial result does not belong to \(parts[other].path): a station has another place",
          file: parts[part].path, place: "station \(row + 1)", value: ShownValue(names[known], .personal))
      }
    }
  }

  /// The shares of the union's stations.
  func gathered(_ shares: (PartialHeader) -> Shares) -> Shares {
    let all = parts.map { shares($0.header) }
    if isUniform { return all[0] }
    var (offsets, areas, values) = ([0], [Int32](), [UInt64]())
    for source in sources {
      let entries = all[source.part].entries(source.row)
      areas += all[source.part].areas[entries]
      values += all[source.part].values[entries]
      offsets.append(values.count)
    }
    return Shares(kept: offsets, areas: areas, values: values)
  }
}

extension Shares {
  /// Whether two stations have the same shares in the same areas.
  fileprivate func isEqual(at station: Int, to other: Shares, at otherStation: Int) -> Bool {
    let (mine, theirs) = (entries(station), other.entries(otherStation))
    return areas[mine] == other.areas[theirs] && values[mine] == other.values[theirs]
  }
}
