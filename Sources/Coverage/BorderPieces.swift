import Geometry

/// What a polygon's border leaves in a box: pieces of edges, clipped to it, and its west side where the polygon reaches over
/// that.
///
/// A point of the box is in the polygon when the weights of the pieces to the west of it, in its row, sum to 1. So border to the
/// east of the box, to the north or to the south says nothing, and border to the west no more than at which heights it passes:
/// there it is taken to run along the west side, where what goes back and forth cancels exactly.
struct BorderPieces {
  /// Part of an edge, y0 < y1, in metres from the box's south-west corner.
  struct Piece {
    var (x0, y0, y1): (Double, Double, Double)
    /// Metres east a metre north.
    var slope: Double
    /// What the number of times that a point is inside gains from west to east across it.
    var weight: Int64
    /// Rows of the search that it is in; see ``sort(rows:height:)``.
    var (firstRow, lastRow): (Int32, Int32)
  }

  private(set) var pieces: [Piece] = []
  /// Where the list of each row's pieces ends.
  private(set) var rowEnds: [Int32] = []
  /// Pieces row by row.
  private(set) var members: [Int32] = []
  /// Sum of the pieces' heights, metres.
  private(set) var climb = 0.0
  /// Heights at which the weight of the west side changes.
  private var turns: [(y: Double, change: Int64)] = []
  private var width = 0.0
  private var height = 0.0

  /// Whether the box is wholly inside.
  var fillsBox: Bool {
    pieces.count == 1 && pieces[0].weight == 1 && pieces[0].x0 == 0 && pieces[0].slope == 0 && pieces[0].y0 == 0
      && pieces[0].y1 == height
  }

  /// Takes a polygon's border in place of the last one's.
  mutating func collect(_ border: BorderBlocks, in box: BoundingBox) {
    pieces.removeAll(keepingCapacity: true)
    turns.removeAll(keepingCapacity: true)
    climb = 0
    (width, height) = (box.maxX - box.minX, box.maxY - box.minY)
    border.polygon.x.withUnsafeBufferPointer { x in
      border.polygon.y.withUnsafeBufferPointer { y in
        for block in border.blocks {
          if block.minX >= box.maxX || block.minY >= box.maxY || block.maxY <= box.minY { continue }
          if block.maxX <= box.minX {
            passWest(from: y[block.first] - box.minY, to: y[block.last] - box.minY, block.side)
            continue
          }
          for i in block.first..<block.last {
            let (ax, ay) = (x[i] - box.minX, y[i] - box.minY)
            let (bx, by) = (x[i + 1] - box.minX, y[i + 1] - box.minY)
            // From south to north whatever the ring's direction, so that an edge and its reverse give the same piece.
            if ay < by {
              clip(ax, ay, bx, by, block.side)
            } else if by < ay {
              clip(bx, by, ax, ay, -block.side)
            }
          }
        }
      }
    }
    addWestSide()
  }

  private mutating func passWest(from: Double, to: Double, _ weight: Int64) {
    let (low, high) = (min(max(from, 0), height), min(max(to, 0), height))
    if low == high { return }
    turns.append((low, weight))
    turns.append((high, -weight))
  }

  private mutating func clip(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ weight: Int64) {
    if ay >= height || by <= 0 || (ax >= width && bx >= width) { return }
    if ax <= 0, bx <= 0 {
      passWest(from: ay, to: by, weight)
      return
    }
    let slope = (bx - ax) / (by - ay)
    var (x0, y0, x1, y1) = (ax, ay, bx, by)
    if y0 < 0 { (x0, y0) = (ax - slope * ay, 0) }
    if y1 > height { (x1, y1) = (ax + slope * (height - ay), height) }
    if x0 < 0 || x1 < 0 {
      if x0 <= 0, x1 <= 0 {
        passWest(from: y0, to: y1, weight)
        return
      }
      let crossing = min(max(y0 - x0 / (x1 - x0) * (y1 - y0), y0), y1)
      if x0 < 0 {
        passWest(from: y0, to: crossing, weight)
        (x0, y0) = (0, crossing)
      } else {
        passWest(from: crossing, to: y1, weight)
        (x1, y1) = (0, crossing)
      }
    }
    if x0 > width || x1 > width {
      if x0 >= width, x1 >= width { return }
      let crossing = min(max(y0 + (width - x0) / (x1 - x0) * (y1 - y0), y0), y1)
      if x0 > width { (x0, y0) = (width, crossing) } else { (x1, y1) = (width, crossing) }
    }
    add(x0, y0, y1, slope, weight)
  }

  private mutating func add(_ x0: Double, _ y0: Double, _ y1: Double, _ slope: Double, _ weight: Int64) {
    guard y0 < y1 else { return }
    climb += y1 - y0
    pieces.append(Piece(x0: x0, y0: y0, y1: y1, slope: slope, weight: weight, firstRow: 0, lastRow: 0))
  }

  private mutating func addWestSide() {
    turns.sort { $0.y < $1.y }
    var weight: Int64 = 0
    var start = 0.0
    var next = 0
    while next < turns.count {
      let y = turns[next].y
      var change: Int64 = 0
      while next < turns.count, turns[next].y == y {
        change += turns[next].change
        next += 1
      }
      if change == 0 { continue }
      if weight != 0 { add(0, start, y, 0, weight) }
      weight += change
      start = y
    }
  }

  /// Lists the pieces by so many rows of equal height.
  mutating func sort(rows: Int, height: Double) {
    let perMetre = Double(rows) / height
    rowEnds.removeAll(keepingCapacity: true)
    rowEnds.append(contentsOf: repeatElement(0, count: rows + 1))
    func row(_ y: Double) -> Int32 { Int32(min(Double(rows - 1), y * perMetre)) }
    for i in pieces.indices {
      let (first, last) = (row(pieces[i].y0), row(pieces[i].y1))
      (pieces[i].firstRow, pieces[i].lastRow) = (first, last)
      for one in first...last { rowEnds[Int(one) + 1] += 1 }
    }
    for one in 0..<rows { rowEnds[one + 1] += rowEnds[one] }
    let count = Int(rowEnds[rows])
    if members.count < count { members.append(contentsOf: repeatElement(0, count: count - members.count)) }
    // Each row's start moves on to its end.
    for (i, piece) in pieces.enumerated() {
      for one in piece.firstRow...piece.lastRow {
        members[Int(rowEnds[Int(one)])] = Int32(truncatingIfNeeded: i)
        rowEnds[Int(one)] += 1
      }
    }
    rowEnds.removeLast()
  }
}
