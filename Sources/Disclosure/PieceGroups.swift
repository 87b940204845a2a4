extension Suppression {
  /// Pieces in groups, on their way to those of the rule.
  struct Members {
    private(set) var groups: [Group]

    /// Each piece that counts by itself.
    ///
    /// - Parameters:
    ///   - table: what each piece has in each line.
    ///   - whole: what it has in all.
    ///   - needs: the cover that it needs where it is of few.
    ///   - covers: what it has in each line that could be cover.
    ///   - isFew: whether a piece is hidden like one of few though it is not.
    ///   - kindOfPiece: what its people are; empty: all are the same.
    ///   - isPresent: the pieces that are taken; nil: those that have anything.
    init(
      _ table: [[Double]], _ whole: [Double], _ classOfPiece: [Int], needs: [Double], covers: [[Double]],
      kindOfPiece: [Int] = [], isPresent: [Bool]? = nil, isFew: (Int) -> Bool = { _ in false }, _ rule: Rule
    ) {
      groups = whole.indices.filter { isPresent?[$0] ?? (whole[$0] > 0) }.map { piece in
        Group(
          pieces: [piece], classes: [classOfPiece[piece]], kinds: kindOfPiece.isEmpty ? [] : [kindOfPiece[piece]],
          size: whole[piece],
          needs: table.map { rule.isFew($0[piece]) || isFew(piece) ? needs[piece] : 0 },
          covers: covers.map { $0[piece] >= rule.cover ? $0[piece] : 0 })
      }
      groups.sort(by: Self.isBefore)
    }

    private static func isBefore(_ a: Group, _ b: Group) -> Bool { (a.size, a.pieces[0]) < (b.size, b.pieces[0]) }

    /// Joins each piece with others, of those that have anything.
    mutating func bind(_ others: (Int) -> [Int]) {
      var byPiece: [Int: Int] = [:]
      for (index, group) in groups.enumerated() { byPiece[group.pieces[0]] = index }
      // The group that each has become part of.
      var parents = Array(groups.indices)
      func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
      }
      for index in groups.indices {
        for other in others(groups[index].pieces[0]) {
          guard let found = byPiece[other] else { continue }
          let (a, b) = (root(index), root(found))
          if a != b { parents[max(a, b)] = min(a, b) }
        }
      }
      var joined: [Int: Group] = [:]
      for index in groups.indices {
        let root = root(index)
        if joined[root] == nil { joined[root] = groups[index] } else { joined[root]?.join(groups[index]) }
      }
      groups = joined.values.sorted(by: Self.isBefore)
    }

    /// Merges groups until each has cover where it needs some: of the same kind and class first, then with the outside, which costs the
    /// least else, then with any; of these the one that covers most lines, then the smallest. False where one can have none.
    mutating func merge() -> Bool {
      while let needy = groups.firstIndex(where: \.isNeedy) {
        var group = groups.remove(at: needy)
        let bad = group.needs.indices.filter { group.lacks($0) }
        func cover(_ other: Group) -> Int { bad.count { other.covers[$0] >= group.needs[$0] } }
        func rank(_ other: Group) -> (Int, Int) {
          let place = other.classes == group.classes ? 0 : other.classes.contains(-1) ? 1 : 2
          return (other.kinds == group.kinds ? place : place + 3, -cover(other))
        }
        let found = groups.indices.filter { cover(groups[$0]) > 0 }.min { rank(groups[$0]) < rank(groups[$1]) }
        guard let found else { return false }
        group.join(groups.remove(at: found))
        groups.insert(group, at: groups.firstIndex { Self.isBefore(group, $0) } ?? groups.endIndex)
      }
      return true
    }
  }

  /// Pieces that are shown together or not at all.
  struct Group {
    /// Ascending.
    var pieces: [Int]
    var classes: Set<Int>
    var kinds: Set<Int>
    var size: Double
    /// For each line the cover that the pieces of few need; 0 where there are none.
    var needs: [Double]
    /// For each line the most that one piece has as cover.
    var covers: [Double]

    func lacks(_ line: Int) -> Bool { needs[line] > 0 && covers[line] < needs[line] }
    var isNeedy: Bool { needs.indices.contains(where: lacks) }

    mutating func join(_ other: Group) {
      pieces = (pieces + other.pieces).sorted()
      classes.formUnion(other.classes)
      kinds.formUnion(other.kinds)
      size += other.size
      for line in needs.indices {
        needs[line] = max(needs[line], other.needs[line])
        covers[line] = max(covers[line], other.covers[line])
      }
    }
  }
}
