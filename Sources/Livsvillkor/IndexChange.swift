/// An index of two vintages, unit by unit: which units are in both, and how they changed.
public struct IndexChange: Sendable {
  /// What one vintage says of each unit; NaN where it says nothing, or lacks the unit.
  public struct Vintage: Sendable {
    /// Inhabitants.
    public var population: [Double]
    /// The index, + is worse.
    public var index: [Double]
    /// Its percentile, 0–100.
    public var percentile: [Double]
    /// Its class, 1 the best.
    public var classes: [Double]

    /// Columns of equal length.
    public init(population: [Double], index: [Double], percentile: [Double], classes: [Double]) {
      (self.population, self.index, self.percentile, self.classes) = (population, index, percentile, classes)
    }

    /// The units at these rows, nothing where a row is nil.
    func gathered(_ rows: [Int?]) -> Vintage {
      func gather(_ values: [Double]) -> [Double] { rows.map { row in row.map { values[$0] } ?? .nan } }
      return Vintage(
        population: gather(population), index: gather(index), percentile: gather(percentile), classes: gather(classes)
      )
    }
  }

  /// What there is of a unit; its raw value is for files.
  public enum Status: String, Sendable, CaseIterable {
    /// It is in both vintages, with an index in both.
    case both
    /// Only the old one has it.
    case onlyOld = "only_old"
    /// Only the new one has it.
    case onlyNew = "only_new"
    /// Both have it, and the old one no index of it.
    case noIndexOld = "no_index_old"
    /// Both have it, and the new one no index of it.
    case noIndexNew = "no_index_new"
    /// Both have it, and neither an index of it.
    case noIndex = "no_index"
  }

  /// The old vintage, one entry a unit.
  public let old: Vintage
  /// The new one.
  public let new: Vintage
  /// What there is of each unit.
  public let status: [Status]
  /// The worst class of either; 0 where none has classes.
  public let classCount: Int

  /// Two vintages, and where each unit of the two stands in them; nil: it is not there.
  public init(old: Vintage, new: Vintage, pairs: [(old: Int?, new: Int?)]) {
    let (before, after) = (old.gathered(pairs.map(\.old)), new.gathered(pairs.map(\.new)))
    (self.old, self.new) = (before, after)
    status = pairs.indices.map { unit in
      if pairs[unit].new == nil { return .onlyOld }
      if pairs[unit].old == nil { return .onlyNew }
      switch (before.percentile[unit].isNaN, after.percentile[unit].isNaN) {
      case (false, false): return .both
      case (true, false): return .noIndexOld
      case (false, true): return .noIndexNew
      case (true, true): return .noIndex
      }
    }
    classCount = Int((before.classes + after.classes).reduce(0) { $1 > $0 ? $1 : $0 })
  }

  /// Units.
  public var count: Int { status.count }

  /// What a column of the new vintage has more than the old one's; NaN where either says nothing.
  public func difference(_ column: (Vintage) -> [Double]) -> [Double] {
    zip(column(old), column(new)).map { $1 - $0 }
  }

  /// The classes of a unit that has one in both vintages; nil otherwise.
  public func classes(_ unit: Int) -> (old: Int, new: Int)? {
    guard status[unit] == .both, !old.classes[unit].isNaN, !new.classes[unit].isNaN else { return nil }
    return (Int(old.classes[unit]), Int(new.classes[unit]))
  }

  /// Units that changed by so many classes or more, those that changed most first, then those with most people.
  public func units(changedBy least: Int) -> [Int] {
    func step(_ unit: Int) -> Int { classes(unit).map { abs($0.new - $0.old) } ?? 0 }
    func people(_ unit: Int) -> Double { new.population[unit].isNaN ? -1 : new.population[unit] }
    return status.indices.filter { step($0) >= least }.sorted {
      (step($1), people($1), $0) < (step($0), people($0), $1)
    }
  }
}
