import Areas
import Incidents
import Reports

/// What `--min-count` withholds of a run's counts; nothing without it.
extension IncidentRun {
  private typealias Reason = IncidentProtection.Reason

  /// The lines of a period and a category without what is withheld.
  func shown(
    _ rows: [IncidentRow], _ counts: IncidentCounts, _ period: IncidentPeriod?,
    _ category: IncidentTally.Category?
  ) -> [IncidentRow] {
    guard let protection else { return rows }
    func reason(_ subject: IncidentProtection.Subject) -> Reason? {
      protection.reason(subject, period: period, category: category)
    }
    let ranks = Set(0..<counted.classCount)
    let assessed = Set(ranks.filter { counted.classes[$0].map(AreaClass.bySeverity.contains) ?? false })
    let total = reason(.total)
    return rows.map { row in
      var row = row
      func withhold(_ inside: IncidentProtection.Subject, _ linked: Reason?, _ either: Reason?) {
        row.figures.withhold(
          inside: reason(inside), linked: hasLinks ? linked : nil, either: hasLinks ? either : nil, total: total)
      }
      func withhold(classes: Set<Int>) {
        withhold(.classes(classes), reason(.linkedToClasses(classes)), reason(.eitherOfClasses(classes)))
        // The mean of the areas' rates tells what their rates do.
        let isTold = classes.flatMap { counted.members(ofRank: $0) }.allSatisfy { reason(.own($0)) == nil }
        if !isTold { row.figures.mean = nil }
      }
      switch row.kind {
      case .areaClass(let areaClass): withhold(classes: ranks.filter { counted.classes[$0] == areaClass })
      case .assessed: withhold(classes: assessed)
      case .all: withhold(classes: ranks)
      case .outside: withhold(.outside, nil, reason(.outsideUnlinked))
      case .total: withhold(.total, reason(.linkedToClasses(ranks)), total)
      }
      if hidesPeople { row.figures.withheld.insert(.fewPeople) }
      return row
    }
  }

  /// Withholds what is to be of an area's own figures.
  func withhold(_ figures: inout IncidentFigures, _ area: Int, _ period: IncidentPeriod?) {
    guard let protection else { return }
    func reason(_ subject: IncidentProtection.Subject) -> Reason? {
      protection.reason(subject, period: period, category: nil)
    }
    figures.withhold(
      inside: reason(.own(area)), linked: hasLinks ? reason(.linked(area)) : nil,
      either: hasLinks ? reason(.either(area)) : nil, total: reason(.total))
    if let reason = reason(.exclusive(area)) { figures.withheld.insert(reason) }
    if hidesPeople { figures.withheld.insert(.fewPeople) }
  }

  /// A count; nil where it is withheld.
  func shown(
    _ count: Int, _ subject: IncidentProtection.Subject, _ period: IncidentPeriod?,
    _ category: IncidentTally.Category? = nil
  ) -> Int? {
    protection?.reason(subject, period: period, category: category) == nil ? count : nil
  }

  /// Whether the number of all events is withheld.
  var hidesTotal: Bool { protection?.reason(.total, period: nil, category: nil) != nil }

  /// Whether a number of rows that are no counted events may be shown.
  func shows(_ rows: Int) -> Bool { rows == 0 || rows >= parameters.minCount }

  /// Whether the numbers of rows read and left out may be shown; one that lacks could be told from the others.
  var showsLeftOut: Bool {
    [points.refused, points.withoutCoordinates, points.outsideWindow].allSatisfy(shows)
  }

  func leftOut(_ rows: Int) -> JSONTree { shows(rows) ? .integer(rows) : .null }

  /// The events inside of a line.
  func inside(_ row: IncidentRow?) -> JSONTree {
    guard let figures = row?.figures else { return .integer(0) }
    return figures.isCounted ? .integer(figures.count.inside) : .null
  }

  /// The histograms of all events as far as they may be shown: where each bar is 0 or enough. Months tell of periods too.
  func shownMembers(_ clock: TimeHistogram) -> [JSONTree.Member] {
    let members = Self.members(clock)
    guard let protection else { return members }
    let hours = (clock.hours + [clock.withoutHour]).allSatisfy(shows) && !hidesTotal
    let weekdays = clock.weekdays.allSatisfy(shows) && !hidesTotal
    let months = clock.months.allSatisfy(shows) && !hidesTotal && !protection.hidesRows
    let shown = ["hours": hours, "without_hour": hours, "weekdays": weekdays, "months": months]
    return members.map { shown[$0.key] == true ? $0 : Self.hidden($0) }
  }

  static func hidden(_ members: [JSONTree.Member]) -> [JSONTree.Member] { members.map(hidden) }
  private static func hidden(_ member: JSONTree.Member) -> JSONTree.Member { JSONTree.Member(member.key, .null) }

  /// Whether the table of hours, weekdays and months may be shown.
  var showsClock: Bool {
    guard protection != nil else { return true }
    let clock = tally.clocks.reduce(into: TimeHistogram()) { $0.add($1) }
    return shownMembers(clock).allSatisfy { $0.value != .null }
  }

  /// Counts of areas, classes and the like in all periods, and how many of them are withheld.
  private var withheldCounts: (withheld: Int, all: Int) {
    let figures =
      ([nil] + (tally.length == .all ? [] : tally.periods.map(Optional.some))).flatMap {
        period -> [IncidentFigures] in
        let (counts, people) = (tally.counts(period: period), populations(of: period))
        return block(period).rows.map(\.figures)
          + (0..<counted.count).map { self.figures($0, counts, people, in: period) }
      } + tally.categories.flatMap { category in blocks(category: category).flatMap { $0.rows.map(\.figures) } }
    return (figures.count { !$0.isCounted }, figures.count)
  }

  /// Says how many counts are withheld.
  func noteWithheld(_ journal: Journal) {
    guard protection != nil else { return }
    let counts = withheldCounts
    journal.note(
      "withheld (--min-count \(parameters.minCount)): \(counts.withheld) of \(counts.all) counts, and all that rests on them"
        + (hidesPeople ? "; numbers of inhabitants, since some are from 1 to \(parameters.minCount - 1)" : ""))
  }

  /// Likewise, under tables; nil where nothing is withheld.
  func withheldNote(_ language: Language) -> String? {
    guard protection != nil, withheldCounts.withheld > 0 else { return nil }
    return language.text(
      sv:
        "– är uppgifter som inte visas: färre än \(parameters.minCount) händelser, eller så att de kunde räknas fram.",
      en: "– are figures withheld: fewer than \(parameters.minCount) events, or they would give such a figure away.")
  }
}

extension PopulationSeries {
  /// Whether any number of inhabitants of areas, of classes or of what lies outside them is from 1 to `minimum` − 1.
  func hasFew(_ minimum: Int, in areas: IncidentAreas) -> Bool {
    guard minimum > 1 else { return false }
    return ([always].compactMap(\.self) + periods.values).contains { populations in
      let ranks = 0..<areas.classCount
      let classes = ranks.map { populations.ofClass($0, in: areas) }
      let rest = populations.country - populations.ofClasses(ranks, in: areas)
      return (populations.areas + classes + [rest]).contains { $0 > 0 && $0 < Double(minimum) }
    }
  }
}
