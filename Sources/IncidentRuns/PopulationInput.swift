import Inputs
import Outputs
import Reports
import Areas
import Columns
import Core
import Incidents

/// Inhabitants of areas, from a field of their layer, a table by period, or cells or zones laid over them exactly.
package struct PopulationInput {
  let series: PopulationSeries
  /// Files read.
  let records: [InputRecord]
  /// How the figures came about, for the record.
  let method: String?

  /// No population.
  static let none = PopulationInput(series: PopulationSeries(), records: [], method: nil)

  /// Names that stand for the country in a table of populations.
  static let countryNames = ["riket", "sverige", "hela riket", "00", "se", "country", "total"]

  private init(series: PopulationSeries, records: [InputRecord], method: String?) {
    (self.series, self.records, self.method) = (series, records, method)
  }

  /// Of the area layer's field.
  ///
  /// - Parameters:
  ///   - values: one value an area, NaN where empty.
  ///   - place: names an area, for messages.
  init(field: String, values: [Double], file: String, country: Double?, place: (Int) -> String) throws {
    try Self.check(values, field: field, file: file, place: place)
    series = PopulationSeries(always: Populations(areas: values, country: country ?? .nan))
    records = []
    method = "Populations are those of the areas' field \"\(field)\"; where areas overlap, people count in each."
  }

  private static func check(_ values: [Double], field: String, file: String, place: (Int) -> String) throws {
    if let bad = values.firstIndex(where: { $0 < 0 }) {
      throw Failure(
        .badData, "the population is negative", file: file, place: place(bad), field: field, value: "\(values[bad])",
        expected: "people, from 0 up")
    }
  }

  /// The columns of a table of populations. Throws ``Failure`` for one without areas or population.
  package static func columns(_ finder: RoleFinder) throws -> (id: String, population: String, period: String?) {
    typealias Roles = RoleCatalogue.PopulationTable
    return (try finder.require(Roles.id), try finder.require(Roles.population), try finder.find(Roles.period))
  }

  /// Of a table: area, period, population. Rows without a period hold for all; rows named `riket` are the country's.
  ///
  /// - Parameters:
  ///   - ids: the areas.
  ///   - others: areas that do not count, units above; their rows are passed over.
  ///   - identifier: of the area that a text of the table means.
  init(
    table path: String, ids: [String], others: [String] = [], country: Double?, options: InputOptions, threads: Int,
    journal: Journal, identifier: (String) -> String = { $0 }
  ) throws {
    let table = try InputTable(path: path, options: options, threads: threads)
    let (id, value, period) = try Self.columns(RoleFinder(table, journal: journal))
    let rows = try table.read(
      [ColumnRequest(id, .text), ColumnRequest(value, .number)] + (period.map { [ColumnRequest($0, .text)] } ?? []),
      journal: journal)
    guard case .texts(let names) = rows.columns[0], case .numbers(let numbers) = rows.columns[1] else {
      throw Failure(.software, "the populations were read in another form than asked for", file: path)
    }
    var periods: TextColumn?
    if rows.columns.count > 2, case .texts(let texts) = rows.columns[2] { periods = texts }
    func place(_ row: Int) -> String { table.source.place(ofRow: rows.rows[row]) }
    // Areas of one identifier on different days have the same people.
    var places: [String: [Int]] = [:]
    for (place, id) in ids.enumerated() { places[id, default: []].append(place) }
    var found: [IncidentPeriod: Populations] = [:]
    var seen: Set<String> = []
    var strangers = 0
    let others = Set(others)
    try rows.forEach(of: path, options: options, journal: journal) { row in
      let text = periods?[row] ?? ""
      try Self.check([numbers.values[row]], field: value, file: path) { _ in place(row) }
      guard let when = IncidentPeriod(label: text) else {
        throw Failure(
          .badData, "not a period", file: path, place: place(row), field: period, value: text,
          expected: "such as 2020, 2020-Q1, 2020-03, or nothing")
      }
      let name = identifier(names[row])
      guard seen.insert(when.label + "\u{1F}" + name).inserted else {
        throw Failure(
          .badData, "a second population of the same area and period", file: path, place: place(row), field: id,
          value: name)
      }
      var populations = found[when] ?? .unknown(areas: ids.count)
      if let areas = places[name] {
        for area in areas { populations.areas[area] = numbers.values[row] }
      } else if Self.countryNames.contains(name.lowercased()) {
        populations.country = numbers.values[row]
      } else if !others.contains(name) {
        strangers += 1
      }
      found[when] = populations
    }
    if strangers > 0 { journal.note("\(path): rows of no area of the layer, not used: \(strangers)") }
    let always = IncidentPeriod(.all, number: 0)
    if let country {
      for key in found.keys { found[key]?.country = country }
    }
    var fixed = found.removeValue(forKey: always)
    // Where a period lacks an area or the country, what always holds stands in.
    if let fixed {
      for (key, one) in found {
        var filled = one
        for i in ids.indices where filled.areas[i].isNaN { filled.areas[i] = fixed.areas[i] }
        if filled.country.isNaN { filled.country = fixed.country }
        found[key] = filled
      }
    }
    if fixed == nil, found.isEmpty { fixed = .unknown(areas: ids.count) }
    let lacking = ids.indices.filter { i in
      (fixed?.areas[i].isNaN ?? true) && found.values.contains { $0.areas[i].isNaN }
        || (fixed?.areas[i].isNaN == true && found.isEmpty)
    }
    if let first = lacking.first {
      journal.note(
        "\(path): \(lacking.count) of \(ids.count) areas lack a population, such as \"\(ids[first])\"; their rates are null"
      )
    }
    series = PopulationSeries(always: fixed, periods: found)
    records = [InputRecord(path: path, features: names.count)]
    method =
      "Populations are those of the table, period by period; figures over several periods use the mean of their populations."
  }

  /// Of cells or zones: the exact part of each inside each area. Gives the people of each epoch's classes to `epochs`.
  init(
    cells: CellPeople, counted: IncidentAreas, epochs: inout IncidentEpochs, country: Double?, threads: Int,
    journal: Journal
  ) throws {
    var all = [Double](repeating: .nan, count: counted.count)
    for index in epochs.epochs.indices {
      let epoch = epochs.epochs[index]
      let (own, exclusive) = try cells.inside(
        epoch.set, epoch.measured.partition, threads: threads, journal: journal)
      for (place, area) in epoch.areas.enumerated() { all[area] = own[place] }
      epochs.epochs[index].classPeople = (0..<counted.classCount).map { rank -> Double in
        var sum = CompensatedSum()
        let members = epoch.areas.indices.filter { counted.ranks[epoch.areas[$0]] == Int32(rank) }
        let known = members.map { exclusive[$0] }.filter { !$0.isNaN }
        for people in known { sum.add(people) }
        // A class without areas on these days has no people then; one whose areas no cell tells of is not known.
        return known.isEmpty && !(members.isEmpty && epochs.validity != nil) ? .nan : sum.value
      }
    }
    let classes = epochs.validity == nil ? epochs.epochs.first?.classPeople ?? [] : []
    series = PopulationSeries(always: Populations(areas: all, classes: classes, country: country ?? cells.all))
    records = [cells.record]
    method =
      "Populations are those of \(cells.units.noun). \(cells.units.splitting()) That of the country is"
      + (country == nil ? " the sum of all." : " the one given.")
  }
}
