import Columns
import Core
import Reports
import Statistics

/// How the values of a figure fall into classes.
package enum Classification: String, Sendable, CaseIterable {
  /// As many units in each class, as far as equal values allow.
  case quantile
  /// Where the values leave gaps (Fisher and Jenks).
  case jenks
  /// Classes of equal width.
  case equal
  /// Bounds as given.
  case manual
}

/// What a map calls the classes of a figure: all that its words would say of an index otherwise.
package struct FigureWords: Sendable, Equatable {
  /// The figure's name and unit.
  package var title: String
  /// How the classes came about, and how many units have a value.
  package var remark: String
  /// One a class: its bounds, and how many units it has.
  package var labels: [String]
  /// Units without a value, and how many there are.
  package var noData: String
  /// Units whose value is withheld, and how many there are.
  package var withheld: String

  /// Words of those texts.
  package init(title: String, remark: String, labels: [String], noData: String, withheld: String) {
    (self.title, self.remark, self.labels) = (title, remark, labels)
    (self.noData, self.withheld) = (noData, withheld)
  }
}

/// The classes of a figure's values.
package struct FigureClassifier: Sendable {
  /// Class 1 … of each value; 0 for NaN.
  package let classes: [UInt8]
  /// Lower bounds of the classes from the second on, ascending.
  package let bounds: [Double]
  /// Whether the classes lie on both sides of a middle.
  package let isDiverging: Bool
  /// What the map says of them.
  package let words: FigureWords

  /// Classes of values, NaN where there is none.
  ///
  /// - Parameters:
  ///   - field: the figure: its name, label, unit, decimals.
  ///   - method: how they are cut.
  ///   - count: classes wanted, 2 … 9; equal values may leave fewer. On both sides of a middle as many, one more for an odd number.
  ///   - manual: the bounds of ``Classification/manual``, ascending.
  ///   - middle: a value that the figure has two sides of; nil: the one that is known of figures of that name.
  ///   - isWithheld: whether the lack of a value has a reason of its own, one a value; empty: nowhere.
  /// - Throws: ``Failure`` (bad data) where no unit has a value.
  package init(
    _ values: [Double], field: Field, method: Classification, count: Int, manual: [Double] = [],
    middle: Double? = nil,
    isWithheld: [Bool] = [], language: Language
  ) throws {
    let known = values.filter(\.isFinite)
    guard let least = known.min(), let greatest = known.max() else {
      throw Failure(.badData, "no unit has a value to colour by", field: field.name)
    }
    let middle = middle ?? Self.knownMiddle(field.name)
    var bounds: [Double]
    if method == .manual {
      bounds = manual
      isDiverging = middle.map { manual.contains($0) } ?? false
    } else if let middle, least < middle, greatest > middle {
      let side = (count + 1) / 2
      let below = Self.bounds(known.filter { $0 < middle }, method, side)
      let above = Self.bounds(known.filter { $0 >= middle }, method, side)
      bounds = below + [middle] + above
      isDiverging = true
    } else {
      bounds = Self.bounds(known, method, count)
      isDiverging = false
    }
    self.bounds = bounds
    let numbers = values.map { UInt8(clamping: ClassBreaks.classNumber(of: $0.isFinite ? $0 : .nan, bounds: bounds)) }
    classes = numbers
    words = Self.words(
      numbers, bounds: bounds, from: least, to: greatest, field, method, isWithheld: isWithheld, language)
  }

  /// Inner bounds that are above the least value and differ.
  private static func bounds(_ values: [Double], _ method: Classification, _ count: Int) -> [Double] {
    guard let least = values.min(), let greatest = values.max(), least < greatest, count > 1 else { return [] }
    let distribution = WeightedDistribution(values: values, weights: [Double](repeating: 1, count: values.count))
    let found: [Double]
    switch method {
    case .quantile: found = ClassBreaks.values(of: distribution, atPercentiles: ClassBreaks.equalShares(count: count))
    case .jenks:
      found = JenksBreaks(distribution, count: min(count, distribution.values.count))?.bounds ?? []
    case .equal, .manual: found = ClassBreaks.equalIntervals(from: least, to: greatest, count: count)
    }
    var bounds: [Double] = []
    for bound in found.map({ next(of: distribution.values, from: $0) })
    where bound > bounds.last ?? least && bound <= greatest { bounds.append(bound) }
    return method == .equal ? found : bounds
  }

  /// The least value at or above a bound: the classes are the same, and the legend has a number that occurs.
  private static func next(of ascending: [Double], from bound: Double) -> Double {
    let index = ascending.indices.partitionPoint { ascending[$0] >= bound }
    return index < ascending.count ? ascending[index] : bound
  }

  /// Middles of figures by their names: what is a difference, a score or the index has two sides of 0, a quotient of 1.
  static func knownMiddle(_ name: String) -> Double? {
    if name == "index" || name == "index_mean" || name.hasSuffix("_z") || name == "moran_i" || name == "excess" {
      return 0
    }
    if name.contains("difference") || name.contains("change") { return 0 }
    return name.contains("quotient") ? 1 : nil
  }

  private static func words(
    _ classes: [UInt8], bounds: [Double], from least: Double, to greatest: Double, _ field: Field,
    _ method: Classification, isWithheld: [Bool], _ language: Language
  ) -> FigureWords {
    let look = field.look
    let factor = look?.isShare == true ? 100.0 : 1
    let edges = ([least] + bounds + [max(greatest, bounds.last ?? greatest)]).map { $0 * factor }
    // As many decimals as tell the bounds apart.
    var decimals = look?.decimals ?? 0
    func texts() -> [String] { edges.map { language.number($0, decimals: decimals) } }
    while decimals < 6,
      zip(edges, edges.dropFirst()).contains(where: { a, b in
        a != b && language.number(a, decimals: decimals) == language.number(b, decimals: decimals)
      }) || (look == nil && decimals < 3 && edges.contains { $0 != $0.rounded() && abs($0) < 100 && decimals < 2 })
    {
      decimals += 1
    }
    let shown = texts()
    // A dash beside a minus needs room.
    let dash = least < 0 ? " – " : "–"
    var counts = [Int](repeating: 0, count: bounds.count + 2)
    for number in classes { counts[min(Int(number), bounds.count + 1)] += 1 }
    func n(_ count: Int) -> String { "(\(language.count(count)))" }
    let labels = (0...bounds.count).map { "\(shown[$0])\(dash)\(shown[$0 + 1]) \(n(counts[$0 + 1]))" }
    let withheld = isWithheld.count { $0 }
    let how = language.text(
      sv: [
        .quantile: "kvantiler", .jenks: "naturliga gränser (Jenks)", .equal: "lika breda klasser",
        .manual: "angivna gränser",
      ][method] ?? "",
      en: [
        .quantile: "quantiles", .jenks: "natural breaks (Jenks)", .equal: "equal intervals", .manual: "given bounds",
      ][method] ?? "")
    let total = language.count(classes.count - counts[0])
    let title = look.map { language.text($0.label) } ?? field.name
    return FigureWords(
      title: title.replacing("\u{AD}", with: "") + (look.map { $0.unit.isEmpty ? "" : ", " + $0.unit } ?? ""),
      remark: language.text(
        sv: "\(how), undre gränsen ingår; n\u{A0}=\u{A0}\(total)",
        en: "\(how), lower bound included; n\u{A0}=\u{A0}\(total)"),
      labels: labels,
      noData: language.text(sv: "ingen uppgift ", en: "no data ") + n(counts[0] - withheld),
      withheld: language.text(sv: "undanhållet ", en: "withheld ") + n(withheld))
  }
}

