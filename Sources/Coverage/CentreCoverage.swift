import Geometry

/// The lattice squares whose centre lies inside a polygon: not exact, for comparison with tools that work so.
public enum CentreCoverage {
  /// Squares of `size` metres with their centre inside `polygon` (even-odd rule), each with fraction 1. A centre exactly
  /// on a border belongs to the side east or north of it.
  public static func runs(of polygon: MultiPolygon, size: Int) -> CoverageRuns {
    var result = CoverageRuns(size: size)
    guard size > 0, polygon.isFinite, let bounds = polygon.bounds, let window = Window(bounds: bounds, size: size)
    else { return result }
    let side = Double(size)
    var crossings = [[Double]](repeating: [], count: window.rowCount)
    var start = 0
    for end in polygon.ringEnds {
      for i in start + 1..<max(end, start + 1) {
        let (ax, ay) = (polygon.x[i - 1] - window.originX, polygon.y[i - 1] - window.originY)
        let (bx, by) = (polygon.x[i] - window.originX, polygon.y[i] - window.originY)
        let (low, high) = (min(ay, by), max(ay, by))
        // Rows whose centre line c has low ≤ c < high, so that a vertex on the line counts once.
        var row = max(0, Int((low / side - 0.5).rounded(.up)))
        while row < window.rowCount, (Double(row) + 0.5) * side < high {
          let centre = (Double(row) + 0.5) * side
          if centre >= low { crossings[row].append(ax + (centre - ay) / (by - ay) * (bx - ax)) }
          row += 1
        }
      }
      start = end
    }
    for (row, unsorted) in crossings.enumerated() {
      let xs = unsorted.sorted()
      for pair in stride(from: 0, to: xs.count - 1, by: 2) {
        let first = Int((xs[pair] / side - 0.5).rounded(.up))
        let end = Int((xs[pair + 1] / side - 0.5).rounded(.up))
        guard first < end else { continue }
        result.append(
          row: Int32(window.firstRow + row), start: Int32(window.firstColumn + first),
          end: Int32(window.firstColumn + end), fraction: 1)
      }
    }
    return result
  }
}
