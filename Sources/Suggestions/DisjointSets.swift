/// Which of some numbered things belong together (R. Tarjan, Efficiency of a good but not linear set union algorithm, 1975).
struct DisjointSets: Sendable {
  private var parents: [Int32]

  /// So many things, each alone.
  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  /// The lowest number that belongs together with that one.
  mutating func root(_ thing: Int) -> Int {
    var thing = Int32(thing)
    while parents[Int(thing)] != thing {
      parents[Int(thing)] = parents[Int(parents[Int(thing)])]
      thing = parents[Int(thing)]
    }
    return Int(thing)
  }

  /// Puts two together; the lower number stands for both, so that no order of calls changes the result.
  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (root(a), root(b))
    parents[max(a, b)] = Int32(min(a, b))
  }
}
