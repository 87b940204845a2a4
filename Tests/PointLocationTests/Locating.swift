import Geometry
import PointLocation

extension PointLocator {
  /// All polygons that cover each point, ascending.
  func all(_ points: [SIMD2<Double>], threads: Int = 1) throws -> [[Int32]] {
    try locate(x: points.map(\.x), y: points.map(\.y), threads: threads).lists
  }
}

extension PointHits {
  /// One list of polygons a point.
  var lists: [[Int32]] {
    var lists = first.map { $0 < 0 ? [] : [$0] }
    for (point, polygon) in more { lists[Int(point)].append(polygon) }
    return lists
  }
}
