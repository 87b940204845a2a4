/// Events by unit of a hierarchy's layer (a police district, a municipality) and class of area, period by period.
public struct ParentCounts: Sendable, Equatable {
  /// Units of the layer.
  public let parents: Int
  private let slots: Int
  /// Numbers of a period: of each unit and of what is outside all of them, by class and outside.
  let width: Int
  var rows: [Int32: [Int]] = [:]

  /// - Parameters:
  ///   - parents: units of the layer; one more row is for events outside all of them.
  ///   - slots: classes, and outside.
  init(parents: Int, slots: Int) {
    (self.parents, self.slots) = (parents, slots)
    width = (parents + 1) * slots
  }

  mutating func add(period: Int32, parent: Int32, slot: Int) {
    let row = parent < 0 ? parents : Int(parent)
    rows[period, default: [Int](repeating: 0, count: width)][row * slots + slot] += 1
  }

  /// Adds events that were counted elsewhere.
  mutating func add(period: Int32, index: Int, count: Int) {
    rows[period, default: [Int](repeating: 0, count: width)][index] += count
  }

  /// Events of a unit (``parents``: outside all units) by class, then outside all areas.
  ///
  /// - Parameters:
  ///   - parent: the unit.
  ///   - period: the period; nil: all of them.
  public func counts(of parent: Int, period: IncidentPeriod? = nil) -> [Int] {
    var sums = [Int](repeating: 0, count: slots)
    for (number, row) in rows where period == nil || period?.number == number {
      for slot in 0..<slots { sums[slot] += row[parent * slots + slot] }
    }
    return sums
  }
}
