import Core
import Projections

/// Moves points into the plane of the grid, and notices coordinates that are not what they are called.
package struct PointPlane: Sendable {
  private let crs: CoordinateSystem
  /// Nil where the points are in the plane already.
  private let pool: TransformerPool?
  private let file: String
  private let field: String?
  private let flag: String

  /// Beyond this nothing on Earth lies in the plane, metres.
  private static let farthest = 5e7

  package init(_ crs: CoordinateSystem, file: String, field: String?, flag: String) throws {
    let plane = try CoordinateSystem.gridPlane()
    self.crs = crs
    self.file = file
    self.field = field
    self.flag = flag
    pool = crs.isSame(as: plane) ? nil : TransformerPool(from: crs, to: plane)
  }

  /// Moves all points in place; those without coordinates, and those at fault, become NaN.
  ///
  /// - Returns: points whose coordinates cannot be, without file and place.
  /// - Throws: ``Failure`` (bad data) where most points look as if their columns were swapped or their system were
  ///   another one: then no single row is to blame.
  package func move(_ x: inout [Double], _ y: inout [Double]) throws -> [(row: Int, failure: Failure)] {
    var (located, swapped, foreign) = (0, 0, 0)
    var faults: [(row: Int, failure: Failure)] = []
    for i in x.indices {
      let (px, py) = (x[i], y[i])
      if px.isNaN || py.isNaN {
        (x[i], y[i]) = (.nan, .nan)
        continue
      }
      located += 1
      if crs.isGeographic {
        if abs(px) > 180 || abs(py) > 90 {
          foreign += 1
          faults.append((i, fault("the coordinates \(px) \(py) are no degrees", hint: "are they metres?")))
          (x[i], y[i]) = (.nan, .nan)
        } else if PointColumns.looksSwapped(px, py) {
          swapped += 1
        }
      } else if pool == nil {
        if px > 5_900_000, px < 7_900_000, py > 100_000, py < 1_200_000 { swapped += 1 }
        // A place at 0 0 is how some files say that there is none.
        if abs(px) <= 180, abs(py) <= 90, px != 0 || py != 0 { foreign += 1 }
      }
    }
    if 2 * swapped > located { throw swappedFailure(swapped, of: located) }
    if 2 * foreign > located { throw foreignFailure(foreign, of: located) }
    if let pool, located > 0 { try transform(&x, &y, pool, &faults) }
    return faults
  }

  private func transform(
    _ x: inout [Double], _ y: inout [Double], _ pool: TransformerPool, _ faults: inout [(row: Int, failure: Failure)]
  ) throws {
    let rows = x.indices.filter { !x[$0].isNaN }
    func isUsable(_ x: Double, _ y: Double) -> Bool { abs(x) < Self.farthest && abs(y) < Self.farthest }
    if let (movedX, movedY) = try? pool.transformed(rows.map { x[$0] }, rows.map { y[$0] }) {
      for (place, row) in rows.enumerated() {
        if !isUsable(movedX[place], movedY[place]) { faults.append((row, beyond(x[row], y[row]))) }
        let isIn = isUsable(movedX[place], movedY[place])
        (x[row], y[row]) = isIn ? (movedX[place], movedY[place]) : (.nan, .nan)
      }
      return
    }
    // One of them cannot be moved: which?
    for row in rows {
      if let (movedX, movedY) = try? pool.transformed([x[row]], [y[row]]), isUsable(movedX[0], movedY[0]) {
        (x[row], y[row]) = (movedX[0], movedY[0])
      } else {
        faults.append((row, beyond(x[row], y[row])))
        (x[row], y[row]) = (.nan, .nan)
      }
    }
  }

  private func beyond(_ x: Double, _ y: Double) -> Failure {
    fault("the coordinates \(x) \(y) cannot be moved from \(crs.label) into SWEREF 99 TM", hint: nil)
  }

  private func fault(_ message: String, hint: String?) -> Failure {
    Failure(.badData, message, field: field, hint: hint)
  }

  private func swappedFailure(_ count: Int, of all: Int) -> Failure {
    let names = crs.isGeographic ? "longitude and latitude" : "easting and northing"
    return Failure(
      .badData,
      "\(names) look swapped: \(count) of \(all) points in one piece of the file lie in Sweden the other way round",
      file: file, field: field, hint: "exchange the two columns")
  }

  private func foreignFailure(_ count: Int, of all: Int) -> Failure {
    if crs.isGeographic {
      return Failure(
        .badData, "\(count) of \(all) points in one piece of the file are no degrees", file: file, field: field,
        expected: crs.label, hint: "are they metres? say so with \(flag) EPSG:3006")
    }
    return Failure(
      .badData, "\(count) of \(all) points in one piece of the file look like degrees, not metres", file: file,
      field: field, expected: crs.label, hint: "say so with \(flag) EPSG:4326")
  }
}
