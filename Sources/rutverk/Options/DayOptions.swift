import ArgumentParser
import IncidentRuns
import Incidents
import LocalTime

extension CivilDate {
  /// The day that a flag gives, if it does. Throws `ValidationError` for what is no day.
  init?(_ text: String?, flag: String) throws {
    guard let text else { return nil }
    guard let day = CivilDate(text: text) else { throw ValidationError("\(flag) takes YYYY-MM-DD, not \(text).") }
    self = day
  }
}

/// The days that count.
struct DayOptions: ParsableArguments {
  @Option(help: "First day that counts, YYYY-MM-DD.")
  var from: String?

  @Option(help: "Last day that counts, YYYY-MM-DD.")
  var to: String?

  /// The first and the last day, where they are given.
  func range() throws -> (first: CivilDate?, last: CivilDate?) {
    let (first, last) = (try CivilDate(from, flag: "--from"), try CivilDate(to, flag: "--to"))
    if let first, let last, last < first {
      throw ValidationError("The period starts after it ends: --from \(first) comes after --to \(last).")
    }
    return (first, last)
  }

  func validate() throws { _ = try range() }
}

/// Which of the two windows of a comparison.
protocol WindowWord { static var word: String { get } }

enum Before: WindowWord { static let word = "before" }
enum After: WindowWord { static let word = "after" }

/// One window of a comparison.
struct WindowOptions<Side: WindowWord>: ParsableArguments {
  @Option(
    name: .customLong(Side.word), help: "The window \(Side.word): FROM..TO, such as 2018-01-01..2018-12-31.")
  var window: String?

  @Option(
    name: .customLong("\(Side.word)-from"), help: "First day of the window \(Side.word), in place of --\(Side.word).")
  var from: String?

  @Option(name: .customLong("\(Side.word)-to"), help: "Last day of the window \(Side.word).")
  var to: String?

  func validate() throws {
    for (flag, text) in [("from", from), ("to", to)] { _ = try CivilDate(text, flag: "--\(Side.word)-\(flag)") }
    if window != nil, from != nil || to != nil {
      throw ValidationError("Give a window as FROM..TO or by its two days, not both.")
    }
    if (from == nil) != (to == nil) { throw ValidationError("A window needs its first and its last day.") }
  }

  /// The window, if it is given.
  func days() throws -> DateWindow? {
    let flag = "--\(Side.word)"
    if let window { return try DateWindow(window, flag: flag) }
    guard let first = try CivilDate(from, flag: flag), let last = try CivilDate(to, flag: flag) else { return nil }
    return try DateWindow(first, last, flag: flag)
  }
}
