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

  private let nodeBytes: Int
  private var nextNode = 2

  private typealias Entry = (id: Int, box: RTreeBox)

  /// Packs the rows' boxes into nodes of `nodeBytes`, at least 100; each goes to `write` as a row of the `_node` table,
  /// the root last.
  init(_ boxes: [RTreeBox], nodeBytes: Int, write: (_ number: Int, _ data: [UInt8]) throws -> Void) throws {
    leaves = [Int32](repeating: 0, count: boxes.count)
    self.nodeBytes = nodeBytes
    let order = HilbertOrder.rows(boxes)
    var above = try pack(order.count, depth: 0, { (Int(order[$0]) + 1, boxes[Int(order[$0])]) }, write)
    var depth = 0
    while !above.isEmpty {
      depth += 1
      let level = above
      above = try pack(level.count, depth: depth, { level[$0] }, write)
    }
  }

  /// Writes the nodes of one level, `depth` above the leaves; returns them as entries for the level above, none for the
  /// root.
  private mutating func pack(
    _ count: Int, depth: Int, _ entry: (Int) -> Entry, _ write: (_ number: Int, _ data: [UInt8]) throws -> Void
  ) throws -> [Entry] {
    let capacity = (nodeBytes - 4) / 24
    var data = [UInt8](repeating: 0, count: nodeBytes)
    if count <= capacity {
      let members = (0..<count).map(entry)
      place(members, in: 1, isLeaf: depth == 0)
      Self.fill(&data, members, depth: depth)
      try write(1, data)
      return []
    }
    var above: [Entry] = []
    above.reserveCapacity(count / capacity + 1)
    for start in stride(from: 0, to: count, by: capacity) {
      let members = (start..<min(start + capacity, count)).map(entry)
      above.append((nextNode, members.dropFirst().reduce(members[0].box) { $0.union($1.box) }))
      place(members, in: nextNode, isLeaf: depth == 0)
      Self.fill(&data, members, depth: 0)
      try write(nextNode, data)
      nextNode += 1
    }
    return above
  }

  /// Notes where the entries are. The nodes of a level, and the levels, come in ascending order, so that their parents
  /// are appended.
  private mutating func place(_ entries: [Entry], in node: Int, isLeaf: Bool) {
    for entry in entries {
      if isLeaf { leaves[entry.id - 1] = Int32(node) } else { parents.append(Int32(node)) }
    }
  }

  /// 2 bytes depth (of the root only), 2 bytes number of entries, then 24 bytes each, big-endian; zeros to the end.
  private static func fill(_ data: inout [UInt8], _ entries: [Entry], depth: Int) {
    data.withUnsafeMutableBytes { raw in
      raw.storeBytes(of: UInt16(depth).bigEndian, toByteOffset: 0, as: UInt16.self)
      raw.storeBytes(of: UInt16(entries.count).bigEndian, toByteOffset: 2, as: UInt16.self)
      var place = 4
      for (id, box) in entries {
        raw.storeBytes(of: Int64(id).bigEndian, toByteOffset: place, as: Int64.self)
        raw.storeBytes(of: box.minX.bitPattern.bigEndian, toByteOffset: place + 8, as: UInt32.self)
        raw.storeBytes(of: box.maxX.bitPattern.bigEndian, toByteOffset: place + 12, as: UInt32.self)
        raw.storeBytes(of: box.minY.bitPattern.bigEndian, toByteOffset: place + 16, as: UInt32.self)
        raw.storeBytes(of: box.maxY.bitPattern.bigEndian, toByteOffset: place + 20, as: UInt32.self)
        place += 24
      }
      for i in place..<raw.count { raw[i] = 0 }
    }
  }
}
