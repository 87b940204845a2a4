import Geometry

/// Which of many rectangles meet.
public enum CandidatePairs {
  /// All pairs (i < j) of rectangles that share a point, in ascending order; touching counts.
  ///
  /// A sweep from west to east: O(n log n + n·k) for k rectangles above each other in a north–south strip, which
  /// for thousands of areas beats building a tree.
  public static func among(_ boxes: [BoundingBox]) -> [(Int, Int)] {
    let order = boxes.indices.sorted { (boxes[$0].minX, $0) < (boxes[$1].minX, $1) }
    var active: [Int] = []
    var pairs: [(Int, Int)] = []
    for next in order {
      let west = boxes[next].minX
      active.removeAll { boxes[$0].maxX < west }
      for other in active where boxes[next].meets(boxes[other]) {
        pairs.append((min(next, other), max(next, other)))
      }
      active.append(next)
    }
    return pairs.sorted { $0 < $1 }
  }
}
