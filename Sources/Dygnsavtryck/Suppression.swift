/// What may be shown of a table of disjoint pieces of ground × periods, so that nothing shown, by any sum or difference, tells
/// more of a cell from 1 … k − 1 phones than that.
///
/// The pieces are put into groups, so that in each period a group has no phones, or only pieces with k phones or more, or at
/// least one such piece as cover for the others. A sum over pieces is shown when in each of its periods it has all or none of
/// each group's pieces (those without phones do not count: they are 0 and shown as 0).
///
/// Why that holds: move what any phone left on any day from one piece to another of the same group. No figure shown changes,
/// neither sum nor number of distinct phones, since each is a function of who left how much on which day in which *group*.
/// So within a group any cell from few phones may be anything from a trace of one phone to all that any k − 1 of the group's
/// phones left, the cover taking up the rest; no knowledge of signs, whole numbers or other figures narrows that.
///
/// A period in which no piece has k phones has no cover. It is withheld whole, zeros too, and with it the one with the fewest
/// phones of the others; together they count as one period. Where the whole table is such a period, everything is withheld.
/// No number of phones is shown beside withheld periods: a phone leaves at most 1 a day, so that few phones and many phone-days
/// would tell how many of these each period must have. Without such numbers any phone-day of the withheld periods may have
/// been one more phone's in any of them.
struct Suppression: Sendable {
  /// Whether nothing but zeros may be shown.
  private(set) var hidesAll = false
  /// The periods that are withheld whole; one flag a row of the series.
  private(set) var hiddenRows: [Bool]
  /// Those of them in which no piece has enough phones.
  private(set) var thinRows: [Bool]
  /// The group of each piece.
  private(set) var groups: [Int]

  /// Whether no number of phones above 0 may be shown.
  var hidesPhones: Bool { hiddenRows.contains(true) }

  private let minPhones: Int
  private var lines: [Line] = []
  private var lineOfRow: [Int]

  /// A period, or those withheld together.
  private struct Line {
    /// Whether a piece has phones.
    var isPresent: [Bool]
    /// Such pieces by group.
    var sizes: [Int]
  }

  /// Applies the rule.
  ///
  /// - Parameters:
  ///   - whole: distinct phones of each piece over all periods.
  ///   - rows: the same for each period of the series; empty when there is none.
  ///   - classOfPiece: the class of each; −1 outside.
  ///   - minPhones: phones that a figure must come from; 0 or 1 withhold nothing.
  init(whole: [Int], rows: [[Int]], classOfPiece: [Int], minPhones: Int) {
    self.minPhones = minPhones
    groups = Array(whole.indices)
    thinRows = rows.map { _ in false }
    (hiddenRows, lineOfRow) = (thinRows, Array(rows.indices))
    if minPhones <= 1 { return }
    func isThin(_ phones: [Int]) -> Bool { (1..<minPhones).contains(phones.max() ?? 0) }
    hidesAll = isThin(whole)
    thinRows = rows.map(isThin)
    hiddenRows = thinRows
    if thinRows.contains(true) {
      let sums = rows.map { $0.reduce(0, +) }
      let cover = rows.indices.filter { !thinRows[$0] }.min { (sums[$0], $0) < (sums[$1], $1) }
      if let cover { hiddenRows[cover] = true }
    }
    let shown = rows.indices.filter { !hiddenRows[$0] }
    let hidden = rows.indices.filter { hiddenRows[$0] }
    for (line, row) in shown.enumerated() { lineOfRow[row] = line }
    var table = shown.map { rows[$0] }
    if shown.isEmpty {
      table = [whole]
    } else if !hidden.isEmpty {
      // The phones of several periods together are not counted; the most of one is a lower bound.
      table.append(whole.indices.map { piece in hidden.reduce(0) { max($0, rows[$1][piece]) } })
    }
    if !hidesAll { group(table, whole, classOfPiece) }
    lines = table.map { phones in
      var line = Line(isPresent: phones.map { $0 > 0 }, sizes: Array(repeating: 0, count: phones.count))
      for piece in phones.indices where phones[piece] > 0 { line.sizes[groups[piece]] += 1 }
      return line
    }
  }

