import Columns

/// What people call the fields of cells and zones that `index`, `change`, `sensitivity` and `hotspots` write, beside the figures
/// of ``CellFigure``: for maps, pages and aliases.
package enum UnitField {
  /// The look of a field of that name; nil where nothing is known of it.
  package static func look(_ name: String) -> FieldLook? {
    if let known = known[name] { return known }
    if name.hasSuffix("_z") {
      let variable = CellFigure.variable(name.dropLast(2) + (name.hasPrefix("unga_") ? "_antal" : ""))
      return FieldLook(
        Wording(variable.sv + ", standardpoäng", variable.en + ", z-score"), decimals: 2)
    }
    if name.hasPrefix("class_share_"), let number = Int(name.dropFirst("class_share_".count)) {
      return FieldLook(
        Wording("Körningar i klass \(number)", "Runs in class \(number)"), decimals: 1, isShare: true)
    }
    return nil
  }

  /// Whether the fields of that name hold words.
  package static func isText(_ name: String) -> Bool { texts.contains(name) }

  private static let texts: Set<String> = [
    "ruta", "id", "name", "zon", "status", "reference", "gi_class", "moran_class",
  ]

  private static func look(_ sv: String, _ en: String, _ decimals: Int) -> FieldLook {
    FieldLook(Wording(sv, en), decimals: decimals)
  }

  private static let known: [String: FieldLook] = [
    "ruta": look("Ruta", "Cell", 0), "size_m": FieldLook(Wording("Rutans sida", "Cell size"), unit: "m", decimals: 0),
    "id": look("Identitet", "Identifier", 0), "name": look("Namn", "Name", 0), "zon": look("Zon", "Zone", 0),
    "withheld": look("Undanhållet", "Withheld", 0),
    "unga_0_19_antal": look("Barn och unga 0–19 år", "Children and youth 0–19", 0),
    "status": look("Status", "Status", 0), "reference": look("Referens", "Reference", 0),
    "ekonomisk_marginalisering": look("Ekonomisk marginalisering, poäng", "Economic marginalisation, score", 2),
    "segregation": look("Segregation, poäng", "Segregation, score", 2),
    "familjeforhallanden": look("Familjeförhållanden, poäng", "Family circumstances, score", 2),
    "unga_0_15": look("Barn 0–15 år, indexets mått", "Children 0–15, the index' measure", 2),
    "unga_16_19": look("Unga 16–19 år, indexets mått", "Youth 16–19, the index' measure", 2),
    "index_old": look("Index, äldre", "Index, earlier", 2), "index_new": look("Index, nyare", "Index, later", 2),
    "index_change": look("Index, förändring", "Index, change", 2),
    "percentile_old": look("Percentil, äldre", "Percentile, earlier", 1),
    "percentile_new": look("Percentil, nyare", "Percentile, later", 1),
    "percentile_change": look("Percentil, förändring", "Percentile, change", 1),
    "class_old": look("Klass, äldre", "Class, earlier", 0), "class_new": look("Klass, nyare", "Class, later", 0),
    "class_change": look("Klass, förändring", "Class, change", 0),
    "population_old": look("Befolkning, äldre", "Population, earlier", 0),
    "population_new": look("Befolkning, nyare", "Population, later", 0),
    "population_change": look("Befolkning, förändring", "Population, change", 0),
    "ground_changed": look("Rutans mark ändrad", "Cell's ground changed", 0),
    "percentile_p05": look("Percentil, 5 % av körningarna under", "Percentile, 5% of runs below", 1),
    "percentile_p50": look("Percentil, körningarnas median", "Percentile, median of runs", 1),
    "percentile_p95": look("Percentil, 5 % av körningarna över", "Percentile, 5% of runs above", 1),
    "gi_z": look("Gi*, z-värde", "Gi*, z", 2), "gi_p": look("Gi*, p-värde", "Gi*, p", 3),
    "gi_p_fdr": look("Gi*, p-värde (FDR)", "Gi*, p (FDR)", 3),
    "gi_class": look("Anhopningar (Gi*)", "Hot spots (Gi*)", 0),
    "moran_i": look("Lokalt Morans I", "Local Moran's I", 2), "moran_p": look("Moran, p-värde", "Moran, p", 3),
    "moran_p_fdr": look("Moran, p-värde (FDR)", "Moran, p (FDR)", 3),
    "moran_class": look("Kluster (Moran)", "Clusters (Moran)", 0), "neighbours": look("Grannar", "Neighbours", 0),
  ]
}

/// A change of class in words: class 5 is the worst, so a rise is a fall.
package enum ClassChangeWords {
  /// Such as `+1 sämre`.
  package static func label(_ change: Int) -> Wording {
    let word =
      change < 0
      ? Wording("bättre", "better") : change > 0 ? Wording("sämre", "worse") : Wording("samma klass", "same class")
    let number = change < 0 ? "−\(-change) " : change > 0 ? "+\(change) " : ""
    return Wording(number + word.sv, number + word.en)
  }
}
