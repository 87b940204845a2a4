import Inputs
import Outputs
import Reports
import Columns
import Core
import Incidents

/// `rutverk compare --counts`: counts that are known already.
package enum CompareCounts {
  private typealias Roles = RoleCatalogue.ComparisonTable

  /// Which columns hold what.
  package struct Columns {
    /// Events before and after: the area's, and the control's where the table has one.
    let counts: [String]
    let populations: [String?]
    let name: String?

    var all: [String] { counts + populations.compactMap { $0 } }
    var hasControl: Bool { counts.count > 2 }
  }

  /// Finds the counts, the two populations and the name. Throws ``Failure`` where the area's counts, or one of the control's two, is
  /// lacking.
  @discardableResult
  package static func findColumns(_ finder: RoleFinder) throws -> Columns {
    let area = try [Roles.areaBefore, Roles.areaAfter].map { try finder.require($0) }
    let controls = [Roles.controlBefore, Roles.controlAfter]
    let hasControl = try controls.contains { try finder.find($0) != nil }
    return Columns(
      counts: area + (hasControl ? try controls.map { try finder.require($0) } : []),
      populations: try [Roles.areaPopulation, Roles.controlPopulation].map { try finder.find($0) },
      name: try finder.find(Roles.name))
  }

  /// Whether counts are two or four numbers in place of a file.
  package static func isInline(_ counts: String) -> Bool { inline(counts) != nil }

  /// Reads and compares: a table with one comparison a row, or numbers such as `68,41,233,300`, or `13,25` without a control.
  package static func result(_ parameters: CompareParameters, journal: Journal) throws -> CompareResult {
    try parameters.checkWindows()
    guard let source = parameters.counts else { throw Failure(.usage, "no counts are given") }
    if let counts = inline(source) {
      let line = line("counts", counts, (.nan, .nan), false, parameters)
      return CompareResult(lines: [line], parameters: parameters)
    }
    let options = parameters.incidents.tableInput
    let table = try InputTable(path: source, options: options, threads: parameters.incidents.threads)
    let found = try findColumns(RoleFinder(table, journal: journal))
    let rows = try table.read(
      found.all.map { ColumnRequest($0, .number) } + (found.name.map { [ColumnRequest($0, .text)] } ?? []),
      journal: journal)
    func value(_ field: String?, _ row: Int) -> Double {
      guard let field, let index = found.all.firstIndex(of: field), case .numbers(let numbers) = rows.columns[index]
      else { return .nan }
      return numbers.values[row]
    }
    var lines: [CompareLine] = []
    try rows.forEach(of: source, options: options, journal: journal) { row in
      let place = table.source.place(ofRow: rows.rows[row])
      // A row without any count of a control has none; one of the two alone is a fault.
      let lacksControl = found.hasControl && found.counts.dropFirst(2).allSatisfy { value($0, row).isNaN }
      let counts = try found.counts.prefix(lacksControl ? 2 : 4).map { field in
        let number = value(field, row)
        guard number >= 0, number == number.rounded(), number < 1e15 else {
          throw Failure(
            .badData, number.isNaN ? "the count is missing" : "not a count", file: source, place: place, field: field,
            value: number.isNaN ? nil : "\(number)", expected: "a whole number from 0 up")
        }
        return Int(number)
      }
      var label = place
      if found.name != nil, case .texts(let texts)? = rows.columns.last, !texts.isNull(row) { label = texts[row] }
      let people = (value(found.populations[0], row), value(found.populations[1], row))
      lines.append(line(label, counts, people, lacksControl, parameters))
    }
    guard !lines.isEmpty else {
      throw Failure(
        .badData, "the table has no rows", file: source,
        expected: [Roles.areaBefore, Roles.areaAfter, Roles.controlBefore, Roles.controlAfter].map(\.name)
          .joined(separator: ", "))
    }
    return CompareResult(
      lines: lines, parameters: parameters, inputs: [InputRecord(path: source, features: lines.count)])
  }

  private static func inline(_ text: String) -> [Int]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    let isWhole = numbers.count == parts.count && numbers.allSatisfy { 0..<1_000_000_000_000_000 ~= $0 }
    return isWhole && [2, 4].contains(parts.count) ? numbers : nil
  }

  private static func line(
    _ name: String, _ counts: [Int], _ people: (Double, Double), _ lacksControl: Bool, _ parameters: CompareParameters
  ) -> CompareLine {
    CompareLine(
      code: name, name: name, areas: nil,
      control: counts.count > 2 ? .given : lacksControl ? .lacking("no control") : .none,
      change: RelativeChange(
        area: .init(before: counts[0], after: counts[1], population: people.0),
        control: counts.count > 2 ? .init(before: counts[2], after: counts[3], population: people.1) : nil,
        days: parameters.dayCounts))
  }
}

extension CompareParameters {
  /// Days of the windows where counts are taken per day.
  var dayCounts: (before: Int, after: Int)? {
    guard isPerDay, let before, let after else { return nil }
    return (before.days, after.days)
  }
}
