import Cartography
import Columns
import Core
import Geometry
import Inputs
import Outputs
import Reports

/// A figure that a map is coloured by, in place of the index' classes.
package struct MapFigure: Sendable {
  /// What is coloured.
  package enum Layer: String, Sendable, CaseIterable {
    case areas
    case cells
    case base
  }

  /// Name of its field.
  package var field: String
  /// Whose field it is.
  package var layer: Layer
  /// How the classes are cut.
  package var method = Classification.quantile
  /// Classes wanted.
  package var count = 5
  /// Bounds of manual classes, ascending.
  package var bounds: [Double] = []

  /// A figure of a layer.
  package init(_ field: String, of layer: Layer) { (self.field, self.layer) = (field, layer) }

  /// The units in their classes with what the map says of them, and their colours; nil colours: the palette's.
  struct Coloured {
    var cells: MapCells
    var words: FigureWords
    var colours: [Colour]?
    /// The classes on both sides of a middle; nil where there is none.
    var sides: FigureClassifier.Sides?
    /// Whether the figure is a class of the index, which has a ramp of its own.
    var isIndexClass = false

    /// The ramp where the user chose none.
    var usualPalette: Palette { sides != nil ? .blaorange : isIndexClass ? .livsvillkor : .bla }
  }

  /// The polygons of a layer as coloured zones.
  func coloured(_ layer: MapAreaInput, named path: String, _ language: Language) throws -> Coloured {
    let set = layer.areas.set
    let table = layer.areas.figures
    guard let index = table.fields.firstIndex(where: { $0.name == field }) else {
      let names = table.fields.map(\.name)
      throw Failure(
        .usage, "--colour-by: the layer has no such field", file: path, value: field,
        expected: names.prefix(20).joined(separator: ", "), hint: Suggestion.hint(for: field, among: names))
    }
    let units = MapUnits.zones(set.areas.map(\.polygon), names: set.areas.map(\.title))
    var result = try coloured(
      units, table.columns[index], table.fields[index], withheld: Self.withheld(table), file: path, language)
    result.cells.figures = table
    return result
  }

  /// Units in classes of a column.
  func coloured(
    _ units: MapUnits, _ column: Column, _ field: Field, withheld: [Bool] = [], file: String, _ language: Language
  ) throws -> Coloured {
    switch column {
    case .texts(let texts):
      guard let categories = KnownCategories.of(field.name) else {
        throw Failure(
          .usage, "--colour-by: the field holds words", file: file, field: field.name,
          expected: "a field of numbers, or gi_class or moran_class of rutverk hotspots")
      }
      return categorised(units, texts, field, categories, language)
    case .numbers(let numbers):
      if let classes = Self.indexClasses(numbers.values, field) {
        return Self.ofClasses(units, classes, field, language)
      }
      let isNull = numbers.values.map { !$0.isFinite }
      let hidden = withheld.isEmpty ? [] : zip(withheld, isNull).map { $0 && $1 }
      let found = try FigureClassifier(
        numbers.values, field: field, method: method, count: count, manual: bounds, isWithheld: hidden,
        language: language)
      var cells = MapCells(units, classes: found.classes, classCount: found.bounds.count + 1)
      cells.withheld = hidden.contains(true) ? hidden : []
      return Coloured(cells: cells, words: found.words, sides: found.sides)
    }
  }

  /// Classes of the index, 0 for none; nil where the field is another.
  private static func indexClasses(_ values: [Double], _ field: Field) -> [UInt8]? {
    guard ["class", "class_old", "class_new"].contains(field.name),
      values.allSatisfy({ !$0.isFinite || (1...20).contains($0) && $0 == $0.rounded() }),
      values.contains(where: \.isFinite)
    else { return nil }
    return values.map { $0.isFinite ? UInt8($0) : 0 }
  }

  private static func ofClasses(
    _ units: MapUnits, _ classes: [UInt8], _ field: Field, _ language: Language
  ) -> Coloured {
    let cells = MapCells(units, classes: classes)
    let words = MapWords(language)
    func n(_ number: Int) -> String { "(\(language.count(classes.count { Int($0) == number })))" }
    let figure = FigureWords(
      title: field.look.map { language.text($0.label) } ?? field.name,
      remark: words.direction(cells.classCount) + "; n\u{A0}=\u{A0}\(language.count(classes.count { $0 > 0 }))",
      labels: (1...cells.classCount).map { words.classLabel($0, of: cells.classCount) + " " + n($0) },
      noData: words.noIndex + " " + n(0), withheld: "")
    return Coloured(cells: cells, words: figure, isIndexClass: true)
  }

  private func categorised(
    _ units: MapUnits, _ texts: TextColumn, _ field: Field,
    _ categories: [(value: String, label: Wording, colour: Colour)], _ language: Language
  ) -> Coloured {
    var counts = [Int](repeating: 0, count: categories.count + 1)
    let classes = (0..<texts.count).map { row -> UInt8 in
      let place = texts.isNull(row) ? nil : categories.firstIndex { $0.value == texts[row] }
      counts[place.map { $0 + 1 } ?? 0] += 1
      return UInt8(clamping: place.map { $0 + 1 } ?? 0)
    }
    let total = language.count(texts.count - counts[0])
    let words = FigureWords(
      title: field.look.map { language.text($0.label) } ?? field.name, remark: "n\u{A0}=\u{A0}\(total)",
      labels: categories.enumerated().map { language.text($1.label) + " (\(language.count(counts[$0 + 1])))" },
      noData: language.text(sv: "ingen uppgift ", en: "no data ") + "(\(language.count(counts[0])))", withheld: "")
    return Coloured(
      cells: MapCells(units, classes: classes, classCount: categories.count), words: words,
      colours: categories.map(\.colour))
  }

  /// What a field of reasons holds where a figure is withheld.
  private static let reasons = ["few_phones", "few_people", "few_events", "would_reveal", "suppressed", "withheld"]

  /// Whether each of those reasons is that a figure is withheld.
  static func withheld(_ texts: TextColumn) -> [Bool] {
    (0..<texts.count).map { row in !texts.isNull(row) && reasons.contains { texts[row].hasPrefix($0) } }
  }

  /// Whether a layer says of a row that figures are withheld: its field of reasons holds one of these words.
  private static func withheld(_ table: Table) -> [Bool] {
    for (field, column) in zip(table.fields, table.columns) {
      guard ["reason", "status", "withheld", "suppressed"].contains(field.name) else { continue }
      switch column {
      case .texts(let texts):
        let found = withheld(texts)
        if found.contains(true) { return found }
      case .numbers(let numbers):
        if field.name != "reason", field.name != "status" { return numbers.values.map { $0 == 1 } }
      }
    }
    return []
  }
}
