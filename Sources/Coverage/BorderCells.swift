/// What the border of one polygon leaves in the squares that it crosses, collected edge by edge.
///
/// For each square a border piece gives two signed numbers: `cover`, the height that it climbs in the square, and
/// `area`, the area of the square to the right of it. A square's covered area is then
/// size · (sum of cover in the squares left of it, in its row) + its own area (the scan conversion of anti-aliased
/// font rasterisers, here in metres on the national lattice).
///
/// **Exact sums.** Heights are multiples of a quantum (2⁻⁴² m for 250 m squares; coordinates of Sweden are coarser
/// than that), and areas are rounded to one too. Sums of multiples of a quantum are exact in a double as long as
/// they are short of 2⁵³ quanta, so no order of edges, ring direction or start vertex can change a bit, a border that
/// two polygons share cancels exactly, and the interior is exactly 1.
///
/// **Signatures.** Where they are kept (``EdgeSignature``), each square gets those of the edges that run through it, level ones
/// too, which leave neither height nor area.
struct BorderCells<Signature: BorderSignature> {
  /// One square's share of the border.
  struct Entry: InColumn {
    var row: Int32
    var column: Int32
    /// Metres, signed.
    var cover: Double
    /// Square metres to the right of the border, signed.
    var area: Double
    var signature: Signature
  }

  private(set) var entries: [Entry] = []
  private var current = Entry(row: -1, column: -1, cover: 0, area: 0, signature: .none)

  private let side: Double
  private let inverseSide: Double
  /// Adding and subtracting this rounds a height to the quantum (round to nearest, ties to even).
  private let heightRounder: Double
  /// Adding and subtracting this rounds an area to its quantum (round to nearest, ties to even).
  private var areaRounder = 0.0

  /// For squares of `side` metres.
  init(side: Double) {
    self.side = side
    inverseSide = 1 / side
    // 2^L ≥ side; a quantum of 2^(L − 50) leaves room for 8 sides, of 2^(2L − 50) for 8 squares.
    heightRounder = 1.5 * Self.powerOfTwo(atLeast: side) * 4
  }

  /// Forgets all entries, but keeps their memory, for a polygon whose bounding box is so many metres high. Small polygons get
  /// a finer quantum of area, so that the relative error stays small for slivers too.
  mutating func begin(height: Double) {
    entries.removeAll(keepingCapacity: true)
    areaRounder = 1.5 * Self.powerOfTwo(atLeast: side * min(side, max(height, side * 0x1p-30))) * 4
  }

  /// The smallest power of two that is not below `value` (> 0).
  private static func powerOfTwo(atLeast value: Double) -> Double {
    let power = value.binade
    return power == value ? power : power * 2
  }

  /// Adds the edges of a ring whose vertices are `range` of `x` and `y`, less the window's south-west corner, in metres from
  /// which no coordinate is negative. The subtraction is exact: a coordinate and the corner are multiples of the coordinate's
  /// last binary digit, and their difference is not larger than either.
  ///
  /// `sign` is +1 for rings whose interior lies to the left of their direction, −1 for the others. Edges are worked
  /// through from south to north whatever their direction, so that an edge and its reverse give opposite numbers.
  mutating func add(
    _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>, _ range: Range<Int>, originX: Double,
    originY: Double, sign: Double
  ) {
    // Taken out while they grow, so that nothing is checked at each edge.
    var cells = self
    entries = []
    defer { self = cells }
    var (ax, ay) = (x[range.lowerBound] - originX, y[range.lowerBound] - originY)
    var (column, row) = (cells.floorIndex(ax), cells.floorIndex(ay))
    var (insideX, insideY) = cells.inside(ax, ay, column, row)
    var start = Signature.vertex(x[range.lowerBound], y[range.lowerBound])
    for i in range.dropFirst() {
      let (bx, by) = (x[i] - originX, y[i] - originY)
      let (toColumn, toRow) = (cells.floorIndex(bx), cells.floorIndex(by))
      let (toX, toY) = cells.inside(bx, by, toColumn, toRow)
      let end = Signature.vertex(x[i], y[i])
      let signature = Signature.edge(from: start, to: end, isLeft: sign > 0)
      if toColumn == column, toRow == row {
        // Most edges stay within a square; what they leave is what `climb` would find.
        let height = abs(toY - insideY)
        if Signature.isKept || height > 0 {
          cells.deposit(
            (row, column), 0, height: height, from: insideX, to: toX, sign: ay < by ? -sign : sign, signature)
        }
      } else if ay < by {
        cells.climb(ax, ay, bx, by, sign: -sign, signature)
      } else if by < ay {
        cells.climb(bx, by, ax, ay, sign: sign, signature)
      } else {
        cells.level((row, 0), min(ax, bx), max(ax, bx), signature)
      }
      (ax, ay, column, row) = (bx, by, toColumn, toRow)
      (insideX, insideY, start) = (toX, toY, end)
    }
  }

  /// A point from the south-west corner of its square, its height rounded.
  @inline(__always)
  private func inside(_ x: Double, _ y: Double, _ column: Int, _ row: Int) -> (Double, Double) {
    (x - Double(column) * side, rounded(y - Double(row) * side))
  }

