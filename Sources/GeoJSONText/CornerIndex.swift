import Core

/// The distinct corners of many squares, numbered from south to north and in a row from west to east.
///
/// On a lattice they are bits of a map, and a corner's number is the count of bits before it: neither sorting nor
/// hashing, 2 MB for all of Sweden at 250 m. Squares that lie on no common lattice, or far apart, are sorted instead.
struct CornerIndex: Sendable {
  /// Easting of each corner, metres.
  private(set) var e: [Double] = []
  /// Northing of each corner, metres.
  private(set) var n: [Double] = []
  private var form: Form

  private enum Form: Sendable {
    case lattice(Lattice)
    /// Ascending keys, see ``key(_:_:)``.
    case sorted([UInt64])
  }

  private struct Lattice: Sendable {
    var originE = 0
    var originN = 0
    /// Greatest common divisor of all sides and distances, metres.
    var step = 1
    /// Corners a row of the map.
    var width = 0
    var words: [UInt64] = []
    /// Bits set before each word.
    var before: [UInt32] = []

    func bit(_ e: Int, _ n: Int) -> Int { (n - originN) / step * width + (e - originE) / step }

    mutating func set(_ bit: Int) { words[bit >> 6] |= 1 << UInt64(bit & 63) }

    func number(_ bit: Int) -> Int {
      let below = words[bit >> 6] & (1 << UInt64(bit & 63) &- 1)
      return Int(before[bit >> 6]) + below.nonzeroBitCount
    }
  }

  /// The corners of the squares of these rows.
  init(_ squares: CellSquares, rows: [Int]) {
    form = .sorted([])
    if let lattice = CornerIndex.lattice(squares, rows) { mark(lattice, squares, rows) } else { sort(squares, rows) }
  }

  /// The numbers of a square's corners: south-west, south-east, north-east, north-west.
  func corners(size: Int32, e: Int32, n: Int32) -> (Int, Int, Int, Int) {
    let (side, west, south) = (Int(size), Int(e), Int(n))
    switch form {
    case .lattice(let lattice):
      let (low, high, across) = (lattice.bit(west, south), lattice.bit(west, south + side), side / lattice.step)
      return (
        lattice.number(low), lattice.number(low + across), lattice.number(high + across), lattice.number(high)
      )
    case .sorted(let keys):
      return (
        CornerIndex.find(west, south, keys), CornerIndex.find(west + side, south, keys),
        CornerIndex.find(west + side, south + side, keys), CornerIndex.find(west, south + side, keys)
      )
    }
  }

  /// The common lattice of the squares; nil when its map would be large beside the squares themselves.
  private static func lattice(_ squares: CellSquares, _ rows: [Int]) -> Lattice? {
    guard let first = rows.first else { return nil }
    var lattice = Lattice()
    let (anchorE, anchorN) = (Int(squares.e[first]), Int(squares.n[first]))
    var (minE, maxE, minN, maxN) = (anchorE, anchorE, anchorN, anchorN)
    var step = Int(squares.sizes[first])
    for row in rows {
      let (side, e, n) = (Int(squares.sizes[row]), Int(squares.e[row]), Int(squares.n[row]))
      (minE, maxE, minN, maxN) = (min(minE, e), max(maxE, e + side), min(minN, n), max(maxN, n + side))
      step = commonStep(commonStep(commonStep(step, side), abs(e - anchorE)), abs(n - anchorN))
    }
    (lattice.originE, lattice.originN, lattice.step) = (minE, minN, step)
    lattice.width = (maxE - minE) / step + 1
    let (bits, overflow) = lattice.width.multipliedReportingOverflow(by: (maxN - minN) / step + 1)
    guard !overflow, bits <= max(1 << 26, 256 * rows.count) else { return nil }
    lattice.words = Array(repeating: 0, count: bits / 64 + 1)
    return lattice
  }

  private mutating func mark(_ empty: Lattice, _ squares: CellSquares, _ rows: [Int]) {
    var lattice = empty
    for row in rows {
      let (side, e, n) = (Int(squares.sizes[row]), Int(squares.e[row]), Int(squares.n[row]))
      let (low, high, across) = (lattice.bit(e, n), lattice.bit(e, n + side), side / lattice.step)
      lattice.set(low)
      lattice.set(low + across)
      lattice.set(high)
      lattice.set(high + across)
    }
    lattice.before.reserveCapacity(lattice.words.count)
    var count = 0
    for (index, word) in lattice.words.enumerated() {
      lattice.before.append(UInt32(truncatingIfNeeded: count))
      count += word.nonzeroBitCount
      var rest = word
      while rest != 0 {
        let bit = index << 6 + rest.trailingZeroBitCount
        e.append(Double(lattice.originE + bit % lattice.width * lattice.step))
        n.append(Double(lattice.originN + bit / lattice.width * lattice.step))
        rest &= rest - 1
      }
    }
    form = .lattice(lattice)
  }

  private mutating func sort(_ squares: CellSquares, _ rows: [Int]) {
    var keys: [UInt64] = []
    keys.reserveCapacity(4 * rows.count)
    for row in rows {
      let (side, e, n) = (Int(squares.sizes[row]), Int(squares.e[row]), Int(squares.n[row]))
      for north in [n, n + side] { for east in [e, e + side] { keys.append(CornerIndex.key(east, north)) } }
    }
    keys.sort()
    var distinct: [UInt64] = []
    for key in keys where key != distinct.last {
      distinct.append(key)
      e.append(Double(Int(key & 0xFFFF_FFFF) - CornerIndex.bias))
      n.append(Double(Int(key >> 32) - CornerIndex.bias))
    }
    form = .sorted(distinct)
  }

  /// Makes 33-bit signed sums of two `Int32` fit: corners beyond ±2^31 are folded, and no such place exists.
  private static let bias = 1 << 31

  private static func key(_ e: Int, _ n: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: n + bias) << 32 | UInt64(truncatingIfNeeded: (e + bias) & 0xFFFF_FFFF)
  }

  private static func find(_ e: Int, _ n: Int, _ keys: [UInt64]) -> Int {
    let wanted = key(e, n)
    return keys.indices.partitionPoint { keys[$0] >= wanted }
  }

  /// The greatest common divisor; `step` itself for nearly every distance.
  private static func commonStep(_ step: Int, _ distance: Int) -> Int {
    var (a, b) = (step, distance % step)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
