/// What phones add up to: whole numbers and ``FixedPoint`` sums only, so that tallies of any parts, made in any order,
/// join to the same bits.
struct Tally: Sendable {
  /// Sum of weights at each station, multiples of 2⁻⁸⁰ phone-days.
  private(set) var weights: [UInt128]
  /// Events counted, located or not.
  private(set) var events: UInt64 = 0
  /// Those without a station.
  private(set) var eventsUnlocated: UInt64 = 0
  /// Distinct phones.
  private(set) var phones = 0
  /// Those without any located event.
  private(set) var phonesUnlocated = 0
  /// Distinct phones and days with a located event.
  private(set) var phoneDays = 0
  /// Distinct phones and days with unlocated events only.
  private(set) var phoneDaysUnlocated = 0
  /// Distinct phones per area and class, one entry a radius.
  private(set) var unique: [UniqueTally]
  /// Distinct phones in each of the plan's pieces, when they are counted.
  private(set) var pieces: PieceTally?
  /// Distinct phones with an event without a station, of a day without another.
  private(set) var phonesWithUnlocatedDays = 0
  /// The series, when one is asked for.
  private(set) var series: SeriesTally?

  /// Whether an event was at a station that the plan does not have; the rest means nothing then.
  private(set) var hasForeignStation = false

  private let layout: EntryLayout
  // The phone at hand, counted from 1: what a mark must equal to be this phone's.
  private var stamp: UInt32 = 0

  /// Nothing yet.
  init(_ plan: FootprintPlan, _ layout: EntryLayout) {
    self.layout = layout
    weights = Array(repeating: 0, count: plan.stationCount)
    unique = plan.tables.map { _ in UniqueTally(plan.areas) }
    pieces = plan.pieces.map { PieceTally($0.count) }
    if let period = plan.period { series = SeriesTally(plan, period) }
  }

  /// Adds one phone, whole: all its visits, ascending. A phone must not come twice.
  mutating func add(_ phone: borrowing PhoneVisits, _ plan: FootprintPlan) {
    if stamp == .max { restartStamps() }
    stamp += 1
    phones += 1
    let (before, unlocatedBefore) = (phoneDays, phoneDaysUnlocated)
    var i = 0
    while i < phone.visits.count {
      let day = layout.day(phone.visits[i])
      var end = i
      var located: UInt64 = 0
      while end < phone.visits.count, layout.day(phone.visits[end]) == day {
        events &+= phone.counts[end]
        if layout.code(phone.visits[end]) > 0 { located &+= phone.counts[end] }
        end += 1
      }
      if layout.code(phone.visits[i]) == 0 {
        eventsUnlocated &+= phone.counts[i]
        i += 1
      }
      if located == 0 {
        phoneDaysUnlocated += 1
      } else {
        phoneDays += 1
        series?.start(day: day, stamp: stamp)
        while i < end {
          add(layout.code(phone.visits[i]) - 1, phone.counts[i], of: located, plan)
          i += 1
        }
      }
      i = end
    }
    if phoneDays == before { phonesUnlocated += 1 }
    if phoneDaysUnlocated > unlocatedBefore { phonesWithUnlocatedDays += 1 }
  }

  /// Adds what one phone left at one station in one day.
  @inline(__always)
  private mutating func add(_ station: Int, _ count: UInt64, of all: UInt64, _ plan: FootprintPlan) {
    guard station < weights.count else {
      hasForeignStation = true
      return
    }
    let weight = count == all ? FixedPoint.one : FixedPoint.fraction(count, of: all)
    weights[station] &+= weight
    for table in unique.indices {
      let shares = plan.tables[table].own
      for i in shares.entries(station) { unique[table].note(shares.areas[i], stamp, plan.areas) }
    }
    if let table = plan.pieces {
      for i in table.entries(station) { pieces?.note(table.pieces[i], stamp) }
    }
    series?.add(station, weight, plan)
  }

  private mutating func restartStamps() {
    stamp = 0
    for table in unique.indices { unique[table].forgetMarks() }
    pieces?.forgetMarks()
    series?.forgetMarks()
  }

  /// Adds another tally of the same plan, of other phones.
  mutating func add(_ other: Tally) {
    for station in weights.indices { weights[station] &+= other.weights[station] }
    if other.hasForeignStation { hasForeignStation = true }
    events &+= other.events
    eventsUnlocated &+= other.eventsUnlocated
    phones += other.phones
    phonesUnlocated += other.phonesUnlocated
    phoneDays += other.phoneDays
    phoneDaysUnlocated += other.phoneDaysUnlocated
    for table in unique.indices { unique[table].add(other.unique[table]) }
    phonesWithUnlocatedDays += other.phonesWithUnlocatedDays
    if let theirs = other.pieces { pieces?.add(theirs) }
    if let theirs = other.series { series?.add(theirs) }
  }
}

/// Distinct phones per piece.
struct PieceTally: Sendable {
  /// Phones with an event whose circle meets the piece.
  private(set) var phones: [Int]
  // The last phone counted.
  private var marks: [UInt32]

  init(_ count: Int) { (phones, marks) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count)) }

  @inline(__always)
  mutating func note(_ piece: Int32, _ stamp: UInt32) {
    if marks[Int(piece)] == stamp { return }
    marks[Int(piece)] = stamp
    phones[Int(piece)] += 1
  }

  mutating func forgetMarks() { for i in marks.indices { marks[i] = 0 } }

  mutating func add(_ other: PieceTally) { for i in phones.indices { phones[i] += other.phones[i] } }
}

/// Distinct phones per area and per class.
struct UniqueTally: Sendable {
  /// Phones with an event whose circle meets the area.
  private(set) var byArea: [Int]
  /// Phones with an event whose circle meets any area of the class.
  private(set) var byClass: [Int]
  // The last phone counted.
  private var areaMarks: [UInt32]
  private var classMarks: [UInt32]

  init(_ areas: FootprintAreas) {
    byArea = Array(repeating: 0, count: areas.count)
    byClass = Array(repeating: 0, count: areas.classes.count)
    areaMarks = Array(repeating: 0, count: areas.count)
    classMarks = Array(repeating: 0, count: areas.classes.count)
  }

  @inline(__always)
  mutating func note(_ area: Int32, _ stamp: UInt32, _ areas: FootprintAreas) {
    let area = Int(area)
    if areaMarks[area] == stamp { return }
    areaMarks[area] = stamp
    byArea[area] += 1
    let group = areas.classOfArea[area]
    if classMarks[group] == stamp { return }
    classMarks[group] = stamp
    byClass[group] += 1
  }

  mutating func forgetMarks() {
    for i in areaMarks.indices { areaMarks[i] = 0 }
    for i in classMarks.indices { classMarks[i] = 0 }
  }

  mutating func add(_ other: UniqueTally) {
    for i in byArea.indices { byArea[i] += other.byArea[i] }
    for i in byClass.indices { byClass[i] += other.byClass[i] }
  }
}
