import Core

/// What part of each station's circle lies in which areas: for station s the entries `offsets[s] ..< offsets[s + 1]`.
public struct Shares: Sendable, Equatable {
  /// Where each station's entries start; one more than there are stations.
  let offsets: [Int]
  /// Areas.
  let areas: [Int32]
  /// Parts of the circle as multiples of 2⁻⁶³ (``FixedPoint/share(_:)``), never zero.
  let values: [UInt64]

  /// How much a part, or a sum of parts, may exceed 1 by rounding in the geometry; it is cut to 1.
  static let tolerance = 1e-9

  /// Takes compressed sparse rows.
  ///
  /// Entries of 0 are dropped: a circle that only touches an area is not in it. Throws ``Failure`` (software) when the
  /// arrays do not fit together, an area does not exist, or a part is not in 0 … 1.
  public init(offsets: [Int], areas: [Int32], shares: [Double], areaCount: Int) throws {
    guard let last = offsets.last, offsets.first == 0, last == areas.count, areas.count == shares.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw Failure(.software, "shares of stations in areas do not fit together") }
    var kept = [0]
    var keptAreas = [Int32]()
    var values = [UInt64]()
    kept.reserveCapacity(offsets.count)
    for station in 0..<offsets.count - 1 {
      for i in offsets[station]..<offsets[station + 1] {
        guard 0..<areaCount ~= Int(areas[i]), shares[i] >= 0, shares[i] <= 1 + Self.tolerance else {
          throw Failure(
            .software, "a station's share in an area is not a share", place: "station \(station), area \(areas[i])",
            value: "\(shares[i])", expected: "0 to 1")
        }
        let value = FixedPoint.share(min(1, shares[i]))
        if value == 0 { continue }
        keptAreas.append(areas[i])
        values.append(value)
      }
      kept.append(values.count)
    }
    self.init(kept: kept, areas: keptAreas, values: values)
  }

  /// Takes checked parts.
  init(kept offsets: [Int], areas: [Int32], values: [UInt64]) {
    (self.offsets, self.areas, self.values) = (offsets, areas, values)
  }

  /// Stations.
  public var stationCount: Int { offsets.count - 1 }

  /// The entries of a station.
  @inline(__always)
  func entries(_ station: Int) -> Range<Int> { offsets[station]..<offsets[station + 1] }
}

/// The shares of all stations for one radius.
public struct ShareTable: Sendable, Equatable {
  /// The circles' radius in metres.
  public let radiusMetres: Double
  /// Each area by itself, whatever others cover the same ground.
  public let own: Shares
  /// The exclusive partition: ground that several areas cover counts for the most severe one only.
  public let exclusive: Shares

  /// The shares for a radius. Throws ``Failure`` (software) when the two tables have different stations, or a station's
  /// exclusive shares sum to more than 1.
  public init(radiusMetres: Double, own: Shares, exclusive: Shares) throws {
    guard own.stationCount == exclusive.stationCount else {
      throw Failure(.software, "the exclusive partition has other stations than the areas")
    }
    let limit = UInt128(FixedPoint.wholeShare) + UInt128(FixedPoint.share(Shares.tolerance))
    for station in 0..<exclusive.stationCount {
      let sum = exclusive.entries(station).reduce(UInt128(0)) { $0 + UInt128(exclusive.values[$1]) }
      if sum > limit {
        throw Failure(
          .software, "a station's shares in the exclusive partition sum to more than 1", place: "station \(station)",
          value: "\(Double(sum) * 0x1p-63)")
      }
    }
    self.init(checked: radiusMetres, own: own, exclusive: exclusive)
  }

  /// Takes checked shares.
  init(checked radiusMetres: Double, own: Shares, exclusive: Shares) {
    (self.radiusMetres, self.own, self.exclusive) = (radiusMetres, own, exclusive)
  }
}
