import Inputs
import Reports
import Columns
import Core
import Files
import Profile

/// Figures of areas that other commands wrote, by the areas' identifiers.
enum ProfileFigures {
  /// The statistics or the layer that `rutverk footprint` wrote.
  static func activity(
    _ path: String, _ parameters: ProfileRun.Parameters, journal: Journal
  ) throws -> [String: AreaProfile.Activity] {
    let hint = "give what \"rutverk footprint\" wrote with --output or --stats FILE.json"
    if FilePath.fileExtension(path) == "json",
      try StatisticsFile.decode(Kind.self, path: path, hint: hint).type != "FeatureCollection"
    {
      let statistics = try StatisticsFile.decode(Footprint.self, path: path, hint: hint)
      let days = statistics.totals?.phoneDays
      return try byIdentifier(
        statistics.areas.map { area in
          (
            area.id,
            AreaProfile.Activity(
              dygnsavtryck: area.dygnsavtryck, share: area.share, uniquePhones: area.uniquePhones, phoneDays: days)
          )
        }, file: path)
    }
    var options = InputOptions()
    options.text = parameters.cellInput.text
    let table = try InputTable(path: path, options: options, threads: parameters.threads)
    let finder = RoleFinder(table, journal: journal)
    typealias Roles = RoleCatalogue.Activity
    let names = try [Roles.id, Roles.dygnsavtryck, Roles.share, Roles.phones].map { role in
      guard let column = try finder.find(role) else {
        throw Failure(.badData, "a column is missing", file: path, field: role.name, hint: hint)
      }
      return column
    }
    let rows = try table.read(
      names.enumerated().map { ColumnRequest($1, $0 == 0 ? .text : .number) }, journal: journal)
    guard case .texts(let identifiers) = rows.columns[0] else { return [:] }
    let numbers = rows.columns.dropFirst().map { column -> [Double] in
      if case .numbers(let numbers) = column { numbers.values } else { [] }
    }
    func known(_ column: Int, _ row: Int) -> Double? {
      let values = numbers[column]
      return values.indices.contains(row) && !values[row].isNaN ? values[row] : nil
    }
    return try byIdentifier(
      (0..<identifiers.count).map { row in
        (
          identifiers[row],
          AreaProfile.Activity(
            dygnsavtryck: known(0, row), share: known(1, row), uniquePhones: known(2, row), phoneDays: nil)
        )
      }, file: path)
  }

  /// The statistics that `rutverk incidents` wrote.
  static func incidents(_ path: String) throws -> [String: [AreaProfile.IncidentCount]] {
    let statistics = try StatisticsFile.decode(
      Incidents.self, path: path, hint: "give what \"rutverk incidents\" wrote with --stats FILE.json")
    return try byIdentifier(
      statistics.areas.map { area in (area.id, [area.entry] + (area.periods ?? []).map(\.entry)) }, file: path)
  }

  private static func byIdentifier<T>(_ entries: [(String, T)], file: String) throws -> [String: T] {
    var result: [String: T] = [:]
    for (identifier, value) in entries where result.updateValue(value, forKey: identifier) != nil {
      throw Failure(
        .badData, "two areas have the same identifier, so their figures cannot be told apart", file: file,
        value: identifier)
    }
    return result
  }

  private struct Kind: Decodable {
    var type: String?
  }

  private struct Footprint: Decodable {
    struct Area: Decodable {
      var id: String
      var dygnsavtryck: Double?
      var share: Double?
      var uniquePhones: Double?

      enum CodingKeys: String, CodingKey {
        case id, dygnsavtryck, share
        case uniquePhones = "unique_phones"
      }
    }
    struct Totals: Decodable {
      var phoneDays: Double?

      enum CodingKeys: String, CodingKey {
        case phoneDays = "phone_days"
      }
    }
    var areas: [Area]
    var totals: Totals?
  }

  private struct Incidents: Decodable {
    struct Area: Decodable {
      var id: String
      var figures: Figures
      var periods: [Figures]?

      enum CodingKeys: String, CodingKey { case id, periods }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        periods = try values.decodeIfPresent([Figures].self, forKey: .periods)
        figures = try Figures(from: decoder)
      }

      var entry: AreaProfile.IncidentCount { figures.entry }
    }
    struct Figures: Decodable {
      var period: String?
      var count: Int?
      var n: Int?
      var share: Double?
      var ratePer1000: Double?
      var rateLow: Double?
      var rateHigh: Double?
      var partial: Bool?
      var months: Double?
      var days: Int?

      enum CodingKeys: String, CodingKey {
        case period, count, n, share, partial, months, days
        case ratePer1000 = "rate_per_1000"
        case rateLow = "rate_per_1000_low"
        case rateHigh = "rate_per_1000_high"
      }

      var entry: AreaProfile.IncidentCount {
        var entry = AreaProfile.IncidentCount(
          period: period, count: count, events: n, share: share, ratePer1000: ratePer1000)
        if let rateLow, let rateHigh { entry.rateLimits = (rateLow, rateHigh) }
        if partial == true, let months, let days { entry.part = (months, days) }
        return entry
      }
    }
    var areas: [Area]
  }
}
