import Core

/// The result for one radius: figures of areas, classes and the whole, those of too few phones withheld.
public struct Footprint: Sendable, Equatable {
  /// One area's own figures, whatever others cover the same ground; nil where withheld.
  public struct Area: Sendable, Equatable {
    /// Phone-days, each event's part of one times the part of its circle in the area.
    public var dygnsavtryck: Double?
    /// ``dygnsavtryck`` of all phone-days, 0 … 1; nil also when there are none.
    public var share: Double?
    /// Phones with at least one event whose circle meets the area.
    public var uniquePhones: Int?
    /// Why what is nil is withheld; nil when nothing is.
    public var withheld: Withheld?
  }

  /// One class's figures; nil where withheld, where there are no areas, or for shares when there are no phone-days.
  public struct Class: Sendable, Equatable {
    /// The class; nil for areas without one.
    public var areaClass: String?
    /// Areas of the class.
    public var areas: Int
    /// Those of them in which there was no phone at all; never withheld, since nothing is no small number.
    public var areasWithoutActivity: Int
    /// Phone-days in the exclusive partition: ground that a more severe class covers too is not counted here.
    public var dygnsavtryck: Double?
    /// ``dygnsavtryck`` of all phone-days, 0 … 1.
    public var share: Double?
    /// Mean of the areas' own dygnsavtryck; areas without activity count as 0.
    public var dygnsavtryckMean: Double?
    /// Least of the areas' own dygnsavtryck; least and greatest are also nil when an area is withheld, but for a least of 0.
    public var dygnsavtryckMin: Double?
    /// Greatest of the areas' own dygnsavtryck, likewise.
    public var dygnsavtryckMax: Double?
    /// Phones with at least one event whose circle meets any area of the class.
    public var uniquePhones: Int?
    /// Mean of the areas' own unique phones; areas without activity count as 0.
    public var uniquePhonesMean: Double?
    /// Least of the areas' own unique phones, likewise.
    public var uniquePhonesMin: Int?
    /// Greatest of the areas' own unique phones, likewise.
    public var uniquePhonesMax: Int?
    /// Why what is nil of the class's own figures (dygnsavtryck, share, unique phones) is withheld; nil when nothing is.
    public var withheld: Withheld?
    /// Likewise of the figures of its areas: mean, least, greatest.
    public var areasWithheld: Withheld?
  }

  /// Several classes together, or the country.
  public struct Together: Sendable, Equatable {
    /// Areas in it.
    public var areas: Int
    /// Those of them in which there was no phone at all.
    public var areasWithoutActivity: Int
    /// Phone-days in the exclusive partition; nil where withheld.
    public var dygnsavtryck: Double?
    /// ``dygnsavtryck`` of all phone-days, 0 … 1; nil also when there are none.
    public var share: Double?
    /// Why what is nil is withheld; nil when nothing is.
    public var withheld: Withheld?
  }

  /// Figures of all events.
  public struct Totals: Sendable, Equatable {
    /// Events of days that count, located or not.
    public var events: Int
    /// Those without a known station; they are left out of every other figure but ``phones``.
    public var eventsUnlocated: Int
    /// Events of days that do not count; not among ``events``.
    public var eventsOutsideDays: Int
    /// Distinct phones among the events; this and what follows is nil where withheld.
    public var phones: Int?
    /// Those of them without any located event.
    public var phonesUnlocated: Int?
    /// Distinct phones and days with a located event: the national total.
    public var phoneDays: Int?
    /// Distinct phones and days with unlocated events only; they leave nothing.
    public var phoneDaysUnlocated: Int?
    /// Phone-days in any area.
    public var inside: Double?
    /// Phone-days outside all areas.
    public var outside: Double?
    /// inside + outside − phone-days, in phone-days: what rounding left.
    public var residual: Double
    /// Why ``phones`` are withheld; nil when they are not.
    public var phonesWithheld: Withheld?
    /// Likewise of ``phonesUnlocated``.
    public var phonesUnlocatedWithheld: Withheld?
    /// Likewise of ``phoneDays``.
    public var phoneDaysWithheld: Withheld?
    /// Likewise of ``phoneDaysUnlocated``.
    public var phoneDaysUnlocatedWithheld: Withheld?
    /// Likewise of ``inside``.
    public var insideWithheld: Withheld?
    /// Likewise of ``outside``.
    public var outsideWithheld: Withheld?
  }

