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
  /// One an epoch; one in all where areas hold always.
  private let parts: [Part]
  private let threads: Int

  /// The areas of some days.
  private struct Part {
    var own: CirclePolygons
    var pieces: CirclePolygons?
    /// The area of each polygon; nil: all in order.
    var areas: [Int32]?

    init(_ set: AreaSet, _ partition: ExclusivePartition, areas: [Int]?, threads: Int) throws {
      own = try CirclePolygons(set.areas.map(\.polygon), threads: threads)
      pieces = partition.isCut.contains(true) ? try CirclePolygons(partition.pieces, threads: threads) : nil
      self.areas = areas?.map { Int32($0) }
    }
  }

  /// Prepares the areas and their partition: that of all days, or one of each epoch.
  init(_ input: AreaInput, _ partition: ExclusivePartition, epochs: StationEpochs?, threads: Int) throws {
    let areas = input.set
    self.areas = try FootprintAreas(
      ids: areas.areas.map(\.id), names: areas.areas.map(\.name), classes: areas.classes.map { $0?.code },
      classOfArea: areas.areas.indices.map { areas.rank($0) })
    self.threads = threads
    guard let epochs else {
      parts = [
        try Part(areas, partition, areas: nil, threads: threads)
      ]
      return
    }
    parts = try epochs.epochs.map { epoch in
      let set = AreaSet(epoch.areas.map { areas.areas[$0] })
      let measured = try Failure.naming([input.record.path]) {
        try MeasuredPartition(
          cutting: set, km2: epoch.areas.map { input.ellipsoidalKm2[$0] },
          squareMetres: epoch.areas.map { input.planarSquareMetres[$0] }, threads: threads)
      }
      return try Part(set, measured.partition, areas: epoch.areas, threads: threads)
    }
  }

  /// Each station's parts in the areas, and in what the exclusive partition leaves of them, for every radius; where there are
  /// epochs, those of a station's epochs are rows next to each other.
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
      func shares(_ polygons: CirclePolygons) throws -> CircleShares {
        try CircleShares(x: x, y: y, radii: circles, polygons: polygons, threads: threads)
      }
      let own = try parts.map { try shares($0.own) }
      let whole = try together(own)
      guard parts.contains(where: { $0.pieces != nil }) else {
        return try ShareTable(radiusMetres: radius, own: whole, exclusive: whole)
      }
      let left = try zip(parts, own).map { part, own in try part.pieces.map(shares) ?? own }
      return try ShareTable(radiusMetres: radius, own: whole, exclusive: try together(left))
    }
    return try FootprintPlan(areas: areas, tables: tables, period: period, countsPieces: countsPieces)
  }

  /// The parts' shares, station by station.
  private func together(_ found: [CircleShares]) throws -> Shares {
    if parts.count == 1, parts[0].areas == nil, let only = found.first {
      return try Shares(offsets: only.offsets, areas: only.polygons, shares: only.shares, areaCount: areas.count)
    }
    var (offsets, numbers, values) = ([0], [Int32](), [Double]())
    let stations = (found.first?.offsets.count ?? 1) - 1
    offsets.reserveCapacity(stations * found.count + 1)
    for station in 0..<stations {
      for (part, one) in zip(parts, found) {
        for entry in one.offsets[station]..<one.offsets[station + 1] {
          let polygon = one.polygons[entry]
          numbers.append(part.areas?[Int(polygon)] ?? polygon)
          values.append(one.shares[entry])
        }
        offsets.append(numbers.count)
      }
    }
    return try Shares(offsets: offsets, areas: numbers, shares: values, areaCount: areas.count)
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
