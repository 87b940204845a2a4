import Parallel
import TextCodec

/// The positions of all distinct corners, as text that is written once and copied wherever a square needs it.
struct CornerTexts: Sendable {
  /// The numbers of the squares' corners.
  let index: CornerIndex
  /// Output coordinates, one a corner.
  private var x: [Double] = []
  private var y: [Double] = []
  /// `[x,y]` of all corners, one after the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Corners that one worker transforms at a time.
  private static let batch = 16_384

  init(_ squares: CellSquares, _ formatter: PointFormatter, threads: Int) throws {
    // Rows with an outline of their own need no corners.
    let plain =
      squares.outlines.isEmpty
      ? Array(squares.sizes.indices) : squares.sizes.indices.filter { squares.outlines[$0] == nil }
    let corners = CornerIndex(squares, rows: plain)
    index = corners
    let parts = try Parallel.blocks(of: corners.e.count, block: CornerTexts.batch, threads: threads) { range in
      let moved = try formatter.transformed(Array(corners.e[range]), Array(corners.n[range]))
      var output = ByteBuffer(capacity: 32 * range.count)
      var ends: [Int] = []
      ends.reserveCapacity(range.count)
      for corner in moved.x.indices {
        formatter.append(moved.x[corner], moved.y[corner], to: &output)
        ends.append(output.count)
      }
      return (x: moved.x, y: moved.y, bytes: output.bytes(), ends: ends)
    }
    for part in parts {
      let before = bytes.count
      x += part.x
      y += part.y
      bytes += part.bytes
      ends += part.ends.lazy.map { $0 + before }
    }
  }

  /// Adds a square's polygon, counter-clockwise in the output's coordinates.
  func appendSquare(size: Int32, e: Int32, n: Int32, to output: inout ByteBuffer) {
    let (southWest, southEast, northEast, northWest) = index.corners(size: size, e: e, n: n)
    // The cross product of the diagonals is twice the signed area.
    let area =
      (x[northEast] - x[southWest]) * (y[northWest] - y[southEast])
      - (x[northWest] - x[southEast]) * (y[northEast] - y[southWest])
    // A transform that swaps the axes mirrors the square.
    let (second, fourth) = area < 0 ? (northWest, southEast) : (southEast, northWest)
    output.append("{\"type\":\"Polygon\",\"coordinates\":[[")
    bytes.withUnsafeBufferPointer { texts in
      append(southWest, texts, ",", to: &output)
      append(second, texts, ",", to: &output)
      append(northEast, texts, ",", to: &output)
      append(fourth, texts, ",", to: &output)
      append(southWest, texts, "]]}", to: &output)
    }
  }

  @inline(__always)
  private func append(
    _ corner: Int, _ texts: UnsafeBufferPointer<UInt8>, _ after: StaticString, to output: inout ByteBuffer
  ) {
    output.append(UnsafeBufferPointer(rebasing: texts[(corner == 0 ? 0 : ends[corner - 1])..<ends[corner]]))
    output.append(after)
  }
}
