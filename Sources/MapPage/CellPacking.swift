import Core
import Reports

/// The squares in the order of the page: large ones first, then by row and column.
///
/// Zones have no squares: they keep their order, and the page looks them up by their outlines.
///
/// Within a size each square is a number, row × columns + column, and the page holds the differences of these numbers.
/// The order is the index, too: what lies at a point, or in view, is found by bisection.
struct CellPacking {
  /// The squares of one size.
  struct Group {
    var size: Int
    /// South-west corner of the group.
    var e: Int
    var n: Int
    /// Columns from the western to the eastern end.
    var width: Int
    /// Places of the squares among the cells, in order.
    var members: [Int]
    var keys: [Int]
  }

  let groups: [Group]
  /// Place among the cells of each square in the page's order.
  let order: [Int]

  /// - Throws: ``Failure`` (bad data) where squares lie so far apart that their numbers do not fit.
  init(_ cells: PageCells) throws {
    var members: [Int: [Int]] = [:]
    for (i, size) in cells.sizes.enumerated() { members[size, default: []].append(i) }
    groups = try members.sorted { $0.key > $1.key }.map { try Self.group(size: $0.key, $0.value, cells) }
    order = cells.outlines.isEmpty ? groups.flatMap(\.members) : Array(cells.outlines.indices)
  }

  private static func group(size: Int, _ members: [Int], _ cells: PageCells) throws -> Group {
    guard size > 0 else { throw Failure(.badData, "a cell's size is not positive", value: "\(size)") }
    var (west, east, south, north) = (Int.max, Int.min, Int.max, Int.min)
    for i in members {
      (west, east) = (min(west, cells.e[i]), max(east, cells.e[i]))
      (south, north) = (min(south, cells.n[i]), max(north, cells.n[i]))
    }
    let (width, height) = ((east - west) / size + 1, (north - south) / size + 1)
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, count < Int(Int32.max) else {
      throw Failure(.badData, "the cells lie too far apart for a page: \(width) × \(height) squares of \(size) m")
    }
    let keyed = members.map { i in ((cells.n[i] - south) / size * width + (cells.e[i] - west) / size, i) }.sorted {
      $0 < $1
    }
    return Group(
      size: size, e: west, n: south, width: width, members: keyed.map(\.1), keys: keyed.map(\.0))
  }

  /// The squares, or zones, as a member of the page's data.
  func tree(_ cells: PageCells, zones: OutlinePacking? = nil) -> JSONTree {
    let classes = order.map { UInt8(truncatingIfNeeded: cells.classes[$0] + 1) }
    var members: [JSONTree.Member] = [
      .init("count", .integer(order.count)), .init("groups", .array(groups.map(Self.tree))),
      .init("classes", .string(Base64.text(classes))),
    ]
    if !cells.reasons.isEmpty || !cells.isUncertain.isEmpty {
      let marks = order.map { i in
        UInt8(cells.reasons.isEmpty ? 0 : min(127, max(0, cells.reasons[i])))
          | (!cells.isUncertain.isEmpty && cells.isUncertain[i] ? 128 : 0)
      }
      members.append(.init("marks", .string(Base64.text(marks))))
    }
    if let zones {
      members.append(.init("outlines", zones.tree))
      members.append(.init("names", .array(cells.names.map { .string($0) })))
    }
    let classed = order.filter { cells.classes[$0] >= 0 }
    members.append(
      .init("figures", .array(cells.figures.map { $0.packed(in: $0.needsClass ? classed : order) })))
    return .object(members)
  }

  private static func tree(_ group: Group) -> JSONTree {
    var varints = Varints()
    varints.reserve(2 * group.keys.count)
    var previous = 0
    for key in group.keys {
      varints.append(UInt64(key - previous))
      previous = key
    }
    return .members([
      "size": .integer(group.size), "count": .integer(group.keys.count), "e": .integer(group.e),
      "n": .integer(group.n), "width": .integer(group.width), "keys": .string(Base64.text(varints.bytes)),
    ])
  }

  /// The rings as a member of the page's data: differences of places in the page's order, each with its number.
  func tree(_ rings: PageRings) -> JSONTree {
    var place = [Int](repeating: 0, count: order.count)
    for (position, cell) in order.enumerated() { place[cell] = position }
    let sorted = zip(rings.cells.map { place[$0] }, rings.numbers).sorted { $0 < $1 }
    var varints = Varints()
    var previous = 0
    for (cell, number) in sorted {
      varints.append(UInt64(cell - previous))
      varints.append(UInt64(max(0, number)))
      previous = cell
    }
    return .members([
      "title": .string(rings.title), "note": .string(rings.note), "colour": .string(rings.colour),
      "pixelsPerRoot": .number(rings.pixelsPerRoot), "sizes": .array(rings.legendSizes.map { .integer($0) }),
      "count": .integer(sorted.count), "data": .string(Base64.text(varints.bytes)),
    ])
  }
}
