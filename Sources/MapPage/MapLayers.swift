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
    subtitle = text.footLine
    self.extent = extent
    let labels = PageLabels(words.language, areZones: words.areZones)
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
      cells = PageCells(layer, words: words, classCount: count)
      rings = PageRings(layer, symbology: symbology, words: words)
      if layer.hasClasses { facts.append((words.livingConditions, words.direction(count))) }
      notes.append(labels.noIndexNote)
    }
    if let layer = contents.areas {
      areas = PageAreas(layer, symbology: symbology, labels: labels, kindName: kindName)
    }
    if let layer = contents.base {
      base.outlines = layer.polygons
      base.land = symbology.base.land.hexText
      base.surroundings = symbology.base.surroundings.hexText
      base.border = symbology.base.border.colour.hexText
      base.width = symbology.base.border.widthMillimetres * Symbology.pixelsPerMillimetre
    } else {
      base.land = symbology.base.ground.hexText
    }
    if !text.source.isEmpty { facts.append((labels.source, text.source)) }
    if !text.date.isEmpty { facts.append((labels.date, text.date)) }
    facts.append((labels.plane, "SWEREF 99 TM (EPSG:3006)"))
    notes.append(labels.causeNote)
  }
}

extension PageContents {
  /// Adds a variable of the index to the cells; shares 0–1 are shown as per cent.
  ///
  /// - Parameter values: one a cell, or zone, of the map, NaN where null.
  package mutating func addVariable(_ name: String, values: [Double]) {
    guard values.count == cells.count, values.contains(where: \.isFinite) else { return }
    let isShare = !values.contains { $0 < 0 || $0 > 1 }
    let greatest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    cells.figures.append(
      PageFigure(
        key: name, label: PageLabels(language).variable(name), decimals: isShare || greatest >= 10 ? 1 : 2,
        unit: isShare ? "%" : "", isVariable: true, needsClass: true,
        values: isShare ? values.map { $0 * 100 } : values))
  }
}

extension PageContents {
  /// Says why cells have no class, from the `status` that `rutverk index` writes.
  ///
  /// - Parameter status: one text a cell, or zone, of the map.
  package mutating func addReasons(_ status: TextColumn) {
    guard status.count == cells.count else { return }
    let labels = PageLabels(language)
    var places: [String: Int] = [:]
    cells.reasonLabels = [""]
    cells.reasons = (0..<status.count).map { i in
      if cells.classes[i] >= 0 || status.isNull(i) { return 0 }
      let text = status[i]
      if let place = places[text] { return place }
      // A byte holds the place and whether the class is uncertain.
      guard let label = labels.reason(text), cells.reasonLabels.count < 127 else {
        places[text] = 0
        return 0
      }
      cells.reasonLabels.append(label)
      places[text] = cells.reasonLabels.count - 1
      return cells.reasonLabels.count - 1
    }
  }
}

extension PageCells {
  /// The cells of a map with what is known of them.
  init(_ layer: MapCells, words: MapWords, classCount: Int) {
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
    func add(
      _ key: String, _ label: String, _ decimals: Int, unit: String = "", needsClass: Bool = false,
      factor: Double = 1,
      _ values: [Double]
    ) {
      guard !values.isEmpty else { return }
      figures.append(
        PageFigure(
          key: key, label: label, decimals: decimals, unit: unit, needsClass: needsClass,
          values: factor == 1 ? values : values.map { $0 * factor }))
    }
    add("population", words.population, 0, layer.population)
    add("index", words.index, 3, needsClass: true, layer.index)
    add("percentile", words.percentile, 1, needsClass: true, layer.percentile)
    add("unga_0_15_antal", words.children, 0, layer.children)
    add("unga_16_19_antal", words.youth, 0, layer.youth)
    add("trangboddhet", words.overcrowded, 1, unit: "%", needsClass: true, factor: 100, layer.overcrowded)
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
      kind.single = kindName(areaClass) ?? kind.label
      kind.short = labels.short(areaClass) ?? kind.single
      return kind
    }
    for field in labels.areaFields {
      let values = set.areas.indices.map { layer.figure(field.name, of: $0) * field.factor }
      guard values.contains(where: \.isFinite) else { continue }
      figures.append(
        PageFigure(key: field.name, label: field.label, decimals: field.decimals, unit: field.unit, values: values))
    }
  }
}
