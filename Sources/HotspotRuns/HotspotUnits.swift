import Coverage
import Grid
import HotSpots
import Inputs

/// The ground of the units that are compared: who touches whom, and how far they are apart.
struct HotspotUnits {
  private enum Ground {
    case cells(CellLattice)
    case zones(Zones)
  }

  private let ground: Ground

  init(_ input: UnitInput) {
    ground =
      switch input.read {
      case .cells(let cells): .cells(cells.lattice)
      case .zones(let zones): .zones(zones.zones)
      }
  }

  var hasZones: Bool { if case .zones = ground { true } else { false } }

  var count: Int {
    switch ground {
    case .cells(let lattice): lattice.cells.count
    case .zones(let zones): zones.count
    }
  }

  /// Whether a unit is nowhere: a coarse cell that finer ones cover, a zone without area.
  func isGroundless(_ unit: Int) -> Bool {
    switch ground {
    case .cells(let lattice): lattice.ownedUnits[unit] == 0
    case .zones(let zones): !(zones.squareMetres[unit] > 0)
    }
  }

  /// Neighbours among some units, ascending, which have ground: by their places among these.
  func neighbours(
    of units: [Int], _ contiguity: HotspotParameters.Contiguity, threads: Int
  ) throws -> Neighbours {
    if case .within(let metres) = contiguity {
      let centres = units.map(centre)
      return try Neighbours(x: centres.map(\.e), y: centres.map(\.n), within: metres, threads: threads)
    }
    let corners = contiguity == .queen
    let pairs =
      switch ground {
      case .cells(let lattice): try lattice.contacts(corners: corners, threads: threads)
      case .zones(let zones): try zones.contacts(corners: corners, threads: threads)
      }
    if units.count == count { return Neighbours(count: count, pairs: pairs) }
    var places = [Int](repeating: -1, count: count)
    for (place, unit) in units.enumerated() { places[unit] = place }
    return Neighbours(
      count: units.count,
      pairs: pairs.compactMap { pair in
        let (a, b) = (places[Int(pair >> 32)], places[Int(pair & 0xFFFF_FFFF)])
        return a < 0 || b < 0 ? nil : UInt64(a) << 32 | UInt64(b)
      })
  }

  private func centre(_ unit: Int) -> (e: Double, n: Double) {
    switch ground {
    case .cells(let lattice): lattice.centre(unit)
    // Zones with ground have vertices.
    case .zones(let zones): zones.centre(unit) ?? (0, 0)
    }
  }
}
