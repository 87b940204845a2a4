import Geometry

/// Boxes by the squares of a lattice over them, to find those that meet another one.
package struct BoxIndex: Sendable {
  private let boxes: [BoundingBox?]
  private let squares: BoxSquares
  /// The boxes of each square, and where each square's begin.
  private let members: [Int32]
  private let starts: [Int32]

  /// An index of boxes by their places; nil meets nothing.
  package init(_ boxes: [BoundingBox?]) {
    let known = boxes.compactMap { $0 }
    let squares = BoxSquares(over: known, side: Int(Double(known.count).squareRoot()), most: 8 * known.count)
    var starts = [Int32](repeating: 0, count: squares.count + 1)
    for box in known { squares.forEach(of: box) { starts[$0 + 1] += 1 } }
    for square in 0..<squares.count { starts[square + 1] += starts[square] }
    var members = [Int32](repeating: 0, count: Int(starts[squares.count]))
    var next = starts
    for (place, box) in boxes.enumerated() {
      guard let box else { continue }
      squares.forEach(of: box) { square in
        members[Int(next[square])] = Int32(truncatingIfNeeded: place)
        next[square] += 1
      }
    }
    (self.boxes, self.squares, self.members, self.starts) = (boxes, squares, members, starts)
  }

  /// The boxes that meet one (touching counts), ascending.
  package func meeting(_ box: BoundingBox) -> [Int32] {
    var found: [Int32] = []
    squares.forEach(of: box) { square in
      for place in members[Int(starts[square])..<Int(starts[square + 1])] where boxes[Int(place)]?.meets(box) ?? false
      {
        found.append(place)
      }
    }
    found.sort()
    var kept = 0
    for place in found where kept == 0 || found[kept - 1] != place {
      found[kept] = place
      kept += 1
    }
    found.removeLast(found.count - kept)
    return found
  }

  /// Whether any box meets one.
  package func meetsAny(_ box: BoundingBox) -> Bool {
    var isMet = false
    squares.forEach(of: box) { square in
      isMet =
        isMet
        || members[Int(starts[square])..<Int(starts[square + 1])].contains { boxes[Int($0)]?.meets(box) ?? false }
    }
    return isMet
  }
}
