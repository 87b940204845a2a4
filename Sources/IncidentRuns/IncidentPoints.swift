import Inputs
import Columns
import Core
import Incidents
import LocalTime
import PointLocation
import Reports

/// Points on their way into a tally: read, timed, located.
package struct IncidentPoints {
  /// Which columns serve as what.
  package struct Columns: Sendable, Codable {
    /// When; nil where the points do not say.
    package var time: String?
    /// Of which category; nil where it is not asked for.
    package var category: String?
    /// Linked to which area; nil where it is not asked for.
    package var link: String?
  }

  /// What became of the points.
  package struct Outcome: Sendable {
    /// The columns used.
    package var columns: Columns
    /// Rows read.
    package var rows = 0
    /// Rows left out as bad.
    package var refused = 0
    /// Rows without coordinates.
    package var withoutCoordinates = 0
    /// Rows before the first or after the last day that counts.
    package var outsideWindow = 0
    /// Events linked to an area that does not hold on their day.
    package var linksOutOfDate = 0
    /// Events in areas that are taken out, wherever else they count.
    package var takenOut = 0
    /// Events that are linked to one of these; they have no link.
    package var linksTakenOut = 0
  }

  /// What finds the areas, the units above them, and their surroundings.
  struct Locators: Sendable {
    var areas: PointLocator
    var parents: PointLocator?
    var rings: PointLocator?
    /// Areas that are taken out.
    var takenOut: PointLocator?
    /// Their identifiers: a link to one of them is none.
    var idsTakenOut: Set<String> = []
  }

  /// Length of the periods.
  let period: PeriodLength
  /// Whether the points tell when they were.
  var hasTimes: Bool { columns.time != nil }
  let columns: Columns
  private let source: PointInput
  private let dayReader: LocalDayReader
  private let days: ClosedRange<Int32>

  /// Opens the points and finds their columns; reads their head only, so that a file that cannot serve is refused before
  /// any long work.
  ///
  /// - Throws: ``Failure`` for a file without coordinates, and without times where periods or days are asked for.
  init(path: String, parameters: IncidentParameters, journal: Journal) throws {
    source = try PointInput.open(
      path: path, options: parameters.pointInput, threads: parameters.threads, journal: journal)
    columns = try Self.columns(
      RoleFinder(source.columnNames, file: path, options: parameters.pointInput, journal: journal), parameters)
    period = parameters.period ?? (columns.time == nil ? .all : .year)
    dayReader = LocalDayReader(zone: try TimeZoneTable.named(parameters.timezone))
    days = (parameters.from?.day ?? .min)...(parameters.to?.day ?? .max)
  }

  /// Finds the columns among a file's.
  private static func columns(_ finder: RoleFinder, _ parameters: IncidentParameters) throws -> Columns {
    typealias Roles = RoleCatalogue.Points
    let needsTime =
      (parameters.period ?? .all) != .all || parameters.from != nil || parameters.to != nil
      || !parameters.areaFields.validity.isEmpty
    let given = parameters.fields
    let time =
      needsTime
      ? try finder.require(Roles.time, given: given.time) : try finder.find(Roles.time, given: given.time)
    // Categories are counted where they are asked for: by their field, or by a definition of groups.
    let category =
      given.category == nil && parameters.categories == nil
      ? nil : try finder.require(Roles.category, given: given.category)
    return Columns(time: time, category: category, link: try finder.find(Roles.link, given: given.link))
  }

  /// What a point file is; reads its head only, and records what its columns are taken for.
  package static func description(
    _ path: String, _ parameters: IncidentParameters, _ language: Language, journal: Journal
  ) throws -> String {
    let points = try IncidentPoints(path: path, parameters: parameters, journal: journal)
    let places = points.source.points == nil ? language.text(sv: "punkter", en: "points") + ", " : ""
    return "\(points.source.name): \(places)\(points.source.crs.label)"
  }

  /// Streams the points; `consume` gets them in file order, located. Memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - counted: the areas as they count; `areaFile` is where they come from, for messages.
  ///   - dated: which areas hold on which day; nil: all of them always.
  func read(
    in counted: IncidentAreas, dated: DatedAreas? = nil, of areaFile: String, locators: Locators, journal: Journal,
    consume: (IncidentBatch) -> Void
  ) throws -> Outcome {
    var outcome = Outcome(columns: columns)
    let wanted = [columns.category, columns.link].compactMap { $0 }
    // A column may serve twice; it is read once.
    let distinct = wanted.enumerated().filter { !wanted[..<$0.offset].contains($0.element) }.map(\.element)
    let places = IncidentRowReader.Places(
      category: columns.category.flatMap { distinct.firstIndex(of: $0) },
      link: columns.link.flatMap { distinct.firstIndex(of: $0) })
    let worker = IncidentRowReader(
      areas: counted, dated: dated, period: period, days: days, columns: columns, areaFile: areaFile, places: places)
    let totals = try source.forEachBatch(
      columns: distinct.map { ColumnRequest($0, .text) },
      times: columns.time.map { PointTimes.Request($0, dayReader) }, journal: journal,
      transform: { try worker.make($0, locators) },
      consume: { batch in
        outcome.outsideWindow += batch.outsideDays
        outcome.linksOutOfDate += batch.linksOutOfDate
        outcome.takenOut += batch.takenOut
        outcome.linksTakenOut += batch.linksTakenOut
        consume(batch)
      })
    outcome.rows = totals.points + totals.refused
    outcome.refused = totals.refused
    outcome.withoutCoordinates = totals.withoutCoordinates
    return outcome
  }
}
