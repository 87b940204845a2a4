import Core

/// Ground that an area of one list shares with an area of another.
public struct SharedArea: Sendable, Equatable {
  /// Place of the one in the old list.
  public var old: Int
  /// Place of the other in the new list.
  public var new: Int
  /// Planar area of their intersection, square metres.
  public var squareMetres: Double

  /// So much ground between those two.
  public init(old: Int, new: Int, squareMetres: Double) {
    (self.old, self.new, self.squareMetres) = (old, new, squareMetres)
  }
}

/// Which area of an old list is which of a new one: one to one, by the first key that tells.
public struct AreaMatching: Sendable, Equatable {
  /// What two areas are known to be the same by.
  public enum Key: String, Sendable, CaseIterable {
    /// An identifier that both have.
    case id
    /// A name that both have, in any spelling: see ``FoldedText/nameKey(_:)``.
    case name
    /// The largest share of their union in common.
    case overlap
  }

  /// An old area and the new one that it has become.
  public struct Match: Sendable, Equatable {
    /// Place in the old list.
    public var old: Int
    /// Place in the new list.
    public var new: Int
    /// What they were matched by.
    public var key: Key
  }

  /// The matches, ascending by place in the new list.
  public let matches: [Match]

  /// Names that stand more than once among the areas still unmatched and so could not match anything, ascending.
  public let ambiguousNames: [String]

  /// Matches two lists.
  ///
  /// - Parameters:
  ///   - old: the earlier list; an area with an empty identifier or name is not matched by it.
  ///   - new: the later list.
  ///   - keys: what to match by, in this order; what one key has matched the next ones leave alone.
  ///   - minimumShare: least share of the union (0–1) for a match by overlap. Above 0.5 no area can have two candidates, if
  ///     the areas of a list do not overlap each other; below it the greatest share goes first.
  ///   - sharing: ground in common between areas that are not matched yet, given by their places in the old and the new
  ///     list; asked for only when it comes to overlap. At most one entry a pair; pairs that share none may be left out.
  public init(
    old: [Area], new: [Area], keys: [Key], minimumShare: Double,
    sharing: (_ old: [Int], _ new: [Int]) throws -> [SharedArea]
  ) rethrows {
    var pending = Pending(old: old.count, new: new.count)
    var ambiguous: Set<String> = []
    for key in keys {
      switch key {
      case .id: _ = pending.match(old.map(\.id), new.map(\.id), by: .id)
      case .name:
        let (oldKeys, newKeys) = (old.map { FoldedText.nameKey($0.name) }, new.map { FoldedText.nameKey($0.name) })
        for (list, place) in pending.match(oldKeys, newKeys, by: .name) {
          ambiguous.insert(list == .old ? old[place].name : new[place].name)
        }
      case .overlap:
        let (olds, news) = pending.unmatched
        pending.match(try sharing(olds, news), old, new, minimumShare: minimumShare)
      }
    }
    matches = pending.matches.sorted { $0.new < $1.new }
    ambiguousNames = ambiguous.sorted()
  }
}

/// Which areas are not matched yet.
private struct Pending {
  enum List { case old, new }

  private var isOldTaken: [Bool]
  private var isNewTaken: [Bool]
  private(set) var matches: [AreaMatching.Match] = []

  init(old: Int, new: Int) {
    isOldTaken = [Bool](repeating: false, count: old)
    isNewTaken = [Bool](repeating: false, count: new)
  }

  /// Places of the areas that are not matched.
  var unmatched: (old: [Int], new: [Int]) {
    (isOldTaken.indices.filter { !isOldTaken[$0] }, isNewTaken.indices.filter { !isNewTaken[$0] })
  }

  private mutating func take(_ old: Int, _ new: Int, _ key: AreaMatching.Key) {
    isOldTaken[old] = true
    isNewTaken[new] = true
    matches.append(AreaMatching.Match(old: old, new: new, key: key))
  }

  /// Matches equal texts that stand once in each list; gives the places of those that stand more often and would have had a
  /// counterpart.
  mutating func match(_ old: [String], _ new: [String], by key: AreaMatching.Key) -> [(List, Int)] {
    let places = Self.places(new, isNewTaken)
    let own = Self.places(old, isOldTaken)
    var repeated: [(List, Int)] = []
    for (text, olds) in own.sorted(by: { $0.key < $1.key }) {
      guard let news = places[text] else { continue }
      if olds.count == 1, news.count == 1 {
        take(olds[0], news[0], key)
      } else {
        repeated += olds.count > 1 ? [(.old, olds[0])] : [(.new, news[0])]
      }
    }
    return repeated
  }

  private static func places(_ texts: [String], _ isTaken: [Bool]) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for (i, text) in texts.enumerated() where !isTaken[i] && !text.isEmpty { result[text, default: []].append(i) }
    return result
  }

  /// The greatest share of the union first; of equal ones the earlier in the old list, then in the new one.
  mutating func match(_ shared: [SharedArea], _ old: [Area], _ new: [Area], minimumShare: Double) {
    let oldArea = old.map(\.polygon.planarArea)
    let newArea = new.map(\.polygon.planarArea)
    let candidates = shared.compactMap { pair -> (share: Double, old: Int, new: Int)? in
      guard !isOldTaken[pair.old], !isNewTaken[pair.new] else { return nil }
      let union = oldArea[pair.old] + newArea[pair.new] - pair.squareMetres
      guard union > 0, pair.squareMetres >= minimumShare * union, pair.squareMetres > 0 else { return nil }
      return (pair.squareMetres / union, pair.old, pair.new)
    }
    for one in candidates.sorted(by: { (-$0.share, $0.old, $0.new) < (-$1.share, $1.old, $1.new) })
    where !isOldTaken[one.old] && !isNewTaken[one.new] {
      take(one.old, one.new, .overlap)
    }
  }
}
