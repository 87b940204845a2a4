import CRunLanes
import Core
import Livsvillkor
import Parallel

/// The units as `TableRuns` take them: what every run shares, in single precision where that will do.
struct RunTable: Sendable {
  /// A variable: a class, since loops over variables would count references to each of its columns.
  final class Variable: Sendable {
    let name: String
    /// Whether low values are worse.
    let isLow: Bool
    /// A value near all others, which those in single precision are told from.
    let pivot: Double
    /// By unit.
    let plain: [Double]
    /// What one more person makes of a unit's value; none without noise.
    let steps: [Double]
    /// What a value with noise is at most.
    let upper: Double
    let shortPlain: [Float]
    let shortSteps: [Float]
    let places: ValuePlaces
    /// What all runs have in common where there is no noise.
    let moments: UnitValues.Moments
    let buckets: [rutverk_bucket]

    var hasNoise: Bool { !steps.isEmpty }

    fileprivate init(
      _ variable: Definition.Variable, plain: [Double], steps: [Double], shortSteps: [Float], upper: Double,
      noise: Int, people: [Double], threads: Int
    ) throws {
      // Units stand by their index, so one in the middle has a value like the mean.
      let pivot = plain[(plain.count / 2)...].first { !$0.isNaN } ?? 0
      // As the plain way has it, for values that are the same.
      let grounds = steps.map { 1 / $0 }
      places = try ValuePlaces(
        span: steps.isEmpty ? 1 : 2 * noise + 1, people: people, unit: steps.isEmpty ? 0 : upper.isFinite ? upper : 1,
        threads: threads
      ) { unit, values in
        if steps.isEmpty {
          values[0] = plain[unit]
        } else if steps[unit] == 0 {
          for draw in 0...2 * noise { values[draw] = plain[unit] }
        } else {
          for draw in 0...2 * noise {
            let value = (plain[unit] * grounds[unit] + Double(draw - noise)) / grounds[unit]
            values[draw] = value < 0 ? 0 : value > upper ? upper : value
          }
        }
      }
      var buckets: [rutverk_bucket] = []
      var sums = TableMoments()
      if steps.isEmpty {
        buckets = [rutverk_bucket](repeating: rutverk_bucket(), count: ValuePlaces.most + 1)
        rutverk_add_values(places.places, 1, nil, people, &buckets, people.count)
        sums.add(plain, people, pivot: pivot)
      }
      (name, isLow, self.pivot, self.plain, self.steps) = (variable.name, variable.worse == .low, pivot, plain, steps)
      (self.upper, self.buckets, moments) = (upper, buckets, sums.moments(pivot: pivot))
      shortPlain = plain.map { Float($0 - pivot) }
      self.shortSteps = shortSteps
    }

    /// Calls `body` with values, steps and places, the steps being values where there are none.
    func withBuffers(_ body: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<UInt16>) -> Void) {
      plain.withUnsafeBufferPointer { plain in
        steps.withUnsafeBufferPointer { steps in
          places.places.withUnsafeBufferPointer { places in
            guard let plain = plain.baseAddress, let places = places.baseAddress else { return }
            body(plain, hasNoise ? steps.baseAddress ?? plain : plain, places)
          }
        }
      }
    }

    /// Calls `body` with values and steps in single precision.
    func withShortBuffers(_ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void) {
      shortPlain.withUnsafeBufferPointer { plain in
        shortSteps.withUnsafeBufferPointer { steps in
          guard let plain = plain.baseAddress else { return }
          body(plain, hasNoise ? steps.baseAddress ?? plain : plain)
        }
      }
    }
  }

  let variables: [Variable]
  let people: [Double]
  let keys: [UInt64]
  /// The largest noise, and how many draws it has.
  let noise: Int
  let span: Int
  /// The units that are ranked are the first ones.
  let indexed: Int

  /// Units that are ranked, at least: in fewer all are sorted.
  static let leastUnits = 20_000
  /// The share of people that units of several indices may hold and share a percentile, and people, or units, that several values of a
  /// variable may hold and share a score.
  static let light = 2e-3
  private static let mostNoise = 7

  /// A table of the units; nil where runs need more than it has: missing values that are passed over, means of several kinds, winsorised
  /// values, noise in quotients, few units, or one that holds much of all people.
  init?(_ units: CountingUnits, main: MainRun, noise: Int?, leastUnits: Int, threads: Int) throws {
    let combination = ScoreCombination(units.definition)
    let most = noise ?? 0
    let total = units.people.reduce(0, +)
    guard units.definition.winsorise == nil, combination.coefficients != nil, !combination.isGeometric,
      most <= Self.mostNoise, main.indexed >= leastUnits, !main.classes.prefix(main.indexed).contains(0),
      total > 0, (units.people.max() ?? 0) <= Self.light / 2 * total || leastUnits < Self.leastUnits
    else { return nil }
    (people, keys, indexed) = (units.people, units.keys, main.indexed)
    self.noise = most
    span = 2 * most + 1
    var known: [Double: (steps: [Double], short: [Float])] = [:]
    var variables: [Variable] = []
    for (number, variable) in units.definition.variables.enumerated() {
      let plain = units.plain(number)
      guard !plain.prefix(main.indexed).contains(where: \.isNaN) else { return nil }
      var upper = Double.infinity
      // Variables of the same kind share their steps.
      func found(_ kind: Double, _ step: (Int) -> Double) -> (steps: [Double], short: [Float]) {
        if let known = known[kind] { return known }
        let steps = units.people.indices.map(step)
        let made = (steps, steps.map { Float($0) })
        known[kind] = made
        return made
      }
      var (steps, shortSteps) = ([Double](), [Float]())
      switch most > 0 ? units.kinds[number] : .none {
      case .ratio: return nil
      case .none: break
      case .share(let whole):
        upper = whole
        (steps, shortSteps) = found(whole) { units.people[$0] > 0 ? whole / units.people[$0] : 0 }
      case .count:
        guard plain.allSatisfy({ !($0 < 0) }) else { return nil }
        let squares = variable.perArea ? units.squares : nil
        (steps, shortSteps) = found(squares == nil ? -1 : -2) { 1 / (squares?[$0] ?? 1) }
      }
      variables.append(
        try Variable(
          variable, plain: plain, steps: steps, shortSteps: shortSteps, upper: upper, noise: most,
          people: units.people,
          threads: threads))
    }
    self.variables = variables
  }
}

/// Moments as they are added up.
struct TableMoments {
  var sums = rutverk_moments(weight: 0, product: 0, square: 0, least: .infinity, most: -.infinity)

  /// Adds a whole column.
  fileprivate mutating func add(_ values: [Double], _ people: [Double], pivot: Double) {
    let noise = rutverk_noise(zero: 0, lower: 0, upper: 0)
    values.withUnsafeBufferPointer { values in
      people.withUnsafeBufferPointer { people in
        guard let values = values.baseAddress, let weights = people.baseAddress else { return }
        for start in stride(from: 0, to: people.count, by: 1024) {
          let size = min(1024, people.count - start)
          rutverk_add_moments(values + start, nil, nil, noise, pivot, weights + start, size, &sums)
        }
      }
    }
  }

  /// The moments of what was added.
  func moments(pivot: Double) -> UnitValues.Moments {
    UnitValues.Moments(
      weight: sums.weight, product: sums.product, square: sums.square, least: sums.least, most: sums.most,
      pivot: pivot)
  }
}
