/// What of a run's figures is shown, and why the rest is not: ``Suppression`` by pieces, applied to areas, classes, the whole and
/// the series, with the same mask for a sum and for its number of phones.
///
/// Numbers of phones are withheld in more cases, since those of ground within other ground differ by the phones that were
/// only in the rest: a number is shown only when it differs by 0 or by K phones or more from every other one shown of ground that
/// holds it or that it holds, in the same period or over all.
struct Protection {
  let rule: Suppression
  /// One an area.
  private(set) var areas: [Withheld?] = []
  /// Of each class's dygnsavtryck.
  private(set) var classes: [Withheld?] = []
  /// Of each class's areas: of their mean, least and greatest.
  private(set) var classAreas: [Withheld?] = []
  /// Of each class's mean dygnsavtryck, which may be shown when not all its areas are.
  private(set) var classMeans: [Withheld?] = []
  /// Of each area's number of phones.
  private(set) var areaPhones: [Withheld?] = []
  /// Of each class's number of phones.
  private(set) var classPhones: [Withheld?] = []
  private(set) var inside: Withheld?
  private(set) var outside: Withheld?
  /// Of phone-days.
  private(set) var phoneDays: Withheld?
  /// Of all phones.
  private(set) var phones: Withheld?
  private(set) var phonesUnlocated: Withheld?
  private(set) var phoneDaysUnlocated: Withheld?

  private let minPhones: Int
  private let plan: FootprintAreas
  private var pieces: [[Int]?] = []
  private var classPieces: [[Int]] = []
  private var classGround: [[Int]?] = []
  private let all: [Int]
  /// Phones of each piece.
  private let whole: [Int]
  private var shown: ShownPhones

  /// - Parameters:
  ///   - rows: the series' rows in their order, as indices of the tally's; empty without a series.
  init(_ counts: FootprintCounts, _ sums: AreaSums, table: Int, rows: [Int], minPhones: Int) {
    let (tally, areaCount) = (counts.tally, counts.plan.areas.count)
    self.minPhones = minPhones
    plan = counts.plan.areas
    all = Array(0...areaCount)
    let classOfPiece = plan.classOfArea + [-1]
    // Without pieces, or for a radius beside the first, nothing is known to be safe.
    let known = table == 0 ? tally.pieces?.phones : nil
    let whole = known ?? Array(repeating: minPhones, count: areaCount + 1)
    self.whole = whole
    let periods = rows.map { row in
      guard known != nil, let phones = tally.series?.piecePhones else { return whole }
      return phones[row * whole.count..<(row + 1) * whole.count].map(Int.init)
    }
    var rule = Suppression(whole: whole, rows: periods, classOfPiece: classOfPiece, minPhones: minPhones)
    let length = counts.plan.period?.days ?? 1
    let isSaturated =
      !rule.thinRows.isEmpty && rule.thinRows.allSatisfy { $0 }
      && sums.byPiece.contains {
        // Each period has at most k − 1 phones in a piece; were all others full, the last would be known to have some.
        FixedPoint.double($0) > Double((minPhones - 1) * (rows.count - 1) * length)
      }
    if known == nil || isSaturated { rule.hideAll() }
    self.rule = rule
    shown = ShownPhones(minPhones: minPhones)
    if minPhones <= 1 {
      (areas, areaPhones) = (plan.ids.map { _ in nil }, plan.ids.map { _ in nil })
      (classes, classAreas) = (plan.classes.map { _ in nil }, plan.classes.map { _ in nil })
      (classMeans, classPhones) = (classes, classes)
      return
    }
    pieces = AreaPieces(counts.plan.tables[table], weights: tally.weights, areaCount: areaCount).ofArea
    withhold(tally, table, whole)
  }

  private mutating func withhold(_ tally: Tally, _ table: Int, _ whole: [Int]) {
    let unique = tally.unique[table]
    func most(_ pieces: [Int]) -> Int { pieces.reduce(0) { max($0, whole[$1]) } }
    let located = tally.phones - tally.phonesUnlocated
    phoneDays = rule.reason(all, phones: located)
    inside = rule.reason(Array(all.dropLast()), phones: most(Array(all.dropLast())))
    outside = rule.reason(Array(all.suffix(1)), phones: whole[plan.count])
    func few(_ phones: Int) -> Withheld? { (1..<minPhones).contains(phones) ? .fewPhones : nil }
    phonesUnlocated = few(tally.phonesUnlocated)
    phoneDaysUnlocated = few(tally.phonesWithUnlocatedDays)
    // Less the phones of a single day they would be those without a place.
    phones = few(tally.phones) ?? (phonesUnlocated == nil && phoneDays == nil ? nil : .wouldReveal)

    // Withheld periods: see ``Suppression/hidesPhones``.
    if rule.hidesPhones { phones = phones ?? .wouldReveal }
    if phones == nil { shown.addWithoutCheck(all, nil, tally.phones) }
    for group in plan.classes.indices {
      let members = plan.classOfArea.indices.filter { plan.classOfArea[$0] == group }
      classPieces.append(members)
      let ground = members.allSatisfy { pieces[$0] != nil } ? Set(members.flatMap { pieces[$0] ?? [] }).sorted() : nil
      classGround.append(ground)
      classes.append(rule.reason(members, phones: most(members)))
      let reason = rule.reason(ground, phones: unique.byClass[group])
      classPhones.append(reason ?? phoneReason(ground, nil, unique.byClass[group], &shown))
    }
    for area in plan.ids.indices {
      areas.append(rule.reason(pieces[area], phones: unique.byArea[area]))
      areaPhones.append(areas[area] ?? phoneReason(pieces[area], nil, unique.byArea[area], &shown))
    }
    for (group, members) in classPieces.enumerated() {
      let reasons = members.compactMap { areas[$0] ?? areaPhones[$0] }
      classAreas.append(reasons.contains(.fewPhones) ? .fewPhones : reasons.first)
      let hidden = members.compactMap { areas[$0] }
      classMeans.append(hidden.isEmpty || isMeanSafe(members) ? nil : classAreas[group])
      // Phones that were in several of its areas.
      let more = members.reduce(0) { $0 + unique.byArea[$1] } - unique.byClass[group]
      if reasons.isEmpty, classPhones[group] == nil, few(more) != nil { classPhones[group] = .wouldReveal }
    }
  }

