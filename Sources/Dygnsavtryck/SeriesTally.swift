/// The tally by day or week, for the plan's first radius.
///
/// A period has a row only when a phone was active in it. Each product of weight and share is rounded down to a multiple of
/// 2⁻⁸⁰, so the periods of an area may sum to less than the area's figure by some 10⁻¹⁷.
struct SeriesTally: Sendable {
  /// One row.
  struct Row: Sendable {
    var phoneDays = 0
    var phones = 0
  }

  /// First days of the periods, in the order of ``rows``.
  private(set) var starts: [Int32] = []
  /// Totals.
  private(set) var rows: [Row] = []
  /// Dygnsavtryck, areas side by side: row · areas + area.
  private(set) var areaWeights: [UInt128] = []
  /// Distinct phones likewise.
  private(set) var areaPhones: [Int32] = []
  /// Dygnsavtryck in the exclusive partition, row · classes + class.
  private(set) var classWeights: [UInt128] = []
  /// Distinct phones likewise.
  private(set) var classPhones: [Int32] = []
  /// Distinct phones in the plan's pieces, row · pieces + piece; empty when they are not counted.
  private(set) var piecePhones: [Int32] = []

  private let period: FootprintPeriod
  private let areaCount: Int
  private let classCount: Int
  private let pieceCount: Int
  // Row + 1 by first day, 0 for none; a period's first day may lie up to six days before 1970-01-01.
  private var rowOfStart = [Int32](repeating: 0, count: 65_536 + 6)
  private var row = 0
  // The last (phone, row) counted in each area and class, and over all.
  private var mark: UInt64 = 0
  private var totalMark: UInt64 = 0
  private var areaMarks: [UInt64]
  private var classMarks: [UInt64]
  private var pieceMarks: [UInt64]

  init(_ plan: FootprintPlan, _ period: FootprintPeriod) {
    self.period = period
    areaCount = plan.areas.count
    classCount = plan.areas.classes.count
    areaMarks = Array(repeating: 0, count: areaCount)
    classMarks = Array(repeating: 0, count: classCount)
    pieceCount = plan.pieces?.count ?? 0
    pieceMarks = Array(repeating: 0, count: pieceCount)
  }

  /// A phone's next phone-day; its days ascend.
  mutating func start(day: Int32, stamp: UInt32) {
    row = self.row(ofStart: period.start(of: day))
    mark = UInt64(stamp) << 32 | UInt64(row)
    rows[row].phoneDays += 1
    if totalMark != mark {
      totalMark = mark
      rows[row].phones += 1
    }
  }

  /// What the phone left at a station that day.
  @inline(__always)
  mutating func add(_ station: Int, _ weight: UInt128, _ plan: FootprintPlan) {
    let own = plan.tables[0].own
    for i in own.entries(station) {
      let area = Int(own.areas[i])
      areaWeights[row &* areaCount &+ area] &+= FixedPoint.product(weight, own.values[i])
      if areaMarks[area] == mark { continue }
      areaMarks[area] = mark
      areaPhones[row &* areaCount &+ area] += 1
      let group = plan.areas.classOfArea[area]
      if classMarks[group] == mark { continue }
      classMarks[group] = mark
      classPhones[row &* classCount &+ group] += 1
    }
    let exclusive = plan.tables[0].exclusive
    for i in exclusive.entries(station) {
      let group = plan.areas.classOfArea[Int(exclusive.areas[i])]
      classWeights[row &* classCount &+ group] &+= FixedPoint.product(weight, exclusive.values[i])
    }
    guard let pieces = plan.pieces else { return }
    for i in pieces.entries(station) {
      let piece = Int(pieces.pieces[i])
      if pieceMarks[piece] == mark { continue }
      pieceMarks[piece] = mark
      piecePhones[row &* pieceCount &+ piece] += 1
    }
  }

  mutating func forgetMarks() {
    totalMark = 0
    for i in areaMarks.indices { areaMarks[i] = 0 }
    for i in classMarks.indices { classMarks[i] = 0 }
    for i in pieceMarks.indices { pieceMarks[i] = 0 }
  }

  private mutating func row(ofStart start: Int32) -> Int {
    let place = Int(start) + 6
    if rowOfStart[place] > 0 { return Int(rowOfStart[place]) - 1 }
    starts.append(start)
    rows.append(Row())
    rowOfStart[place] = Int32(rows.count)
    areaWeights.append(contentsOf: repeatElement(0, count: areaCount))
    areaPhones.append(contentsOf: repeatElement(0, count: areaCount))
    classWeights.append(contentsOf: repeatElement(0, count: classCount))
    classPhones.append(contentsOf: repeatElement(0, count: classCount))
    piecePhones.append(contentsOf: repeatElement(0, count: pieceCount))
    return rows.count - 1
  }

  mutating func add(_ other: SeriesTally) {
    for (theirs, start) in other.starts.enumerated() {
      let mine = row(ofStart: start)
      rows[mine].phoneDays += other.rows[theirs].phoneDays
      rows[mine].phones += other.rows[theirs].phones
      for area in 0..<areaCount {
        areaWeights[mine * areaCount + area] &+= other.areaWeights[theirs * areaCount + area]
        areaPhones[mine * areaCount + area] += other.areaPhones[theirs * areaCount + area]
      }
      for group in 0..<classCount {
        classWeights[mine * classCount + group] &+= other.classWeights[theirs * classCount + group]
        classPhones[mine * classCount + group] += other.classPhones[theirs * classCount + group]
      }
      for piece in 0..<pieceCount {
        piecePhones[mine * pieceCount + piece] += other.piecePhones[theirs * pieceCount + piece]
      }
    }
  }
}
