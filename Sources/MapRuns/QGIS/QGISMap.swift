import Inputs
import Outputs
import Reports
import Cartography
import Core
import Files
import Geometry
import QGIS
import Rasters

/// A map for QGIS: a GeoPackage whose layers open drawn, a project beside it, styles beside other formats.
package struct QGISMap {
  private let tables: MapTables
  private let text: MapText
  private let extent: BoundingBox
  private let threads: Int

  /// A map in SWEREF 99 TM.
  ///
  /// - Parameters:
  ///   - contents: the layers; at least one.
  ///   - symbology: how they look; it has a style for every class of area.
  ///   - text: title, source, words.
  ///   - extent: what the project shows at first; nil: what the contents fill.
  ///   - threads: workers.
  /// - Throws: ``Failure`` (bad data) for a map of nothing.
  package init(
    _ contents: MapContents, symbology: Symbology, text: MapText, extent: BoundingBox? = nil, threads: Int
  ) throws {
    guard let shown = extent ?? contents.bounds else {
      throw Failure(.badData, "there is nothing to draw", expected: "cells or areas")
    }
    tables = MapTables(contents: contents, symbology: symbology, words: text.words)
    self.text = text
    self.extent = shown
    self.threads = threads
  }

  /// The forms that a map for QGIS takes.
  package enum Form: Sendable {
    /// A GeoPackage, and a project of the same name beside it.
    case geoPackage
    /// A project (`.qgs`, `.qgz`), and the GeoPackage that it shows beside it.
    case project
    /// GeoTIFF of the classes, and one of the index beside it.
    case raster
    /// One layer in another vector format, with a `.qml` beside it.
    case layer
  }

  /// Writes all files of `target` into the folder of `path`, where an `OutputSet` staged it.
  ///
  /// - Throws: ``Failure`` where the map lacks what the form shows, or where writing fails.
  package func write(_ form: Form, to path: String, target: String, journal: Journal) throws {
    let stem = FilePath.stem(path)
    let title = FilePath.stem(FilePath.name(target))
    switch form {
    case .geoPackage:
      try geoPackage(to: path, target: target, journal: journal)
      try Self.put(project(file: title + ".gpkg").qgz, at: stem + ".qgz", target: title + ".qgz")
    case .project:
      try geoPackage(to: stem + ".gpkg", target: title + ".gpkg", journal: journal)
      let project = project(file: title + ".gpkg")
      let isPlain = FilePath.fileExtension(target) == "qgs"
      try Self.put(isPlain ? Array(project.qgs.utf8) : project.qgz, at: path, target: target)
    case .raster:
      let contents = tables.contents
      if case .zones? = contents.cells?.units {
        throw Failure(
          .usage, "a raster is of cells: zones have no squares", file: target, hint: "write .gpkg, .png or .html")
      }
      guard let cells = contents.cells, let lattice = cells.lattice, lattice.unit > 0 else {
        throw Failure(.badData, "a raster shows cells, and the map has none", file: target)
      }
      let raster = try ClassRaster(
        cells.classes, population: cells.population, lattice: lattice, symbology: tables.symbology, words: text.words,
        target: target)
      try raster.write(to: path, threads: threads)
      if !cells.index.isEmpty {
        try raster.write(cells.index, band: "index", to: stem + "_index.tif", threads: threads)
      }
    case .layer:
      let (layer, style) = try single(target)
      try LayerWriter(crs: nil, threads: threads).write(layer, toStaged: path, target: target, journal: journal)
      try Self.put(Array(style.qml.utf8), at: stem + ".qml", target: title + ".qml")
    }
  }

  private static func put(_ bytes: [UInt8], at path: String, target: String) throws {
    let file = try StagedFile(path: path, target: target)
    try file.write(bytes)
    try file.close()
  }

  /// The layer that a format of one layer takes: the cells, or the areas of a map without.
  private func single(_ target: String) throws -> (LayerContents, LayerStyle) {
    if let cells = try tables.cells() { return (cells, tables.cellStyle) }
    if let areas = try tables.areas() { return (areas, tables.areaStyle) }
    throw Failure(.badData, "neither cells nor areas to write", file: target)
  }

  /// The layers from the top with their styles.
  private func layers(emptyToo: Bool) -> [Project.Layer] {
    let (words, symbology, contents) = (text.words, tables.symbology, tables.contents)
    var layers: [Project.Layer] = []
    func add(
      _ table: String, _ title: String, _ group: String, _ shape: Project.Layer.Shape, _ style: LayerStyle,
      _ bounds: BoundingBox?
    ) {
      layers.append(
        Project.Layer(table: table, title: title, group: group, shape: shape, style: style, bounds: bounds))
    }
    if let areas = contents.areas, !areas.set.areas.isEmpty {
      add(MapTables.Name.areas, words.areas, words.areas, .polygons, tables.areaStyle, areas.bounds)
    }
    if let cells = contents.cells, !cells.isEmpty {
      if emptyToo || hasRings {
        add(
          MapTables.Name.rings, words.rings, words.livingConditions, .points,
          tables.ringStyle, cells.bounds)
      }
      add(
        MapTables.Name.cells, words.cells + ", " + words.direction(symbology.classColours.count),
        words.livingConditions, .polygons,
        tables.gatheredSides.first.map { tables.cellStyle.drawn(fromScale: $0.to, to: 0) } ?? tables.cellStyle,
        cells.bounds)
      for (side, from, to) in tables.gatheredSides {
        add(
          MapTables.gatheredName(side), words.cells + ", " + words.length(metres: Double(side)),
          words.livingConditions, .polygons,
          LayerStyle.cells(symbology, words: words).drawn(fromScale: from, to: to), cells.bounds)
        layers[layers.count - 1].isLikeAnother = true
      }
    }
    if let base = contents.base, !base.polygons.isEmpty {
      add(
        MapTables.Name.base, words.language.text(sv: "Land och gränser", en: "Land and borders"),
        words.language.text(sv: "Underlag", en: "Base"), .polygons, tables.baseStyle, base.bounds)
    }
    return layers
  }

  private var hasRings: Bool {
    tables.contents.cells.map { !$0.rings(tables.symbology.ringRule).isEmpty } ?? false
  }

  /// The project says nothing of rings where there are none; the GeoPackage has their table all the same.
  private func project(file: String) -> Project {
    let rule = "\(text.words.rings): \(text.words.ringRule(tables.symbology.ringRule))"
    return Project(
      layers: layers(emptyToo: false), file: file, text: text, extent: extent, remark: hasRings ? rule : "")
  }

  private func geoPackage(to path: String, target: String, journal: Journal) throws {
    var writer = try VectorWriter(path: path, target: target)
    for layer in try [tables.base(), tables.cells(), tables.areas()].compactMap({ $0 })
      + tables.gatheredSides.compactMap({ try tables.gathered(side: $0.side) })
    {
      try writer.addLayer(
        layer.table, named: layer.name, crs: "EPSG:3006", geometry: try LayerWriter.geometry(of: layer, in: nil),
        threads: threads)
    }
    if let rings = tables.rings() {
      try writer.addLayer(
        rings.table, named: MapTables.Name.rings, crs: "EPSG:3006", geometry: .points(x: rings.x, y: rings.y),
        threads: threads)
    }
    try writer.addStyles(
      layers(emptyToo: true).map { layer in
        var stored = StoredStyle(layer: layer.table, qml: layer.style.qml, name: layer.table)
        stored.title = [text.title, layer.title].filter { !$0.isEmpty }.joined(separator: ": ")
        stored.abstract = text.footLines.joined(separator: ". ")
        return stored
      })
    try writer.finish().forEach(journal.note)
  }
}
