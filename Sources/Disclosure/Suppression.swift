/// What may be shown of a table of disjoint pieces × rows (periods, say), so that nothing shown, by any sum or difference, tells
/// more of a cell of few than that: of few phones, events or people.
///
/// The pieces are put into groups, so that in each row a group has nothing, or only pieces with enough, or at least one piece
/// as cover for the others. A sum over pieces is shown when in each of its rows it has all or none of each group's pieces (those
/// with nothing do not count: they are 0 and shown as 0).
///
/// Why that holds: move what any phone left on any day (an event, a person) from one piece to another of the same group. No
/// figure shown changes, neither sum nor number of distinct phones, since each is a function of who left how much in which row
/// in which *group*. So within a group any cell of few may be anything from a trace to the most that is few, the cover taking up
/// the rest; no knowledge of signs, whole numbers or other figures narrows that. Where a figure and its reason are of the same
/// number, as of events and people, a cover has so much (``Rule/cover``) that it is still enough when it has given up the most
/// that a cell of few can gain.
///
/// A row in which there is few and no cover is withheld whole, zeros too, and with it the one with the least of those that have
/// cover, of the same block of rows first; those withheld together count as one row. Where the whole table is such a row,
/// everything is withheld. No number of phones is shown beside withheld rows: a phone leaves at most 1 a day, so that few phones
/// and many phone-days would tell how many of these each period must have. Without such numbers any phone-day of the withheld
/// periods may have been one more phone's in any of them.
package struct Suppression: Sendable {
  /// What is few, and what is enough to hide it behind.
  package struct Rule: Sendable {
    /// What is below, and not 0, is few; 0 or 1 withhold nothing.
    package var minimum: Double
    /// The least that a piece must have to be cover.
    package var cover: Double
    /// The reason of figures that come from few.
    package var few: Withheld
    /// Whether a row that is withheld for its own sake says so. The number of events tells too much beside it.
    package var namesThinRows: Bool

    /// For sums of what distinct phones left: a figure is not the number of those that it comes from.
    package static func phones(_ minimum: Int) -> Rule {
      Rule(minimum: Double(minimum), cover: Double(minimum), few: .fewPhones, namesThinRows: true)
    }

    /// For numbers of events or people.
    package static func counts(_ minimum: Int, few: Withheld) -> Rule {
      Rule(minimum: Double(minimum), cover: Double(2 * minimum), few: few, namesThinRows: false)
    }

    func isFew(_ value: Double) -> Bool { value > 0 && value < minimum }
  }

  /// What is known of pieces that share units of ground, each of which counts by parts: see ``init(whole:shared:classOfPiece:rule:)``.
  package struct SharedUnits: Sendable {
    /// For each piece those that share a unit with it, of which people may be or not: where a piece of few is hidden, they are too.
    package var neighbours: [[Int]]
    /// What each piece has in units of its own: only that can be cover.
    package var ofItsOwn: [Double]
    /// The cover that each piece needs.
    package var needs: [Double]
    /// What the people of each piece are: those of one kind hide each other first.
    package var kinds: [Int]
    /// Whether a piece is to be hidden like one of few, whatever it has.
    package var areLikeFew: [Bool]

    /// Knowledge of so many pieces.
    package init(
      neighbours: [[Int]], ofItsOwn: [Double], needs: [Double], kinds: [Int], areLikeFew: [Bool]? = nil
    ) {
      (self.neighbours, self.ofItsOwn, self.needs, self.kinds) = (neighbours, ofItsOwn, needs, kinds)
      self.areLikeFew = areLikeFew ?? kinds.map { _ in false }
    }
  }

  /// Whether nothing but zeros may be shown.
  package private(set) var hidesAll = false
  /// The rows that are withheld whole; one flag a row.
  package private(set) var hiddenRows: [Bool]
  /// Those of them that have no cover.
  package private(set) var thinRows: [Bool]
  /// The group of each piece.
  package private(set) var groups: [Int]

  /// Whether no number of phones above 0 may be shown.
  package var hidesPhones: Bool { hiddenRows.contains(true) }

  private let rule: Rule
  private var lines: [Line] = []
  private var lineOfRow: [Int]

  /// A row, or those withheld together.
  private struct Line {
    /// The rows that it is of; empty where it is all.
    var rows: [Int]
    /// Whether a piece has anything, or could have for all that is to be known.
    var isPresent: [Bool]
    /// Such pieces by group.
    var sizes: [Int]
  }

  /// Applies the rule.
  ///
  /// - Parameters:
  ///   - whole: what each piece has over all rows.
  ///   - rows: the same for each row; empty when there is one only.
  ///   - blockOfRow: rows of one block, such as the categories of a period, hide each other first; empty: all are of one.
  ///   - classOfPiece: the class of each; −1 outside.
  ///   - rule: what is few.
  package init(whole: [Double], rows: [[Double]], blockOfRow: [Int] = [], classOfPiece: [Int], rule: Rule) {
    self.rule = rule
    groups = Array(whole.indices)
    thinRows = rows.map { _ in false }
    (hiddenRows, lineOfRow) = (thinRows, Array(rows.indices))
    if rule.minimum <= 1 { return }
    func isThin(_ values: [Double]) -> Bool {
      values.contains(where: rule.isFew) && !values.contains { $0 >= rule.cover }
    }
    hidesAll = isThin(whole)
    thinRows = rows.map(isThin)
    let hidden = hiddenLines(rows, blockOfRow)
    for row in hidden.joined() { hiddenRows[row] = true }
    let shown = rows.indices.filter { !hiddenRows[$0] }
    var sources = shown.map { [$0] }
    var table = shown.map { rows[$0] }
    if shown.isEmpty, hidden.count <= 1 {
      (sources, table) = ([Array(rows.indices)], [whole])
      let hasCover = rows.joined().contains { $0 >= rule.cover }
      if !rule.namesThinRows, !hasCover, isSaturated(whole, rows: rows.count) { hidesAll = true }
    } else {
      for line in hidden {
        sources.append(line)
        // The phones of several periods together are not counted; the most of one is a lower bound.
        table.append(whole.indices.map { piece in line.reduce(0) { max($0, rows[$1][piece]) } })
      }
    }
    for (line, rows) in sources.enumerated() { for row in rows { lineOfRow[row] = line } }
    if !hidesAll {
      group(
        Members(
          table, whole, classOfPiece, needs: Array(repeating: rule.cover, count: whole.count), covers: table, rule))
    }
    finish(sources, table)
  }

  /// Applies the rule to pieces that share units which count by parts, as a cell on the border of two areas does.
  ///
  /// Who knows the parts knows that what two pieces have of such a unit goes up and down together. So a piece of few is hidden with
  /// all pieces that share units with it, and its cover is what a piece has in units of its own: then what moves is a whole unit's,
  /// which any sum of whole groups has altogether or not at all. That goes for pieces and units without people too: who does not
  /// know that a unit is empty would else learn from a sum with a part of it in how many it can have, by twos or fours, say.
  package init(whole: [Double], shared: SharedUnits, classOfPiece: [Int], rule: Rule) {
    self.rule = rule
    groups = Array(whole.indices)
    (thinRows, hiddenRows, lineOfRow) = ([], [], [])
    if rule.minimum <= 1 { return }
    func isFew(_ piece: Int) -> Bool { rule.isFew(whole[piece]) || shared.areLikeFew[piece] && whole[piece] > 0 }
    func bound(_ piece: Int) -> [Int] { isFew(piece) ? shared.neighbours[piece] : [] }
    var isPresent = whole.map { $0 > 0 }
    for piece in whole.indices { for other in bound(piece) { isPresent[other] = true } }
    var members = Members(
      [whole], whole, classOfPiece, needs: shared.needs, covers: [shared.ofItsOwn], kindOfPiece: shared.kinds,
      isPresent: isPresent, isFew: isFew, rule)
    members.bind(bound)
    group(members)
    finish([[]], [whole], isPresent)
  }

  /// Withholds everything but zeros.
  package mutating func hideAll() { hidesAll = true }

  private mutating func finish(_ sources: [[Int]], _ table: [[Double]], _ isPresent: [Bool]? = nil) {
    lines = zip(sources, table).map { rows, values in
      var line = Line(
        rows: rows, isPresent: isPresent ?? values.map { $0 > 0 }, sizes: Array(repeating: 0, count: values.count))
      for piece in values.indices where line.isPresent[piece] { line.sizes[groups[piece]] += 1 }
      return line
    }
  }

  /// The rows that are withheld whole, by those that count as one.
  private func hiddenLines(_ rows: [[Double]], _ blockOfRow: [Int]) -> [[Int]] {
    guard thinRows.contains(true) else { return [] }
    let sums = rows.map { $0.reduce(0, +) }
    let covers = rows.indices.filter { !thinRows[$0] && rows[$0].contains { $0 >= rule.cover } }
    func least(_ rows: some Sequence<Int>) -> Int? { rows.min { (sums[$0], $0) < (sums[$1], $1) } }
    var lines: [[Int]] = []
    var rest: [Int] = []
    let thin = rows.indices.filter { thinRows[$0] }
    let blocks = blockOfRow.isEmpty ? [Int](repeating: 0, count: rows.count) : blockOfRow
    let coversOfBlock = Dictionary(grouping: covers) { blocks[$0] }
    for (block, members) in Dictionary(grouping: thin, by: { blocks[$0] }).sorted(by: { $0.key < $1.key }) {
      if let cover = least(coversOfBlock[block] ?? []) {
        lines.append(members + [cover])
      } else {
        rest += members
      }
    }
    if rest.isEmpty { return lines }
    guard let cover = least(covers) else { return rule.namesThinRows ? [thin] : [Array(rows.indices)] }
    if let line = lines.firstIndex(where: { $0.contains(cover) }) {
      lines[line] += rest
    } else {
      lines.append(rest + [cover])
    }
    return lines
  }

  /// Whether rows that have no cover are known to be so full that the least of them has some.
  private func isSaturated(_ whole: [Double], rows: Int) -> Bool {
    whole.contains { $0 > (rule.cover - 1) * Double(rows - 1) }
  }

  /// Why the figures of a sum over pieces are withheld; nil when they may be shown.
  ///
  /// - Parameters:
  ///   - pieces: each once; nil where no pieces make it up.
  ///   - row: a row; nil for all.
  ///   - count: what it comes from: distinct phones, or the most of one piece where that is all that is known.
  package func reason(_ pieces: [Int]?, row: Int? = nil, count: Double) -> Withheld? {
    if rule.minimum <= 1 { return nil }
    if let row, hiddenRows[row] { return thinRows[row] && rule.namesThinRows ? rule.few : .wouldReveal }
    if count == 0 { return nil }
    if count < rule.minimum { return rule.few }
    return !hidesAll && isSum(pieces, row: row) ? nil : .wouldReveal
  }

  /// The same for a sum over pieces and some rows.
  ///
  /// - Parameter most: the most that one of its pieces has in one row; 0: it has nothing.
  package func reason(_ pieces: [Int], rows: [Int], most: Double) -> Withheld? {
    if rule.minimum <= 1 { return nil }
    let touched = Set(rows.map { lineOfRow[$0] }).sorted()
    let wanted = Set(rows)
    for line in touched where lines[line].rows.count > 1 && !lines[line].rows.allSatisfy(wanted.contains) {
      return .wouldReveal
    }
    if most == 0 { return nil }
    if !hidesAll, touched.allSatisfy({ isSum(pieces, of: lines[$0]) }) { return nil }
    return most < rule.minimum && !rows.contains { hiddenRows[$0] } ? rule.few : .wouldReveal
  }

  /// Whether a sum over pieces, some of them several times, is made of whole groups in every row.
  package func isSum(times: [Int]) -> Bool {
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
    return (row.map { [lines[lineOfRow[$0]]] } ?? lines).allSatisfy { isSum(pieces, of: $0) }
  }

  private func isSum(_ pieces: [Int], of line: Line) -> Bool {
    var counts = [Int: Int]()
    for piece in pieces where line.isPresent[piece] { counts[groups[piece], default: 0] += 1 }
    return counts.allSatisfy { line.sizes[$0.key] == $0.value }
  }

  /// Merges groups until each has cover where it needs some. Where one can have none, everything is withheld.
  private mutating func group(_ members: Members) {
    var members = members
    if members.merge() {
      for group in members.groups { for piece in group.pieces { groups[piece] = group.pieces[0] } }
    } else {
      hidesAll = true
    }
  }
}
