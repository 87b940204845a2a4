/// Which pieces of the exclusive partition each area is made of, as far as the stations at which there were phones can tell.
///
/// An area's own figure is the sum of its pieces' figures when at each such station the part of the circle in the area is the
/// sum of the parts in the pieces. An area that holds others whole has theirs too; one that others cut has no such pieces.
struct AreaPieces {
  /// The pieces of each area, ascending, of those with phones; nil where no pieces make it up.
  private(set) var ofArea: [[Int]?]

  /// Compares the shares at the stations whose weight is above 0.
  init(_ table: ShareTable, weights: [UInt128], areaCount: Int) {
    let (own, exclusive) = (table.own, table.exclusive)
    let active = weights.indices.filter { weights[$0] > 0 }
    let rounding = StationPieces.rounding
    ofArea = []
    // Stations at which a piece has a part, and at how many of these an area has as much beside its own piece.
    var stations = [Int](repeating: 0, count: areaCount)
    var fits = [Pair: Int]()
    // Those that no other piece at some station could be taken for: parts of a circle may be equal by chance.
    var isProven = Set<Pair>()
    for station in active {
      let parts = exclusive.entries(station).filter { exclusive.values[$0] > rounding }
      for i in parts { stations[Int(exclusive.areas[i])] += 1 }
      for entry in own.entries(station) {
        let rest = Self.rest(entry, own, exclusive, station)
        if rest <= rounding { continue }
        let others = parts.filter { exclusive.areas[$0] != own.areas[entry] }
        for i in others where exclusive.values[i] <= rest &+ rounding {
          let pair = Pair(area: own.areas[entry], piece: exclusive.areas[i])
          fits[pair, default: 0] += 1
          if others.count == 1 { isProven.insert(pair) }
        }
      }
    }
    var pieces = (0..<areaCount).map { Set(stations[$0] > 0 ? [$0] : []) }
    for (pair, count) in fits where count == stations[Int(pair.piece)] && isProven.contains(pair) {
      pieces[Int(pair.area)].insert(Int(pair.piece))
    }
    var isSum = [Bool](repeating: true, count: areaCount)
    for station in active {
      for entry in own.entries(station) {
        let area = Int(own.areas[entry])
        let sum = exclusive.entries(station).reduce(UInt64(0)) {
          pieces[area].contains(Int(exclusive.areas[$1])) ? $0 &+ exclusive.values[$1] : $0
        }
        let value = own.values[entry]
        if max(sum, value) - min(sum, value) > 2 * rounding { isSum[area] = false }
      }
    }
    ofArea = (0..<areaCount).map { isSum[$0] ? pieces[$0].sorted() : nil }
  }

  private struct Pair: Hashable {
    var area: Int32
    var piece: Int32
  }

  /// What an area has of a circle beside its own piece.
  private static func rest(_ entry: Int, _ own: Shares, _ exclusive: Shares, _ station: Int) -> UInt64 {
    let mine = exclusive.entries(station).first { exclusive.areas[$0] == own.areas[entry] }
    let piece = mine.map { exclusive.values[$0] } ?? 0
    return own.values[entry] > piece ? own.values[entry] - piece : 0
  }
}
