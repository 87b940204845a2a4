import Areas
import Core
import Geometry
import Grid

/// What a coverage table was made from, in a few digits: areas, their classes and outlines, and, for a table over a cell layer,
/// its cells.
///
/// Outlines are taken to the millimetre and edge by edge, so that another order of areas, parts, rings and vertices, or another
/// winding, as other file formats have them, gives the same. A chance match has odds of 1 in 2⁶⁴.
enum CoverageFingerprint {
  /// Sixteen hexadecimal digits.
  static func of(_ areas: AreaSet, _ lattice: CellLattice?) -> String {
    var sum: UInt64 = 0
    for area in areas.areas {
      var hash = mixed(of: area.id, mixed(of: area.areaClass?.code ?? "", 1))
      let polygon = area.polygon
      for ring in polygon.ringEnds.indices {
        let vertices = polygon.vertices(ofRing: ring)
        for vertex in vertices.dropLast() {
          let start = point(polygon.x[vertex], polygon.y[vertex])
          let end = point(polygon.x[vertex + 1], polygon.y[vertex + 1])
          // Vertices that a format doubles are no edge.
          if start != end { hash &+= mixed(start &+ end) }
        }
      }
      sum &+= mixed(hash)
    }
    if let lattice {
      for cell in lattice.cells {
        let corner = UInt64(UInt32(bitPattern: cell.e)) << 32 | UInt64(UInt32(bitPattern: cell.n))
        sum &+= mixed(mixed(corner) ^ UInt64(UInt32(bitPattern: cell.size)))
      }
    }
    return Digest(start: mixed(sum)).digits
  }

  private static func point(_ x: Double, _ y: Double) -> UInt64 {
    // Finite and within the plane: outlines were checked when they were read.
    let (east, north) = ((x * 1000).rounded() + 0, (y * 1000).rounded() + 0)
    return mixed(mixed(east.bitPattern) &+ north.bitPattern)
  }

  private static func mixed(of text: String, _ start: UInt64) -> UInt64 {
    text.utf8.reduce(start) { mixed($0 ^ UInt64($1)) }
  }

  private static func mixed(_ value: UInt64) -> UInt64 { SplitMix.mix(value &+ SplitMix.gamma) }
}
