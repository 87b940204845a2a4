import Incidents
import Reports

/// Units with areas beside those without, for files and for people.
extension UnitContrast {
  /// Numbers of units, then a line a figure.
  var tree: JSONTree {
    .members([
      "with_areas": .integer(with), "without_areas": .integer(without),
      "measures": .array(
        lines.map { line in
          let means = line.welch.means
          return .members([
            "measure": .string(line.measure),
            "category": line.isCounted
              ? line.category.map { $0.name.map { .string($0) } ?? .null } ?? "all" : .null,
            "category_kind": line.isCounted ? .string(line.category?.kind.rawValue ?? "all") : .null,
            "n_with": .integer(means.first.count), "mean_with": .number(means.first.mean),
            "sd_with": .number(means.first.standardDeviation), "n_without": .integer(means.second.count),
            "mean_without": .number(means.second.mean), "sd_without": .number(means.second.standardDeviation),
            "difference": .number(means.difference),
            "difference_low": line.welch.interval.map { .number($0.low) } ?? .null,
            "difference_high": line.welch.interval.map { .number($0.high) } ?? .null,
            "df": .number(means.degreesOfFreedom), "p": .number(means.p), "status": .string(line.welch.status),
          ])
        }),
    ])
  }

  /// How it came about.
  static let method =
    "units: units of --parents that hold most of any area beside those that hold none; means over units, not over people;"
    + " difference of the means with Welch's 95 % interval and p. Rates and counts are of all periods together."

  func table(_ language: Language, categoryName: @escaping (IncidentTally.Category) -> String) -> TextTable {
    func name(_ line: Line) -> String {
      guard line.isCounted else { return line.measure }
      let base =
        line.measure == "count"
        ? language.text(sv: "Antal", en: "Count") : language.text(sv: "Per 1 000 inv", en: "Per 1,000 inh.")
      return base + (line.category.map { ", " + categoryName($0) } ?? "")
    }
    /// Three digits that say something, no more than six decimals.
    func number(_ value: Double) -> String {
      var (decimals, size) = (0, abs(value))
      while size < 100, size > 0, decimals < 6 { (decimals, size) = (decimals + 1, size * 10) }
      return language.number(value, decimals: decimals)
    }
    var table = TextTable(
      language.text(
        sv: "Enheter med områden (\(with)) mot enheter utan (\(without))",
        en: "Units with areas (\(with)) against units without (\(without))"), language, rows: lines,
      [
        .text("Mått", "Measure") { name($0) },
        .right("Medel med", "Mean with") { number($0.welch.means.first.mean) },
        .count("n") { $0.welch.means.first.count },
        .right("Medel utan", "Mean without") { number($0.welch.means.second.mean) },
        .count("n") { $0.welch.means.second.count },
        .right("Skillnad", "Difference") { number($0.welch.means.difference) },
        .right("95 %") { line in
          line.welch.interval.map { "\(number($0.low)) – \(number($0.high))" }
            ?? language.text(
              sv: line.welch.status == "too_few" ? "för få" : "ingen variation",
              en: line.welch.status == "too_few" ? "too few" : "no variation")
        },
        .right("p") { line in IncidentRun.chance(line.welch.means.p, language) },
      ])
    table.note(
      language, sv: "Medel över enheter, inte över människor; intervall och p enligt Welch.",
      en: "Means over units, not over people; interval and p after Welch.")
    return table
  }
}