/// Classes that are words, with colours of their own: what `rutverk hotspots` writes.
package enum KnownCategories {
  /// The categories of a field in the order of the legend, with label and colour; nil for a field that is none.
  package static func of(_ field: String) -> [(value: String, label: Wording, colour: Colour)]? {
    let none = ("not_significant", Wording("ej signifikant", "not significant"), Colour(hex: 0xE4E2DA))
    switch field {
    case "gi_class":
      return [
        ("hot_99", Wording("anhopning, 99 %", "hot spot, 99 %"), Colour(hex: 0x7F0A1E)),
        ("hot_95", Wording("anhopning, 95 %", "hot spot, 95 %"), Colour(hex: 0xC8483A)),
        ("hot_90", Wording("anhopning, 90 %", "hot spot, 90 %"), Colour(hex: 0xEFA98C)), none,
        ("cold_90", Wording("låga värden, 90 %", "cold spot, 90 %"), Colour(hex: 0xA6C8E0)),
        ("cold_95", Wording("låga värden, 95 %", "cold spot, 95 %"), Colour(hex: 0x4E87BD)),
        ("cold_99", Wording("låga värden, 99 %", "cold spot, 99 %"), Colour(hex: 0x173F75)),
      ]
    case "moran_class":
      return [
        ("HH", Wording("hög bland höga", "high among high"), Colour(hex: 0x9A1324)),
        ("HL", Wording("hög bland låga", "high among low"), Colour(hex: 0xE89A7A)),
        ("LH", Wording("låg bland höga", "low among high"), Colour(hex: 0x9CC4E2)),
        ("LL", Wording("låg bland låga", "low among low"), Colour(hex: 0x1F4E8C)), none,
      ]
    default: return nil
    }
  }
}
