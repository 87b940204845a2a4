/// Writes the records of a band's cells, see ``CellRecord``.
struct RecordWriter {
  /// Consecutive edges of a ring: the first one's first vertex, and how many.
  struct Chain {
    var start: UInt32
    var count: UInt32
  }

  /// A polygon in a cell: its head, and where its chains are among the cell's.
  struct Item {
    var head: UInt32
    var chains: Range<Int>

    init(head: UInt32, chains: Range<Int>) { (self.head, self.chains) = (head, chains) }

    /// A polygon that covers the whole cell.
    init(covering polygon: Int32) { self.init(head: UInt32(bitPattern: polygon) << 1 | 1, chains: 0..<0) }
  }

  /// What a record tells of its cell.
  struct Contents {
    var items: [Item] = []
    var chains: [Chain] = []
    /// Where the border of the only item is all that is in the cell: the head of what is on its other side.
    var other: UInt32?

    /// Adds an edge of the last item, to the last chain where it goes on from there.
    mutating func add(_ edge: UInt32) {
      if let last = chains.last, last.start + last.count == edge {
        chains[chains.count - 1].count += 1
      } else {
        chains.append(Chain(start: edge, count: 1))
      }
    }

    mutating func removeAll() {
      items.removeAll(keepingCapacity: true)
      chains.removeAll(keepingCapacity: true)
      other = nil
    }
  }

  /// Cells with more edges are cut into strips, so that a point looks at few of them.
  private static let mostEdges = 16
  /// Edges a strip, about.
  private static let edgesPerStrip = 8
  private static let mostStrips = 64

  /// All records.
  private(set) var words: [UInt32] = []
  private let vertices: UnsafePointer<SIMD2<Double>>
  /// Of the cells, metres.
  private let side: Double
  /// What is in each strip of a cell.
  private var strips = [Contents](repeating: Contents(), count: mostStrips)

  /// - Parameters:
  ///   - vertices: of all polygons; they must stay as long as this writes.
  ///   - side: of the cells, metres.
  init(vertices: UnsafePointer<SIMD2<Double>>, side: Double) {
    (self.vertices, self.side) = (vertices, side)
  }

  /// Writes the record of a cell; gives its place.
  mutating func append(_ contents: Contents, corner: SIMD2<Double>) -> Int {
    let start = words.count
    let edges = contents.chains.reduce(0) { $0 + Int($1.count) }
    if edges > Self.mostEdges {
      appendStrips(contents, edges, corner)
    } else if let other = contents.other {
      appendSides(contents, other, corner)
    } else {
      appendItems(contents, corner)
    }
    return start
  }

  private mutating func appendSides(_ contents: Contents, _ other: UInt32, _ corner: SIMD2<Double>) {
    let start = words.count
    words.append(CellRecord.twoSides | UInt32(truncatingIfNeeded: contents.chains.count))
    words.append(0)
    words.append(contents.items[0].head)
    words.append(other)
    RoundedChains.append(contents.chains[...], vertices: vertices, corner: corner, to: &words)
    words[start + 1] = UInt32(truncatingIfNeeded: words.count - start)
  }

  private mutating func appendItems(_ contents: Contents, _ corner: SIMD2<Double>) {
    let start = words.count
    words.append(0)
    words.append(0)
    for item in contents.items where item.head & 1 != 0 || !item.chains.isEmpty {
      let place = words.count
      words.append(item.head)
      words.append(0)
      words.append(UInt32(truncatingIfNeeded: item.chains.count))
      RoundedChains.append(contents.chains[item.chains], vertices: vertices, corner: corner, to: &words)
      words[place + 1] = UInt32(truncatingIfNeeded: words.count - place)
      words[start] += 1
    }
    words[start + 1] = UInt32(truncatingIfNeeded: words.count - start)
  }

  private mutating func appendStrips(_ contents: Contents, _ edges: Int, _ corner: SIMD2<Double>) {
    var count = 2
    while count < Self.mostStrips, count * Self.edgesPerStrip < edges { count *= 2 }
    let start = words.count
    words.append(CellRecord.strips | UInt32(truncatingIfNeeded: count))
    words.append(UInt32(truncatingIfNeeded: CellRecord.items + count))
    words.append(contentsOf: repeatElement(0, count: count))
    let height = side / Double(count)
    for number in 0..<count { strips[number].removeAll() }
    for item in contents.items { distribute(item, contents, count, height, corner) }
    for number in 0..<count {
      words[start + CellRecord.items + number] = UInt32(truncatingIfNeeded: words.count - start)
      // A whole multiple of the height, so exact.
      let stripCorner = SIMD2(corner.x, corner.y + Double(number) * height)
      if let other = strips[number].other {
        appendSides(strips[number], other, stripCorner)
      } else {
        appendItems(strips[number], stripCorner)
      }
    }
  }

  /// Adds an item to each strip: the edges that reach into it, and the head for its own corner.
  private mutating func distribute(
    _ item: Item, _ contents: Contents, _ count: Int, _ height: Double, _ corner: SIMD2<Double>
  ) {
    for number in 0..<count {
      let next = strips[number].chains.count
      strips[number].items.append(Item(head: item.head, chains: next..<next))
      strips[number].other = contents.other
    }
    for chain in contents.chains[item.chains] {
      for edge in chain.start..<chain.start + chain.count {
        let (a, b) = (vertices[Int(edge)], vertices[Int(edge) + 1])
        let first = Self.strip((min(a.y, b.y) - corner.y) / height - Self.margin, of: count)
        let last = Self.strip((max(a.y, b.y) - corner.y) / height + Self.margin, of: count)
        for number in first...last { strips[number].add(edge) }
        if (a.x < corner.x) != (b.x < corner.x) { turn(count, height, corner, a, b) }
      }
    }
    for number in 0..<count {
      let first = strips[number].items[strips[number].items.count - 1].chains.lowerBound
      strips[number].items[strips[number].items.count - 1].chains = first..<strips[number].chains.count
    }
  }

  /// More than the error of a place in strips; an edge too many does no harm in a strip, one too few would.
  private static let margin = 0x1p-20

  private static func strip(_ place: Double, of count: Int) -> Int {
    !(place >= 1) ? 0 : place >= Double(count) ? count - 1 : Int(place)
  }

  /// Turns the last item's inside to outside at the corners of strips to which the way from the cell's corner passes the
  /// edge from `a` to `b`.
  private mutating func turn(
    _ count: Int, _ height: Double, _ corner: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>
  ) {
    for number in 1..<count {
      let place = SIMD2(corner.x, corner.y + Double(number) * height)
      guard CellTest(place, corner: corner, vertices: vertices).isPassedNorthward(by: a, b) else { continue }
      strips[number].items[strips[number].items.count - 1].head ^= 1
      // On the other side of a border it is the other way round.
      if let other = strips[number].other, other != CellRecord.nobody { strips[number].other = other ^ 1 }
    }
  }
}