  /// The circles' radius in metres.
  public var radiusMetres: Double
  /// Areas in the order of the plan.
  public var areas: [Area]
  /// Classes in the order of the plan, most severe first.
  public var classes: [Class]
  /// The classes that were asked for together, the three of utsatta områden; nil without any.
  public var together: Together?
  /// The whole.
  public var totals: Totals
  /// Phones that a figure must come from; 0 when nothing is withheld.
  public var minPhones: Int

  /// Areas in which there was no phone at all.
  public var areasWithoutActivity: Int { classes.reduce(0) { $0 + $1.areasWithoutActivity } }

  /// The country.
  public var country: Together {
    Together(
      areas: areas.count, areasWithoutActivity: areasWithoutActivity, dygnsavtryck: totals.phoneDays.map(Double.init),
      share: totals.phoneDays.flatMap { $0 > 0 ? 1 : nil }, withheld: totals.phoneDaysWithheld)
  }

  /// Phone-days in any area as a share of all; nil where either is withheld, and without any.
  public var insideShare: Double? {
    guard let inside = totals.inside, let all = totals.phoneDays, all > 0 else { return nil }
    return inside / Double(all)
  }
}

extension FootprintCounts {
  /// The figures for one of the plan's radii.
  ///
  /// - Parameters:
  ///   - table: which radius, by its index in the plan.
  ///   - assessed: classes that are shown together too, by their place in the plan.
  ///   - minPhones: what comes from fewer phones is withheld, and more where that would give it away (``Suppression``); 0 or
  ///     1 withhold nothing. The plan must count pieces then, and only the first radius is shown: figures of two radii can be
  ///     subtracted.
  public func footprint(table: Int = 0, assessed: [Int] = [], minPhones: Int = 0) -> Footprint {
    let sums = AreaSums(self, table)
    let protection = Protection(self, sums, table: table, rows: seriesRows, minPhones: minPhones)
    let classes = classes(sums, table, protection)
    return Footprint(
      radiusMetres: plan.tables[table].radiusMetres, areas: areas(sums, table, protection), classes: classes,
      together: assessed.isEmpty ? nil : together(assessed, of: classes, sums, protection),
      totals: totals(sums, protection), minPhones: minPhones)
  }

  /// Rows of the series in the order of their periods.
  var seriesRows: [Int] {
    guard let starts = tally.series?.starts else { return [] }
    return starts.indices.sorted { starts[$0] < starts[$1] }
  }

  private func share(_ value: Double) -> Double? { tally.phoneDays == 0 ? nil : value / Double(tally.phoneDays) }

  private func areas(_ sums: AreaSums, _ table: Int, _ protection: Protection) -> [Footprint.Area] {
    sums.own.indices.map { area in
      let value = protection.areas[area] == nil ? FixedPoint.double(sums.own[area]) : nil
      let phones = protection.areaPhones[area]
      return Footprint.Area(
        dygnsavtryck: value, share: value.flatMap(share),
        uniquePhones: phones == nil ? tally.unique[table].byArea[area] : nil,
        withheld: protection.areas[area] ?? phones)
    }
  }

  private func classes(_ sums: AreaSums, _ table: Int, _ protection: Protection) -> [Footprint.Class] {
    let unique = tally.unique[table]
    return plan.areas.classes.indices.map { group in
      let members = plan.areas.classOfArea.indices.filter { plan.areas.classOfArea[$0] == group }
      let count = Double(members.count)
      let value = protection.classes[group] == nil ? FixedPoint.double(sums.byClass[group]) : nil
      let (values, phones) = (members.map { sums.own[$0] }, members.map { unique.byArea[$0] })
      let (hidesMean, hidesAreas) = (protection.classMeans[group] != nil, protection.classAreas[group] != nil)
      // That no area is below 0 is no news.
      func least<T: Comparable & AdditiveArithmetic>(_ values: [T]) -> T? {
        values.min().flatMap { hidesAreas && $0 != .zero ? nil : $0 }
      }
      let isEmpty = members.isEmpty
      return Footprint.Class(
        areaClass: plan.areas.classes[group], areas: members.count,
        areasWithoutActivity: phones.count { $0 == 0 }, dygnsavtryck: value, share: value.flatMap(share),
        dygnsavtryckMean: hidesMean || isEmpty ? nil : FixedPoint.double(values.reduce(0, +)) / count,
        dygnsavtryckMin: least(values).map(FixedPoint.double),
        dygnsavtryckMax: hidesAreas ? nil : values.max().map(FixedPoint.double),
        uniquePhones: protection.classPhones[group] == nil ? unique.byClass[group] : nil,
        uniquePhonesMean: hidesAreas || isEmpty ? nil : Double(phones.reduce(0, +)) / count,
        uniquePhonesMin: least(phones), uniquePhonesMax: hidesAreas ? nil : phones.max(),
        withheld: protection.classes[group] ?? protection.classPhones[group],
        areasWithheld: protection.classAreas[group])
    }
  }