  /// Why the dygnsavtryck of several classes together are withheld; nil when they may be shown.
  func reason(ofClasses ranks: [Int]) -> Withheld? {
    if minPhones <= 1 { return nil }
    let pieces = ranks.flatMap { classPieces[$0] }.sorted()
    return rule.reason(pieces, phones: pieces.reduce(0) { max($0, whole[$1]) })
  }

  /// Why the phones of ground that is shown are not; nil, and added to those shown, when they are.
  private func phoneReason(_ pieces: [Int]?, _ row: Int?, _ phones: Int, _ shown: inout ShownPhones) -> Withheld? {
    if phones == 0 { return nil }
    return rule.hidesPhones || !shown.add(pieces ?? [], row, phones) ? .wouldReveal : nil
  }

  /// Whether the sum of the areas' own figures is made of whole groups.
  private func isMeanSafe(_ members: [Int]) -> Bool {
    if rule.hidesAll { return false }
    var times = [Int](repeating: 0, count: plan.count + 1)
    for area in members {
      guard let pieces = pieces[area] else { return false }
      for piece in pieces { times[piece] += 1 }
    }
    return rule.isSum(times: times)
  }

  /// What is withheld of one period of the series.
  struct Row {
    var total: Withheld?
    var phones: Withheld?
    var outside: Withheld?
    var areas: [Withheld?]
    var classes: [Withheld?]
    var areaPhones: [Withheld?]
    var classPhones: [Withheld?]
  }

  /// What is withheld of row `index` of the series, whose figures are row `row` of the tally's.
  func row(_ index: Int, _ series: SeriesTally, _ row: Int) -> Row {
    let (areaCount, classCount) = (plan.count, plan.classes.count)
    if minPhones <= 1 {
      let (areas, classes) = (
        [Withheld?](repeating: nil, count: areaCount), [Withheld?](repeating: nil, count: classCount)
      )
      return Row(areas: areas, classes: classes, areaPhones: areas, classPhones: classes)
    }
    let width = areaCount + 1
    let whole =
      series.piecePhones.isEmpty
      ? Array(repeating: minPhones, count: width)
      : series.piecePhones[row * width..<(row + 1) * width].map(Int.init)
    func most(_ pieces: [Int]) -> Int { pieces.reduce(0) { max($0, whole[$1]) } }
    var shown = shown
    let total = rule.reason(all, row: index, phones: series.rows[row].phones)
    var result = Row(
      total: total, phones: total ?? (rule.hidesPhones ? .wouldReveal : nil),
      outside: rule.reason([areaCount], row: index, phones: whole[areaCount]), areas: [], classes: [],
      areaPhones: [], classPhones: [])
    // The whole of a period names no place; it is not compared with the whole of all.
    if result.total == nil { shown.addWithoutCheck(all, index, series.rows[row].phones) }
    for group in 0..<classCount {
      let count = Int(series.classPhones[row * classCount + group])
      result.classes.append(rule.reason(classPieces[group], row: index, phones: most(classPieces[group])))
      result.classPhones.append(
        rule.reason(classGround[group], row: index, phones: count)
          ?? phoneReason(classGround[group], index, count, &shown))
    }
    for area in 0..<areaCount {
      let count = Int(series.areaPhones[row * areaCount + area])
      result.areas.append(rule.reason(pieces[area], row: index, phones: count))
      result.areaPhones.append(result.areas[area] ?? phoneReason(pieces[area], index, count, &shown))
    }
    for (group, members) in classPieces.enumerated() where result.classPhones[group] == nil {
      let sum = members.reduce(0) { $0 + Int(series.areaPhones[row * areaCount + $1]) }
      let more = sum - Int(series.classPhones[row * classCount + group])
      if (1..<minPhones).contains(more), members.allSatisfy({ result.areaPhones[$0] == nil }) {
        result.classPhones[group] = .wouldReveal
      }
    }
    return result
  }
}
