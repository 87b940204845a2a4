import Columns
import HotSpots
import Outputs
import Reports

extension HotspotRun {
  /// The statistics: `run`, `units`, `tested`, `by_status`, `neighbours`, `global_moran`, and `gi` and `moran` with their classes.
  package func statistics(_ journal: Journal) -> JSONTree {
    let method = parameters.method
    let run = RunRecord(
      command: "hotspots",
      parameters: [
        ("field", .string(parameters.field)),
        ("exposure", parameters.exposure.map { .string($0) } ?? .null),
        ("statistic", .string(parameters.statistic.rawValue)),
        ("neighbours", .string(parameters.contiguity.text)),
        ("permutations", .integer(method.permutations)),
        ("seed", method.permutations > 0 ? .integer(Int(clamping: method.seed)) : .null),
        ("fdr", .number(method.falseDiscoveryRate)),
        ("within", parameters.within.map { .string($0.areas) } ?? .null),
        ("top", parameters.within.map { .integer($0.top) } ?? .null),
        ("before", parameters.within?.before.map { .string($0) } ?? .null),
        ("key", parameters.cellInput.key.map { .string($0) } ?? .null),
        ("cells_where", parameters.cellInput.filter.map { .string($0) } ?? .null),
        ("cell_size", parameters.cellInput.cellSize.map { .integer(Int($0)) } ?? .null),
      ],
      inputs: inputs, method: methodNotes)
    var members: [JSONTree.Member] = [
      .init("units", .integer(statuses.codes.count)),
      .init("tested", .integer(statuses.tested)),
      .init(
        "by_status",
        .array(statuses.counts.map { .members(["status": .string($0.status), "units": .integer($0.units)]) })),
      .init(
        "neighbours",
        .members([
          "mean": mean.map { .number($0) } ?? .null,
          "least": degrees.min().map { .integer($0) } ?? .null,
          "most": degrees.max().map { .integer($0) } ?? .null,
        ])),
      .init(
        "global_moran",
        .members([
          "i": map.global.i.map { .number($0) } ?? .null,
          "expected": .number(map.global.expected),
          "z": map.global.z.map { .number($0) } ?? .null,
          "p": map.global.p.map { .number($0) } ?? .null,
        ])),
    ]
    if parameters.statistic != .moran { members.append(.init("gi", tree(map.gi))) }
    if parameters.statistic != .gi { members.append(.init("moran", tree(map.moran))) }
    if let areas {
      members.append(.init("within", areas.trees(field, before: before, name: name)))
    }
    return run.document(Self.schema, journal, members)
  }

  /// What names a unit.
  private func name(_ unit: Int) -> [JSONTree.Member] {
    switch layer.shapes {
    case .cells(let lattice):
      let cell = lattice.cells[unit]
      return [.init("ruta", .string("\(cell.code)")), .init("size_m", .integer(Int(cell.size)))]
    default:
      guard case .texts(let keys)? = layer.table.columns.first else { return [] }
      return [.init("zone", .string(keys[unit]))]
    }
  }

  private var mean: Double? {
    degrees.isEmpty ? nil : Double(degrees.reduce(0, +)) / Double(degrees.count)
  }

  private var rule: String {
    switch parameters.contiguity {
    case .queen: "units whose grounds share an edge or a corner"
    case .rook: "units whose grounds share an edge"
    case .within(let metres): "units whose centres lie within \(metres) m"
    }
  }

  private var methodNotes: [String] {
    let method = parameters.method
    var notes = [
      "Neighbours: \(rule), all of the same weight; a coarse cell is what its finer ones leave. Units without a value are nobody's neighbours.",
      "gi_z: Getis and Ord's Gi* over a unit and its neighbours, in standard deviations. moran_i: local Moran's I of"
        + " row-standardised weights, (n − 1) z Σwz / Σz².",
      method.permutations > 0
        ? "p is two-sided, min(1, 2 min(#≥ + 1, #≤ + 1)/(R + 1)), of R = \(method.permutations) permutations in which a unit keeps its"
          + " value and its neighbours are drawn anew without replacement. Units share the draws, so their Monte Carlo errors are alike."
        : "p is two-sided and normal, by the moments under permutation; of small numbers of neighbours and of skewed values it may be far off.",
      "With equal weights Gi* and local Moran's I have the same p by permutation: two names of one test, not two confirmations.",
      "…_p_fdr is corrected for the number of tests by Benjamini and Hochberg, and classes are by it: hot_99, hot_95, hot_90 at 0.01, 0.05, 0.1,"
        + " HH, LL, HL, LH at \(method.falseDiscoveryRate). Units that were not tested do not count.",
      "global_moran: z and p under randomisation, for the whole layer.",
    ]
    if parameters.exposure != nil {
      notes.append(
        "Counts are compared as empirical Bayes rates (Assunção and Reis 1999), which allow for the chance in small exposures."
      )
    }
    if parameters.within != nil {
      notes.append(
        "within: units at least half of whose ground lies in the area, by falling value, with an exposure by falling rate (rate_z), of equal ones from south to north and west to east;"
          + " in a field without negative values 0 is never among the highest. same_as_before: how many of them were among the highest"
          + " before, or as high as the last of those.")
    }
    return notes
  }

  private func tree<Class: Named>(_ local: HotSpotMap.Local<Class>) -> JSONTree {
    let (draws, rate) = (parameters.method.permutations, parameters.method.falseDiscoveryRate)
    let floor = 2 / Double(draws + 1)
    return .members([
      "significant": .integer(local.corrected.count { $0 <= rate }),
      "significant_uncorrected": .integer(local.p.count { $0 <= rate }),
      "least_p": draws > 0 ? .number(floor) : .null,
      "tests_at_least_p": draws > 0 ? .integer(local.p.count { $0 <= floor }) : .null,
      "tests_needed_at_least_p": draws > 0 ? .integer(needed(at: rate, floor: floor)) : .null,
      "classes": .array(
        counts(local).map { .members(["class": .string($0.name.rawValue), "units": .integer($0.units)]) }),
    ])
  }

