import Core

/// Rows along a Hilbert curve, so that neighbours on the ground are neighbours in the order.
enum HilbertOrder {
  /// A row, sorted by its place on the curve.
  private struct Row: RadixKeyed {
    var place: UInt32
    var row: UInt32
    var key: UInt64 { UInt64(place) }
  }

  /// The rows that have a box, by the place of the box's centre on the curve, equal places by ascending row.
  static func rows(_ boxes: [RTreeBox]) -> [UInt32] {
    var all: RTreeBox?
    for box in boxes where box.exists { all = all.map { $0.union(box) } ?? box }
    guard let all else { return [] }
    // 2^16 steps on either side; an extent of a single point gives all rows the same place.
    let (scaleX, scaleY) = (scale(all.minX, all.maxX), scale(all.minY, all.maxY))
    var rows: [Row] = []
    rows.reserveCapacity(boxes.count)
    for (row, box) in boxes.enumerated() where box.exists {
      let x = (Double(box.minX) + Double(box.maxX)) / 2 - Double(all.minX)
      let y = (Double(box.minY) + Double(box.maxY)) / 2 - Double(all.minY)
      let place = place(x: UInt32(min(x * scaleX, 65_535)), y: UInt32(min(y * scaleY, 65_535)))
      rows.append(Row(place: place, row: UInt32(truncatingIfNeeded: row)))
    }
    var spare: [Row] = []
    radixSort(&rows, spare: &spare)
    return rows.map(\.row)
  }

  private static func scale(_ low: Float, _ high: Float) -> Double {
    let width = Double(high) - Double(low)
    return width > 0 ? 65_535 / width : 0
  }

  /// The place of a square of the 2^16 × 2^16 grid on the curve, which begins at (0, 0) and ends at (65535, 0).
  ///
  /// From the largest quarter to the smallest: each digit is the quarter's number along the curve, and turns the quarters
  /// within (D. Hilbert, Math. Ann. 38 (1891), 459–460; the loop as in H. S. Warren, Hacker's Delight, ch. 16).
  static func place(x: UInt32, y: UInt32) -> UInt32 {
    var (x, y) = (x, y)
    var place: UInt32 = 0
    var side: UInt32 = 1 << 15
    while side > 0 {
      let right: UInt32 = x & side > 0 ? 1 : 0
      let upper: UInt32 = y & side > 0 ? 1 : 0
      place = place << 2 | (3 * right) ^ upper
      if upper == 0 {
        if right == 1 { (x, y) = (~x, ~y) }
        (x, y) = (y, x)
      }
      side >>= 1
    }
    return place
  }
}
