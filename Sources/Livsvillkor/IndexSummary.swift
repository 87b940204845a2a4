import Parallel
import Statistics
import Core

/// Counts units and people by status and class.
struct IndexSummary: Sendable {
  let definition: Definition
  let weights: [Double]
  let index: [Double]
  let classes: [UInt8]
  let status: [UInt16]
  let codes: UnitStatus
  let threads: Int

  private struct Part: Sendable {
    var statuses: [Int]
    var units: [Int]
    var people: [CompensatedSum]
  }

  /// The run's statistics.
  func statistics(
    reference: ReferenceStatistics, isFixed: Bool, correlations: [[Double]], notes: [String]
  ) throws -> IndexStatistics {
    let empty = Part(
      statuses: [Int](repeating: 0, count: codes.texts.count),
      units: [Int](repeating: 0, count: definition.classes.count + 1),
      people: [CompensatedSum](repeating: CompensatedSum(), count: definition.classes.count + 1))
    let parts = try Parallel.blocks(of: index.count, threads: threads) { range in
      var part = empty
      part.statuses.withUnsafeMutableBufferPointer { statuses in
        for code in status[range] { statuses[Int(code)] &+= 1 }
      }
      part.units.withUnsafeMutableBufferPointer { units in
        part.people.withUnsafeMutableBufferPointer { people in
          for (number, weight) in zip(classes[range], weights[range]) {
            units[Int(number)] &+= 1
            if number > 0 { people[Int(number)].add(weight) }
          }
        }
      }
      return part
    }
    var all = empty
    for part in parts {
      for code in all.statuses.indices { all.statuses[code] += part.statuses[code] }
      for number in all.units.indices {
        all.units[number] += part.units[number]
        all.people[number].add(part.people[number])
      }
    }
    let cuts = percentileCuts(reference)
    let counts = (1...definition.classes.count).map { number in
      let bounds = reference.classBounds
      return IndexStatistics.ClassCount(
        number: number, units: all.units[number], population: all.people[number].value,
        index: .init(
          from: number > 1 ? bounds[number - 2] : nil, to: number <= bounds.count ? bounds[number - 1] : nil),
        percentile: .init(from: number > 1 ? cuts[number - 2] : 0, to: number <= cuts.count ? cuts[number - 1] : 100))
    }
    var indexedPopulation = CompensatedSum()
    for sum in all.people.dropFirst() { indexedPopulation.add(sum) }
    return IndexStatistics(
      definition: definition.name, units: index.count, indexed: all.statuses[Int(UnitStatus.ok)],
      indexedPopulation: indexedPopulation.value,
      byStatus: zip(codes.texts, all.statuses).filter { $0.1 > 0 }.map { .init(status: $0.0, units: $0.1) },
      reference: reference, referenceIsFixed: isFixed,
      correlations: .init(variables: definition.variables.map(\.name), matrix: correlations), classes: counts,
      leftOut: definition.leftOut, notes: notes)
  }

  /// The class bounds as percentiles: the rule's own where it cuts percentiles, else the population below each bound.
  private func percentileCuts(_ reference: ReferenceStatistics) -> [Double] {
    let rule = definition.classes
    if rule.method == .quantile { return ClassBreaks.equalShares(count: rule.count) }
    if rule.method == .manual, rule.scale == .percentile { return rule.bounds }
    return reference.classBounds.map { reference.index.percentBelow($0) }
  }
}