  /// A class of either statistic.
  private typealias Named = RawRepresentable<String> & CaseIterable & Equatable & Sendable

  private func counts<Class: Named>(_ local: HotSpotMap.Local<Class>) -> [(name: Class, units: Int)] {
    Class.allCases.map { name in (name, local.classes.count { $0 == name }) }
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    var parts: [TextTable] = []
    if parameters.statistic != .moran {
      parts.append(
        table(language, language.text(sv: "Heta och kalla platser (Gi*)", en: "Hot and cold spots (Gi*)"), map.gi) {
          $0.wording
        })
    }
    if parameters.statistic != .gi {
      parts.append(
        table(language, language.text(sv: "Lokal Moran", en: "Local Moran"), map.moran) { $0.wording })
    }
    note(&parts[parts.count - 1], language)
    if let areas, let within = parameters.within {
      parts.append(
        areas.table(
          language, name: parameters.field, field, top: within.top,
          units: (ofUnits("Rutor"), ofUnits("Cells"))))
    }
    return parts
  }

  /// What is said of cells, of zones where they are the units.
  private func ofUnits(_ text: String) -> String { hasZones ? ZoneWords.of(text) : text }

  private func table<Class: Named>(
    _ language: Language, _ title: String, _ local: HotSpotMap.Local<Class>, _ name: (Class) -> Wording
  ) -> TextTable {
    let tested = Double(statuses.tested)
    var table = TextTable(
      title + ": " + parameters.field + (parameters.exposure.map { " / " + $0 } ?? ""), language,
      rows: counts(local).map { (language.text(name($0.name)), $0.units) },
      [
        .text("Klass", "Class") { $0.0 }, .count(ofUnits("Rutor"), ofUnits("Cells")) { $0.1 },
        .percent("Andel", "Share") { tested > 0 ? Double($0.1) / tested : nil },
      ])
    let rate = language.number(parameters.method.falseDiscoveryRate, decimals: 3)
    let (single, corrected) = (
      local.p.count { $0 <= parameters.method.falseDiscoveryRate },
      local.corrected.count { $0 <= parameters.method.falseDiscoveryRate }
    )
    table.note(
      language,
      sv:
        "p ≤ \(rate): \(language.count(single)) var för sig, \(language.count(corrected)) efter Benjamini–Hochberg.",
      en: "p ≤ \(rate): \(language.count(single)) one by one, \(language.count(corrected)) after Benjamini–Hochberg.")
    return table
  }

  private func note(_ table: inout TextTable, _ language: Language) {
    let (draws, global) = (parameters.method.permutations, map.global)
    func number(_ value: Double?, _ decimals: Int) -> String { language.number(value ?? .nan, decimals: decimals) }
    let p = global.p.map { $0 < 5e-5 ? "< " + number(1e-4, 4) : number($0, 4) } ?? "–"
    let rest = "\(number(global.expected, 4)), z \(number(global.z, 2)), p \(p))"
    table.note(
      language, sv: "Morans I: \(number(global.i, 4)) (väntat \(rest)",
      en: "Moran's I: \(number(global.i, 4)) (expected \(rest)")
    let (tested, all) = (language.count(statuses.tested), language.count(statuses.codes.count))
    table.note(
      ofUnits(
        language.text(
          sv: "\(tested) av \(all) rutor prövade, grannar: \(number(mean, 2)) i snitt.",
          en: "\(tested) of \(all) cells tested, neighbours: \(number(mean, 2)) on average.")))
    let others = statuses.counts.filter { $0.status != "ok" }
    if !others.isEmpty {
      table.note(language.statuses(others.map { ($0.status, $0.units) }))
    }
    if draws > 0 {
      table.note(
        language,
        sv: "Med \(language.count(draws)) permutationer är p aldrig under \(number(2 / Double(draws + 1), 5)).",
        en: "With \(language.count(draws)) permutations p is never below \(number(2 / Double(draws + 1), 5)).")
    }
    if parameters.statistic == .both, draws > 0 {
      table.note(
        language,
        sv: "Gi* och lokal Moran har samma p: det är ett test med två namn, inte två bekräftelser.",
        en: "Gi* and local Moran have the same p: one test by two names, not two confirmations.")
    }
  }
}

extension HotSpotClass {
  fileprivate var wording: Wording {
    switch self {
    case .hot99: Wording("Het, 99 %", "Hot, 99 %")
    case .hot95: Wording("Het, 95 %", "Hot, 95 %")
    case .hot90: Wording("Het, 90 %", "Hot, 90 %")
    case .notSignificant: Wording("Inte säkerställd", "Not significant")
    case .cold90: Wording("Kall, 90 %", "Cold, 90 %")
    case .cold95: Wording("Kall, 95 %", "Cold, 95 %")
    case .cold99: Wording("Kall, 99 %", "Cold, 99 %")
    }
  }
}

extension MoranClass {
  fileprivate var wording: Wording {
    switch self {
    case .highAmongHigh: Wording("Hög bland höga (HH)", "High among high (HH)")
    case .lowAmongLow: Wording("Låg bland låga (LL)", "Low among low (LL)")
    case .highAmongLow: Wording("Hög bland låga (HL)", "High among low (HL)")
    case .lowAmongHigh: Wording("Låg bland höga (LH)", "Low among high (LH)")
    case .notSignificant: Wording("Inte säkerställd", "Not significant")
    }
  }
}
