import Geometry

/// Where one polygon's border runs on the lattice: the squares near it, by row and column, with a signature of the border in
/// each.
///
/// A signature is the sum, over the edges near a square, of a hash of the edge, added or subtracted by the side on which
/// the interior lies: those of two neighbours' shared border are opposite, whatever the rest of the two looks like.
struct BorderTrace: Sendable {
  /// Row of the first entry of `rowStarts`.
  private let firstRow: Int32
  /// Where each row begins in `columns`, and the end of the last one.
  private let rowStarts: [Int32]
  private let columns: [Int32]
  private let signatures: [UInt64]

  /// The rows that the border runs through; empty for a polygon without any.
  var rows: Range<Int32> { firstRow..<firstRow + Int32(max(0, rowStarts.count - 1)) }

  /// The columns that the border runs through; empty for a polygon without any.
  var columnReach: Range<Int32> {
    guard var first = columns.first else { return 0..<0 }
    var last = first
    for column in columns { (first, last) = (min(first, column), max(last, column)) }
    return first..<last + 1
  }

  /// Calls `body` with those of some rows that the border runs through and the number of its squares there; the row is
  /// counted from the first of the range.
  @inline(__always)
  func forEachRow(in range: Range<Int32>, _ body: (_ row: Int, _ squares: Int) -> Void) {
    let own = rows.clamped(to: range)
    for row in own {
      let place = Int(row - firstRow)
      body(Int(row - range.lowerBound), Int(rowStarts[place + 1] - rowStarts[place]))
    }
  }

  /// Calls `body` with the squares of some rows, ascending within each, and their signatures; the row is counted from the
  /// first of the range.
  @inline(__always)
  func forEachSquare(in range: Range<Int32>, _ body: (_ row: Int, _ column: Int32, _ signature: UInt64) -> Void) {
    let own = rows.clamped(to: range)
    columns.withUnsafeBufferPointer { columns in
      signatures.withUnsafeBufferPointer { signatures in
        for row in own {
          let place = Int(row - firstRow)
          for i in Int(rowStarts[place])..<Int(rowStarts[place + 1]) {
            body(Int(row - range.lowerBound), columns[i], signatures[i])
          }
        }
      }
    }
  }
}

extension BorderTrace {
  /// Squares and edges of one polygon on their way into a trace; keeps its memory from polygon to polygon.
  struct Builder {
    private struct Entry: InColumn {
      var row: Int32
      var column: Int32
      var signature: UInt64
    }

    private let side: Double
    private let inverseSide: Double
    private var entries: [Entry] = []
    private var sorted: [Entry] = []

    /// On squares of `size` metres.
    init(size: Int) { (side, inverseSide) = (Double(size), 1 / Double(size)) }

    /// The trace of a polygon whose coordinates are within 2³⁰ squares of the origin.
    ///
    /// `isLeft` says of each ring whether the interior lies to the left of its direction.
    mutating func trace(_ polygon: MultiPolygon, isLeft: [Bool]) -> BorderTrace {
      entries.removeAll(keepingCapacity: true)
      for ring in polygon.ringEnds.indices {
        enter(polygon.vertices(ofRing: ring), of: polygon, isLeft: isLeft[ring])
      }
      return sortedByPlace()
    }

    /// Enters each edge into squares that it crosses and a few around them, the same ones for both neighbours.
    private mutating func enter(_ ring: Range<Int>, of polygon: MultiPolygon, isLeft: Bool) {
      // Taken out while they grow, so that nothing is checked at each edge.
      var entries = self.entries
      self.entries = []
      defer { self.entries = entries }
      polygon.x.withUnsafeBufferPointer { x in
        polygon.y.withUnsafeBufferPointer { y in
          var a = SIMD2(x[ring.lowerBound], y[ring.lowerBound])
          var from = square(of: a)
          var hashA = EdgeHash.vertex(a)
          var current = Entry(row: from.y, column: from.x, signature: 0)
          for i in ring.dropFirst() {
            let b = SIMD2(x[i], y[i])
            if a == b { continue }
            let to = square(of: b)
            let hashB = EdgeHash.vertex(b)
            let edge = EdgeHash.edge(from: hashA, to: hashB)
            let signature = isLeft ? edge : 0 &- edge
            if from == to, from.x == current.column, from.y == current.row {
              current.signature &+= signature
            } else {
              for row in min(from.y, to.y)...max(from.y, to.y) {
                for column in columns(inRow: row, from: a, from, to: b, to) {
                  if current.row == row, current.column == column {
                    current.signature &+= signature
                  } else {
                    entries.append(current)
                    current = Entry(row: row, column: column, signature: signature)
                  }
                }
              }
            }
            (a, from, hashA) = (b, to, hashB)
          }
          entries.append(current)
        }
      }
    }

