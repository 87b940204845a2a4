import Columns

/// A generated table's columns as plain arrays.
struct PlainGrid {
  let ruta: [String]
  let size: [Double]
  let population: [Double]
  /// Eight variables, in the order of the columns.
  let values: [[Double]]
  let e: [Int]
  let n: [Int]

  static let variables = [
    "inkomst", "utbildning", "forvarvsfrekvens", "utlandsk_bakgrund", "trangboddhet", "ensamstaende", "unga_0_15",
    "unga_16_19",
  ]

  init(_ table: Table) {
    func numbers(_ name: String) -> [Double] {
      guard case .numbers(let column)? = table.column(name) else { return [] }
      return column.values
    }
    var codes: [String] = []
    if case .texts(let column)? = table.column("ruta") { codes = (0..<column.count).map { column[$0] } }
    ruta = codes
    size = numbers("size_m")
    population = numbers("population")
    values = Self.variables.map(numbers)
    e = codes.map { Int($0.prefix(6)) ?? 0 }
    n = codes.map { Int($0.dropFirst(6)) ?? 0 }
  }

  /// Means, standard deviations and correlations over the cells of 20 people and more that lack nothing, weighted by
  /// population, the young as shares: straight from the definitions, one pass each.
  func moments() -> (means: [Double], deviations: [Double], correlations: [[Double]]) {
    let rows = ruta.indices.filter { row in population[row] >= 20 && values.allSatisfy { !$0[row].isNaN } }
    func value(_ v: Int, _ row: Int) -> Double { v < 6 ? values[v][row] : values[v][row] / population[row] }
    let total = rows.reduce(0) { $0 + population[$1] }
    let means = (0..<8).map { v in rows.reduce(0) { $0 + population[$1] * value(v, $1) } / total }
    func covariance(_ v: Int, _ w: Int) -> Double {
      rows.reduce(0) { $0 + population[$1] * (value(v, $1) - means[v]) * (value(w, $1) - means[w]) } / total
    }
    let deviations = (0..<8).map { covariance($0, $0).squareRoot() }
    let correlations = (0..<8).map { v in (0..<8).map { covariance(v, $0) / deviations[v] / deviations[$0] } }
    return (means, deviations, correlations)
  }
}

/// FNV-1a over everything a table holds.
func fingerprint(_ table: Table) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  func feed(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  for column in table.columns {
    switch column {
    case .texts(let texts): texts.bytes.forEach(feed)
    case .numbers(let numbers):
      for value in numbers.values {
        var bits = value.isNaN ? UInt64.max : value.bitPattern
        for _ in 0..<8 {
          feed(UInt8(truncatingIfNeeded: bits))
          bits >>= 8
        }
      }
    }
  }
  return hash
}
