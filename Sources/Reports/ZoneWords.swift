/// What is said of cells, said of zones: one sentence serves both.
package enum ZoneWords {
  private static let pairs = [
    ("rutor", "zoner"), ("Rutor", "Zoner"), ("rutan", "zonen"), ("ruta", "zon"), ("Ruta", "Zon"), ("cell", "zone"),
    ("Cell", "Zone"),
  ]

  /// A sentence of the program's own about cells, in either language, with zones in their place.
  package static func of(_ text: String) -> String {
    pairs.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