    /// The columns in which an edge is entered in a row: all of its bounding box, and for long edges, whose box would be
    /// full of squares, those within one of the edge.
    @inline(__always)
    private func columns(
      inRow row: Int32, from a: SIMD2<Double>, _ from: SIMD2<Int32>, to b: SIMD2<Double>, _ to: SIMD2<Int32>
    ) -> ClosedRange<Int32> {
      let (first, last) = (min(from.x, to.x), max(from.x, to.x))
      if last - first < 4 || from.y == to.y { return first...last }
      // From the southern end, whichever way the edge runs.
      let (low, high) = a.y < b.y ? (a, b) : (b, a)
      let slope = (high.x - low.x) / (high.y - low.y)
      let south = low.x + (max(low.y, Double(row) * side) - low.y) * slope
      let north = low.x + (min(high.y, Double(row + 1) * side) - low.y) * slope
      let (west, east) = (Double(first), Double(last))
      let start = min(max((min(south, north) / side).rounded(.down) - 1, west), east)
      let end = min(max((max(south, north) / side).rounded(.down) + 1, start), east)
      return Int32(start)...Int32(end)
    }

    @inline(__always)
    private func square(of point: SIMD2<Double>) -> SIMD2<Int32> { SIMD2(line(below: point.x), line(below: point.y)) }

    /// floor(value / side), right also where the product with the inverse rounds across a line.
    @inline(__always)
    private func line(below value: Double) -> Int32 {
      // Towards zero; what is below that is put right as well.
      var line = Int32(truncatingIfNeeded: Int(value * inverseSide))
      if Double(line) * side > value { line -= 1 } else if Double(line + 1) * side <= value { line += 1 }
      return line
    }

    /// A counting sort by row, then by column within each; entries of one square become one.
    private mutating func sortedByPlace() -> BorderTrace {
      guard var first = entries.first?.row else {
        return BorderTrace(firstRow: 0, rowStarts: [], columns: [], signatures: [])
      }
      var last = first
      for entry in entries { (first, last) = (min(first, entry.row), max(last, entry.row)) }
      let rowCount = Int(last - first) + 1
      var ends = [Int32](repeating: 0, count: rowCount + 1)
      for entry in entries { ends[Int(entry.row - first) + 1] += 1 }
      for row in 0..<rowCount { ends[row + 1] += ends[row] }
      if sorted.count < entries.count {
        sorted.append(contentsOf: entries[sorted.count...])
      }
      var next = ends
      for entry in entries {
        let row = Int(entry.row - first)
        sorted[Int(next[row])] = entry
        next[row] += 1
      }
      var starts: [Int32] = [0]
      starts.reserveCapacity(rowCount + 1)
      // Entries of one square become one, in place.
      var count = 0
      sorted.withUnsafeMutableBufferPointer { sorted in
        for row in 0..<rowCount {
          let range = Int(ends[row])..<Int(ends[row + 1])
          sorted.sortByColumn(range)
          let start = count
          for i in range {
            if count > start, sorted[count - 1].column == sorted[i].column {
              sorted[count - 1].signature &+= sorted[i].signature
            } else {
              sorted[count] = sorted[i]
              count += 1
            }
          }
          starts.append(Int32(count))
        }
      }
      let columns = sorted[..<count].map(\.column)
      let signatures = sorted[..<count].map(\.signature)
      return BorderTrace(firstRow: first, rowStarts: starts, columns: columns, signatures: signatures)
    }
  }
}
