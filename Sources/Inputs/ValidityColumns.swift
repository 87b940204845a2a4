import Areas
import Columns
import Core
import Reports

/// Which fields of an area layer say from which and until which day an area holds.
package struct ValidityColumns: Sendable, Equatable, Codable {
  /// Field of the first day; nil: every area has held always.
  package var from: String?
  /// Field of the last day; nil: every area holds until further notice.
  package var to: String?

  /// Fields by name.
  package init(from: String? = nil, to: String? = nil) { (self.from, self.to) = (from, to) }

  /// Whether any is named.
  package var isEmpty: Bool { from == nil && to == nil }

  /// The fields for the record of a run; nothing where none are named.
  package var parameters: [(String, JSONTree)] {
    if isEmpty { return [] }
    func text(_ field: String?) -> JSONTree { field.map { .string($0) } ?? .null }
    return [("valid_from_field", text(from)), ("valid_to_field", text(to))]
  }

  /// Finds the fields that were named. Throws ``Failure`` (usage) for one that is not there.
  init(_ finder: RoleFinder, names: ValidityColumns) throws {
    from = try names.from.flatMap { try finder.find(RoleCatalogue.Areas.validFrom, given: $0) }
    to = try names.to.flatMap { try finder.find(RoleCatalogue.Areas.validTo, given: $0) }
  }

  /// The fields, each once.
  var all: [String] { [from, to].compactMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  /// The days of each area.
  ///
  /// - Parameters:
  ///   - areas: the areas, for messages.
  ///   - text: what a field says of an area; the empty text is open.
  /// - Throws: ``Failure`` (bad data) for a text that is no day, and an area that ends before it begins.
  func validity(_ areas: [Area], file: String, journal: Journal, text: (_ field: String, _ area: Int) -> String)
    throws
    -> AreaValidity
  {
    func day(_ field: String?, _ area: Int, isEnd: Bool) throws -> Int32? {
      guard let field else { return nil }
      let text = text(field, area)
      if text.isEmpty { return nil }
      if let day = AreaValidity.day(text, isEnd: isEnd) { return day }
      throw Failure(
        .badData, "not a day", file: file, place: "area \"\(areas[area].title)\"", field: field, value: text,
        expected: "a date such as 2021-03-01, a year such as 2021, or nothing")
    }
    let days = try areas.indices.map { area in
      let from = try day(from, area, isEnd: false) ?? AreaValidity.earliest
      let to = try day(to, area, isEnd: true) ?? AreaValidity.latest
      guard from <= to else {
        throw Failure(
          .badData, "the area ends before it begins", file: file, place: "area \"\(areas[area].title)\"",
          field: self.to,
          value: "\(AreaValidity.text(from) ?? "…")–\(AreaValidity.text(to) ?? "…")",
          expected: "the last day not before the first")
      }
      return from...to
    }
    Self.noteDoubled(areas, days, file, journal)
    return AreaValidity(days: days)
  }

  /// Says which identifiers hold twice on one day: mostly a last day that is the first day of what comes next.
  private static func noteDoubled(
    _ areas: [Area], _ days: [ClosedRange<Int32>], _ file: String, _ journal: Journal
  ) {
    var ofID: [String: [Int]] = [:]
    for (area, one) in areas.enumerated() { ofID[one.id, default: []].append(area) }
    var doubled: [(id: String, day: Int32)] = []
    for (id, members) in ofID where members.count > 1 {
      let ordered = members.map { days[$0] }.sorted {
        ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
      }
      let next = zip(ordered, ordered.dropFirst()).first { $0.upperBound >= $1.lowerBound }
      if let next { doubled.append((id, next.1.lowerBound)) }
    }
    guard let first = doubled.min(by: { $0.id < $1.id }) else { return }
    let day = AreaValidity.text(first.day).map { " on \($0)" } ?? ""
    journal.note(
      "\(file): \(doubled.count) identifiers hold twice on the same day, such as \"\(first.id)\"\(day): the last day counts"
        + " too; is it the first day of what follows?")
  }
}
