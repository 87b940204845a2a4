import Core

/// A limit on polygons that lie on top of each other: of n there are n² pairs to cut.
package enum StackedGround {
  /// How many pairs that may share ground one run takes. A search that finds more stops there. To be asked once a search.
  package static var mostPairs: Int { InputLimit.stackedPairs.value }

  /// Throws ``Failure`` (bad data, file left to the caller) where there are more, with the polygon that lies on most others;
  /// `name` tells what it is called.
  package static func check(_ pairs: some Collection<(Int, Int)>, name: (Int) -> String) throws {
    guard pairs.count > mostPairs else { return }
    var others: [Int: Int] = [:]
    for (a, b) in pairs {
      others[a, default: 0] += 1
      others[b, default: 0] += 1
    }
    guard let most = others.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return }
    throw InputLimit.stackedPairs.exceeded(
      "too many outlines lie on top of each other; this one on \(most.value) others at least", place: name(most.key),
      hint: "are there copies, or several years in one file? take a part with --where")
  }
}
