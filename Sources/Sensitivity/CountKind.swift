import Columns
import Livsvillkor

/// What stands behind a variable's values, as far as noise on counts goes.
package enum CountKind: Sendable, Equatable {
  /// A count, as it is or by area.
  case count
  /// The quotient of two counts.
  case ratio
  /// A part of the unit's people; the parts add up to `whole`, 1 or 100.
  case share(whole: Double)
  /// A mean or the like: no noise.
  case none

  /// In words.
  package var text: String {
    switch self {
    case .count: "count"
    case .ratio: "ratio of counts"
    case .share(let whole): whole == 1 ? "share of the population" : "per cent of the population"
    case .none: "none: neither a count nor a share"
    }
  }

  /// Numbers of people by age are counts; other columns of values are shares of the population where all lie within 0 … 1, or
  /// within 0 … 100.
  init(_ variable: Definition.Variable, measure: Units.Measure, values: [Double]) {
    if case .ratio = measure {
      self = .ratio
      return
    }
    if variable.perArea {
      self = .count
      return
    }
    let (least, most) = values.reduce((Double.infinity, -Double.infinity)) { limits, value in
      value.isNaN ? limits : (min(limits.0, value), max(limits.1, value))
    }
    let isWhole = { values.allSatisfy { $0.isNaN || $0 == $0.rounded() } }
    if variable.name.hasPrefix("unga_"), least >= 0, most > 1, isWhole() {
      self = .count
    } else if least >= 0, most <= 1 {
      self = .share(whole: 1)
    } else if least >= 0, most <= 100 {
      self = .share(whole: 100)
    } else {
      self = .none
    }
  }
}
