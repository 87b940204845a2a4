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
    /// Whether the figures are withheld: the area has too few phones, or would give away another that has.
    public var isSuppressed: Bool
  }

  /// One class's figures; nil where withheld, where there are no areas, or for shares when there are no phone-days.
  public struct Class: Sendable, Equatable {
    /// The class; nil for areas without one.
    public var areaClass: String?
    /// Areas of the class.
    public var areas: Int
    /// Phone-days in the exclusive partition: ground that a more severe class covers too is not counted here.
    public var dygnsavtryck: Double?
    /// ``dygnsavtryck`` of all phone-days, 0 … 1.
    public var share: Double?
    /// Mean of the areas' own dygnsavtryck; areas without activity count as 0.
    public var dygnsavtryckMean: Double?
    /// Least of the areas' own dygnsavtryck; nil also when only a withheld area has it.
    public var dygnsavtryckMin: Double?
    /// Greatest of the areas' own dygnsavtryck, likewise.
    public var dygnsavtryckMax: Double?
    /// Phones with at least one event whose circle meets any area of the class.
    public var uniquePhones: Int?
    /// Mean of the areas' own unique phones; areas without activity count as 0.
    public var uniquePhonesMean: Double?
    /// Least of the areas' own unique phones; nil also when only a withheld area has it.
    public var uniquePhonesMin: Int?
    /// Greatest of the areas' own unique phones, likewise.
    public var uniquePhonesMax: Int?
    /// Whether the class's own figures are withheld.
    public var isSuppressed: Bool
  }

  /// Figures of all events.
  public struct Totals: Sendable, Equatable {
    /// Events of days that count, located or not.
    public var events: Int
    /// Those without a known station; they are left out of every other figure but ``phones``.
    public var eventsUnlocated: Int
    /// Events of days that do not count; not among ``events``.
    public var eventsOutsideDays: Int
    /// Distinct phones among the events.
    public var phones: Int
    /// Those of them without any located event.
    public var phonesUnlocated: Int
    /// Distinct phones and days with a located event: the national total.
    public var phoneDays: Int
    /// Distinct phones and days with unlocated events only; they leave nothing.
    public var phoneDaysUnlocated: Int
    /// Phone-days in any area; nil when a class is withheld, whose figures it would give away.
    public var inside: Double?
    /// Phone-days outside all areas, likewise.
    public var outside: Double?
    /// inside + outside − phone-days, in phone-days: what rounding left.
    public var residual: Double
  }

  /// The circles' radius in metres.
  public var radiusMetres: Double
  /// Areas in the order of the plan.
  public var areas: [Area]
  /// Classes in the order of the plan, most severe first.
  public var classes: [Class]
  /// The whole.
  public var totals: Totals
  /// Phones that a figure must come from; 0 when nothing is withheld.
  public var minPhones: Int
}

extension FootprintCounts {
  /// The figures for one of the plan's radii.
  ///
  /// - Parameters:
  ///   - table: which radius, by its place in the plan.
  ///   - minPhones: areas and classes with fewer phones are withheld, and more where subtraction would give them back
  ///     (``Suppression``); 0 or 1 withhold nothing.
  public func footprint(table: Int = 0, minPhones: Int = 0) -> Footprint {
    let sums = AreaSums(self, table)
    let unique = tally.unique[table]
    let suppression = suppression(table: table, minPhones: minPhones)
    let total = Double(tally.phoneDays)
    func share(_ value: Double) -> Double? { tally.phoneDays == 0 ? nil : value / total }

    let areas = sums.own.indices.map { area in
      if suppression.areas[area] {
        return Footprint.Area(dygnsavtryck: nil, share: nil, uniquePhones: nil, isSuppressed: true)
      }
      let value = FixedPoint.double(sums.own[area])
      return Footprint.Area(
        dygnsavtryck: value, share: share(value), uniquePhones: unique.byArea[area], isSuppressed: false)
    }
    let classes = plan.areas.classes.indices.map { group in
      let members = plan.areas.classOfArea.indices.filter { plan.areas.classOfArea[$0] == group }
      let count = Double(members.count)
      let hidden = suppression.classes[group]
      let value = FixedPoint.double(sums.byClass[group])
      let own = members.reduce(UInt128(0)) { $0 + sums.own[$1] }
      let phones = members.reduce(0) { $0 + unique.byArea[$1] }
      let shown = members.filter { !suppression.areas[$0] }
      // An extreme that only a withheld area reaches is that area's figure.
      let values = Extremes(all: members.map { sums.own[$0] }, shown: shown.map { sums.own[$0] })
      let phoneValues = Extremes(all: members.map { unique.byArea[$0] }, shown: shown.map { unique.byArea[$0] })
      let isEmpty = members.isEmpty
      return Footprint.Class(
        areaClass: plan.areas.classes[group], areas: members.count,
        dygnsavtryck: hidden ? nil : value, share: hidden ? nil : share(value),
        dygnsavtryckMean: hidden || isEmpty ? nil : FixedPoint.double(own) / count,
        dygnsavtryckMin: values.least.map(FixedPoint.double), dygnsavtryckMax: values.greatest.map(FixedPoint.double),
        uniquePhones: hidden ? nil : unique.byClass[group],
        uniquePhonesMean: hidden || isEmpty ? nil : Double(phones) / count,
        uniquePhonesMin: phoneValues.least, uniquePhonesMax: phoneValues.greatest, isSuppressed: hidden)
    }
    let hidesInside = suppression.hidesInside
    let totals = Footprint.Totals(
      events: Int(tally.events), eventsUnlocated: Int(tally.eventsUnlocated), eventsOutsideDays: eventsOutsideDays,
      phones: tally.phones, phonesUnlocated: tally.phonesUnlocated, phoneDays: tally.phoneDays,
      phoneDaysUnlocated: tally.phoneDaysUnlocated, inside: hidesInside ? nil : FixedPoint.double(sums.inside),
      outside: hidesInside ? nil : FixedPoint.double(sums.outside),
      residual: FixedPoint.difference(sums.inside + sums.outside, FixedPoint.whole(tally.phoneDays)))
    return Footprint(
      radiusMetres: plan.tables[table].radiusMetres, areas: areas, classes: classes, totals: totals,
      minPhones: minPhones)
  }

  /// What is withheld for one of the plan's radii.
  func suppression(table: Int, minPhones: Int) -> Suppression {
    let unique = tally.unique[table]
    return Suppression(
      areaPhones: unique.byArea, classPhones: unique.byClass, classOfArea: plan.areas.classOfArea,
      minPhones: minPhones)
  }
}

/// Least and greatest of all values, if a shown one has them.
private struct Extremes<Value: Comparable> {
  let least: Value?
  let greatest: Value?

  init(all: [Value], shown: [Value]) {
    least = all.min() == shown.min() ? shown.min() : nil
    greatest = all.max() == shown.max() ? shown.max() : nil
  }
}

/// Weights of stations times shares, summed exactly.
struct AreaSums {
  /// Each area by itself.
  private(set) var own: [UInt128]
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
        byClass[areas.classOfArea[Int(shares.exclusive.areas[i])]] += FixedPoint.product(weight, share)
        rest -= share
      }
      outside += FixedPoint.product(weight, rest)
    }
    inside = byClass.reduce(0, +)
  }
}
