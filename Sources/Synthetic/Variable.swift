/// The eight variables of the livsvillkor index, in the order of a generated grid's columns.
enum Variable: Int, CaseIterable, Sendable {
  case inkomst, utbildning, forvarvsfrekvens, utlandskBakgrund, trangboddhet, ensamstaende, unga0Till15, unga16Till19

  /// How many there are.
  static let count = 8

  /// The column's name.
  var name: String {
    switch self {
    case .inkomst: "inkomst"
    case .utbildning: "utbildning"
    case .forvarvsfrekvens: "forvarvsfrekvens"
    case .utlandskBakgrund: "utlandsk_bakgrund"
    case .trangboddhet: "trangboddhet"
    case .ensamstaende: "ensamstaende"
    case .unga0Till15: "unga_0_15"
    case .unga16Till19: "unga_16_19"
    }
  }

  /// Whether the column holds a count of people instead of a value.
  var isCount: Bool { self == .unga0Till15 || self == .unga16Till19 }

  /// +1 when a high value means poor conditions, −1 when a low one does, 0 for the counts of the young, which take no
  /// part in choosing where areas lie.
  var burden: Double {
    switch self {
    case .inkomst, .forvarvsfrekvens: -1
    case .unga0Till15, .unga16Till19: 0
    default: 1
    }
  }

  /// What the share's denominator is of the population: persons of the age in question, or households. Rough national
  /// proportions; 0 for income, which has none.
  var denominatorShare: Double {
    switch self {
    case .inkomst: 0
    case .utbildning: 0.52
    case .forvarvsfrekvens: 0.61
    case .ensamstaende: 0.46
    case .utlandskBakgrund, .trangboddhet, .unga0Till15, .unga16Till19: 1
    }
  }
}
