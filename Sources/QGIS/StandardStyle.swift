import Areas
import Cartography
import Columns
import Reports

/// How a layer of results looks in QGIS where nobody has drawn a map of it: told by its fields.
///
/// Cells and zones by their class, by its change, or by the class of hot spots; areas as outlines by class with their names;
/// anything else as plain outlines. Fields that have labels carry them as aliases, names are map tips and display names.
package struct StandardStyle {
  private let table: Table
  private let language: Language
  private let areaLabel: (AreaClass?) -> String

  /// Classes of areas beyond so many would make no legend.
  private static let mostAreaClasses = 20

  /// The look of a layer with those fields.
  ///
  /// - Parameters:
  ///   - table: the fields; of their values only classes are read.
  ///   - language: of legend and aliases.
  ///   - areaLabel: what people call the areas of a class.
  package init(of table: Table, _ language: Language, areaLabel: @escaping (AreaClass?) -> String) {
    (self.table, self.language, self.areaLabel) = (table, language, areaLabel)
  }

  /// The style.
  package var style: LayerStyle {
    let plain = names.contains("ruta") ? AreaStyle.plain(widthMillimetres: 0.15) : .plain(widthMillimetres: 0.5)
    return (units ?? areas ?? .outline(plain)).naming(table.fields.map(labelled), language).titled(by: nameField)
  }

  /// What the layer is, for its metadata; nil where its fields do not tell.
  package var title: String? {
    let words = MapWords(language, areZones: !names.contains("ruta"))
    if names.contains("gi_class") || names.contains("moran_class") {
      return language.text(sv: "Anhopningar och kluster", en: "Hot spots and clusters")
    }
    if names.contains("class_change") {
      return language.text(sv: "Förändring av livsvillkor", en: "Change of living conditions")
    }
    if names.contains("index"), names.contains("percentile") { return words.title }
    return areas == nil ? nil : words.areas
  }

  /// What the fields hold, for the layer's metadata.
  package var abstract: String {
    table.fields.map(labelled).compactMap { field in
      field.look.map { look in
        let unit = look.unit.isEmpty ? "" : " (\(look.unit))"
        return "\(field.name): \(language.text(look.label).replacing("\u{AD}", with: ""))\(look.isShare ? "" : unit)"
      }
    }.joined(separator: "; ")
  }

  /// A field of cells and zones as maps call it, where the layer itself does not say.
  private func labelled(_ field: Field) -> Field {
    field.look == nil ? CellFigure.field(field.name) ?? field : field
  }

  /// Of cells and zones; nil for a layer that has no class of them.
  private var units: LayerStyle? {
    let words = MapWords(language, areZones: !names.contains("ruta"))
    for field in ["gi_class", "moran_class"] where names.contains(field) {
      if let values = KnownCategories.of(field) {
        let none = LayerStyle.ColouredValue("", language.text(sv: "inget värde", en: "no value"), nil)
        return .categories(
          values.map { LayerStyle.ColouredValue(value: $0.value, label: language.text($0.label), colour: $0.colour) }
            + [none], field: field)
      }
    }
    if let most = largest(in: "class_change") {
      return .categories(StandardStyle.changes(most: most, language), field: "class_change")
    }
    guard names.contains("index"), let worst = largest(in: "class") else { return nil }
    return .cells(
      Symbology(classCount: worst), words: words,
      uncertainField: names.contains(CellFigure.uncertain) ? CellFigure.uncertain : nil)
  }

  /// Of areas with the police's classes, or others; nil for a layer without.
  private var areas: LayerStyle? {
    guard case .texts(let codes)? = table.column("class") else { return nil }
    var classes: [AreaClass?] = []
    for row in 0..<codes.count {
      let areaClass = codes.isNull(row) ? nil : AreaClass(code: codes[row])
      if !classes.contains(areaClass) { classes.append(areaClass) }
      if classes.count > Self.mostAreaClasses { return nil }
    }
    let known = (AreaClass.bySeverity + [.ovrig]).filter(classes.contains)
    let others = classes.compactMap(\.self).filter { !$0.isKnown }.sorted { $0.code < $1.code }
    let order: [AreaClass?] = known + others + (classes.contains(nil) ? [nil] : [])
    if order.isEmpty { return nil }
    return .areas(
      Symbology(areaStyles: AreaStyle.styles(for: order, label: areaLabel)),
      nameField: names.contains("name") ? "name" : nil)
  }

  private var names: [String] { table.fields.map(\.name) }

  /// What a feature is called.
  private var nameField: String? { ["name", "id", "ruta"].first(where: names.contains) ?? table.fields.first?.name }

  /// The largest whole number of a field, in absolute value; nil for texts, for a column without any, and where a class for
  /// each would be no ramp that anybody reads.
  private func largest(in name: String) -> Int? {
    guard case .numbers(let numbers)? = table.column(name) else { return nil }
    let most = numbers.values.reduce(-1) { $1.isFinite ? max($0, abs($1)) : $0 }
    return (0...100).contains(most) ? Int(most) : nil
  }
}

extension StandardStyle {
  /// Better in blue, worse in orange: class 5 is the worst, so a rise is a fall.
  private static func changes(most: Int, _ language: Language) -> [LayerStyle.ColouredValue] {
    let steps = max(1, most)
    return (-steps...steps).map { change in
      let place = (Double(change) / Double(steps) + 1) / 2
      let colour = change == 0 ? Colour(hex: 0xF0F0F0) : Palette.blaorange.colour(at: place)
      return LayerStyle.ColouredValue(
        value: "\(change)", label: language.text(ClassChangeWords.label(change)), colour: colour)
    } + [.init("", language.text(sv: "ingen jämförelse", en: "no comparison"), nil)]
  }
}

extension AreaStyle {
  /// Areas of which no class is known.
  fileprivate static func plain(widthMillimetres width: Double) -> AreaStyle {
    AreaStyle(areaClass: nil, label: "", line: LineStyle(Colour(hex: 0x7A0177), widthMillimetres: width))
  }
}
