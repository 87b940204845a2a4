import Areas
import Cartography
import Columns
import Geometry
import Reports

extension PageContents {
  /// The page of a map: its layers, drawn as the symbology says.
  ///
  /// - Parameters:
  ///   - kindName: what one area of a class is called; the symbology's own words where it gives nil.
  ///   - extent: what is seen first; nil: all cells, else all areas.
  package init(
    _ contents: MapContents, symbology: Symbology, text: MapText, kindName: (AreaClass?) -> String? = { _ in nil },
    extent: BoundingBox? = nil
  ) {
    let words = text.words
    self.init(title: text.title.isEmpty ? words.title : text.title)
    language = words.language
    subtitle = text.footLines.joined(separator: " · ")
    self.extent = extent
    let labels = PageLabels(words.language)
    let count = symbology.classColours.count
    classes = symbology.classColours.enumerated().map { i, colour in
      PageClass(
        label: words.classLabel(i + 1, of: count), colour: colour.hexText,
        hatch: symbology.uncertain.line.colour.hexText)
    }
    noClass = PageClass(
      label: words.noIndex, colour: (symbology.noIndex.background ?? .white).hexText,
      hatch: symbology.noIndex.line.colour.hexText)
    if let layer = contents.cells {
      cells = PageCells(layer, labels: labels, classCount: count)
      rings = PageRings(layer, symbology: symbology, words: words)
      if layer.withheld.contains(true) {
        withheld = PageClass(
          label: words.figure?.withheld ?? labels.withheld,
          colour: (symbology.withheld.background ?? .white).hexText, hatch: symbology.withheld.line.colour.hexText)
      }
      if layer.hasClasses { facts.append((words.livingConditions, words.direction(count))) }
      if words.figure == nil { notes.append(labels.noIndexNote) } else { cellsTitle = words.livingConditions }
    }
    if let layer = contents.areas {
      areas = PageAreas(layer, symbology: symbology, labels: labels, kindName: kindName)
      if words.areZones {
        for i in areas.figures.indices { areas.figures[i].label = ZoneWords.of(areas.figures[i].label) }
      }
    }
    if let layer = contents.base {
      (base.outlines, base.names) = (layer.polygons, layer.names)
      base.land = symbology.base.land.hexText
      base.surroundings = symbology.base.surroundings.hexText
      base.border = symbology.base.border.colour.hexText
      base.width = symbology.base.border.widthMillimetres * Symbology.pixelsPerMillimetre
    } else {
      base.land = symbology.base.ground.hexText
    }
    if !text.basis.isEmpty { facts.append((labels.basis, text.basis)) }
    if !text.source.isEmpty { facts.append((labels.source, text.source)) }
    if !text.date.isEmpty { facts.append((labels.date, text.date)) }
    facts.append((labels.plane, "SWEREF 99 TM (EPSG:3006)"))
    notes.append(labels.causeNote)
  }
}

extension PageCells {
  /// The cells of a map with what is known of them.
  init(_ layer: MapCells, labels: PageLabels, classCount: Int) {
    self.init()
    switch layer.units {
    case .cells(let lattice):
      sizes = lattice.cells.map { Int($0.size) }
      e = lattice.cells.map { Int($0.e) }
      n = lattice.cells.map { Int($0.n) }
    case .zones(let polygons, let names): (outlines, self.names) = (polygons, names)
    }
    classes = layer.classes.map { Int($0) <= classCount ? Int($0) - 1 : -1 }
    isUncertain = layer.uncertain
    for figure in CellFigure.all where figure.isListed {
      let values = figure.values(layer)
      if values.isEmpty { continue }
      var shown = PageFigure(figure.field, values: values, labels.language)
      shown.needsClass = figure.needsClass
      figures.append(shown)
    }
    for (field, column) in zip(layer.figures.fields, layer.figures.columns) {
      if case .numbers(let numbers) = column, numbers.values.contains(where: \.isFinite) {
        var shown = PageFigure(field, values: numbers.values, labels.language)
        if case .cells = layer.units { shown.isVariable = true }
        figures.append(shown)
      }
    }
    if layer.withheld.contains(true) {
      reasonLabels = ["", labels.withheld]
      reasons = layer.withheld.map { $0 ? 1 : 0 }
    }
    for (name, values) in layer.variables where values.contains(where: \.isFinite) {
      figures.append(Self.variable(name, values, labels.language))
    }
    if let status = layer.status, reasons.isEmpty { addReasons(status, labels) }
  }

