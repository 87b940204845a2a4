/// "Did you mean": the nearest of the known names, for columns, files, flags and keys.
public enum Suggestion {
  /// The candidate nearest to `word`, if it is near enough to be meant.
  ///
  /// Case is ignored. Near means an edit distance (insert, delete, replace, swap of neighbours) of at most a
  /// third of the word's length, rounded up; of equals the first.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let target = Array(word.lowercased())
    let limit = (target.count + 2) / 3
    var best: (distance: Int, name: String)?
    for name in candidates {
      let distance = editDistance(target, Array(name.lowercased()))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, name) }
    }
    return best?.name
  }

  /// The hint's text, `did you mean "inkomst"?`, or the list of known names when none is near.
  public static func hint(for word: String, among candidates: [String]) -> String {
    if let name = nearest(to: word, among: candidates) { return "did you mean \"\(name)\"?" }
    let shown = candidates.prefix(12).joined(separator: ", ")
    return candidates.isEmpty ? "there are none" : "known: \(shown)\(candidates.count > 12 ? ", …" : "")"
  }

  /// Optimal string alignment distance of two short words.
  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
