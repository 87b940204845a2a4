/// A window cut into rectangles of about equal population.
///
/// Coordinates are whole steps of ``step`` metres. Every cut is a line of its own; a rectangle knows the four lines it
/// ends at, so that neighbours find their common border without any search by coordinate.
struct ZoneSplit: Sendable {
  /// The lattice that cuts lie on, metres.
  static let step = 10
  /// A cut leaves at least this share of the side to either part, so that no rectangle is much longer than wide: at
  /// most 1/0.3 times.
  static let leastShare = 0.3

  /// A rectangle: its borders in steps, its lines, and the people in it.
  struct Leaf: Sendable {
    var west: Int
    var south: Int
    var east: Int
    var north: Int
    /// Indices into ``lines``: west, south, east, north.
    var lines: (west: Int, south: Int, east: Int, north: Int)
    var people: Int
  }

  /// A cut or a side of the window.
  struct Line: Sendable {
    /// Whether it runs from south to north.
    var isVertical: Bool
    /// Its easting (vertical) or northing, in steps.
    var position: Int
  }

  private(set) var leaves: [Leaf] = []
  private(set) var lines: [Line] = []
  private var points: [(x: Int32, y: Int32, people: Int32)]

  /// Cuts the window with those borders (steps) into `count` rectangles; nil when they would be smaller than the
  /// lattice allows.
  init?(layout: GridLayout, west: Int, south: Int, east: Int, north: Int, count: Int) {
    points = (0..<layout.count).map { cell in
      let half = layout.size[cell] / 2
      let step = Int32(Self.step)
      return ((layout.e[cell] + half) / step, (layout.n[cell] + half) / step, layout.population[cell])
    }
    lines = [
      Line(isVertical: true, position: west), Line(isVertical: false, position: south),
      Line(isVertical: true, position: east), Line(isVertical: false, position: north),
    ]
    let people = points.reduce(0) { $0 + Int($1.people) }
    let window = Leaf(west: west, south: south, east: east, north: north, lines: (0, 1, 2, 3), people: people)
    var stack = [(leaf: window, points: points.indices, count: count)]
    leaves.reserveCapacity(count)
    while let (leaf, range, count) = stack.popLast() {
      if count == 1 {
        leaves.append(leaf)
        continue
      }
      guard let parts = cut(leaf, range, count) else { return nil }
      // The south or west part is finished first.
      stack.append(parts.high)
      stack.append(parts.low)
    }
    points = []
  }

  private typealias Part = (leaf: Leaf, points: Range<Int>, count: Int)

  /// Cuts a rectangle across its longer side where the people divide like the zones.
  private mutating func cut(_ leaf: Leaf, _ range: Range<Int>, _ count: Int) -> (low: Part, high: Part)? {
    let isVertical = leaf.east - leaf.west >= leaf.north - leaf.south
    let (start, end) = isVertical ? (leaf.west, leaf.east) : (leaf.south, leaf.north)
    let length = end - start
    let margin = max(2, Int((Double(length) * Self.leastShare).rounded(.up)))
    guard length >= 2 * margin else { return nil }
    var (position, lowCount) = (start + length * (count / 2) / count, count / 2)
    if range.count >= 4, leaf.people > 0 {
      (position, lowCount) = balancedCut(leaf, range, count, isVertical: isVertical, start: start, length: length)
    }
    position = min(end - margin, max(start + margin, position))

    let middle = partition(range, isVertical: isVertical, position: position)
    let lowPeople = points[range.lowerBound..<middle].reduce(0) { $0 + Int($1.people) }
    if range.count >= 4, leaf.people > 0 {
      let share = Double(lowPeople) / Double(leaf.people)
      lowCount = min(count - 1, max(1, Int((share * Double(count)).rounded())))
    }
    lines.append(Line(isVertical: isVertical, position: position))
    var (low, high) = (leaf, leaf)
    low.people = lowPeople
    high.people = leaf.people - lowPeople
    if isVertical {
      low.east = position
      high.west = position
      low.lines.east = lines.count - 1
      high.lines.west = lines.count - 1
    } else {
      low.north = position
      high.south = position
      low.lines.north = lines.count - 1
      high.lines.south = lines.count - 1
    }
    return (
      (low, range.lowerBound..<middle, lowCount), (high, middle..<range.upperBound, count - lowCount)
    )
  }

  /// The one of 64 evenly spaced places whose people on the low side are nearest to half the zones' share.
  private func balancedCut(
    _ leaf: Leaf, _ range: Range<Int>, _ count: Int, isVertical: Bool, start: Int, length: Int
  ) -> (position: Int, lowCount: Int) {
    let slots = 64
    var histogram = [Int](repeating: 0, count: slots)
    for at in range {
      let coordinate = Int(isVertical ? points[at].x : points[at].y)
      histogram[min(slots - 1, max(0, (coordinate - start) * slots / length))] += Int(points[at].people)
    }
    let wanted = leaf.people * (count / 2) / count
    let first = Int(Double(slots) * Self.leastShare) + 1
    var (best, least, below) = (slots / 2, Int.max, 0)
    for slot in 0..<slots {
      if slot >= first, slot <= slots - first, abs(below - wanted) < least {
        (best, least) = (slot, abs(below - wanted))
      }
      below += histogram[slot]
    }
    return (start + length * best / slots, count / 2)
  }

  /// Brings the points below the position to the front; gives where the others start.
  private mutating func partition(_ range: Range<Int>, isVertical: Bool, position: Int) -> Int {
    var middle = range.lowerBound
    for at in range where Int(isVertical ? points[at].x : points[at].y) < position {
      points.swapAt(at, middle)
      middle += 1
    }
    return middle
  }
}
