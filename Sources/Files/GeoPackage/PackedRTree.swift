/// A spatial index of all rows at once, in the form of the tables behind SQLite's R-tree (`rtree.c`: "Database Format of
/// R-Tree Tables").
///
/// Rows are sorted along a Hilbert curve and packed into full nodes from the leaves up (I. Kamel and C. Faloutsos, Hilbert
/// R-tree, VLDB 1994, section 3.1), which takes a sort where inserting one by one takes a walk and often a split for each
/// row, and answers queries from fewer nodes. Node 1 is the root; the leaves follow from 2, then each level above them.
struct PackedRTree {
  /// The `_parent` table: for node 2 + i the number of the node that holds it.
  private(set) var parents: [Int32] = []
  /// The `_rowid` table: for row i (id i + 1) the number of its leaf; 0 for a row that is not in the tree.
  private(set) var leaves: [Int32]
  /// Nodes other than the root, numbered from 2.
  private(set) var lowerNodeCount = 0

  /// Bytes of every node.
  let nodeBytes: Int
  private let boxes: [RTreeBox]
  private let order: [UInt32]
  /// From the leaves to the level below the root: the first node's number, and what is around each node.
  private var levels: [(first: Int, boxes: [RTreeBox])] = []

  private typealias Entry = (id: Int, box: RTreeBox)

  /// Entries that a node holds at most: 24 bytes each, after four of its own.
  private var capacity: Int { (nodeBytes - 4) / 24 }

  /// Packs the rows' boxes into nodes of `nodeBytes`, at least 100.
  init(_ boxes: [RTreeBox], nodeBytes: Int) {
    (self.boxes, self.nodeBytes) = (boxes, nodeBytes)
    order = HilbertOrder.rows(boxes)
    leaves = [Int32](repeating: 0, count: boxes.count)
    let capacity = (nodeBytes - 4) / 24
    let isRoot = order.count <= capacity
    for (place, row) in order.enumerated() { leaves[Int(row)] = isRoot ? 1 : Int32(2 + place / capacity) }
    var entries = order.count
    while entries > capacity {
      let first = 2 + lowerNodeCount
      let nodes = (entries + capacity - 1) / capacity
      let level = (0..<nodes).map { node in
        let members = node * capacity..<min(entries, (node + 1) * capacity)
        return members.dropFirst().reduce(entry(members.lowerBound).box) { $0.union(entry($1).box) }
      }
      levels.append((first, level))
      lowerNodeCount += nodes
      entries = nodes
      // Each node's parent is on the level above, or is the root.
      let isTop = nodes <= capacity
      for node in 0..<nodes { parents.append(isTop ? 1 : Int32(first + nodes + node / capacity)) }
    }
  }

  /// An entry of the level that is being built or, while there are no levels, of the rows.
  private func entry(_ place: Int) -> Entry { entry(place, ofLevel: levels.count) }

  /// What a level's nodes hold: rows at level 0, nodes of the level below in all others.
  private func entry(_ place: Int, ofLevel level: Int) -> Entry {
    if level == 0 {
      let row = Int(order[place])
      return (row + 1, boxes[row])
    }
    return (levels[level - 1].first + place, levels[level - 1].boxes[place])
  }

  /// Appends the data of some nodes, which are counted from 0 for number 2.
  func append(_ nodes: Range<Int>, to data: inout [UInt8]) {
    for node in nodes {
      guard let level = levels.lastIndex(where: { $0.first <= node + 2 }) else { continue }
      let first = (node + 2 - levels[level].first) * capacity
      let count = level == 0 ? order.count : levels[level - 1].boxes.count
      append(first..<min(count, first + capacity), ofLevel: level, depth: 0, to: &data)
    }
  }

  /// The root's data.
  var root: [UInt8] {
    var data: [UInt8] = []
    append(0..<(levels.last?.boxes.count ?? order.count), ofLevel: levels.count, depth: levels.count, to: &data)
    return data
  }

  /// 2 bytes depth (of the root only), 2 bytes number of entries, then 24 bytes each, big-endian; zeros to the end.
  private func append(_ entries: Range<Int>, ofLevel level: Int, depth: Int, to data: inout [UInt8]) {
    let start = data.count
    data.append(contentsOf: repeatElement(0, count: nodeBytes))
    data.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: UInt16(depth).bigEndian, toByteOffset: start, as: UInt16.self)
      raw.storeBytes(of: UInt16(entries.count).bigEndian, toByteOffset: start + 2, as: UInt16.self)
      var place = start + 4
      for i in entries {
        let (id, box) = entry(i, ofLevel: level)
        raw.storeBytes(of: Int64(id).bigEndian, toByteOffset: place, as: Int64.self)
        raw.storeBytes(of: box.minX.bitPattern.bigEndian, toByteOffset: place + 8, as: UInt32.self)
        raw.storeBytes(of: box.maxX.bitPattern.bigEndian, toByteOffset: place + 12, as: UInt32.self)
        raw.storeBytes(of: box.minY.bitPattern.bigEndian, toByteOffset: place + 16, as: UInt32.self)
        raw.storeBytes(of: box.maxY.bitPattern.bigEndian, toByteOffset: place + 20, as: UInt32.self)
        place += 24
      }
    }
  }
}
