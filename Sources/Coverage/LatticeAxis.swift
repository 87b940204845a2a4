/// Columns, or rows, of equal width; what lies before the first or behind the last is taken for theirs.
struct LatticeAxis: Sendable {
  private var origin = 0.0
  private var perMetre = 0.0
  /// Columns, or rows.
  private(set) var count = 1

  /// One that is all.
  init() {}

  /// So many from `low` to `high`; one that is all where that is no width.
  init(from low: Double, to high: Double, count wanted: Int) {
    let perMetre = Double(wanted) / (high - low)
    if wanted > 1, perMetre.isFinite { (origin, self.perMetre, count) = (low, perMetre, wanted) }
  }

  /// The number of the column, or row, of a coordinate; it does not decrease with the coordinate.
  @inline(__always)
  func place(_ coordinate: Double) -> Int {
    let place = (coordinate - origin) * perMetre
    if !(place >= 1) { return 0 }
    return place >= Double(count) ? count - 1 : Int(place)
  }

  /// Those that an interval reaches into.
  @inline(__always)
  func places(_ low: Double, _ high: Double) -> ClosedRange<Int> { place(low)...place(high) }
}
