import Core
import SQLite

/// Fills the tables behind a layer's R-tree, all at once or in parts while the layer's rows are written.
final class TreeWriter {
  private let database: SQLiteConnection
  private let tree: PackedRTree
  private let nodes: String
  private let parents: String
  private let rows: String
  /// Whether every row is in the tree: keys then follow each other, and SQLite counts them, which is quicker.
  private let hasAllRows: Bool
  private var rowsDone = 0
  private var nodesDone = 0

  /// Nodes that are made at a time.
  private static let nodesPerRun = 512

  /// Packs the boxes of all rows. The tables of the layer's tree are there and empty.
  init(_ layer: FeatureLayer, _ boxes: [RTreeBox], in database: SQLiteConnection) throws {
    self.database = database
    let name = GeoPackageSchema.treeName(layer)
    (nodes, parents, rows) = (
      SQLiteConnection.quoted(name + "_node"), SQLiteConnection.quoted(name + "_parent"),
      SQLiteConnection.quoted(name + "_rowid")
    )
    // SQLite has made an empty root of the size that all nodes must have.
    guard let bytes = try database.prepare("SELECT length(data) FROM \(nodes) WHERE nodeno=1").integer(), bytes > 100
    else { throw Failure(.software, "the spatial index has no root", file: layer.file) }
    tree = PackedRTree(boxes, nodeBytes: bytes)
    hasAllRows = !tree.leaves.contains(0)
  }

  /// Adds the entries of the rows before `end`, and as large a part of the nodes.
  func add(before end: Int) throws {
    let count = min(end, tree.leaves.count)
    try addRows(rowsDone..<count)
    rowsDone = count
    if tree.leaves.isEmpty { return }
    let last = tree.lowerNodeCount * count / tree.leaves.count
    while nodesDone < last {
      let end = min(last, nodesDone + Self.nodesPerRun)
      try addNodes(nodesDone..<end)
      nodesDone = end
    }
  }

  /// Adds all that is left.
  func finish() throws {
    try add(before: tree.leaves.count)
    try addParents()
    let root = try database.prepare("UPDATE \(nodes) SET data = ? WHERE nodeno = 1")
    try tree.root.withUnsafeBufferPointer {
      try root.bind(1, blob: $0)
      try root.run()
    }
  }

  private func addRows(_ range: Range<Int>) throws {
    let inTree = hasAllRows ? [] : range.filter { tree.leaves[$0] > 0 }
    let keys = inTree.map { Int32(truncatingIfNeeded: $0 + 1) }
    let leaves = hasAllRows ? Array(tree.leaves[range]) : inTree.map { tree.leaves[$0] }
    try keys.withUnsafeBufferPointer { keys in
      try leaves.withUnsafeBufferPointer { leaves in
        let values = RowColumn.integers(leaves.baseAddress)
        if hasAllRows {
          try database.insert([values], rows: leaves.count, into: "\(rows)(nodeno)")
        } else {
          try database.insert([.integers(keys.baseAddress), values], rows: leaves.count, into: rows)
        }
      }
    }
  }

  /// Nodes are counted from 0 for number 2, and added in their order after the root.
  private func addNodes(_ range: Range<Int>) throws {
    var data: [UInt8] = []
    data.reserveCapacity(range.count * tree.nodeBytes)
    tree.append(range, to: &data)
    let ends = (0...range.count).map { $0 * tree.nodeBytes }
    try data.withUnsafeBufferPointer { data in
      try ends.withUnsafeBufferPointer { ends in
        try database.insert(
          [.blobs(data.baseAddress, ends: ends.baseAddress)], rows: range.count, into: "\(nodes)(data)")
      }
    }
  }

  private func addParents() throws {
    let numbers = tree.parents.indices.map { Int32(truncatingIfNeeded: $0 + 2) }
    try numbers.withUnsafeBufferPointer { numbers in
      try tree.parents.withUnsafeBufferPointer { values in
        try database.insert(
          [.integers(numbers.baseAddress), .integers(values.baseAddress)], rows: values.count, into: parents)
      }
    }
  }
}
