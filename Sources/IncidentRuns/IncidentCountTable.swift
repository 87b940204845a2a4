import Inputs
import Outputs
import Areas
import Columns
import Core
import Incidents
import Reports

/// Counts given as a table in place of points: period, class, number, and the total of the country.
struct IncidentCountTable {
  /// The counts of one period.
  struct Period {
    var period: IncidentPeriod
    /// Months of it that the counts are of, where the table says so ("2021 (6 mån)"); nil: all of them.
    var months: Double?
    /// Events by class, in order of severity.
    var classes: [(areaClass: AreaClass, count: Int, population: Double)]
    /// Classes that other periods of the table have.
    var missing: [AreaClass] = []
    /// Events in the whole country; nil where the table does not say.
    var national: Int?
    /// Inhabitants of the country; NaN where the table does not say.
    var nationalPopulation = Double.nan
    /// The sum that the table itself gives.
    var givenTotal: Int?
    /// The sum's per cent as the table gives it, with its decimals.
    var givenPercent: (value: Double, decimals: Int)?
    /// Classes' per cent as the table gives them.
    var printed: [ImpliedTotal.Printed] = []
    /// What does not follow, or was inferred.
    var remarks: [Remark] = []
  }

  /// Something to tell beside the figures.
  struct Remark {
    var swedish: String
    var english: String
  }

  let periods: [Period]
  let record: InputRecord

  /// Names of the line that sums the classes.
  private static let totalNames = ["total", "totalt", "summa", "sum", "alla_utsatta", "all"]

  /// Which columns of a table of counts hold what.
  struct Columns {
    var areaClass: String
    var count: String
    var period: String?
    var national: String?
    var percent: String?
    var population: String?

    /// Finds the columns. Throws ``Failure`` for a table without classes or counts.
    init(_ finder: RoleFinder) throws {
      typealias Roles = RoleCatalogue.CountTable
      areaClass = try finder.require(Roles.areaClass)
      count = try finder.require(Roles.count)
      period = try finder.find(Roles.period)
      national = try finder.find(Roles.national)
      percent = try finder.find(Roles.percent)
      population = try finder.find(Roles.population)
    }
  }

  init(_ path: String, options: InputOptions, threads: Int, journal: Journal) throws {
    let table = try InputTable(path: path, options: options, threads: threads)
    let columns = try Columns(RoleFinder(table, journal: journal))
    let wanted =
      [columns.areaClass, columns.count]
      + [columns.period, columns.national, columns.percent, columns.population].compactMap { $0 }
    let rows = try table.read(wanted.map { ColumnRequest($0, .text) }, journal: journal)
    var texts: [String: TextColumn] = [:]
    for (name, column) in zip(wanted, rows.columns) { if case .texts(let column) = column { texts[name] = column } }
    func failure(_ row: Int, _ field: String?, _ message: String, value: String?, expected: String) -> Failure {
      Failure(
        .badData, message, file: path, place: table.source.place(ofRow: rows.rows[row]), field: field, value: value,
        expected: expected)
    }
    func text(_ column: String?, _ row: Int) -> String { column.flatMap { texts[$0]?[row] } ?? "" }
    func whole(_ column: String?, _ row: Int) throws -> Int? {
      let value = text(column, row)
      if value.isEmpty { return nil }
      guard let number = Int(value), number >= 0 else {
        throw failure(row, column, "not a count", value: value, expected: "a whole number from 0 up")
      }
      return number
    }
    func real(_ column: String?, _ row: Int) throws -> Double? {
      let value = text(column, row).replacing(",", with: ".")
      if value.isEmpty { return nil }
      guard let number = Double(value), number.isFinite, number >= 0 else {
        throw failure(row, column, "not a number", value: value, expected: "a number from 0 up")
      }
      return number
    }

    var found: [IncidentPeriod: Period] = [:]
    try rows.forEach(of: path, options: options, journal: journal) { row in
      let (label, months) = Self.label(text(columns.period, row))
      guard let period = IncidentPeriod(label: label) else {
        throw failure(
          row, columns.period, "not a period", value: text(columns.period, row),
          expected: "such as 2020, 2020-Q1 or 2021 (6 mån)")
      }
      var entry = found[period] ?? Period(period: period, months: months, classes: [])
      if entry.months != months {
        throw failure(
          row, columns.period, "a period of two lengths", value: text(columns.period, row),
          expected: entry.months.map { "\($0) months, as above" } ?? "\(period.label), as above")
      }
      if let national = try whole(columns.national, row) {
        if let known = entry.national, known != national {
          throw failure(
            row, columns.national, "two totals for the country in one period", value: "\(national)",
            expected: "\(known)")
        }
        entry.national = national
      }
      let name = text(columns.areaClass, row)
      let key = name.lowercased()
      guard let count = try whole(columns.count, row) else {
        throw failure(row, columns.count, "the count is missing", value: nil, expected: "a whole number from 0 up")
      }
      let percent = try real(columns.percent, row)
      let decimals =
        text(columns.percent, row).split(whereSeparator: { $0 == "." || $0 == "," }).dropFirst().last?.count ?? 0
      let people = try real(columns.population, row) ?? .nan
      if PopulationInput.countryNames.contains(key), key != "total" {
        entry.national = count
        entry.nationalPopulation = people
      } else if Self.totalNames.contains(key) {
        entry.givenTotal = count
        entry.givenPercent = percent.map { ($0, decimals) }
      } else if let areaClass = AreaClass(text: name) {
        if entry.classes.contains(where: { $0.areaClass == areaClass }) {
          throw failure(
            row, columns.areaClass, "a second count of the same class and period", value: name, expected: "one each")
        }
        entry.classes.append((areaClass, count, people))
        if let percent { entry.printed.append(.init(count: count, percent: percent, decimals: decimals)) }
      } else {
        throw failure(row, columns.areaClass, "the class is missing", value: nil, expected: "such as utsatt")
      }
      found[period] = entry
    }
    guard !found.isEmpty else {
      throw Failure(.badData, "the table has no rows", file: path, expected: "period, class, count")
    }
    let labels = found.keys.sorted()
    let classes = Self.ordered(labels.flatMap { found[$0]?.classes.map(\.areaClass) ?? [] })
    periods = try labels.map { try Self.checked(found[$0], of: classes, path) }
    record = InputRecord(path: path, features: rows.columns.first?.count ?? 0)
  }

