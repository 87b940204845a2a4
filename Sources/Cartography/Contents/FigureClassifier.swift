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
  /// How many classes lie on which side of a middle.
  package struct Sides: Sendable, Equatable {
    /// Classes below the middle.
    package var below: Int
    /// 1 where the middle is a class of its own, else 0.
    package var middle: Int
    /// Classes above it.
    package var above: Int
  }

  /// Class 1 … of each value; 0 for NaN.
  package let classes: [UInt8]
  /// Lower bounds of the classes from the second on, ascending.
  package let bounds: [Double]
  /// The classes on both sides of a middle; nil where there is none.
  package let sides: Sides?
  /// What the map says of them.
  package let words: FigureWords

  /// Classes of values, NaN where there is none. Whole numbers of which there are no more than classes are a class each.
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
    let middle = (middle ?? Self.knownMiddle(field.name)).flatMap { least < $0 && greatest > $0 ? $0 : nil }
    let isWhole = field.look?.isShare != true && known.allSatisfy { $0 == $0.rounded() }
    let each =
      isWhole && method == .quantile ? Self.each(known, atMost: field.name == "class_change" ? 9 : count) : nil
    let bounds: [Double]
    if method == .manual {
      bounds = manual
    } else if let each {
      bounds = Array(each.dropFirst())
    } else if let middle {
      let side = (count + 1) / 2
      bounds =
        Self.bounds(known.filter { $0 < middle }, method, side) + [middle]
        + Self.bounds(known.filter { $0 >= middle }, method, side)
    } else {
      bounds = Self.bounds(known, method, count)
    }
    self.bounds = bounds
    sides = middle.flatMap { middle in
      let edges = each ?? [-.infinity] + bounds
      let below = edges.count { $0 < middle }
      // A middle within a class is no middle of the colours.
      if each == nil, !bounds.contains(middle) { return nil }
      let own = each?.contains(middle) == true ? 1 : 0
      return Sides(below: below, middle: own, above: edges.count - below - own)
    }
    let numbers = values.map { UInt8(clamping: ClassBreaks.classNumber(of: $0.isFinite ? $0 : .nan, bounds: bounds)) }
    classes = numbers
    let labels = FigureLabels(
      from: least, bounds, to: greatest, field, each: each, isWhole: isWhole, language)
    words = Self.words(numbers, labels, field, method, isEach: each != nil, isWithheld: isWithheld, language)
  }

  /// The values that occur, ascending, where they are no more than that; else nil.
  private static func each(_ values: [Double], atMost count: Int) -> [Double]? {
    var found: Set<Double> = []
    for value in values where found.insert(value).inserted && found.count > count { return nil }
    return found.sorted()
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
    if name == "index" || name.hasPrefix("index_") || name.hasSuffix("_z") || name == "moran_i" || name == "excess" {
      return 0
    }
    if ["ekonomisk_marginalisering", "segregation", "familjeforhallanden"].contains(name) { return 0 }
    if name.contains("difference") || name.hasSuffix("_change") || name.hasPrefix("change") { return 0 }
    return name.contains("quotient") ? 1 : nil
  }

  private static func words(
    _ classes: [UInt8], _ labels: FigureLabels, _ field: Field, _ method: Classification, isEach: Bool,
    isWithheld: [Bool], _ language: Language
  ) -> FigureWords {
    let look = field.look
    var counts = [Int](repeating: 0, count: labels.texts.count + 1)
    for number in classes { counts[min(Int(number), labels.texts.count)] += 1 }
    func n(_ count: Int) -> String { "(\(language.count(count)))" }
    let withheld = isWithheld.count { $0 }
    var how = language.text(
      sv: [
        .quantile: "kvantiler", .jenks: "naturliga gränser (Jenks)", .equal: "lika breda klasser",
        .manual: "angivna gränser",
      ][method] ?? "",
      en: [
        .quantile: "quantiles", .jenks: "natural breaks (Jenks)", .equal: "equal intervals", .manual: "given bounds",
      ][method] ?? "")
    if isEach {
      how = language.text(sv: "varje värde för sig", en: "each value")
    } else if labels.needsRule {
      how += language.text(sv: ", undre gränsen ingår", en: ", lower bound included")
    }
    let title = look.map { language.text($0.label) } ?? field.name
    return FigureWords(
      title: title.replacing("\u{AD}", with: "") + (look.map { $0.unit.isEmpty ? "" : ", " + $0.unit } ?? ""),
      remark: "\(how); n\u{A0}=\u{A0}\(language.count(classes.count - counts[0]))",
      labels: labels.texts.enumerated().map { "\($1) \(n(counts[$0 + 1]))" },
      noData: language.text(sv: "ingen uppgift ", en: "no data ") + n(counts[0] - withheld),
      withheld: language.text(sv: "undanhållet ", en: "withheld ") + n(withheld))
  }
}

/// Classes that are words, with colours of their own: what `rutverk hotspots` writes.
package enum KnownCategories {
  /// The categories of a field in the order of the legend, with label and colour; nil for a field that is none.
  package static func of(_ field: String) -> [(value: String, label: Wording, colour: Colour)]? {
    let none = ("not_significant", Wording("inte säkerställt", "not significant"), Colour(hex: 0xE4E2DA))
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
