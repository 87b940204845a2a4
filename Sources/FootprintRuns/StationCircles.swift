import Inputs
import Areas
import Coverage
import Core
import Dygnsavtryck
import Geometry
import Parallel
import Projections

/// Areas prepared for the circles of many stations: as they are, and as the exclusive partition leaves them.
struct StationCircles {
  private let areas: FootprintAreas
  private let own: CirclePolygons
  private let pieces: CirclePolygons?
  private let threads: Int

  /// Prepares the areas and their partition.
  init(_ areas: AreaSet, _ partition: ExclusivePartition, threads: Int) throws {
    self.areas = try FootprintAreas(
      ids: areas.areas.map(\.id), names: areas.areas.map(\.name), classes: areas.classes.map { $0?.code },
      classOfArea: areas.areas.indices.map { areas.rank($0) })
    own = try CirclePolygons(areas.areas.map(\.polygon), threads: threads)
    pieces = partition.isCut.contains(true) ? try CirclePolygons(partition.pieces, threads: threads) : nil
    self.threads = threads
  }

  /// Each station's parts in the areas, and in what the exclusive partition leaves of them, for every radius.
  ///
  /// - Parameters:
  ///   - x: eastings of the stations in the plane of the grid, metres.
  ///   - y: northings.
  ///   - radii: metres, in the plane or on the ground.
  ///   - areOnGround: whether the radii are lengths on the ellipsoid; they are then stretched by the projection's scale at
  ///     each station, by at most a third of a per mille within Sweden.
  ///   - period: what a series counts by.
  ///   - countsPieces: whether figures of too few phones shall be withheld.
  func plan(
    x: [Double], y: [Double], radii: [Double], areOnGround: Bool, period: FootprintPeriod?, countsPieces: Bool
  ) throws -> FootprintPlan {
    let scales = areOnGround ? try Self.scales(x, y, threads: threads) : [Double](repeating: 1, count: x.count)
    let tables = try radii.map { radius in
      let circles = scales.map { $0 * radius }
      func shares(_ polygons: CirclePolygons) throws -> Shares {
        let found = try CircleShares(x: x, y: y, radii: circles, polygons: polygons, threads: threads)
        return try Shares(
          offsets: found.offsets, areas: found.polygons, shares: found.shares, areaCount: areas.count)
      }
      let whole = try shares(own)
      return try ShareTable(
        radiusMetres: radius, own: whole, exclusive: try pieces.map { try shares($0) } ?? whole)
    }
    return try FootprintPlan(areas: areas, tables: tables, period: period, countsPieces: countsPieces)
  }

  /// Length in the plane by length on the ellipsoid at each place.
  private static func scales(_ x: [Double], _ y: [Double], threads: Int) throws -> [Double] {
    guard let geographic = CoordinateSystem.sweref99Geographic else {
      throw Failure(.software, "PROJ does not know EPSG:4619")
    }
    let plane = try CoordinateSystem.gridPlane()
    return try Parallel.blocks(of: x.count, block: 4096, threads: threads) { range in
      var (longitudes, latitudes) = (Array(x[range]), Array(y[range]))
      try Transformer(from: plane, to: geographic).transform(&longitudes, &latitudes)
      let scale = try PointScale(of: plane)
      return try longitudes.indices.map { try scale.factor(longitude: longitudes[$0], latitude: latitudes[$0]) }
    }.flatMap { $0 }
  }
}
