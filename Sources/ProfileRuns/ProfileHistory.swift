import Inputs
import Outputs
import Reports
import Columns
import Areas
import Core
import Files
import Geometry
import Profile
import Topology

/// The same areas in several years, out of one layer with a field for the year.
struct ProfileHistory: Sendable {
  let record: InputRecord
  private let areas: [Area]
  private let years: [String]
  private let boxes: [BoundingBox?]
  private let placesByYear: [(year: String, places: [Int])]

  /// An area without a namesake is taken for the one with which it shares at least half of its ground.
  static let leastShare = 0.5

  /// The field with the year; reads the layer's head only.
  static func yearField(_ path: String, _ parameters: ProfileRun.Parameters, journal: Journal) throws -> String {
    let layer = try AreaInput.open(
      path: path, options: parameters.historyInput, fields: AreaFields.Names(), journal: journal
    ).layer
    return try RoleFinder(layer.columnNames, file: path, options: parameters.historyInput, journal: journal).require(
      RoleCatalogue.Areas.year, given: parameters.yearField)
  }

  init(_ path: String, _ parameters: ProfileRun.Parameters, journal: Journal) throws {
    let field = try Self.yearField(path, parameters, journal: journal)
    // The same area stands there once a year, so repeated identifiers are no news.
    let quiet = Journal(language: journal.language)
    let input = try AreaInput(
      path: path, options: parameters.historyInput, fields: AreaFields.Names(),
      extra: { _, _ in [ColumnRequest(field, .text)] }, threads: parameters.threads, journal: quiet)
    journal.add(quiet) { !$0.contains("stand more than once") }
    areas = input.set.areas
    guard case .texts(let texts)? = input.extra.first else {
      throw Failure(.software, "the years were read in another form than asked for", file: path, field: field)
    }
    years = (0..<texts.count).map { texts[$0] }
    boxes = areas.map(\.polygon.bounds)
    record = input.record
    if let row = years.firstIndex(of: "") {
      throw Failure(
        .badData, "the year is missing", file: path, place: "feature \(row + 1) (\(areas[row].name))", field: field,
        expected: "a year")
    }
    var places: [String: [Int]] = [:]
    for (place, year) in years.enumerated() { places[year, default: []].append(place) }
    placesByYear = places.keys.sorted().map { ($0, places[$0] ?? []) }
  }

  /// The area in every year that has it, ascending by year: its namesake, else what shares most of its ground.
  func entries(of area: Area, topology: borrowing TopologyContext) throws -> [AreaProfile.HistoryEntry] {
    guard let box = area.polygon.bounds else { return [] }
    let ground = area.polygon.planarArea
    let name = area.name.lowercased()
    var entries: [AreaProfile.HistoryEntry] = []
    for (year, places) in placesByYear {
      var best: (place: Int, share: Double)?
      var namesake: (place: Int, share: Double)?
      for place in places {
        let isNear = boxes[place]?.meets(box) == true
        let share = isNear ? try topology.intersectionArea(area.polygon, areas[place].polygon) / ground : 0
        if share > best?.share ?? 0 { best = (place, share) }
        // Two places of one name in a year: the one on the same ground.
        if !name.isEmpty, areas[place].name.lowercased() == name, share >= namesake?.share ?? 0 {
          namesake = (place, share)
        }
      }
      if let near = best, near.share < Self.leastShare { best = nil }
      guard let found = namesake ?? best else { continue }
      entries.append(
        AreaProfile.HistoryEntry(
          year: year, name: areas[found.place].name, areaClass: areas[found.place].areaClass,
          sharedGround: min(1, found.share), isSameName: namesake != nil))
    }
    return entries
  }
}