  /// Puts the square being collected into ``entries``; to be called after the last edge.
  mutating func finish() {
    if current.row >= 0 { entries.append(current) }
    current.row = -1
  }

  /// Row by row from south to north. The edge is taken relative to the square of its own south-west corner, which is
  /// exact, so that what it leaves does not depend on the window it was seen from.
  private mutating func climb(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, sign: Double, _ signature: Signature
  ) {
    let baseColumn = floorIndex(min(ax, bx))
    let baseRow = floorIndex(ay)
    let (baseX, baseY) = (Double(baseColumn) * side, Double(baseRow) * side)
    let (x0, y0, x1, y1) = (ax - baseX, ay - baseY, bx - baseX, by - baseY)
    let last = ceilIndex(y1) - 1
    var place = (row: baseRow, column: baseColumn)
    if last <= 0 {
      piece(place, x0, rounded(y0), x1, rounded(y1), sign: sign, signature)
      return
    }
    let slope = (x1 - x0) / (y1 - y0)
    let (low, high) = x0 < x1 ? (x0, x1) : (x1, x0)
    var (x, y) = (x0, rounded(y0))
    for row in 0..<last {
      let next = min(max(x0 + (Double(row + 1) * side - y0) * slope, low), high)
      piece(place, x, y, next, side, sign: sign, signature)
      (x, y) = (next, 0)
      place.row += 1
    }
    piece(place, x, y, x1, rounded(y1 - Double(last) * side), sign: sign, signature)
  }

  /// Square by square inside one row. Eastings are from the west line of `place`, heights from the row's south line and
  /// rounded, y0 ≤ y1.
  private mutating func piece(
    _ place: (row: Int, column: Int), _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, sign: Double,
    _ signature: Signature
  ) {
    if y0 == y1 { return level(place, min(x0, x1), max(x0, x1), signature) }
    var (column, lastColumn) = (floorIndex(x0), floorIndex(x1))
    if column == lastColumn {
      deposit(place, column, height: y1 - y0, from: x0, to: x1, sign: sign, signature)
      return
    }
    let slope = (y1 - y0) / (x1 - x0)
    var (x, y) = (x0, y0)
    if x0 < x1 {
      lastColumn = ceilIndex(x1) - 1
      while column < lastColumn {
        let line = Double(column + 1) * side
        let crossing = min(max(rounded(y0 + (line - x0) * slope), y), y1)
        deposit(place, column, height: crossing - y, from: x, to: line, sign: sign, signature)
        (x, y) = (line, crossing)
        column += 1
      }
    } else {
      column = ceilIndex(x0) - 1
      while column > lastColumn {
        let line = Double(column) * side
        let crossing = min(max(rounded(y0 + (line - x0) * slope), y), y1)
        deposit(place, column, height: crossing - y, from: x, to: line, sign: sign, signature)
        (x, y) = (line, crossing)
        column -= 1
      }
    }
    deposit(place, column, height: y1 - y, from: x, to: x1, sign: sign, signature)
  }

  /// What neither climbs nor falls from one easting to another leaves in a row: signatures alone.
  private mutating func level(
    _ place: (row: Int, column: Int), _ west: Double, _ east: Double, _ signature: Signature
  ) {
    if !Signature.isKept { return }
    let first = floorIndex(west)
    for column in first...max(first, ceilIndex(east) - 1) {
      deposit(place, column, height: 0, from: west, to: east, sign: 1, signature)
    }
  }

  @inline(__always)
  private mutating func deposit(
    _ place: (row: Int, column: Int), _ offset: Int, height: Double, from x0: Double, to x1: Double, sign: Double,
    _ signature: Signature
  ) {
    let base = Double(offset) * side
    // Trapezoid between the piece and the square's east line.
    let right = height * (side - 0.5 * ((x0 - base) + (x1 - base)))
    let area = sign * ((right + areaRounder) - areaRounder)
    let cover = sign * height
    let (row, column) = (Int32(truncatingIfNeeded: place.row), Int32(truncatingIfNeeded: place.column + offset))
    if current.column == column, current.row == row {
      current.cover += cover
      current.area += area
      current.signature.add(signature)
    } else {
      if current.row >= 0 { entries.append(current) }
      current = Entry(row: row, column: column, cover: cover, area: area, signature: signature)
    }
  }

  @inline(__always)
  private func rounded(_ height: Double) -> Double { (height + heightRounder) - heightRounder }

  /// floor(value / side) for value ≥ 0, right also where the product with the inverse rounds across a line.
  @inline(__always)
  private func floorIndex(_ value: Double) -> Int {
    var index = Int(value * inverseSide)
    if Double(index) * side > value { index -= 1 } else if Double(index + 1) * side <= value { index += 1 }
    return index
  }

  /// ceil(value / side) for value ≥ 0.
  @inline(__always)
  private func ceilIndex(_ value: Double) -> Int {
    let index = floorIndex(value)
    return Double(index) * side < value ? index + 1 : index
  }
}
