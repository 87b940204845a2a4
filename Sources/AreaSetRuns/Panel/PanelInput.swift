import Areas
import Columns
import Core
import Inputs
import Reports

/// The assessments of several years, from one layer with a column of years or from several layers.
struct PanelInput {
  /// One year's areas.
  struct Assessment {
    var year: Int
    var areas: [Area] = []
    /// Ellipsoidal area of each, km².
    var km2: [Double] = []
    /// The unit that each lies in; empty where the file does not say.
    var units: [String] = []
    /// The police region of each; empty where the file does not say.
    var regions: [String] = []
    /// Whether areas have identifiers of their own.
    var hasIDs: Bool
    /// Whether areas have outlines.
    var hasGround: Bool
    /// Whether there is a field of classes.
    var hasClasses: Bool
  }

  /// By year, ascending.
  let assessments: [Assessment]
  /// The files.
  let records: [InputRecord]
  /// The column of units; nil where no layer has one.
  let unitColumn: String?

  /// Reads every layer.
  ///
  /// - Throws: ``Failure`` for a layer that does not say of which year it is, a value that is no year, a year in two layers,
  ///   and an area that stands twice in one year.
  init(_ parameters: AreaPanelRun.Parameters, journal: Journal) throws {
    var found: [Int: Assessment] = [:]
    var fileOf: [Int: String] = [:]
    var units: [String] = []
    records = try parameters.sources.map { source in
      var columns: PanelColumns?
      let list = try AreaListInput(
        path: source.path, options: parameters.input, fields: parameters.fields,
        further: { finder in
          let taken = try PanelColumns(finder, source, parameters)
          columns = taken
          return [taken.year, taken.unit].compactMap { $0 }
        }, mayRepeat: true, threads: parameters.threads, journal: journal)
      guard let columns else { throw Failure(.software, "the columns were not looked for", file: source.path) }
      if let unit = columns.unit ?? (list.whereabouts.contains { !$0.lpo.isEmpty } ? "LPO" : nil) {
        units.append(unit)
      }
      let years = try columns.years(of: list, source, parameters, journal)
      let own = try Self.split(list, columns, years)
      for assessment in own {
        if let other = fileOf.updateValue(source.path, forKey: assessment.year) {
          throw Failure(
            .badData, "the assessment of \(assessment.year) stands in two layers", file: source.path,
            expected: "each year in one layer; the other one is \(other)",
            hint: "say which year each layer is of, such as 2019=\(source.path)")
        }
        try Self.refuseRepeated(assessment, source, columns, list, parameters)
        found[assessment.year] = assessment
      }
      return list.record
    }
    assessments = found.values.sorted { $0.year < $1.year }
    unitColumn = units.first
  }

  /// The areas by year; rows without a year, which were reported, are left out.
  private static func split(_ list: AreaListInput, _ columns: PanelColumns, _ years: [Int?]) throws -> [Assessment] {
    var result: [Int: Assessment] = [:]
    let units = columns.unit == nil ? nil : list.further.last
    for (row, year) in years.enumerated() {
      guard let year else { continue }
      var one =
        result[year]
        ?? Assessment(
          year: year, hasIDs: list.fields.id != nil, hasGround: list.hasGeometry,
          hasClasses: list.fields.areaClass != nil)
      one.areas.append(list.areas[row])
      one.km2.append(list.ellipsoidalKm2[row])
      one.units.append(units?[row] ?? list.whereabouts[row].lpo)
      one.regions.append(list.whereabouts[row].region)
      result[year] = one
    }
    return result.keys.sorted().compactMap { result[$0] }
  }

  private static func refuseRepeated(
    _ assessment: Assessment, _ source: AreaPanelRun.Source, _ columns: PanelColumns, _ list: AreaListInput,
    _ parameters: AreaPanelRun.Parameters
  ) throws {
    var counts: [String: Int] = [:]
    for area in assessment.areas { counts[area.id, default: 0] += 1 }
    let repeated = counts.filter { $0.value > 1 }.keys.sorted()
    guard let first = repeated.first else { return }
    throw Failure(
      .badData, "\(repeated.count) of \(counts.count) areas stand more than once in \(assessment.year)",
      file: source.path, field: list.fields.id ?? list.fields.name, value: first,
      expected: "each area once a year",
      hint: columns.year == nil
        ? "if the layer holds several years, leave out \"\(assessment.year)=\" and name their column with --year-field"
        : "choose areas with \(parameters.input.filterFlag), or name their identifiers with --id-field")
  }
}

/// The columns of a panel's layer, and the years of its rows.
struct PanelColumns {
  /// The column of years; nil where the layer was given with its year.
  let year: String?
  /// The column of units; nil: none was named.
  let unit: String?

  /// Finds them.
  ///
  /// - Throws: ``Failure`` for a layer that does not say of which year it is.
  init(_ finder: RoleFinder, _ source: AreaPanelRun.Source, _ parameters: AreaPanelRun.Parameters) throws {
    unit = try parameters.unitField.flatMap {
      try finder.find(RoleCatalogue.Areas.lpo, given: $0, flag: "--unit-field")
    }
    if source.year != nil {
      year = nil
      return
    }
    year = try finder.find(RoleCatalogue.Areas.year, given: parameters.yearField)
    if year == nil {
      throw Failure(
        .badData, "of which year is this assessment?", file: finder.file,
        expected: "a column of years, or the year before the file's name",
        hint: "name the column with --year-field, or write 2021=\(source.path) with the right year; \(finder.there)")
    }
  }

  /// The year of each area; nil for one whose row is left out as bad.
  func years(
    of list: AreaListInput, _ source: AreaPanelRun.Source, _ parameters: AreaPanelRun.Parameters, _ journal: Journal
  ) throws -> [Int?] {
    if let year = source.year { return list.areas.map { _ in year } }
    guard let texts = list.further.first else {
      throw Failure(.software, "the years were not read", file: source.path)
    }
    var refused: [Failure] = []
    let years = list.areas.indices.map { row -> Int? in
      if let year = Self.year(texts[row]) { return year }
      refused.append(
        Failure(
          .badData, texts[row].isEmpty ? "the year is missing" : "not a year", file: source.path,
          place: "area \"\(list.areas[row].title)\"", field: year, value: texts[row].isEmpty ? nil : texts[row],
          expected: "a year such as 2021, or a date"))
      return nil
    }
    if let first = refused.first, parameters.input.badRows == .stop { throw first }
    InputTable.report(refused, file: source.path, journal: journal)
    return years
  }

  /// A year from 1900 to 2200, alone, as a number with zeros behind its point, or in front of a date.
  static func year(_ text: String) -> Int? {
    let digits = text.prefix(4)
    guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }), let year = Int(digits),
      (1900...2200).contains(year)
    else { return nil }
    let rest = text.dropFirst(4)
    let month = rest.dropFirst().prefix(2)
    switch rest.first {
    case nil: return year
    case ".": return rest.dropFirst().allSatisfy { $0 == "0" } ? year : nil
    case "-", "/": return month.count == 2 && month.allSatisfy { $0.isASCII && $0.isWholeNumber } ? year : nil
    default: return nil
    }
  }
}
