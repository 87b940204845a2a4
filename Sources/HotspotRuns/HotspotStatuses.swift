import Columns
import Core
import HotSpots
import Inputs

/// Why each unit was compared, or not.
struct HotspotStatuses: Sendable {
  /// The words of the codes.
  let texts: [String]
  /// A code per unit.
  private(set) var codes: [UInt16]

  private static let (ok, noGround, noExposure, noNeighbours, allNeighbours):
    (UInt16, UInt16, UInt16, UInt16, UInt16) =
      (0, 1, 2, 3, 4)

  /// Of so many units, and the columns that they are compared by.
  init(count: Int, columns: [String]) {
    texts =
      ["ok", "no_ground", "no_exposure", "no_neighbours", "all_neighbours"]
      + columns.flatMap { ["missing:\($0)", "suppressed:\($0)"] }
    codes = [UInt16](repeating: Self.ok, count: count)
  }

  /// Marks units that have nothing to be compared.
  ///
  /// - Throws: ``Failure`` (bad data) for a count or an exposure below 0.
  mutating func mark(
    _ units: HotspotUnits, _ columns: [NumberColumn], _ input: UnitInput, _ parameters: HotspotParameters
  ) throws {
    for unit in codes.indices {
      if let lacking = columns.indices.first(where: { columns[$0].values[unit].isNaN }) {
        codes[unit] = UInt16(5 + 2 * lacking + (columns[lacking].isSuppressed(unit) ? 1 : 0))
      }
      if columns.count > 1 {
        for column in columns.indices where columns[column].values[unit] < 0 {
          throw Failure(
            .badData, column == 0 ? "the count is negative" : "the exposure is negative", file: parameters.cells,
            place: input.name(unit), field: column == 0 ? parameters.field : parameters.exposure,
            value: "\(columns[column].values[unit])", expected: "a number from 0 up")
        }
        if columns[1].values[unit] == 0 { codes[unit] = Self.noExposure }
      }
      if units.isGroundless(unit) { codes[unit] = Self.noGround }
    }
  }

  /// Units that have a value.
  var valued: [Int] { codes.indices.filter(isCompared) }

  /// Whether a unit has a value, be it alone or not.
  func isCompared(_ unit: Int) -> Bool {
    codes[unit] == Self.ok || codes[unit] == Self.noNeighbours || codes[unit] == Self.allNeighbours
  }

  /// Marks those of them that cannot be tested.
  mutating func mark(_ neighbours: Neighbours, of valued: [Int]) {
    for (place, unit) in valued.enumerated() where !neighbours.isTested(place) {
      codes[unit] = neighbours.degree(place) == 0 ? Self.noNeighbours : Self.allNeighbours
    }
  }

  /// Units that were tested.
  var tested: Int { codes.count { $0 == Self.ok } }

  /// Units by status, `ok` first; the others only where there are any.
  var counts: [(status: String, units: Int)] {
    var counts = [Int](repeating: 0, count: texts.count)
    for code in codes { counts[Int(code)] += 1 }
    return zip(texts, counts).enumerated().filter { $0.offset == 0 || $0.element.1 > 0 }.map { ($1.0, $1.1) }
  }
}
