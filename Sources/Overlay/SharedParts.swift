import Areas
import Geometry

/// How areas that overlap divide units of ground whose parts in each area alone do not tell it.
///
/// What some areas share is a polygon, whose part of each unit is taken as an area's is. From the parts that all sets of areas share follow
/// those that a set holds and no other area does: inclusion and exclusion.
struct SharedParts {
  /// A part of a unit and the areas that hold it, of those that were asked for; ascending.
  typealias Part = (areas: [Int32], fraction: Double)

  /// Areas that may meet in one unit: with more of them there are too many sets.
  static let most = 8

  private let units: GroundUnits
  private let set: AreaSet
  private let intersection: (MultiPolygon, MultiPolygon) throws -> MultiPolygon
  /// What sets of areas share, and its part of the units; nil where they share nothing.
  private var known: [[Int32]: (polygon: MultiPolygon, fractions: [Int32: Double])?] = [:]

  init(
    _ units: GroundUnits, set: AreaSet,
    intersection: @escaping (MultiPolygon, MultiPolygon) throws -> MultiPolygon
  ) {
    (self.units, self.set, self.intersection) = (units, set, intersection)
  }

  /// The parts of a unit by the areas that hold them, that which none holds among them.
  ///
  /// - Parameters:
  ///   - areas: no more than ``most``, ascending, and what each has of the unit.
  ///   - overlap: whether two areas share ground anywhere.
  mutating func parts(
    of unit: Int32, _ areas: [(area: Int32, fraction: Double)], overlap: (Int32, Int32) -> Bool
  ) throws -> [Part] {
    let count = 1 << areas.count
    func members(_ mask: Int) -> [Int32] { areas.indices.filter { mask >> $0 & 1 == 1 }.map { areas[$0].area } }
    // What all areas of a set share.
    var fractions = [Double](repeating: 0, count: count)
    fractions[0] = 1
    for mask in 1..<count {
      let last = Int.bitWidth - 1 - mask.leadingZeroBitCount
      let rest = mask ^ (1 << last)
      if rest == 0 {
        fractions[mask] = areas[last].fraction
      } else if fractions[rest] > 0, members(rest).allSatisfy({ overlap($0, areas[last].area) }) {
        fractions[mask] = try shared(members(mask))?.fractions[unit] ?? 0
      }
    }
    // What they share less what others share with them, area by area.
    for bit in areas.indices {
      for mask in 0..<count where mask >> bit & 1 == 0 { fractions[mask] -= fractions[mask | 1 << bit] }
    }
    return (0..<count).map { (members($0), fractions[$0]) }
  }

  private mutating func shared(_ areas: [Int32]) throws -> (polygon: MultiPolygon, fractions: [Int32: Double])? {
    if let found = known[areas] { return found }
    let last = set.areas[Int(areas[areas.count - 1])].polygon
    let rest: MultiPolygon? =
      areas.count == 2
      ? set.areas[Int(areas[0])].polygon : try shared(Array(areas.dropLast()))?.polygon
    var made: (polygon: MultiPolygon, fractions: [Int32: Double])?
    if let rest {
      let polygon = try intersection(rest, last)
      if polygon.planarArea > 0 {
        let parts = units.fractions(in: polygon)
        made = (polygon, Dictionary(uniqueKeysWithValues: zip(parts.units, parts.fractions)))
      }
    }
    known[areas] = .some(made)
    return made
  }
}