  /// A period's label, and its months where they stand behind it: `2021 (6 mån)`, `2021 (6 months)`.
  static func label(_ text: String) -> (label: String, months: Double?) {
    guard text.hasSuffix(")"), let start = text.firstIndex(of: "("), start > text.startIndex else {
      return (text, nil)
    }
    let words = text[text.index(after: start)...].dropLast().split(separator: " ")
    guard words.count == 2, let months = Double(words[0].replacing(",", with: ".")), months > 0, months.isFinite,
      ["mån", "månader", "månad", "month", "months"].contains(words[1].lowercased())
    else { return (text, nil) }
    return (text[..<start].split(separator: " ").joined(separator: " "), months)
  }

  /// The police's classes by severity, then others by appearance; each once.
  private static func ordered(_ classes: [AreaClass]) -> [AreaClass] {
    var others: [AreaClass] = []
    for one in classes where !AreaClass.bySeverity.contains(one) && !others.contains(one) { others.append(one) }
    return AreaClass.bySeverity.filter(classes.contains) + others
  }

  /// The period with its classes in order and its sum checked.
  ///
  /// - Parameter classes: those of all periods.
  private static func checked(_ entry: Period?, of classes: [AreaClass], _ path: String) throws -> Period {
    guard var entry else { throw Failure(.software, "a period was lost", file: path) }
    let label = entry.period.label
    entry.missing = classes.filter { one in !entry.classes.contains { $0.areaClass == one } }
    entry.classes = classes.compactMap { one in entry.classes.first { $0.areaClass == one } }
    for areaClass in entry.missing {
      entry.remarks.append(
        Remark(
          swedish:
            "\(label): antal saknas för \(ClassName.of(areaClass, .sv)); en summa av de andra vore ingen summa.",
          english: "\(label): there is no count of \(areaClass.code); a sum of the others would be no sum."))
    }
    let sum = entry.classes.reduce(0) { $0 + $1.count }
    // What the table's own sum is of cannot be seen where a part of it is missing.
    if !entry.missing.isEmpty { entry.givenPercent = nil }
    if let given = entry.givenTotal, given != sum, entry.missing.isEmpty {
      entry.remarks.append(
        Remark(
          swedish: "\(label): tabellens summa \(given) följer inte av delarna, som är \(sum).",
          english: "\(label): the given total of \(given) does not follow from its parts, which sum to \(sum)."))
    }
    if entry.national == nil { entry.national = implied(&entry, sum) }
    guard let national = entry.national else { return entry }
    guard sum <= national else {
      throw Failure(
        .badData, "\(label): the classes have more events than the country", file: path, value: "\(sum)",
        expected: "at most \(national)")
    }
    if let (percent, decimals) = entry.givenPercent {
      let printed = ImpliedTotal.Printed(count: sum, percent: percent, decimals: decimals)
      if !printed.follows(from: national) {
        let exact = (1000 * Double(sum) / Double(max(1, national))).rounded() / 10
        entry.remarks.append(
          Remark(
            swedish:
              "\(label): tabellens \(Language.sv.number(percent, decimals: decimals)) % följer inte av delarna: \(sum) av "
              + "\(national) är \(Language.sv.number(exact, decimals: 1)) %.",
            english:
              "\(label): the given total of \(percent) per cent does not follow from its parts: \(sum) of \(national) is "
              + "\(exact) per cent."))
      }
    }
    return entry
  }

  /// The country's total that the given percentages imply.
  private static func implied(_ entry: inout Period, _ sum: Int) -> Int? {
    let total =
      entry.givenPercent.map { [ImpliedTotal.Printed(count: sum, percent: $0.value, decimals: $0.decimals)] } ?? []
    // A total that does not follow from its parts says nothing about what they are of.
    let range = ImpliedTotal.totals(of: entry.printed + total) ?? ImpliedTotal.totals(of: entry.printed)
    guard let range else { return nil }
    let label = entry.period.label
    guard range.count == 1 else {
      entry.remarks.append(
        Remark(
          swedish:
            "\(label): rikets antal saknas; procenttalen tillåter \(range.lowerBound) till \(range.upperBound).",
          english: "\(label): no total of the country is given; the percentages allow \(range.lowerBound) to "
            + "\(range.upperBound)."))
      return nil
    }
    entry.remarks.append(
      Remark(
        swedish: "\(label): procenttalen innebär att rikets antal är \(range.lowerBound).",
        english: "\(label): the percentages imply that the country's total is \(range.lowerBound)."))
    return range.lowerBound
  }
}