  /// Classes together: a sum of pieces like any other, so the same rule says whether it may be shown.
  private func together(
    _ ranks: [Int], of classes: [Footprint.Class], _ sums: AreaSums, _ protection: Protection
  ) -> Footprint.Together {
    let withheld = protection.reason(ofClasses: ranks)
    let value = withheld == nil ? FixedPoint.double(ranks.reduce(0) { $0 + sums.byClass[$1] }) : nil
    return Footprint.Together(
      areas: ranks.reduce(0) { $0 + classes[$1].areas },
      areasWithoutActivity: ranks.reduce(0) { $0 + classes[$1].areasWithoutActivity }, dygnsavtryck: value,
      share: value.flatMap(share), withheld: withheld)
  }

  private func totals(_ sums: AreaSums, _ protection: Protection) -> Footprint.Totals {
    func shown<T>(_ value: T, _ withheld: Withheld?) -> T? { withheld == nil ? value : nil }
    return Footprint.Totals(
      events: Int(tally.events), eventsUnlocated: Int(tally.eventsUnlocated), eventsOutsideDays: eventsOutsideDays,
      phones: shown(tally.phones, protection.phones),
      phonesUnlocated: shown(tally.phonesUnlocated, protection.phonesUnlocated),
      phoneDays: shown(tally.phoneDays, protection.phoneDays),
      phoneDaysUnlocated: shown(tally.phoneDaysUnlocated, protection.phoneDaysUnlocated),
      inside: shown(FixedPoint.double(sums.inside), protection.inside),
      outside: shown(FixedPoint.double(sums.outside), protection.outside),
      residual: FixedPoint.difference(sums.inside + sums.outside, FixedPoint.whole(tally.phoneDays)),
      phonesWithheld: protection.phones, phonesUnlocatedWithheld: protection.phonesUnlocated,
      phoneDaysWithheld: protection.phoneDays, phoneDaysUnlocatedWithheld: protection.phoneDaysUnlocated,
      insideWithheld: protection.inside, outsideWithheld: protection.outside)
  }
}

/// Weights of stations times shares, summed exactly.
struct AreaSums {
  /// Each area by itself.
  private(set) var own: [UInt128]
  /// What the exclusive partition leaves of each area.
  private(set) var byPiece: [UInt128]
  /// Each class in the exclusive partition.
  private(set) var byClass: [UInt128]
  /// All classes together.
  private(set) var inside: UInt128 = 0
  /// What the exclusive shares of each station leave.
  private(set) var outside: UInt128 = 0

  init(_ counts: FootprintCounts, _ table: Int) {
    let areas = counts.plan.areas
    let shares = counts.plan.tables[table]
    own = Array(repeating: 0, count: areas.count)
    byPiece = own
    byClass = Array(repeating: 0, count: areas.classes.count)
    for station in counts.tally.weights.indices {
      let weight = counts.tally.weights[station]
      if weight == 0 { continue }
      for i in shares.own.entries(station) {
        own[Int(shares.own.areas[i])] += FixedPoint.product(weight, shares.own.values[i])
      }
      var rest = FixedPoint.wholeShare
      for i in shares.exclusive.entries(station) {
        let share = min(rest, shares.exclusive.values[i])
        byPiece[Int(shares.exclusive.areas[i])] += FixedPoint.product(weight, share)
        rest -= share
      }
      outside += FixedPoint.product(weight, rest)
    }
    for area in byPiece.indices { byClass[areas.classOfArea[area]] += byPiece[area] }
    inside = byClass.reduce(0, +)
  }
}
