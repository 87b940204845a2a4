import Columns
import Reports

/// What the legend calls the classes of a figure: their bounds.
struct FigureLabels {
  /// One a class.
  let texts: [String]
  /// Whether neighbours share a bound, so that it must be said to which of them it belongs.
  let needsRule: Bool

  /// - Parameters:
  ///   - bounds: lower bounds of the classes from the second on, between the least and the greatest value.
  ///   - each: the values of the classes where each has one; nil where they are ranges.
  ///   - isWhole: whether all values are whole: ranges then end at whole numbers, and none share one.
  init(
    from least: Double, _ bounds: [Double], to greatest: Double, _ field: Field, each: [Double]?, isWhole: Bool,
    _ language: Language
  ) {
    func number(_ value: Double, _ decimals: Int) -> String { language.number(value, decimals: decimals) }
    // A dash beside a minus needs room.
    let dash = least < 0 ? " – " : "–"
    if let each {
      needsRule = false
      texts = each.map { value in
        field.name == "class_change" ? language.text(ClassChangeWords.label(Int(value))) : number(value, 0)
      }
      return
    }
    let edges = [least] + bounds + [max(greatest, bounds.last ?? greatest)]
    if isWhole {
      let ranges =
        bounds.indices.map { (edges[$0].rounded(.up), edges[$0 + 1].rounded(.up) - 1) }
        + [(edges[bounds.count].rounded(.up), edges[bounds.count + 1])]
      if ranges.allSatisfy({ $0.0 <= $0.1 }) {
        needsRule = false
        texts = ranges.map { $0 == $1 ? number($0, 0) : number($0, 0) + dash + number($1, 0) }
        return
      }
    }
    let shown = edges.map { $0 * (field.look?.isShare == true ? 100 : 1) }
    // As many decimals as tell the bounds apart.
    var decimals = field.look?.decimals ?? 0
    func areAlike(_ decimals: Int) -> Bool {
      zip(shown, shown.dropFirst()).contains { $0 != $1 && number($0, decimals) == number($1, decimals) }
    }
    func areCoarse(_ decimals: Int) -> Bool {
      field.look == nil && decimals < 2 && shown.contains { $0 != $0.rounded() && abs($0) < 100 }
    }
    while decimals < 6, areAlike(decimals) || areCoarse(decimals) { decimals += 1 }
    needsRule = !bounds.isEmpty
    texts = zip(shown, shown.dropFirst()).map { a, b in
      a == b ? number(a, decimals) : number(a, decimals) + dash + number(b, decimals)
    }
  }
}
