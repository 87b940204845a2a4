import Inputs
import Outputs
import Reports
import Areas
import Columns
import Definitions
import Core
import Geometry
import Incidents
import LocalTime
import PointLocation

/// `rutverk incidents`: points under areas, by period and class.
package struct IncidentRun: Sendable {
  /// The areas, without those that are taken out.
  package let areas: AreaInput
  /// The areas as they count.
  package let counted: IncidentAreas
  /// The counts.
  package let tally: IncidentTally
  /// What became of the points.
  package let points: IncidentPoints.Outcome
  /// Inhabitants by period.
  package let populations: PopulationSeries
  /// Groups of categories; nil: each category for itself.
  package let groups: CategoryGroups?
  /// Units above the areas, by fields of the area layer; nil without.
  package let hierarchy: Hierarchy?
  /// Units above the areas, from a layer; nil without.
  package let parents: AreaInput?
  /// The inputs read.
  package let inputs: [InputRecord]
  /// The parameters.
  package let parameters: IncidentParameters
  /// Whether the points tell when they were.
  package var hasTimes: Bool { points.columns.time != nil }
  /// What is withheld; nil: nothing is to be.
  let protection: IncidentProtection?
  /// Whether numbers of inhabitants are withheld, since some are too few.
  let hidesPeople: Bool
  /// Who keeps which ground, day by day.
  let epochs: IncidentEpochs
  /// The days that figures of ground and people are means over, where areas have days of their own: those from --from and
  /// --to, else whole months around the events.
  let countedDays: ClosedRange<Int32>
  /// How populations came about.
  let populationMethod: String?
  /// The least number of squares that together hold half of all events.
  let squaresHoldingHalf: Int
  /// Planar area of each area, km².
  let planarKm2: [Double]
  /// Series and the like; nil where nothing of the kind is asked for.
  let further: IncidentFurther?
  /// What the events tell of each period, and of all together; empty where they have no times.
  let spans: [IncidentPeriod: SeriesWindow.Span]
  /// Why days that were asked for may not be such without events; nil: nothing says so.
  private let doubt: String?
  /// Squares that the ``IncidentParameters/hotspots`` leave out though they have as many events as the last of them.
  let hotspotsTied: Int
  /// What a partial result holds; nil where none is to be written.
  let partial: IncidentParts.Made?

  /// Reads, locates and counts; with `parts`, which name `parameters`, takes their counts in place of points.
  ///
  /// `making` says that a partial result will be written, and whether it is all that is wanted: then nothing is read that only
  /// figures need.
  package init(
    _ parameters: IncidentParameters, parts: IncidentParts? = nil, making: IncidentParts.Making = .nothing,
    journal: Journal
  ) throws {
    self.parameters = parameters
    guard parts != nil || parameters.points != nil, let areaFile = parameters.areas else {
      throw Failure(.usage, "incidents needs --points and --areas, or --counts")
    }
    let words = journal.words
    let reader = try parameters.points.map { try IncidentPoints(path: $0, parameters: parameters, journal: journal) }
    let told = reader.map { IncidentParts.Told(parameters, columns: $0.columns, period: $0.period) } ?? parts?.told
    guard let told else { throw Failure(.usage, "incidents needs --points or partial results") }
    try SeriesParameters.check(parameters, hasTimes: told.columns.time != nil, period: told.period)
    let groups = try parameters.categories.map(CategoryFile.groups)
    self.groups = groups
    let (areas, taken) = try journal.stage(words.readingAreas) {
      try Self.areas(areaFile, parameters, journal).without(parameters.exclude, flag: "--exclude")
    }
    self.areas = areas
    counted = IncidentAreas(areas.set)
    let locator = try journal.stage(words.indexingAreas) {
      try PointLocator(areas.set.areas.map(\.polygon), threads: parameters.threads)
    }
    let counted = counted
    let days = (parameters.from?.day ?? AreaValidity.earliest)...(parameters.to?.day ?? AreaValidity.latest)
    var epochs = try journal.stage(words.partitioning) {
      try IncidentEpochs(areas, counted, suspects: locator.suspects, days: days, threads: parameters.threads)
    }
    planarKm2 = areas.planarSquareMetres.map { $0 / 1e6 }
    let parents = try parameters.parents.map { path in
      try journal.stage(words.readingParents) {
        try AreaInput(
          path: path, options: parameters.tableInput, fields: AreaFields.Names(),
          extra: { layer, _ in
            try Self.unitColumns(
              RoleFinder(layer.columnNames, file: path, options: parameters.tableInput, journal: journal), parameters)
          },
          threads: parameters.threads, journal: journal)
      }
    }
    self.parents = parents
    let population = try journal.stage(words.readingPopulations) {
      making == .partialOnly
        ? .none
        : try Self.population(
          parameters, areas: areas,
          others: taken.set.areas.map(\.id)
            + (parameters.series.needsUnits ? parents?.set.areas.map(\.id) ?? [] : []), counted: counted,
          epochs: &epochs, journal: journal)
    }
    self.epochs = epochs
    let hidesPeople = population.series.hasFew(parameters.minCount, in: counted)
    populations = hidesPeople ? PopulationSeries() : population.series
    self.hidesPeople = hidesPeople
    populationMethod = population.method
    let hierarchy = Self.hierarchy(parameters, areas)
    self.hierarchy = hierarchy
    let parentLocator = try parents.map { parents in
      try journal.stage(words.indexingAreas) {
        try PointLocator(parents.set.areas.map(\.polygon), threads: parameters.threads)
      }
    }
    let takenLocator =
      try taken.set.areas.isEmpty
      ? nil : PointLocator(taken.set.areas.map(\.polygon), threads: parameters.threads)
    let locators = IncidentPoints.Locators(
      areas: locator, parents: parentLocator, takenOut: takenLocator, idsTakenOut: Set(taken.set.areas.map(\.id)))
    var tally = IncidentTally(
      areas: counted, length: told.period, groups: groups, parentCount: parents?.set.areas.count ?? 0,
      countsPieces: parameters.minCount > 1)
    var seriesTally =
      parameters.series.isWanted || parts != nil || making != .nothing
      ? SeriesTally(
        groups: groups, units: parents?.set.areas.count ?? 0,
        squareSize: parameters.series.hasHotspotsWithin ? tally.cells.size : 0) : nil
    let dated = areas.validity.map { DatedAreas($0, ids: counted.ids) }
    var extent = DayExtent()
    let header =
      try making == .nothing && parts == nil
      ? nil : told.header(areas, takenOut: taken, parents: parents, groups: groups, classes: counted.classCount)
    let points = try journal.stage(reader == nil ? words.merging : words.readingPoints) {
      try reader?.read(in: counted, dated: dated, of: areaFile, locators: locators, journal: journal) { batch in
        tally.add(batch)
        seriesTally?.add(batch)
        if dated != nil { extent.add(batch) }
      } ?? parts?.add(to: &tally, &seriesTally, header) ?? IncidentPoints.Outcome(columns: told.columns)
    }
    if parts != nil { extent = DayExtent(days: seriesTally?.days) }
    let months = extent.months ?? days
    countedDays = (parameters.from?.day ?? months.lowerBound)...(parameters.to?.day ?? months.upperBound)
    try tally.settle(threads: parameters.threads)
    let reach = PeriodReach(tally.days, from: parameters.from, to: parameters.to)
    let spans = (reach?.spans(told.period) ?? [:]).merging(reach?.spans(.all) ?? [:]) { span, _ in span }
    partial = header.flatMap { header in
      seriesTally.map { IncidentParts.Made(header, tally, $0, points, parts) }
    }
    tally.fill(spans.keys)
    self.spans = spans
    doubt = reach?.doubt(from: parameters.from, to: parameters.to)
    (self.points, self.tally) = (points, tally)
    protection = tally.protection(minimum: parameters.minCount)
    further = try seriesTally.flatMap { seriesTally in
      guard parameters.series.isWanted, making != .partialOnly else { return nil as IncidentFurther? }
      return try IncidentFurther(
        seriesTally,
        IncidentFurther.Ground(
          areas: areas, counted: counted, tally: tally, populations: population.series, parents: parents,
          hierarchy: hierarchy, peers: Self.peers(parameters, areas), reach: reach),
        parameters, journal: journal)
    }
    hotspotsTied = try tally.cells.tied(behind: parameters.hotspots, threads: parameters.threads)
    squaresHoldingHalf = try tally.cells.squares(holding: 0.5, threads: parameters.threads)
    let hidesTotal = protection?.reason(.total, period: nil, category: nil) != nil
    inputs =
      (parts?.records
        ?? parameters.points.map { [InputRecord(path: $0, features: hidesTotal ? nil : points.rows)] } ?? [])
      + [areas.record] + population.records
      + [parents?.record, parameters.categories.map { InputRecord(path: $0, features: groups?.groups.count ?? 0) }]
      .compactMap { $0 }
    if making != .partialOnly { note(journal) }
  }

  /// The areas, with their population and the units above them as further columns.
  private static func areas(
    _ path: String, _ parameters: IncidentParameters, _ journal: Journal
  ) throws -> AreaInput {
    try AreaInput(
      path: path, options: parameters.areaInput, fields: parameters.areaFields,
      extra: { layer, _ in
        try furtherColumns(
          RoleFinder(layer.columnNames, file: path, options: parameters.areaInput, journal: journal), parameters)
      },
      threads: parameters.threads, journal: journal)
  }

  /// The columns of the units above the areas, and of their population where it was named. Throws ``Failure`` (usage) for
  /// those that are not there.
  package static func furtherColumns(
    _ finder: RoleFinder, _ parameters: IncidentParameters
  ) throws -> [ColumnRequest] {
    let levels = try parameters.hierarchy.map {
      ColumnRequest(
        finder.take(try finder.column(named: $0, flag: "--hierarchy"), as: RoleCatalogue.Areas.hierarchy), .text)
    }
    let population = try parameters.populationField.flatMap {
      try finder.find(RoleCatalogue.Areas.population, given: $0)
    }
    let peers = try parameters.series.peersField.map {
      ColumnRequest(
        finder.take(try finder.column(named: $0, flag: "--peers-field"), as: RoleCatalogue.Areas.peers), .text)
    }
    // Inhabitants stand last, where they are looked for.
    return levels + [peers].compactMap(\.self) + (population.map { [ColumnRequest($0, .number)] } ?? [])
  }

  /// The columns of the layer of units above: inhabitants, and what was measured. Throws ``Failure`` (usage) for those that are
  /// not there.
  package static func unitColumns(_ finder: RoleFinder, _ parameters: IncidentParameters) throws -> [ColumnRequest] {
    try UnitsAbove.columns(finder, parameters)
  }

  /// The value of each area in the field of likes; nil without such a field.
  private static func peers(_ parameters: IncidentParameters, _ areas: AreaInput) -> [String]? {
    guard parameters.series.peersField != nil, parameters.hierarchy.count < areas.extra.count,
      case .texts(let texts) = areas.extra[parameters.hierarchy.count]
    else { return nil }
    return (0..<texts.count).map { texts[$0] }
  }

  private static func hierarchy(_ parameters: IncidentParameters, _ areas: AreaInput) -> Hierarchy? {
    if parameters.hierarchy.isEmpty { return nil }
    let levels = zip(parameters.hierarchy, areas.extra).map { name, column in
      guard case .texts(let texts) = column else { return (name: name, values: [String]()) }
      return (name: name, values: (0..<texts.count).map { texts[$0] })
    }
    return Hierarchy(ids: areas.set.areas.map(\.id), levels: levels)
  }

  private static func population(
    _ parameters: IncidentParameters, areas: AreaInput, others: [String], counted: IncidentAreas,
    epochs: inout IncidentEpochs, journal: Journal
  ) throws -> PopulationInput {
    let country = parameters.countryPopulation
    if let source = parameters.cellSource {
      return try PopulationInput(
        cells: CellPeople(source, reach: areas.reach, journal: journal), counted: counted, epochs: &epochs,
        country: country, threads: parameters.threads, journal: journal)
    }
    if let path = parameters.population {
      return try PopulationInput(
        table: path, ids: counted.ids, others: others, country: country, options: parameters.tableInput,
        threads: parameters.threads, journal: journal)
    }
    if let field = parameters.populationField, case .numbers(let numbers)? = areas.extra.last {
      return try PopulationInput(field: field, values: numbers.values, file: areas.record.path, country: country) {
        "area \(counted.ids[$0])"
      }
    }
    return .none
  }

  /// What a person should know about the result.
  private func note(_ journal: Journal) {
    let file = parameters.points ?? "the partial results"
    if points.withoutCoordinates > 0, shows(points.withoutCoordinates) {
      journal.note(
        "\(file): \(points.withoutCoordinates) of \(points.rows) points have no coordinates and are left out")
    }
    if points.outsideWindow > 0, shows(points.outsideWindow) {
      journal.note("\(file): \(points.outsideWindow) points are outside \(window) and not counted")
    }
    if points.linksOutOfDate > 0, shows(points.linksOutOfDate) {
      journal.note(
        "\(file): \(points.linksOutOfDate) events are linked to an area that does not hold on their day; they have no link"
      )
    }
    if let validity = epochs.validity {
      let idle = validity.days.indices.filter { !validity.days[$0].overlaps(countedDays) }
      if let first = idle.first {
        journal.note(
          "\(idle.count) of \(counted.count) areas hold on no day that is counted, such as \"\(counted.ids[first])\"")
      }
    }
    if tally.total == 0 { journal.note("no point is counted: all shares and rates are null") }
    if !parameters.exclude.isEmpty {
      journal.note(
        "figures are without \(parameters.exclude.map { "\"\($0)\"" }.joined(separator: ", ")) (--exclude); events there: "
          + (protection == nil ? "\(points.takenOut), which" : "those")
          + " count in other areas that cover them, else outside"
          + (points.linksTakenOut > 0 && protection == nil
            ? "; \(points.linksTakenOut) are linked to one of these and have no link" : ""))
    }
    noteSpans(journal)
    noteWithheld(journal)
    if let doubt = doubt { journal.note("\(file): \(doubt)") }
    if hotspotsTied > 0 { journal.note(Self.tieNote(hotspotsTied, .en)) }
    let strays = tally.categoryTextsInNoGroup
    if let first = strays.first {
      journal.note(
        "\(parameters.categories ?? ""): \(strays.count) categories are in no group, such as \"\(first)\": counted apart"
      )
    }
    if let groups {
      let unseen = groups.unseen(tally.categoryTexts)
      if !unseen.isEmpty {
        journal.note(
          "\(parameters.categories ?? ""): \(unseen.count) categories never occur, such as \"\(unseen[0])\"")
      }
    }
    if showsActivityDriven { journal.note(Self.activityCaveat(.en)) }
    if let rest = block(nil).row(.outside)?.figures.population, rest < 0 {
      journal.note(
        "the areas have \(Language.en.number(-rest, decimals: 0)) more inhabitants than the country: is --country-population of the same year and ground?"
      )
    }
    let lacking = tally.periods.filter { populations.of($0) == nil }
    if let first = lacking.first, populations != PopulationSeries() {
      journal.note("no population for \(lacking.count) periods, such as \(first.label); their rates are null")
    }
  }

  /// Says which periods the events tell of in part only.
  private func noteSpans(_ journal: Journal) {
    let short = tally.periods.filter { spans[$0]?.isPartial == true }
    guard !short.isEmpty, let all = span(nil), let first = all.first else { return }
    journal.note(
      "the events tell of \(first) to \(all.last): "
        + short.prefix(3).map { PeriodName.of($0.label, spans[$0], .en) }.joined(separator: ", ")
        + (short.count > 3 ? ", …" : "") + " \(short.count == 1 ? "is" : "are") not whole"
        + (parameters.from == nil || parameters.to == nil ? "; --from and --to say better which days count" : ""))
  }

  /// Says that squares with as many events as the last one are left out.
  static func tieNote(_ squares: Int, _ language: Language) -> String {
    language.text(
      sv: "Ytterligare \(squares) \(squares == 1 ? "ruta" : "rutor") har lika många händelser som den sista.",
      en: "\(squares) further \(squares == 1 ? "square has" : "squares have") as many events as the last one.")
  }

  /// The days that count, for people.
  var window: String {
    "\(parameters.from?.description ?? "…")–\(parameters.to?.description ?? "…")"
  }

  /// Whether a category is of a group that follows police activity.
  func isActivityDriven(_ category: IncidentTally.Category) -> Bool {
    groups?.groups.first { $0.name == category.name }?.isActivityDriven ?? false
  }

  /// Whether figures of all categories together hold such events.
  var showsActivityDriven: Bool { tally.categories.contains(where: isActivityDriven) }
}
