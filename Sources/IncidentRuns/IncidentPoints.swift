import Inputs
import Columns
import DelimitedText
import Core
import Files
import Incidents
import LocalTime
import PointLocation
import Reports

/// Points on their way into a tally: read, timed, located.
package struct IncidentPoints {
  /// Which columns serve as what.
  package struct Columns: Sendable {
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
  }

  /// What finds the areas, the units above them, and their surroundings.
  struct Locators: Sendable {
    var areas: PointLocator
    var parents: PointLocator?
    var rings: PointLocator?
  }

  static let timeNames = [
    "time", "timestamp", "ts", "datetime", "date_time", "tid", "tidpunkt", "datum_tid", "date", "datum",
    "handelsetid", "starttid",
  ]
  private static let categoryNames = [
    "category", "kategori", "type", "typ", "brottstyp", "brottskod", "crime", "event_type",
  ]

  /// Length of the periods.
  let period: PeriodLength
  private let columns: Columns
  private let source: PointInput
  private let dayReader: LocalDayReader
  private let days: ClosedRange<Int32>

  /// Opens the points and finds their columns; reads their head only, so that a file that cannot serve is refused before
  /// any long work.
  ///
  /// - Throws: ``Failure`` for a file without coordinates, and without times where periods or days are asked for.
  init(path: String, parameters: IncidentParameters) throws {
    source = try PointInput.open(path: path, options: parameters.pointInput, threads: parameters.threads)
    columns = try Self.columns(in: source.columnNames, path, parameters)
    period = parameters.period ?? (columns.time == nil ? .all : .year)
    dayReader = LocalDayReader(zone: try TimeZoneTable.named(parameters.timezone))
    days = (parameters.from?.day ?? .min)...(parameters.to?.day ?? .max)
  }

  /// Finds the columns among a file's.
  static func columns(in names: [String], _ path: String, _ parameters: IncidentParameters) throws -> Columns {
    let choice = ColumnChoice(names: names, file: path)
    let needsTime = (parameters.period ?? .all) != .all || parameters.from != nil || parameters.to != nil
    let time =
      needsTime
      ? try choice.required(parameters.fields.time, flag: "--time-field", timeNames, what: "time")
      : try choice.optional(parameters.fields.time, flag: "--time-field", timeNames)
    // Categories are counted where they are asked for: by their field, or by a definition of groups.
    let category =
      parameters.fields.category == nil && parameters.categories == nil
      ? nil
      : try choice.required(
        parameters.fields.category, flag: "--category-field", categoryNames, what: "category")
    let link = try parameters.fields.link.map { try choice.named($0, flag: "--link-field") }
    return Columns(time: time, category: category, link: link)
  }

  /// What the columns of a point file are taken for; reads its head only.
  package static func description(
    _ path: String, _ parameters: IncidentParameters, _ language: Language
  ) throws -> String {
    let source = try PointInput.open(path: path, options: parameters.pointInput, threads: parameters.threads)
    let columns = try columns(in: source.columnNames, path, parameters)
    let places = source.points.map { "\($0.x), \($0.y)" } ?? language.text(sv: "punkter", en: "points")
    return "\(path)\n  \(places): \(source.crs.label)\n  time: \(columns.time ?? "–"), "
      + "category: \(columns.category ?? "–"), link: \(columns.link ?? "–")\n"
  }

  /// Streams the points; `consume` gets them in file order, located. Memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - counted: the areas as they count; `areaFile` is where they come from, for messages.
  func read(
    in counted: IncidentAreas, of areaFile: String, locators: Locators, journal: Journal,
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
      areas: counted, period: period, days: days, columns: columns, areaFile: areaFile, places: places)
    let totals = try source.forEachBatch(
      columns: distinct.map { ColumnRequest($0, .text) },
      times: columns.time.map { PointTimes.Request($0, dayReader) }, journal: journal,
      transform: { try worker.make($0, locators) },
      consume: { batch in
        outcome.outsideWindow += batch.outsideDays
        consume(batch)
      })
    outcome.rows = totals.points + totals.refused
    outcome.refused = totals.refused
    outcome.withoutCoordinates = totals.withoutCoordinates
    return outcome
  }
}