  /// Withholds everything but zeros.
  mutating func hideAll() { hidesAll = true }

  /// Why the figures of a sum over pieces are withheld; nil when they may be shown.
  ///
  /// - Parameters:
  ///   - pieces: each once; nil where no pieces make it up.
  ///   - row: a period of the series; nil for all.
  ///   - phones: distinct phones, or the most of one piece where that is all that is known.
  func reason(_ pieces: [Int]?, row: Int? = nil, phones: Int) -> Withheld? {
    if minPhones <= 1 { return nil }
    if let row, hiddenRows[row] { return thinRows[row] ? .fewPhones : .wouldReveal }
    if phones == 0 { return nil }
    if phones < minPhones { return .fewPhones }
    return !hidesAll && isSum(pieces, row: row) ? nil : .wouldReveal
  }

  /// Whether a sum over pieces, some of them several times, is made of whole groups in every period.
  func isSum(times: [Int]) -> Bool {
    lines.allSatisfy { line in
      var seen = [Int?](repeating: nil, count: times.count)
      return times.indices.allSatisfy { piece in
        guard line.isPresent[piece] else { return true }
        defer { seen[groups[piece]] = times[piece] }
        return seen[groups[piece]].map { $0 == times[piece] } ?? true
      }
    }
  }

  private func isSum(_ pieces: [Int]?, row: Int?) -> Bool {
    guard let pieces else { return false }
    return (row.map { [lines[lineOfRow[$0]]] } ?? lines).allSatisfy { line in
      var counts = [Int: Int]()
      for piece in pieces where line.isPresent[piece] { counts[groups[piece], default: 0] += 1 }
      return counts.allSatisfy { line.sizes[$0.key] == $0.value }
    }
  }

  /// Merges groups until each has cover where it needs some: of the same class first, then with the outside, which costs the
  /// least else, then with any; of these the one that covers most periods, then the one with the fewest phones.
  private mutating func group(_ table: [[Int]], _ whole: [Int], _ classOfPiece: [Int]) {
    var members = whole.indices.map {
      Group(pieces: [$0], classes: [classOfPiece[$0]], phones: whole[$0], states: [])
    }
    for piece in members.indices {
      members[piece].states = table.map { $0[piece] == 0 ? 0 : $0[piece] < minPhones ? 1 : 2 }
    }
    members.removeAll { $0.phones == 0 }
    func isBefore(_ a: Group, _ b: Group) -> Bool { (a.phones, a.pieces[0]) < (b.phones, b.pieces[0]) }
    members.sort(by: isBefore)
    while let needy = members.firstIndex(where: { $0.states.contains(1) }) {
      var group = members.remove(at: needy)
      let bad = group.states.indices.filter { group.states[$0] == 1 }
      func cover(_ other: Group) -> Int { bad.reduce(0) { $0 + Int(other.states[$1] >> 1) } }
      func rank(_ other: Group) -> (Int, Int) {
        (other.classes == group.classes ? 0 : other.classes.contains(-1) ? 1 : 2, -cover(other))
      }
      let found = members.indices.filter { cover(members[$0]) > 0 }.min { rank(members[$0]) < rank(members[$1]) }
      // There is one: in each period without cover all is withheld.
      guard let found else { break }
      group.join(members.remove(at: found))
      members.insert(group, at: members.firstIndex { isBefore(group, $0) } ?? members.endIndex)
    }
    for group in members { for piece in group.pieces { groups[piece] = group.pieces[0] } }
  }

  private struct Group {
    /// Ascending.
    var pieces: [Int]
    var classes: Set<Int>
    var phones: Int
    /// For each line 0 (no phones), 1 (few in each piece that has any) or 2 and more (a piece has enough).
    var states: [UInt8]

    mutating func join(_ other: Group) {
      pieces = (pieces + other.pieces).sorted()
      classes.formUnion(other.classes)
      phones += other.phones
      for line in states.indices { states[line] |= other.states[line] }
    }
  }
}
