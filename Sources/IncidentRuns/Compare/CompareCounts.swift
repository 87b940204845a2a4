import Inputs
import Outputs
import Reports
import Columns
import Core
import Incidents

/// `rutverk compare --counts`: counts that are known already.
package enum CompareCounts {
  private typealias Roles = RoleCatalogue.ComparisonTable
  private static let columns = [Roles.areaBefore, Roles.areaAfter, Roles.controlBefore, Roles.controlAfter]

  /// Finds the four counts, the two populations and the name. Throws ``Failure`` where a count is lacking.
  @discardableResult
  package static func findColumns(
    _ finder: RoleFinder
  ) throws -> (counts: [String], populations: [String?], name: String?) {
    (
      try columns.map { try finder.require($0) },
      try [Roles.areaPopulation, Roles.controlPopulation].map { try finder.find($0) }, try finder.find(Roles.name)
    )
  }

  /// Whether counts are four numbers in place of a file.
  package static func isInline(_ counts: String) -> Bool { inline(counts) != nil }

  /// Reads and compares: a table with one comparison a row, or four numbers `68,41,233,300`.
  package static func result(_ parameters: CompareParameters, journal: Journal) throws -> CompareResult {
    try parameters.checkWindows()
    guard let source = parameters.counts else { throw Failure(.usage, "no counts are given") }
    if let four = inline(source) {
      let line = line("counts", four, (.nan, .nan), parameters)
      return CompareResult(lines: [line], parameters: parameters, inputs: [], all: nil, output: nil)
    }
    let options = parameters.incidents.tableInput
    let table = try InputTable(path: source, options: options, threads: parameters.incidents.threads)
    let (fields, people, name) = try findColumns(RoleFinder(table, journal: journal))
    let rows = try table.read(
      (fields + people.compactMap { $0 }).map { ColumnRequest($0, .number) }
        + (name.map { [ColumnRequest($0, .text)] } ?? []),
      journal: journal)
    func value(_ field: String?, _ row: Int) -> Double {
      let all = fields + people.compactMap { $0 }
      guard let field, let place = all.firstIndex(of: field), case .numbers(let numbers) = rows.columns[place] else {
        return .nan
      }
      return numbers.values[row]
    }
    var lines: [CompareLine] = []
    try rows.forEach(of: source, options: options, journal: journal) { row in
      let place = table.source.place(ofRow: rows.rows[row])
      let four = try fields.map { field in
        let number = value(field, row)
        guard number >= 0, number == number.rounded(), number < 1e15 else {
          throw Failure(
            .badData, number.isNaN ? "the count is missing" : "not a count", file: source, place: place, field: field,
            value: number.isNaN ? nil : "\(number)", expected: "a whole number from 0 up")
        }
        return Int(number)
      }
      var label = place
      if name != nil, case .texts(let texts)? = rows.columns.last, !texts.isNull(row) { label = texts[row] }
      lines.append(line(label, four, (value(people[0], row), value(people[1], row)), parameters))
    }
    guard !lines.isEmpty else {
      throw Failure(
        .badData, "the table has no rows", file: source, expected: columns.map(\.name).joined(separator: ", "))
    }
    return CompareResult(
      lines: lines, parameters: parameters, inputs: [InputRecord(path: source, features: lines.count)], all: nil,
      output: nil)
  }

  private static func inline(_ text: String) -> [Int]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    return parts.count == 4 && numbers.count == 4 && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  private static func line(
    _ name: String, _ four: [Int], _ people: (Double, Double), _ parameters: CompareParameters
  ) -> CompareLine {
    CompareLine(
      code: name, name: name, areas: nil, control: .given,
      change: RelativeChange(
        area: .init(before: four[0], after: four[1], population: people.0),
        control: .init(before: four[2], after: four[3], population: people.1), days: parameters.dayCounts))
  }
}

extension CompareParameters {
  /// Days of the windows where counts are taken per day.
  var dayCounts: (before: Int, after: Int)? {
    guard isPerDay, let before, let after else { return nil }
    return (before.days, after.days)
  }
}