  /// A variable of the index; shares 0–1 are shown as per cent.
  private static func variable(_ name: String, _ values: [Double], _ language: Language) -> PageFigure {
    let isShare = !values.contains { $0 < 0 || $0 > 1 }
    let greatest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let look = FieldLook(
      CellFigure.variable(name), decimals: isShare || greatest >= 10 ? 1 : 2, isShare: isShare)
    var figure = PageFigure(Field(name, .real(decimals: nil), look), values: values, language)
    (figure.isVariable, figure.needsClass) = (true, true)
    return figure
  }

  /// Says why cells have no class, from the `status` that `rutverk index` writes, one text a cell.
  private mutating func addReasons(_ status: TextColumn, _ labels: PageLabels) {
    guard status.count == count else { return }
    var indices: [String: Int] = [:]
    reasonLabels = [""]
    reasons = (0..<status.count).map { i in
      if classes[i] >= 0 || status.isNull(i) { return 0 }
      let text = status[i]
      if let index = indices[text] { return index }
      // A byte holds the index and whether the class is uncertain.
      guard let label = labels.reason(text), reasonLabels.count < 127 else {
        indices[text] = 0
        return 0
      }
      reasonLabels.append(label)
      indices[text] = reasonLabels.count - 1
      return reasonLabels.count - 1
    }
  }
}

extension PageRings {
  /// The rings of a map; nil where no cell gets one.
  init?(_ layer: MapCells, symbology: Symbology, words: MapWords) {
    let members = layer.rings(symbology.ringRule)
    guard !members.isEmpty else { return nil }
    let style = symbology.ring
    let pixels = style.radiusMillimetres(style.largestNumber) * Symbology.pixelsPerMillimetre
    self.init(
      title: words.rings, note: words.ringRule(symbology.ringRule), colour: style.line.colour.hexText,
      pixelsPerRoot: style.largestNumber > 0 ? pixels / style.largestNumber.squareRoot() : 0,
      cells: members.map(\.cell), numbers: members.map { Int($0.young.rounded()) },
      legendSizes: style.legendNumbers.map { Int($0) })
  }
}

extension PageAreas {
  /// The areas of a map with the figures that are known of them.
  init(_ layer: MapAreas, symbology: Symbology, labels: PageLabels, kindName: (AreaClass?) -> String?) {
    self.init()
    let set = layer.set
    ids = set.areas.map(\.id)
    names = set.areas.map(\.name)
    classes = set.areas.indices.map(set.rank)
    outlines = set.areas.map(\.polygon)
    kinds = set.classes.map { areaClass in
      guard let style = symbology.areaStyle(of: areaClass) else {
        return PageClass(label: areaClass?.code ?? "", colour: "#3f3f3f")
      }
      let pixels = Symbology.pixelsPerMillimetre
      var kind = PageClass(
        label: style.label, colour: style.line.colour.hexText, width: style.line.widthMillimetres * pixels,
        dash: style.line.dashMillimetres.map { $0 * pixels })
      kind.mark = style.mark.points(x: 0, y: 0, diameter: MarkShape.diameterMillimetres * pixels)
      kind.isHollow = style.mark.isHollow
      kind.single = kindName(areaClass) ?? kind.label
      kind.short = labels.short(areaClass) ?? kind.single
      return kind
    }
    for (field, column) in zip(layer.figures.fields, layer.figures.columns) {
      switch column {
      case .numbers(let numbers) where numbers.values.contains(where: \.isFinite):
        figures.append(PageFigure(field, values: numbers.values, labels.language))
      case .texts(let values) where (0..<values.count).contains { !values[$0].isEmpty }:
        texts.append(PageText(key: field.name, label: field.title(labels.language), values: values))
      default: break
      }
    }
    figures.giveRatesTheirDecimals()
  }
}

extension PageFigure {
  /// The values of a field, labelled and rounded as its look says. Of a field without one, whole numbers have no decimals and
  /// others have at least three digits.
  init(_ field: Field, values: [Double], _ language: Language) {
    let look = field.look
    self.init(
      key: field.name, label: field.title(language), decimals: look?.decimals ?? Self.decimals(values),
      unit: look?.unit ?? "", values: look?.isShare == true ? values.map { $0 * 100 } : values)
  }

  private static func decimals(_ values: [Double]) -> Int {
    if values.allSatisfy({ !$0.isFinite || $0 == $0.rounded() }) { return 0 }
    let greatest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return greatest >= 100 ? 1 : greatest >= 1 ? 2 : 4
  }
}

extension Field {
  /// What people call it: its label, else its name.
  fileprivate func title(_ language: Language) -> String { look.map { language.text($0.label) } ?? name }
}
