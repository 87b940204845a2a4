import Core
import Overlay
import Parallel

/// What choices that know nothing of livsvillkor have in common with assessed areas: as many inhabited units drawn at random,
/// and those with most people on their ground. Who finds no more than these has found size or density, not livsvillkor.
public struct ChanceAgreement: Sendable {
  /// The mean of many draws and the range that holds 95 % of them.
  public struct Range: Sendable, Equatable {
    /// Mean.
    public var mean: Double
    /// 2.5th percentile, by the nearest draw.
    public var low: Double
    /// 97.5th percentile, likewise.
    public var high: Double

    /// Of values that are numbers; NaN where there is none.
    init(_ values: [Double]) {
      let sorted = values.filter { !$0.isNaN }.sorted()
      guard let first = sorted.first, let last = sorted.last else {
        (mean, low, high) = (.nan, .nan, .nan)
        return
      }
      var sum = CompensatedSum()
      for value in sorted { sum.add(value) }
      // No rounding puts the mean outside of its values.
      mean = min(last, max(first, sum.value / Double(sorted.count)))
      func at(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
      (low, high) = (at(0.025), at(0.975))
    }
  }

  /// Units that have inhabitants and ground.
  private let inhabited: [Int32]
  private let density: [Double]

  /// Of a layer.
  public init(_ layer: UnitLayer) {
    let ground = layer.groundSquareMetres
    inhabited = layer.population.indices.filter { layer.population[$0] > 0 && ground[$0] > 0 }.map { Int32($0) }
    density = inhabited.map { layer.population[Int($0)] / ground[Int($0)] }
  }

  /// Inhabited units.
  public var inhabitedCount: Int { inhabited.count }

  /// The units with most people on their ground, `count` of them or all; of equals those that come first.
  public func densest(_ count: Int) -> [Int] {
    let order = inhabited.indices.sorted { (-density[$0], $0) < (-density[$1], $1) }
    return order.prefix(count).map { Int(inhabited[$0]) }.sorted()
  }

  /// What `draws` choices of `count` inhabited units, each as likely as the others, find: `measure` gives some figures of a
  /// choice, and each has its range.
  ///
  /// - Parameters:
  ///   - seed: the same seed gives the same draws, whatever the threads.
  ///   - measure: figures of a choice of units, as many for each.
  public func random(
    _ count: Int, draws: Int, seed: UInt64, threads: Int, _ measure: @Sendable ([Int]) -> [Double]
  ) throws -> [Range] {
    let found = try Parallel.map(count: draws, threads: threads) { draw -> [Double] in
      var units = inhabited
      let taken = min(count, units.count)
      let random = CounterRandom(key: CounterRandom(key: seed).bits(UInt64(draw)))
      for i in 0..<taken {
        units.swapAt(i, i + random.below(units.count - i, UInt64(i)))
      }
      return measure(units[..<taken].map { Int($0) })
    }
    return (found.first ?? []).indices.map { figure in Range(found.map { $0[figure] }) }
  }
}
