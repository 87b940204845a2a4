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

  private typealias Entry = (id: Int, box: RTreeBox)

  /// Packs the rows' boxes into nodes of `nodeBytes`, at least 100; each goes to `write` as a row of the `_node` table,
  /// the root last.
  init(_ boxes: [RTreeBox], nodeBytes: Int, write: (_ number: Int, _ data: [UInt8]) throws -> Void) throws {
    leaves = [Int32](repeating: 0, count: boxes.count)
    let capacity = (nodeBytes - 4) / 24
    var data = [UInt8](repeating: 0, count: nodeBytes)
    var entries: [Entry] = HilbertOrder.rows(boxes).map { (Int($0) + 1, boxes[Int($0)]) }
    var isLeafLevel = true
    var depth = 0
    var next = 2
    while entries.count > capacity {
      var above: [Entry] = []
      above.reserveCapacity(entries.count / capacity + 1)
      for start in stride(from: 0, to: entries.count, by: capacity) {
        let members = entries[start..<min(start + capacity, entries.count)]
        above.append((next, members.dropFirst().reduce(members[start].box) { $0.union($1.box) }))
        place(members, in: next, isLeaf: isLeafLevel)
        Self.fill(&data, members, depth: 0)
        try write(next, data)
        next += 1
      }
      entries = above
      isLeafLevel = false
      depth += 1
    }
    place(entries[...], in: 1, isLeaf: isLeafLevel)
    Self.fill(&data, entries[...], depth: depth)
    try write(1, data)
  }

  /// Notes where the entries are. The nodes of a level, and the levels, come in ascending order, so that their parents
  /// are appended.
  private mutating func place(_ entries: ArraySlice<Entry>, in node: Int, isLeaf: Bool) {
    for entry in entries {
      if isLeaf { leaves[entry.id - 1] = Int32(node) } else { parents.append(Int32(node)) }
    }
  }

  /// 2 bytes depth (of the root only), 2 bytes number of entries, then 24 bytes each, big-endian; zeros to the end.
  private static func fill(_ data: inout [UInt8], _ entries: ArraySlice<Entry>, depth: Int) {
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
