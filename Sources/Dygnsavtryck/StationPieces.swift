/// Which disjoint pieces of ground each station's circle meets: what the exclusive partition leaves of each area, numbered like
/// the areas, and what lies outside of all, numbered last.
struct StationPieces: Sendable, Equatable {
  /// Pieces; the last one is the outside.
  let count: Int
  /// Where each station's pieces start; one more than there are stations.
  private var offsets = [0]
  /// Pieces, station by station.
  private(set) var pieces: [Int32] = []

  /// The part of a circle that may come from rounding in the geometry, as ``FixedPoint/share(_:)`` has it.
  static let rounding = FixedPoint.share(Shares.tolerance)

  /// The pieces of a table of exclusive shares.
  init(_ exclusive: Shares, areaCount: Int) {
    count = areaCount + 1
    for station in 0..<exclusive.stationCount {
      var rest = FixedPoint.wholeShare
      for i in exclusive.entries(station) {
        let share = min(rest, exclusive.values[i])
        rest -= share
        if share > Self.rounding { pieces.append(exclusive.areas[i]) }
      }
      if rest > Self.rounding { pieces.append(Int32(areaCount)) }
      offsets.append(pieces.count)
    }
  }

  /// The entries of a station.
  @inline(__always)
  func entries(_ station: Int) -> Range<Int> { offsets[station]..<offsets[station + 1] }
}
