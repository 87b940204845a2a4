/// What is withheld so that no published figure, and no difference of published figures, comes from fewer than K phones
/// in an area.
///
/// The figures hang together: phone-days = outside + Σ classes, a class = Σ its areas (the mean says so even where areas
/// overlap). The rule:
/// 1. An area with fewer than K phones is withheld (also one with none: otherwise "withheld" would mean "some, but few").
/// 2. In a class with withheld areas, the area with the next fewest phones is withheld too. So at least two are unknown,
///    and as the additional one has K phones or more, their sum comes from K phones at least.
/// 3. Where there is no other area left, or the class as a whole has fewer than K phones, the class's figures are withheld.
/// 4. When a class's figures are withheld, inside and outside are too; phone-days and phones, which name no place, are
///    always given.
/// 5. Least and greatest of a class are given only when an area that is shown has them.
///
/// Then every withheld figure can be changed, together with others that are withheld, without changing any that is shown: the
/// areas of a class against each other (rules 1, 2), or area, class and inside against outside (rules 3, 4).
struct Suppression: Equatable {
  /// Whether each area's figures are withheld.
  private(set) var areas: [Bool]
  /// Whether each class's figures are withheld.
  private(set) var classes: [Bool]
  /// Whether inside and outside are withheld.
  var hidesInside: Bool { classes.contains(true) }

  /// Applies the rule. `minPhones` of 0 or 1 withholds nothing: a figure of no phone names nobody.
  init(areaPhones: [Int], classPhones: [Int], classOfArea: [Int], minPhones: Int) {
    areas = Array(repeating: false, count: areaPhones.count)
    classes = Array(repeating: false, count: classPhones.count)
    if minPhones <= 1 { return }
    for group in classPhones.indices {
      // Fewest phones first, of equals the first in the layer.
      let members = classOfArea.indices.filter { classOfArea[$0] == group }
        .sorted { (areaPhones[$0], $0) < (areaPhones[$1], $1) }
      let few = members.prefix { areaPhones[$0] < minPhones }.count
      if few == 0 { continue }
      for area in members.prefix(few + 1) { areas[area] = true }
      classes[group] = few == members.count || classPhones[group] < minPhones
    }
  }
}
