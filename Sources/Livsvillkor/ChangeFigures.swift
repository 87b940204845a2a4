import Core

/// What became of the people of some units, or parts of units, from one vintage of an index to another.
public struct ChangeFigures: Sendable {
  /// One vintage.
  public struct Side: Sendable {
    private var people = CompensatedSum()
    private var indexedPeople = CompensatedSum()
    private var index = CompensatedSum()
    private var percentile = CompensatedSum()
    private var worst = CompensatedSum()

    private var hasPeople = false

    /// Inhabitants of all units; NaN where no unit says.
    public var population: Double { hasPeople ? people.value : .nan }
    /// Inhabitants of units with an index in both vintages, over which all means are taken: what is in one alone is no change.
    public var populationIndexed: Double { indexedPeople.value }
    /// Their mean index; nil without them.
    public var indexMean: Double? { mean(index) }
    /// Their mean percentile.
    public var percentileMean: Double? { mean(percentile) }
    /// Their share in the worst class.
    public var worstShare: Double? { mean(worst) }

    private func mean(_ sum: CompensatedSum) -> Double? {
      let value = sum.value / populationIndexed
      return populationIndexed > 0 && value.isFinite ? value : nil
    }

    mutating func add(
      _ vintage: IndexChange.Vintage, _ unit: Int, fraction: Double, isComparable: Bool, worstClass: Int
    ) {
      let weight = fraction * vintage.population[unit]
      if weight >= 0, fraction > 0 { hasPeople = true }
      guard weight > 0 else { return }
      people.add(weight)
      guard isComparable else { return }
      indexedPeople.add(weight)
      // Without an index, as where each vintage is its own reference, its mean is not asked for.
      if !vintage.index[unit].isNaN { index.add(weight * vintage.index[unit]) }
      percentile.add(weight * vintage.percentile[unit])
      if vintage.classes[unit] == Double(worstClass) { worst.add(weight) }
    }
  }

  /// Units of one class in the old vintage and one in the new.
  public struct Transition: Sendable {
    /// Units, however small a part of them.
    public private(set) var units = 0
    private var old = CompensatedSum()
    private var new = CompensatedSum()
    /// Their inhabitants in the old vintage.
    public var populationOld: Double { old.value }
    /// Their inhabitants in the new one.
    public var populationNew: Double { new.value }

    fileprivate init() {}

    fileprivate mutating func add(_ people: (old: Double, new: Double)) {
      units += 1
      if !people.old.isNaN { old.add(people.old) }
      if !people.new.isNaN { new.add(people.new) }
    }

    fileprivate mutating func add(_ other: Transition) {
      units += other.units
      old.add(other.old)
      new.add(other.new)
    }
  }

  /// The old vintage, of all its units.
  public private(set) var old = Side()
  /// The new one.
  public private(set) var new = Side()
  /// Classes.
  public let classCount: Int
  private var transitions: [Transition]

  /// Nothing yet.
  public init(classCount: Int) {
    self.classCount = classCount
    transitions = .init(repeating: Transition(), count: classCount * classCount)
  }

  /// Adds a unit, or of it the parts that belong here in either vintage, which differ where its ground does.
  public mutating func add(_ change: IndexChange, _ unit: Int, fractions: (old: Double, new: Double) = (1, 1)) {
    let isComparable = !change.old.percentile[unit].isNaN && !change.new.percentile[unit].isNaN
    old.add(change.old, unit, fraction: fractions.old, isComparable: isComparable, worstClass: classCount)
    new.add(change.new, unit, fraction: fractions.new, isComparable: isComparable, worstClass: classCount)
    guard let classes = change.classes(unit), fractions.old > 0 || fractions.new > 0 else { return }
    transitions[(classes.old - 1) * classCount + classes.new - 1].add(
      (fractions.old * change.old.population[unit], fractions.new * change.new.population[unit]))
  }

  /// Units that went from one class, 1 … ``classCount``, to another.
  public func transition(from old: Int, to new: Int) -> Transition { transitions[(old - 1) * classCount + new - 1] }

  /// All units whose classes satisfy a condition.
  public func sum(where holds: (_ old: Int, _ new: Int) -> Bool) -> Transition {
    var sum = Transition()
    for old in 0..<classCount {
      for new in 0..<classCount where holds(old + 1, new + 1) { sum.add(transitions[old * classCount + new]) }
    }
    return sum
  }

  /// Units now in a better class.
  public var better: Transition { sum { $1 < $0 } }
  /// Units in the same class.
  public var same: Transition { sum { $1 == $0 } }
  /// Units now in a worse class.
  public var worse: Transition { sum { $1 > $0 } }
  /// Units that changed by two classes or more.
  public var large: Transition { sum { abs($1 - $0) >= 2 } }
}
