import Inputs
import Outputs
import Cartography
import Core
import Drawing
import Geometry
import Reports

/// `rutverk map`: cells, areas and base on one map, in any of its formats.
package struct MapRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The indexed cells; nil for a map without.
    package var cells: String?
    /// The area layer; nil for a map without.
    package var areas: String?
    /// Polygons under the map: coast, municipalities; nil for none.
    package var base: String?
    /// Field with the cells' class; nil: by its usual names.
    package var cellClassField: String?
    /// Classes that the cells' index has; nil: as many as the worst of them says.
    package var classCount: Int?
    /// How the cells are read.
    package var cellInput = InputOptions()
    /// How the areas are read.
    package var areaInput = InputOptions()
    /// Identifier, name and class fields of the areas.
    package var areaFields = AreaFields.Names()
    /// How the base is read.
    package var baseInput = InputOptions()
    /// Field with the base polygons' names; nil: by its usual names.
    package var baseNameField: String?
    /// Whether figures of areas and cells are wanted that pictures do not show.
    package var hasDetails = false
    /// Whether all fields of the cells are wanted.
    package var keepsFields = false
    /// Colours of the classes.
    package var palette = Palette.livsvillkor
    /// The squares that cells are gathered in where they are too small to be seen.
    package var aggregation = Aggregation.auto
    /// Statistics of the run that wrote the cells, for what the map rests on; nil for none.
    package var cellStatistics: String?
    /// Year of the data, as the user gave it.
    package var dataYear = ""
    /// Whether a page of paper may be turned on its side where the ground is wider than high.
    package var turnsPage = false
    /// The figure that the map is coloured by; nil: the index' classes.
    package var figure: MapFigure?
    /// Whether the palette was chosen; otherwise a figure takes one of its own.
    package var isPaletteGiven = false
    /// Which cells get a ring.
    package var ringRule = RingRule()
    /// The page.
    package var size: PageSize
    /// Which ground is shown.
    package var extent = MapExtent.data
    /// Title; nil: the usual one.
    package var title: String?
    /// Where the data is from.
    package var source = ""
    /// The date as the user gave it.
    package var date = ""
    /// Language of the map's words.
    package var language = Language.sv
    /// Workers.
    package var threads: Int

    /// A map of that size with every option at its default.
    package init(size: PageSize, threads: Int) {
      (self.size, self.threads) = (size, threads)
    }
  }

  /// What the map shows, SWEREF 99 TM.
  package let contents: MapContents
  /// The areas as a page shows them, with figures from the cells; nil where no page is wanted.
  let detailedAreas: MapAreas?
  /// How it looks, in the sizes of A4.
  package let symbology: Symbology
  /// What stands around it.
  package let text: MapText
  /// The page as it will be drawn.
  package let painter: MapPainter
  /// The inputs read.
  package let inputs: [InputRecord]
  /// The parameters.
  package let parameters: Parameters

  /// Reads the layers and lays out the map; draws nothing yet.
  ///
  /// - Throws: ``Failure`` for layers that cannot be read, and for an extent that there is not.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    var contents = MapContents()
    var inputs: [InputRecord] = []
    var detailedAreas: MapAreas?
    var basis: MapBasis?
    var coloured: MapFigure.Coloured?
    let figure = parameters.figure
    if let path = parameters.cells {
      let cells = try journal.stage(words.readingCells) {
        try MapCellInput(
          path: path, classField: parameters.cellClassField, classCount: parameters.classCount,
          hasDetails: parameters.hasDetails, keepsFields: parameters.keepsFields,
          figure: figure?.layer == .cells ? figure : nil,
          options: parameters.cellInput, threads: parameters.threads, language: parameters.language, journal: journal)
      }
      try Self.check(parameters.aggregation, cells.cells, path)
      contents.cells = cells.cells
      basis = cells.basis
      coloured = cells.coloured
      inputs.append(cells.record)
    }
    if let path = parameters.areas {
      let areas = try journal.stage(words.readingAreas) {
        try MapAreaInput(
          path: path, options: parameters.areaInput, fields: parameters.areaFields, threads: parameters.threads,
          journal: journal)
      }
      contents.areas = areas.areas
      if figure?.layer == .areas {
        coloured = try figure?.coloured(areas, named: path, parameters.language)
        contents.cells = coloured?.cells
        contents.isColouredByArea = true
      }
      if parameters.hasDetails {
        detailedAreas = try journal.stage(words.summing) {
          try areas.detailed(
            on: figure?.layer == .cells || figure == nil ? contents.cells : nil, threads: parameters.threads)
        }
      }
      inputs.append(areas.input.record)
    }
    if let path = parameters.base {
      let base = try journal.stage(words.readingBase) {
        try AreaInput(
          path: path, options: parameters.baseInput, fields: AreaFields.Names(name: parameters.baseNameField),
          threads: parameters.threads, journal: journal)
      }
      contents.base = BaseLayer(polygons: base.set.areas.map(\.polygon), names: base.set.areas.map(\.name))
      inputs.append(base.record)
      if let figure, figure.layer == .base {
        var fields = AreaFields.Names()
        fields.name = parameters.baseNameField
        let layer = try MapAreaInput(
          path: path, options: parameters.baseInput, fields: fields, threads: parameters.threads,
          journal: Journal(language: parameters.language))
        coloured = try figure.coloured(layer, named: path, parameters.language)
        contents.cells = coloured?.cells
      }
    }
    guard !inputs.isEmpty else {
      throw Failure(.usage, "there is nothing to draw", expected: "--cells, --areas or --base")
    }
    (self.contents, self.detailedAreas, self.inputs) = (contents, detailedAreas, inputs)
    let areZones = parameters.cellInput.key != nil || (figure != nil && figure?.layer != .cells)
    var mapWords = MapWords(parameters.language, areZones: areZones)
    mapWords.figure = coloured?.words
    try parameters.cellStatistics.map { try basis?.add(statistics: $0) }
    basis?.year = parameters.dataYear
    var text = MapText(
      title: parameters.title ?? Self.usualTitle(contents, mapWords),
      source: parameters.source, date: parameters.date, language: parameters.language, areZones: areZones)
    text.words = mapWords
    text.basis = figure == nil ? basis?.line(parameters.language) ?? "" : ""
    self.text = text
    let rings = contents.cells?.rings(parameters.ringRule) ?? []
    let palette =
      figure == nil || parameters.isPaletteGiven
      ? parameters.palette : coloured?.usualPalette ?? .bla
    var symbology = Symbology(
      palette: palette, classCount: contents.cells?.classCount ?? 5,
      areaStyles: AreaStyle.styles(for: contents.areas?.set.classes ?? []) {
        ClassName.onMaps($0, parameters.language, isPlural: true)
      },
      ringRule: parameters.ringRule, largestYoung: rings.first?.young ?? 0)
    if let colours = coloured?.colours ?? coloured?.sides.map(palette.colours(on:)) {
      symbology.classColours = colours
    }
    if contents.isColouredByArea { symbology.calmAreasWithoutClass() }
    self.symbology = symbology
    let bounds = try parameters.extent.bounds(in: contents)
    painter = try MapPainter(
      contents, symbology: symbology, text: text,
      size: parameters.turnsPage ? parameters.size.turned(for: bounds) : parameters.size,
      bounds: bounds, aggregation: parameters.aggregation,
      threads: parameters.threads, pointScale: MapGround.pointScale)
    Self.note(contents, parameters, painter.frame, journal)
  }

  /// Throws ``Failure`` (usage) for squares that do not hold the cells whole.
  private static func check(_ aggregation: Aggregation, _ cells: MapCells, _ path: String) throws {
    guard case .metres(let side) = aggregation else { return }
    guard let lattice = cells.lattice else {
      throw Failure(.usage, "--aggregate: zones are not gathered in squares", file: path)
    }
    let sizes = lattice.sizes
    guard sizes.isEmpty || sizes == [side] || side == sizes.first || Aggregation.fits(side, sizes) else {
      throw Failure(
        .usage, "--aggregate: cells do not lie whole in such squares", file: path, value: "\(side)",
        expected: "a multiple of \(sizes.map { "\($0)" }.joined(separator: " and ")) m",
        hint: Aggregation.sides(sizes).isEmpty
          ? nil : "such as " + Aggregation.sides(sizes).prefix(4).map { "\($0)" }.joined(separator: ", "))
    }
  }

  private static func usualTitle(_ contents: MapContents, _ words: MapWords) -> String {
    contents.cells != nil ? words.title : contents.areas != nil ? words.areas : ""
  }

  /// Which column of the cells serves as what; for a dry run.
  package static func cellColumns(
    _ table: InputTable, _ parameters: Parameters, journal: Journal
  ) throws -> [(role: String, column: String)] {
    try MapCellInput.plan(
      RoleFinder(table, journal: journal), classField: parameters.cellClassField,
      figure: parameters.figure?.layer == .cells ? parameters.figure?.field : nil)
  }

  /// A rectangle of the command line, in SWEREF 99 TM; see `MapGround`.
  package static func box(_ text: String) throws -> BoundingBox { try MapGround.box(text) }

  /// What a person should know before trusting the map.
  private static func note(
    _ contents: MapContents, _ parameters: Parameters, _ frame: MapFrame, _ journal: Journal
  ) {
    if let cells = contents.cells {
      if cells.overcrowded.isEmpty, parameters.ringRule.needsShare {
        journal.note(
          "\(parameters.cells ?? "cells"): no column \"trangboddhet\": no rings (--ring-share 0 draws them by number alone)"
        )
      } else if cells.children.isEmpty, cells.youth.isEmpty {
        journal.note("\(parameters.cells ?? "cells"): no numbers of children and youth: no rings")
      }
      if MapCount.cells(cells, in: frame) == 0 { journal.note("no cell lies in the map's extent") }
    }
    if let areas = contents.areas, MapCount.areas(areas, in: frame) == 0 {
      journal.note("no area lies in the map's extent")
    }
  }

  /// The map as files for QGIS, which show first the ground that was asked for.
  var forQGIS: QGISMap {
    get throws {
      try QGISMap(
        contents, symbology: symbology, text: text, extent: try parameters.extent.bounds(in: contents),
        threads: parameters.threads)
    }
  }

  /// The map as a picture in a format that pictures have, the same bytes each time.
  ///
  /// - Throws: ``Failure`` (usage) for a size out of range, (software) when memory is out or there is no font.
  package func picture(_ format: MapFormat, journal: Journal) throws -> [UInt8] {
    let size = painter.size
    let drawing: DrawingFormat
    switch format {
    case .png:
      drawing = .png(
        widthPixels: size.widthPixels, heightPixels: size.heightPixels,
        pixelsPerMillimetre: size.pixelsPerMillimetre)
    case .svg: drawing = .svg(widthMillimetres: size.widthMillimetres, heightMillimetres: size.heightMillimetres)
    case .pdf: drawing = .pdf(widthMillimetres: size.widthMillimetres, heightMillimetres: size.heightMillimetres)
    default: throw Failure(.software, "\(format.rawValue) is no picture")
    }
    var metadata = DrawingMetadata(title: text.title, summary: summary, date: MapText.day(text.date))
    if format == .pdf {
      metadata.ground = try painter.pdfGround
      let (map, legend) = (painter.layout.map, painter.layout.column)
      metadata.bookmarks = [
        (text.title.isEmpty ? text.words.map : text.title, map.x, map.y), (text.words.legend, legend.x, legend.y),
      ]
    }
    let sheet = try DrawingSheet(drawing, metadata: metadata)
    try sheet.checkFont()
    let result = try painter.paint(on: sheet)
    if result.droppedLabels > 0 {
      let count = result.droppedLabels
      journal.note("\(count) \(count == 1 ? "name" : "names") left out: no room on the map")
    }
    return try sheet.finish()
  }
}
