import Areas
import Core
import Foundation
import Incidents
import Inputs
import Reports

/// Partial results of `rutverk incidents`: counts of parts of the points, finished as if one run had counted all of them.
///
/// A part tells how it was made. What only figures need (areas' ground, inhabitants, units) is read by the run that finishes; the areas
/// and whatever else decides the counts must be what they were.
package struct IncidentParts: Sendable {
  /// Whether a run makes a partial result.
  package enum Making: Sendable {
    case nothing
    /// Beside its figures.
    case partial
    /// And nothing else.
    case partialOnly
  }

  /// How a part was made.
  struct Told: Codable, Sendable {
    var parameters: IncidentParameters
    let columns: IncidentPoints.Columns
    let period: PeriodLength

    /// What differs from part to part, and counts nothing, is left out.
    init(_ parameters: IncidentParameters, columns: IncidentPoints.Columns, period: PeriodLength) {
      (self.parameters, self.columns, self.period) = (parameters, columns, period)
      self.parameters.points = nil
      self.parameters.threads = 1
    }
  }

  private let parts: [IncidentPartial]
  let told: Told
  /// What the run that finishes is to do, as the parts say.
  package var parameters: IncidentParameters { told.parameters }
  let records: [InputRecord]

  /// Whether a file begins as a part of incidents. Throws ``Failure`` (no input) for one that cannot be opened.
  package static func are(_ paths: [String]) throws -> Bool {
    try paths.first.map { try IncidentPartial.format.begins($0) } ?? false
  }

  /// Opens the parts.
  ///
  /// - Parameters:
  ///   - paths: of the files, one at least.
  ///   - folder: where the files stand that the parts were made with; nil: where they stood.
  /// - Throws: ``Failure`` as ``IncidentPartial`` does, and (bad data) for parts that do not belong together or stand twice.
  package init(_ paths: [String], inputs folder: String? = nil) throws {
    parts = try paths.map { try IncidentPartial(path: $0) }
    guard let first = parts.first else { throw Failure(.usage, "no partial result is given") }
    for part in parts.dropFirst() {
      try part.header.checkFits(first.header, file: part.path, otherFile: first.path)
    }
    try IncidentPartial.checkDistinct(parts)
    guard var told = try? JSONDecoder().decode(Told.self, from: Data(first.header.options.utf8)),
      told.parameters.isSound, parts.allSatisfy({ $0.sums.count == IncidentPoints.Outcome.sums.count })
    else { throw Failure(.badData, "the partial result is damaged", file: first.path) }
    if let folder {
      for path in IncidentParameters.files {
        told.parameters[keyPath: path] = told.parameters[keyPath: path].map {
          folder + "/" + Self.lastComponent($0)
        }
      }
    }
    self.told = told
    records = paths.map { InputRecord(path: $0, features: nil) }
  }

  /// Adds the counts of all parts; `header` is that of the run that finishes.
  ///
  /// Throws ``Failure`` (bad data) where areas and the like are not those of the parts.
  func add(
    to tally: inout IncidentTally, _ series: inout SeriesTally?, _ header: IncidentPartial.Header?
  ) throws -> IncidentPoints.Outcome {
    var outcome = IncidentPoints.Outcome(columns: told.columns)
    guard var sum = series, let header else { return outcome }
    for part in parts {
      for (mine, theirs) in zip(header.parameters, part.header.parameters) where mine != theirs {
        throw Failure(
          .badData, "not what the partial result was made with: \(mine.name) differs", file: part.path,
          value: theirs.value, expected: "\"\(mine.value)\" as now",
          hint: "finish it with the files that it was made with, or make it again")
      }
      try part.add(to: &tally, &sum)
      for (path, value) in zip(IncidentPoints.Outcome.sums, part.sums) { outcome[keyPath: path] += value }
    }
    series = sum
    return outcome
  }

  /// What the parts are: the lines of a dry run.
  package var heads: [String] {
    parts.map { part in
      let given = part.header.parameters.filter {
        ["areas", "period", "from", "to"].contains($0.name) && $0.value != ""
      }
      return "\(part.path): \(part.header.areas) areas, "
        + given.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }
  }

  /// The file's name, without the folders before it: parts made in different folders may belong together.
  static func lastComponent(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// What a partial result holds.
  struct Made: Sendable {
    private let header: IncidentPartial.Header
    private let tally: IncidentTally
    private let series: SeriesTally
    private let sums: [Int]
    private let identities: [UInt64]?

    init(
      _ header: IncidentPartial.Header, _ tally: IncidentTally, _ series: SeriesTally,
      _ outcome: IncidentPoints.Outcome, _ parts: IncidentParts?
    ) {
      (self.header, self.tally, self.series) = (header, tally, series)
      sums = IncidentPoints.Outcome.sums.map { outcome[keyPath: $0] }
      identities = parts.map { $0.parts.flatMap(\.identities).sorted() }
    }

    func write(to path: String, name: String) throws {
      try IncidentPartial.write(
        to: path, header: header, tally, series, sums: sums, name: name, identities: identities)
    }
  }
}

extension IncidentRun {
  /// Writes the counts as a partial result; the run was made for it.
  ///
  /// - Parameters:
  ///   - path: where; a file there is replaced.
  ///   - name: what tells the part from others that may count the same; empty: nothing.
  package func writePartial(to path: String, name: String = "") throws {
    guard let partial else { throw Failure(.software, "the run was not made for a partial result") }
    try partial.write(to: path, name: name)
  }
}

extension IncidentPoints.Outcome {
  /// What became of the points, in the order of partial results.
  fileprivate static var sums: [WritableKeyPath<Self, Int>] {
    [\.rows, \.refused, \.withoutCoordinates, \.outsideWindow, \.linksOutOfDate, \.takenOut, \.linksTakenOut]
  }
}

extension IncidentParameters {
  fileprivate static var files: [WritableKeyPath<Self, String?>] {
    [\.areas, \.population, \.cells, \.categories, \.parents]
  }

  /// Whether numbers out of a file are such as the command line takes.
  fileprivate var isSound: Bool {
    let days = [from, to].compactMap { $0?.day }
    return days.allSatisfy { -800_000...3_000_000 ~= $0 } && days == days.sorted() && 0...100_000 ~= hotspots
      && lowCount >= 0 && countryKm2 > 0 && landKm2 > 0 && (countryPopulation ?? 1) > 0
      && (!series.hasHotspotsWithin || hotspots > 0) && hierarchy.allSatisfy { !$0.isEmpty }
  }

  /// The files that the run reads besides its points.
  package var files: [String] { Self.files.compactMap { self[keyPath: $0] } }
}

extension IncidentParts.Told {
  /// The header of a part that is made so: every option by its name, and fingerprints of what decides the counts.
  func header(
    _ areas: AreaInput, takenOut: AreaInput, parents: AreaInput?, groups: CategoryGroups?, classes: Int
  ) throws -> IncidentPartial.Header {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let options = String(decoding: try encoder.encode(self), as: UTF8.self)
    var named = self
    // A folder decides nothing.
    for path in IncidentParameters.files {
      named.parameters[keyPath: path] = named.parameters[keyPath: path].map(IncidentParts.lastComponent)
    }
    let tree = try JSONSerialization.jsonObject(with: encoder.encode(named))
    var parameters = Self.flattened(tree, "")
    func add(_ what: String, _ input: AreaInput?) {
      guard let input else { return }
      parameters.append(
        .init(what, IncidentPartial.fingerprint(of: input.set.areas, validity: input.validity)))
    }
    add("the content of the areas", areas)
    add("the content of the areas left out", takenOut)
    add("the content of the units above", parents)
    if let groups { parameters.append(.init("the content of the groups of categories", groups.fingerprint)) }
    return IncidentPartial.Header(
      parameters: parameters, options: options, areas: areas.set.areas.count, classes: classes,
      units: parents?.set.areas.count ?? 0)
  }

  /// The leaves of a tree of JSON, ascending by name, without what is null.
  private static func flattened(_ tree: Any, _ name: String) -> [IncidentPartial.Parameter] {
    if let object = tree as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { key, value in
        flattened(value, key == "parameters" ? name : name.isEmpty ? option(key) : name + "." + option(key))
      }
    }
    if let array = tree as? [Any] {
      return [.init(name, array.map { "\($0)" }.joined(separator: ", "))]
    }
    return [.init(name, "\(tree)")]
  }

  /// `lowCount` as `low_count`, as the statistics call it.
  private static func option(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}
