import Geometry

/// The lattice squares whose centre lies inside a polygon: not exact, for comparison with tools that work so.
public enum CentreCoverage {
  /// Squares of `size` metres with their centre inside `polygon` (even-odd rule), each with fraction 1. A centre exactly
  /// on a border belongs to the side east or north of it, so that zones which share borders share out the centres.
  public static func runs(of polygon: MultiPolygon, size: Int) -> CoverageRuns {
    var result = CoverageRuns(size: size)
    guard size > 0, polygon.isFinite, let bounds = polygon.bounds, let window = Window(bounds: bounds, size: size)
    else { return result }
    let side = Double(size)
    // For each row, the first column at or east of each border that its line of centres crosses.
    var crossings = [[Int]](repeating: [], count: window.rowCount)
    var start = 0
    for end in polygon.ringEnds {
      for i in start + 1..<max(end, start + 1) {
        // From south to north whatever the ring's direction: a border that two zones share must cross alike in both.
        let (a, b) = polygon.y[i - 1] <= polygon.y[i] ? (i - 1, i) : (i, i - 1)
        let edge = Edge(ax: polygon.x[a], ay: polygon.y[a], bx: polygon.x[b], by: polygon.y[b])
        // Rows whose centre line c has low ≤ c < high, so that a vertex on the line counts once.
        var row = max(0, Int(((edge.ay - window.originY) / side - 0.5).rounded(.up)))
        while row < window.rowCount, centre(window.firstRow + row, side) < edge.by {
          let y = centre(window.firstRow + row, side)
          if y >= edge.ay { crossings[row].append(edge.firstColumnEast(y: y, side: side)) }
          row += 1
        }
      }
      start = end
    }
    for (row, unsorted) in crossings.enumerated() {
      let columns = unsorted.sorted()
      for pair in stride(from: 0, to: columns.count - 1, by: 2) where columns[pair] < columns[pair + 1] {
        result.append(
          row: Int32(window.firstRow + row), start: Int32(columns[pair]), end: Int32(columns[pair + 1]), fraction: 1)
      }
    }
    return result
  }

  /// The middle of a row or column, metres.
  fileprivate static func centre(_ index: Int, _ side: Double) -> Double { (Double(index) + 0.5) * side }
}

/// A border piece from south to north.
private struct Edge {
  var ax, ay, bx, by: Double

  /// The first column of `side` metres whose centre at height `y` (ay ≤ y < by) lies on the edge or east of it.
  ///
  /// A rounded crossing would decide centres that lie exactly on the border by chance (the test
  /// `aCentreOnASharedBorderBelongsToOneSideOnly`), so it is only the first guess.
  func firstColumnEast(y: Double, side: Double) -> Int {
    let crossing = ax + (y - ay) / (by - ay) * (bx - ax)
    var column = Int((crossing / side - 0.5).rounded(.up))
    while isEast(CentreCoverage.centre(column - 1, side), y) { column -= 1 }
    while !isEast(CentreCoverage.centre(column, side), y) { column += 1 }
    return column
  }

  /// Whether the point is on the edge's line or east of it: the sign of a determinant, its two products taken to double
  /// length, from differences that are exact for coordinates and centres of one place.
  private func isEast(_ x: Double, _ y: Double) -> Bool {
    let (ux, uy, vx, vy) = (ax - x, ay - y, bx - x, by - y)
    let (first, second) = (ux * vy, uy * vx)
    let rest = (-first).addingProduct(ux, vy) - (-second).addingProduct(uy, vx)
    return (first - second) + rest <= 0
  }
}
