/// What is left in an area of the report's country.
struct ReportActivity: Sendable, Equatable {
  /// Tenths of phone-days.
  var tenths: Int
  /// Distinct phones; none of them without a tenth.
  var phones: Int
}

/// A class of the report's areas, with its figures: Tabell 9 of the police's report of 2021 (number, mean, least and greatest of
/// dygnsavtryck and of unique phones), people and ground.
struct ReportClass: Sendable {
  /// The police's words for it.
  var name: String
  /// What identifiers begin with.
  var prefix: String
  /// Areas.
  var count: Int
  /// Those without any activity.
  var idle = 0
  /// Dygnsavtryck of all its areas, and of the least and the greatest with activity, in tenths: what is `>0` is some tenths.
  var tenths: (total: Int, least: Int, most: Int)
  /// Unique phones, summed over its areas, and of the least and the greatest with activity.
  var phones: (total: Int, least: Int, most: Int)
  /// Inhabitants.
  var people: Int

  /// Side of an area: 60 of 1,250 m are 0.02 % of the country, with the others it is 0.16 %.
  func sideMetres(_ number: Int) -> Double { prefix == "OVR" ? (number % 2 == 0 ? 2000 : 2250) : 1250 }

  /// About 550,000 people live in the three classes; those of the others are made up.
  static let all = [
    ReportClass(
      name: "Särskilt utsatt område", prefix: "SUO", count: 22, tenths: (9_482, 27, 1_150),
      phones: (82 * 22, 10, 161), people: 201_700),
    ReportClass(
      name: "Riskområde", prefix: "RO", count: 10, tenths: (3_040, 1, 1_082), phones: (62 * 10, 1, 130),
      people: 91_600),
    ReportClass(
      name: "Utsatt område", prefix: "UO", count: 28, tenths: (6_440, 3, 2_333), phones: (59 * 28, 3, 188),
      people: 256_700),
    ReportClass(
      name: "Övrigt", prefix: "OVR", count: 137, idle: 16, tenths: (9_312, 1, 1_094),
      phones: (40 * 137, 1, 212), people: 822_000),
  ]

  /// What is left in each of its areas, the most first, those without activity last.
  var activity: [ReportActivity] {
    let active = count - idle
    let tenths = Self.falling(active, self.tenths, caps: [Int](repeating: .max, count: active))
    let phones = Self.falling(active, self.phones, caps: tenths)
    return zip(tenths, phones).map(ReportActivity.init) + (0..<idle).map { _ in ReportActivity(tenths: 0, phones: 0) }
  }

  /// Whole numbers that fall from `most` to `least` and sum to `total` as nearly as the caps allow.
  private static func falling(_ count: Int, _ range: (total: Int, least: Int, most: Int), caps: [Int]) -> [Int] {
    // along / (along + c (1 − along)): a bow from 1 to 0 of quotients alone, the lower the greater c is.
    func values(_ c: Double) -> [Int] {
      (0..<count).map { i in
        let along = 1 - Double(i) / Double(count - 1)
        let bent = along / (along + c * (1 - along))
        return min(caps[i], range.least + Int((Double(range.most - range.least) * bent).rounded(.down)))
      }
    }
    var (low, high) = (1e-3, 1e5)
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if values(middle).reduce(0, +) > range.total { low = middle } else { high = middle }
    }
    var result = values(high)
    var lacking = range.total - result.reduce(0, +)
    var isStuck = false
    while lacking > 0, !isStuck {
      isStuck = true
      for i in 1..<count - 1 where lacking > 0 && result[i] < min(caps[i], range.most) {
        result[i] += 1
        lacking -= 1
        isStuck = false
      }
    }
    return result
  }
}
