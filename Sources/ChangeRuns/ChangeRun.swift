import Areas
import Columns
import Core
import Geometry
import Grid
import Inputs
import Livsvillkor
import Outputs
import Overlay
import Parallel
import Reports

/// `rutverk change`: two vintages of the index beside each other, unit by unit and area by area.
package struct ChangeRun {
  /// The figures of an area.
  struct AreaChange {
    var area: Area
    var figures: ChangeFigures
  }

  let parameters: ChangeParameters
  let join: ChangeJoin
  let change: IndexChange
  /// All units.
  let total: ChangeFigures
  /// One entry an area; empty without areas.
  let areas: [AreaChange]
  let inputs: [InputRecord]
  /// The references' digests; nil where each vintage is its own.
  let reference: String?
  /// The units with their fields.
  package let output: LayerContents

  /// Reads, joins and compares.
  ///
  /// - Throws: ``Failure``: bad data for vintages of different references, usage where nothing tells them.
  package init(_ parameters: ChangeParameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let (old, new) = try journal.stage(words.reading) {
      (
        try ChangeLayer(parameters.old, parameters, journal: journal),
        try ChangeLayer(parameters.new, parameters, journal: journal)
      )
    }
    if !parameters.hasOwnReferences { try Self.compareReferences(old, new, parameters) }
    reference = parameters.hasOwnReferences ? nil : old.reference
    let join = try Self.join(old, new, parameters)
    self.join = join
    let change = IndexChange(old: old.vintage, new: new.vintage, pairs: join.pairs)
    self.change = change
    var total = ChangeFigures(classCount: change.classCount)
    for unit in 0..<change.count { total.add(change, unit) }
    self.total = total
    var inputs = [old.record, new.record]
    if let path = parameters.areas {
      let input = try journal.stage(words.readingAreas) {
        try AreaInput(
          path: path, options: parameters.areaInput, fields: parameters.areaFields, threads: parameters.threads,
          journal: journal)
      }
      let grounds = (
        old: try Self.ground(old, parameters.old, input, parameters, journal),
        new: try Self.ground(new, parameters.new, input, parameters, journal)
      )
      areas = try journal.stage(words.cutting) {
        try Self.areas(input.set, change, join, grounds, threads: parameters.threads)
      }
      inputs.append(input.record)
    } else {
      areas = []
    }
    self.inputs = inputs
    output = try Self.output(change, join, old, new, parameters)
    note(journal)
  }

  private static func compareReferences(_ old: ChangeLayer, _ new: ChangeLayer, _ parameters: ChangeParameters) throws
  {
    guard let first = old.reference, let second = new.reference, first != second else { return }
    throw Failure(
      .badData,
      "the two were made with different references, so that their index, percentiles and classes do not compare",
      file: parameters.new.path, field: "reference", value: second,
      expected: "\(first), as in \(parameters.old.path)",
      hint:
        "make the new one with --reference and the old one's statistics; or --own-references, and percentiles alone are compared"
    )
  }

  private static func join(_ old: ChangeLayer, _ new: ChangeLayer, _ parameters: ChangeParameters) throws
    -> ChangeJoin
  {
    switch (old.keys, new.keys) {
    case (.cells(let before), .cells(let after)): return ChangeJoin(before, after)
    case (.zones(let before), .zones(let after)):
      guard let first = old.outlines, let second = new.outlines,
        first.crs.authorityCode == second.crs.authorityCode
      else { return ChangeJoin(before, after, outlines: nil) }
      return ChangeJoin(before, after, outlines: (first.polygons, second.polygons))
    default: throw Failure(.software, "cells and zones were read for one comparison")
    }
  }

  /// A vintage's units as ground, and where each of its rows stands there.
  private struct Ground: Sendable {
    var units: GroundUnits
    /// The ground's unit of each row; nil: the same.
    var rows: [Int32]?
  }

  private static func ground(
    _ layer: ChangeLayer, _ source: ChangeParameters.Layer, _ areas: AreaInput, _ parameters: ChangeParameters,
    _ journal: Journal
  ) throws -> Ground {
    switch layer.keys {
    case .cells(let lattice): return Ground(units: .cells(lattice))
    case .zones(let keys):
      let quiet = Journal(language: journal.language)
      let input = try ZoneLayerInput(
        InputTable(path: source.path, options: source.options, threads: parameters.threads),
        key: source.options.key ?? "", requests: [], options: source.options, reach: areas.reach, journal: quiet)
      var rowOf: [String: Int32] = [:]
      for row in 0..<keys.count { rowOf[keys[row]] = Int32(row) }
      return Ground(
        units: .zones(input.zones), rows: (0..<input.keys.count).map { rowOf[input.keys[$0]] ?? -1 })
    }
  }

  private static func areas(
    _ set: AreaSet, _ change: IndexChange, _ join: ChangeJoin, _ grounds: (old: Ground, new: Ground), threads: Int
  ) throws -> [AreaChange] {
    func units(_ row: (_ old: Int?, _ new: Int?) -> Int?) -> [Int: Int] {
      var found: [Int: Int] = [:]
      for (unit, pair) in join.pairs.enumerated() { if let row = row(pair.old, pair.new) { found[row] = unit } }
      return found
    }
    let (oldUnits, newUnits) = (units { old, _ in old }, units { _, new in new })
    /// The part of each unit of the comparison that a polygon holds of one vintage's ground.
    @Sendable func parts(_ polygon: MultiPolygon, _ ground: Ground, _ units: [Int: Int]) -> [(Int, Double)] {
      let found = ground.units.fractions(in: polygon)
      return zip(found.units, found.fractions).compactMap { row, part in
        let row = ground.rows.map { Int($0[Int(row)]) } ?? Int(row)
        return units[row].map { ($0, part) }
      }
    }
    return try Parallel.map(count: set.areas.count, threads: threads) { i in
      let area = set.areas[i]
      var fractions: [Int: (old: Double, new: Double)] = [:]
      for (unit, part) in parts(area.polygon, grounds.old, oldUnits) { fractions[unit, default: (0, 0)].old = part }
      for (unit, part) in parts(area.polygon, grounds.new, newUnits) { fractions[unit, default: (0, 0)].new = part }
      var figures = ChangeFigures(classCount: change.classCount)
      for unit in fractions.keys.sorted() { figures.add(change, unit, fractions: fractions[unit] ?? (0, 0)) }
      return AreaChange(area: area, figures: figures)
    }
  }

  /// What a person should know about the result.
  private func note(_ journal: Journal) {
    let noun = if case .cells = join.units { "cells" } else { "zones" }
    func people(_ units: [Int], _ vintage: IndexChange.Vintage) -> Double {
      units.reduce(0.0) { $0 + (vintage.population[$1].isNaN ? 0 : vintage.population[$1]) }
    }
    for (file, units, vintage) in [
      (parameters.old.path, join.regrouped.old, change.old), (parameters.new.path, join.regrouped.new, change.new),
    ] where !units.isEmpty {
      journal.note(
        "\(file): \(units.count) cells with \(people(units, vintage)) people are cells of other sizes in the other vintage: they are not"
          + " joined, and stand as only_old or only_new")
    }
    let changed = join.isGroundChanged.count { $0 }
    if changed > 0 {
      journal.note(
        noun == "cells"
          ? "\(changed) coarse cells are in both vintages with other finer cells: their remainders are not the same ground (ground_changed)"
          : "\(changed) zones are in both vintages with other outlines (ground_changed)")
    }
    for (status, words) in [
      (IndexChange.Status.onlyOld, "in the old vintage alone"), (.onlyNew, "in the new vintage alone"),
    ] {
      let count = change.status.count { $0 == status }
      if count > 0 { journal.note("\(count) of \(change.count) \(noun) are \(words)") }
    }
    if !change.status.contains(.both) { journal.note("no unit has an index in both vintages") }
  }
}
