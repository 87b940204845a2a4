import Geometry
import Parallel

/// Polygons with figures (DeSO, RegSO, municipalities): which of them an area reaches into, and with which part of each.
///
/// The part is that of the zone's planar area, exact as far as coordinates go, in (0, 1]: a zone that only touches the area has
/// none, and one that lies in it has 1, as far as rounding can tell. Zones may overlap; each is cut for itself.
public struct Zones: Sendable {
  /// Two zones that share ground.
  public struct Overlap: Sendable, Equatable {
    /// The zone that comes first.
    public var first: Int
    /// The other one.
    public var second: Int
    /// What they share, square metres.
    public var squareMetres: Double
  }

  /// Planar area of each zone, square metres.
  public let squareMetres: [Double]
  let borders: [BorderBlocks]
  let index: BoxIndex

  /// Shares nearer than this to 1 are 1: what the area's own sum leaves.
  private static let resolution = 0x1p-46
  /// Side of the squares in which zones that share ground are looked for, metres.
  private static let suspectSquare = 500

  /// Lays out the zones.
  ///
  /// - Parameters:
  ///   - polygons: valid polygons in metres of one plane, any winding, holes, several parts. One without vertices has no ground.
  ///   - squareMetres: their planar areas, where they are known already; then a zone that nothing will be laid over may come
  ///     without its outline.
  ///   - threads: workers; the result does not depend on them.
  public init(_ polygons: [MultiPolygon], squareMetres known: [Double]? = nil, threads: Int) throws {
    let prepared = try Parallel.blocks(of: polygons.count, block: 64, threads: threads) { range in
      range.map { zone in
        let border = BorderBlocks(polygons[zone])
        return (border: border, area: known?[zone] ?? (border.box == nil ? 0 : polygons[zone].planarArea))
      }
    }.flatMap { $0 }
    borders = prepared.map(\.border)
    squareMetres = prepared.map(\.area)
    index = BoxIndex(borders.map(\.box))
  }

  /// Number of zones.
  public var count: Int { borders.count }

  /// The outline of a zone.
  public func polygon(_ zone: Int) -> MultiPolygon { borders[zone].polygon }

  /// The zones that a valid polygon reaches into, ascending, and the part of each that lies in it, in (0, 1].
  public func parts(in area: MultiPolygon) -> (zones: [Int32], parts: [Double]) {
    let border = BorderBlocks(area)
    var result: (zones: [Int32], parts: [Double]) = ([], [])
    guard let box = border.box else { return result }
    var kernel = SharedArea()
    for zone in index.meeting(box) {
      let part = part(of: Int(zone), in: border, &kernel)
      if part > 0 {
        result.zones.append(zone)
        result.parts.append(part)
      }
    }
    return result
  }

  private func part(of zone: Int, in border: BorderBlocks, _ kernel: inout SharedArea) -> Double {
    let whole = squareMetres[zone]
    let shared = kernel.measure(border, borders[zone], whole: whole)
    if shared.squareMetres <= shared.error || whole == 0 { return 0 }
    return whole - shared.squareMetres <= shared.error + whole * Self.resolution ? 1 : shared.squareMetres / whole
  }

  /// Those of some zones, ascending, that share more ground than `least` square metres, by (first, second).
  public func overlaps(among zones: [Int], least: Double, threads: Int) throws -> [Overlap] {
    let pairs = try suspects(among: zones, threads: threads)
    return try Parallel.blocks(of: pairs.count, block: 16, threads: threads) { range in
      var kernel = SharedArea()
      return range.compactMap { i -> Overlap? in
        let (a, b) = pairs[i]
        let shared = kernel.measure(borders[a], borders[b], whole: squareMetres[b])
        guard shared.squareMetres - shared.error > least else { return nil }
        return Overlap(first: a, second: b, squareMetres: shared.squareMetres)
      }
    }.flatMap { $0 }
  }

  /// Pairs of some zones, ascending, among which are all that share ground: those whose boxes meet where they are few, which are
  /// measured sooner than the border of each zone is looked at; else those that ``SharedGround`` leaves.
  private func suspects(among zones: [Int], threads: Int) throws -> [(Int, Int)] {
    var isAmong = [Bool](repeating: false, count: count)
    for zone in zones { isAmong[zone] = true }
    var near: [(Int, Int)] = []
    for zone in zones where near.count <= Self.fewPairs * zones.count {
      guard let box = borders[zone].box else { continue }
      for other in index.meeting(box) where other > zone && isAmong[Int(other)] { near.append((zone, Int(other))) }
    }
    if near.count <= Self.fewPairs * zones.count { return near }
    return try SharedGround.suspects(
      among: zones.map { borders[$0].polygon }, size: Self.suspectSquare, threads: threads
    )
    .map { (zones[$0.0], zones[$0.1]) }
  }

  /// Pairs a zone up to which all are measured: a third of `overlay` of 6,000 zones by 200 areas, which reach into 354 of them.
  private static let fewPairs = 2
}
