import Core
import Geometry
import Projections
import Reports

/// The one check of coordinates, for areas, zones, points, events and stations: moves them into the plane of the grid, says
/// which cannot be, and notes those outside Sweden with the likely cause.
///
/// Used by any number of workers. No message holds a coordinate: where a phone was, or somebody shot, stands in none.
package struct PlaceCheck: Sendable {
  /// Why coordinates are no place.
  package enum Fault: Sendable {
    case notANumber
    case missing
    /// Beyond ±180, ±90 in a system of degrees.
    case notDegrees
    /// Beyond what a map of the Earth can hold, or where the system does not reach.
    case notOnEarth
  }

  /// The input as messages name it.
  package let file: String
  /// The columns of the coordinates; nil for geometries.
  package let field: String?
  private let crs: CoordinateSystem
  /// What coordinates keep within, in their own unit, on either side of zero.
  private let limits: (x: Double, y: Double)
  private let flag: String
  private let isSilent: Bool
  /// Nil where the places are in the plane already.
  private let pool: TransformerPool?

  /// Beyond this nothing on Earth lies in the plane, metres.
  private static let farthest = 5e7
  /// Degrees that some writers put beyond the edge of the world.
  private static let slack = 1e-6

  /// A check of places in that system.
  ///
  /// - Parameters:
  ///   - flag: the flag that names the system, for messages.
  ///   - isAnywhere: whether places outside Sweden are meant, so that nothing is noted.
  package init(_ crs: CoordinateSystem, file: String, field: String?, flag: String, isAnywhere: Bool) throws {
    let plane = try CoordinateSystem.gridPlane()
    (self.crs, self.file, self.field, self.flag) = (crs, file, field, flag)
    limits = crs.isGeographic ? (180 + Self.slack, 90 + Self.slack) : (Self.farthest, Self.farthest)
    isSilent = isAnywhere
    pool = crs.isSame(as: plane) ? nil : TransformerPool(from: crs, to: plane)
  }

  /// Whether a polygon in the plane of the grid, by the box around it, keeps within what a map of the Earth can hold.
  package static func isOnEarth(_ bounds: BoundingBox?) -> Bool {
    guard let box = bounds else { return true }
    return max(-box.minX, -box.minY, box.maxX, box.maxY) < farthest
  }

  /// What is wrong with coordinates as the input has them; nil when nothing is.
  package func fault(_ x: Double, _ y: Double) -> Fault? {
    if abs(x) <= limits.x, abs(y) <= limits.y { return nil }
    if x.isNaN || y.isNaN { return .missing }
    return crs.isGeographic ? .notDegrees : .notOnEarth
  }

  private static func isUsable(_ x: Double, _ y: Double) -> Bool { abs(x) < farthest && abs(y) < farthest }

  /// Moves places into the plane, in place; those without coordinates, and those at fault, become NaN.
  ///
  /// - Parameter weights: how many stand at each place; nil for one.
  /// - Returns: rows at fault, ascending, and what was seen of the others; missing coordinates are no fault here.
  package func move(
    _ x: inout [Double], _ y: inout [Double], weights: [Int]? = nil
  ) -> (faults: [(row: Int, fault: Fault)], tally: PlaceTally) {
    var faults: [(row: Int, fault: Fault)] = []
    var tally = PlaceTally()
    for row in x.indices {
      let place = (x: x[row], y: y[row])
      switch fault(place.x, place.y) {
      case nil: if pool == nil { tally.add(given: place, moved: place, row: row, weight: weights?[row] ?? 1) }
      case .missing?: (x[row], y[row]) = (.nan, .nan)
      case let fault?:
        faults.append((row, fault))
        (x[row], y[row]) = (.nan, .nan)
      }
    }
    guard let pool else { return (faults, tally) }
    let rows = x.indices.filter { !x[$0].isNaN }
    let given = (rows.map { x[$0] }, rows.map { y[$0] })
    // Where one of them cannot be moved, each is for itself.
    let moved = try? pool.transformed(given.0, given.1)
    for (i, row) in rows.enumerated() {
      let place =
        moved.map { ($0.0[i], $0.1[i]) } ?? (try? pool.transformed([x[row]], [y[row]])).map { ($0.0[0], $0.1[0]) }
      if let (px, py) = place, Self.isUsable(px, py) {
        tally.add(given: (x[row], y[row]), moved: (px, py), row: row, weight: weights?[row] ?? 1)
        (x[row], y[row]) = (px, py)
      } else {
        faults.append((row, .notOnEarth))
        (x[row], y[row]) = (.nan, .nan)
      }
    }
    faults.sort { $0.row < $1.row }
    return (faults, tally)
  }

  /// What a person reads of a row at fault, without file and row.
  package func failure(_ fault: Fault) -> Failure {
    switch fault {
    case .notANumber: Failure(.badData, "a coordinate is no number", field: field, expected: "a number")
    case .missing: Failure(.badData, "the coordinates are missing", field: field)
    case .notDegrees:
      Failure(
        .badData, "the coordinates are no degrees", field: field, expected: crs.label,
        hint: "are they metres? say so with \(flag) EPSG:3006")
    case .notOnEarth:
      Failure(.badData, "the coordinates are not on Earth", field: field, hint: "is their system \(crs.label)?")
    }
  }

  /// Looks at all places of the input at its end: one note on those outside Sweden, with the likely cause.
  ///
  /// Throws ``Failure`` (bad data) where all of them are degrees in a system of metres: then nothing can be counted.
  package func conclude(_ tally: PlaceTally, journal: Journal) throws {
    if isSilent || tally.located == 0 { return }
    if !crs.isGeographic, tally.likeDegrees > 0, tally.likeDegrees + tally.zeros == tally.located {
      throw Failure(
        .badData, "the coordinates look like degrees, not metres", file: file, place: tally.outside.first,
        field: field, expected: crs.label, hint: "say so with \(flag) EPSG:4326")
    }
    if tally.outside.count > 0 {
      note(tally.outside, of: tally.located, "outside Sweden and the 200 km around it", cause(tally), journal)
    } else if tally.west.count == tally.located,
      let reading = PlaceReading(of: tally.west.sample, crs: crs, flag: flag)
    {
      note(tally.west, of: tally.located, "west of Sweden", reading.cause, journal)
    }
  }

  private func cause(_ tally: PlaceTally) -> String {
    if tally.zeros == tally.outside.count { return "all of them at 0, 0, as files do that have no place" }
    let zeros = tally.zeros > 0 ? " (\(tally.zeros) are at 0, 0)" : ""
    let reading = PlaceReading(of: tally.outside.sample, crs: crs, flag: flag)
    return (reading?.cause ?? "no usual mistake explains it; is their system \(crs.label)?") + zeros
  }

  private func note(
    _ group: PlaceTally.Group, of all: Int, _ whereabouts: String, _ cause: String, _ journal: Journal
  ) {
    let first = group.first.map { ", the first in \($0)" } ?? ""
    let columns = field.map { " (\(ShownHeading.of($0)))" } ?? ""
    journal.note(
      "\(file): \(group.count) of \(all) \(all == 1 ? "place lies" : "places lie") \(whereabouts)\(first)\(columns): "
        + "\(cause); --anywhere silences this")
  }

  /// Checks polygons by the boxes around them, in the input's own system; nil for none.
  ///
  /// - Parameter place: names a polygon.
  /// - Throws: ``Failure`` (bad data) for one that is not in degrees where these are said, and where all are degrees in a
  ///   system of metres.
  package func check(_ boxes: [BoundingBox?], place: (Int) -> Failure, journal: Journal) throws {
    if crs.isGeographic,
      let bad = boxes.firstIndex(where: { box in
        box.map {
          [fault($0.minX, $0.minY), fault($0.maxX, $0.maxY)].contains(.notDegrees)
            && ($0.minX + $0.minY + $0.maxX + $0.maxY).isFinite
        } ?? false
      })
    {
      var failure = failure(.notDegrees)
      (failure.file, failure.place) = (file, place(bad).place)
      throw failure
    }
    var x = boxes.map { $0.map { ($0.minX + $0.maxX) / 2 } ?? .nan }
    var y = boxes.map { $0.map { ($0.minY + $0.maxY) / 2 } ?? .nan }
    // What is not on Earth is found out vertex by vertex when the polygons are moved.
    var (_, tally) = move(&x, &y)
    tally.name { place($0).place ?? "feature \($0)" }
    try conclude(tally, journal: journal)
  }
}
