import Areas
import Core
import Geometry
import Grid
import Parallel

/// What a coverage table was made from, in a few digits: areas, their classes and outlines, and, for a table over a cell layer,
/// its cells.
///
/// Outlines are taken to the millimetre and edge by edge, so that another order of areas, parts, rings and vertices, or another
/// winding, as other file formats have them, gives the same. A chance match has odds of 1 in 2⁶⁴.
enum CoverageFingerprint {
  /// Sixteen hexadecimal digits.
  static func of(_ areas: AreaSet, _ lattice: CellLattice?, threads: Int) throws -> String {
    var sum = try Parallel.blocks(of: areas.areas.count, block: 64, threads: threads) { range in
      range.reduce(0 as UInt64) { $0 &+ mixed(hash(of: areas.areas[$1])) }
    }.reduce(0, &+)
    if let lattice {
      for cell in lattice.cells {
        let corner = UInt64(UInt32(bitPattern: cell.e)) << 32 | UInt64(UInt32(bitPattern: cell.n))
        sum &+= mixed(mixed(corner) ^ UInt64(UInt32(bitPattern: cell.size)))
      }
    }
    return Digest(start: mixed(sum)).digits
  }

  private static func hash(of area: Area) -> UInt64 {
    var hash = mixed(of: area.id, mixed(of: area.areaClass?.code ?? "", 1))
    let polygon = area.polygon
    for ring in polygon.ringEnds.indices {
      let vertices = polygon.vertices(ofRing: ring)
      guard var start = vertices.first.map({ point(polygon.x[$0], polygon.y[$0]) }) else { continue }
      for vertex in vertices.dropFirst() {
        let end = point(polygon.x[vertex], polygon.y[vertex])
        // Vertices that a format doubles are no edge.
        if start != end { hash &+= mixed(start &+ end) }
        start = end
      }
    }
    return hash
  }

  /// Areas to the last bit, and in their order: their identifiers and outlines.
  static func exact(_ areas: AreaSet, threads: Int) throws -> UInt64 {
    let hashes = try Parallel.blocks(of: areas.areas.count, block: 64, threads: threads) { range in
      range.map { exact(areas.areas[$0]) }
    }
    var digest = Digest()
    for hash in hashes.joined() { digest.add(hash) }
    return digest.value
  }

  private static func exact(_ area: Area) -> UInt64 {
    var digest = Digest()
    digest.add(area.id)
    let polygon = area.polygon
    for end in polygon.ringEnds { digest.add(UInt64(end)) }
    for end in polygon.partEnds { digest.add(UInt64(end)) }
    // A sum of what each vertex comes to at its place: none waits for the one before.
    var (sum, place) = (0 as UInt64, 0 as UInt64)
    for (x, y) in zip(polygon.x, polygon.y) {
      place &+= SplitMix.gamma
      sum &+= SplitMix.mix(SplitMix.mix(x.bitPattern &+ place) &+ y.bitPattern)
    }
    digest.add(sum)
    return digest.value
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
