import Reports
import Columns
import DelimitedText
import Core
import Files
import GeoJSONText
import Geometry
import Grid
import Projections

/// Writes a layer in the format that the target's name asks for.
///
/// GeoJSON and delimited text are written by our own streaming writers, everything else by `VectorWriter`. Targets are
/// staged in an `OutputSet`; nothing is in place before the set is committed.
package struct LayerWriter {
  /// The output's coordinate system; nil: WGS 84 for GeoJSON, SWEREF 99 TM for all else.
  package var crs: CoordinateSystem?
  /// Workers.
  package var threads: Int
  /// How `.csv` is written.
  package var csv: DelimitedTextWriter
  /// How a layer opens in QGIS; kept in a GeoPackage, nil for no style.
  package var style: ((LayerContents) -> StoredStyle)?
  /// How cells are written as a raster to a staged path.
  package var raster: ((_ table: Table, _ cells: CellLattice, _ path: String, _ target: String) throws -> [String])?

  /// A writer into that system.
  package init(crs: CoordinateSystem?, threads: Int, csv: DelimitedTextWriter = DelimitedTextWriter()) {
    (self.crs, self.threads, self.csv) = (crs, threads, csv)
  }

  /// A target that is staged: its folder is there and may be written to, and its format is known.
  package struct Target {
    /// The output as the user named it.
    package let name: String
    fileprivate let form: Form

    fileprivate enum Form {
      case geoJSON(StagedFile)
      case csv(StagedFile)
      case tabbed(StagedFile)
      case vector(path: String)
      case raster(path: String)
    }
  }

  /// What a run can write as a raster.
  package enum Rasters: Sendable {
    /// Nothing.
    case none
    /// Its cells.
    case ofCells
    /// Nothing: its units are zones.
    case ofZones
  }

  /// The endings of rasters, without dots.
  package static let rasterEndings = ["tif", "tiff"]

  /// Stages a target, before any work is done for it.
  ///
  /// - Throws: ``Failure`` (cannot create) for an unknown format, a folder that is not there or not writable, (usage) for a raster
  ///   of zones.
  package static func stage(_ name: String, in outputs: OutputSet, rasters: Rasters = .none) throws -> Target {
    if rasters != .none, rasterEndings.contains(FilePath.fileExtension(name)) {
      if rasters == .ofCells { return Target(name: name, form: .raster(path: try outputs.stage(name))) }
      throw Failure(
        .usage, "a raster is of cells: zones have no squares", file: name, hint: "write .gpkg or .geojson")
    }
    switch FilePath.fileExtension(name) {
    case "geojson", "json": return Target(name: name, form: .geoJSON(try outputs.file(name)))
    case "csv": return Target(name: name, form: .csv(try outputs.file(name)))
    case "tsv": return Target(name: name, form: .tabbed(try outputs.file(name)))
    default:
      _ = try DriverList.outputFormat(ofFile: name)
      return Target(name: name, form: .vector(path: try outputs.stage(name)))
    }
  }

  /// Writes `layer` to `target`.
  package func write(_ layer: LayerContents, to target: Target, journal: Journal) throws {
    switch target.form {
    case .geoJSON(let file):
      try writeGeoJSON(layer) { try file.write($0) }
      try file.close()
    case .csv(let file): try write(layer.table, csv, to: file)
    case .tabbed(let file): try write(layer.table, DelimitedTextWriter(delimiter: UInt8(ascii: "\t")), to: file)
    case .vector(let path): try writeVectorFile(layer, to: path, target: target.name, journal: journal)
    case .raster(let path):
      guard let raster, case .cells(let cells) = layer.shapes else {
        throw Failure(
          .cannotCreate, "a raster is of cells that share no ground; these are of two vintages with other sizes",
          file: target.name, hint: "write .gpkg or .geojson")
      }
      try raster(layer.table, cells, path, target.name).forEach(journal.note)
    }
  }

  private func write(_ table: Table, _ writer: DelimitedTextWriter, to file: StagedFile) throws {
    try writer.write(table, threads: threads) { try file.write($0) }
    try file.close()
  }

  /// Writes `layer` to a path that was staged for `target`, in a format with geometries.
  package func write(_ layer: LayerContents, toStaged path: String, target: String, journal: Journal) throws {
    if ["geojson", "json"].contains(FilePath.fileExtension(target)) {
      let file = try StagedFile(path: path, target: target)
      try writeGeoJSON(layer) { try file.write($0) }
      try file.close()
    } else {
      try writeVectorFile(layer, to: path, target: target, journal: journal)
    }
  }

  private func system(forGeoJSON: Bool) throws -> CoordinateSystem {
    if let crs { return crs }
    guard forGeoJSON else { return try CoordinateSystem.gridPlane() }
    guard let wgs84 = CoordinateSystem.wgs84 else { throw Failure(.software, "PROJ does not know EPSG:4326") }
    return wgs84
  }

  /// Writes `layer` as GeoJSON to a sink that takes blocks of bytes in order.
  package func writeGeoJSON(_ layer: LayerContents, to sink: ([UInt8]) throws -> Void) throws {
    let target = try system(forGeoJSON: true)
    let coordinates = try Self.coordinates(of: target)
    let geometry: GeoJSONGeometry
    switch layer.shapes {
    case .none: geometry = .none
    case .cells(let lattice):
      geometry = .cells(
        try Self.squares(of: lattice), transform: try Self.transform(CoordinateSystem.gridPlane(), target))
    case .polygons(let polygons, let source):
      geometry = .polygons(polygons, transform: try Self.transform(source, target))
    }
    try GeoJSONWriter(coordinates: coordinates).write(layer.table, geometry: geometry, threads: threads, to: sink)
  }

  /// Degrees get the decimals of 1 mm, metres three; a system other than WGS 84 is named in the file.
  private static func coordinates(of system: CoordinateSystem) throws -> GeoJSONCoordinates {
    let code = system.authorityCode ?? ""
    if code == "EPSG:4326" || code == "OGC:CRS84" { return .wgs84 }
    guard let colon = code.firstIndex(of: ":") else {
      throw Failure(
        .usage, "GeoJSON can name a coordinate system by its code only", value: system.name,
        expected: "such as EPSG:3006")
    }
    let name = "urn:ogc:def:crs:\(code[..<colon])::\(code[code.index(after: colon)...])"
    return GeoJSONCoordinates(crsName: name, decimals: system.isGeographic ? 8 : 3)
  }

  private static func squares(of lattice: CellLattice) throws -> CellSquares {
    var outlines: [Int: MultiPolygon] = [:]
    for i in lattice.cells.indices { if let shape = lattice.remainder(i) { outlines[i] = shape } }
    return try CellSquares(
      sizes: lattice.cells.map(\.size), e: lattice.cells.map(\.e), n: lattice.cells.map(\.n), outlines: outlines)
  }

  /// Nil where the two are the same, so that coordinates keep every bit.
  private static func transform(_ source: CoordinateSystem, _ target: CoordinateSystem) throws -> CoordinateTransform?
  {
    if source.isSame(as: target) { return nil }
    let pool = TransformerPool(from: source, to: target)
    return { x, y in try pool.transformed(x, y) }
  }

  private func writeVectorFile(
    _ layer: LayerContents, to path: String, target: String, journal: Journal
  ) throws {
    // Cells in their own plane need no PROJ, whose database takes some milliseconds to open.
    let isPlane: Bool
    switch layer.shapes {
    case .none, .cells: isPlane = crs == nil
    case .polygons: isPlane = false
    }
    let system = isPlane ? nil : try system(forGeoJSON: false)
    // Of codes only EPSG's are known everywhere.
    let code =
      system.map { system in
        system.authorityCode.flatMap { $0.hasPrefix("EPSG:") ? $0 : nil } ?? system.wkt
      } ?? CoordinateSystem.gridPlaneCode
    var writer = try VectorWriter(path: path, target: target)
    let hasShortNames = FilePath.fileExtension(target) == "shp"
    try writer.addLayer(
      hasShortNames ? ShortNames.applied(to: layer.table) : layer.table, named: layer.name,
      crs: layer.hasShapes ? code : nil,
      geometry: try Self.geometry(of: layer, in: system), threads: threads)
    if let style, layer.hasShapes, FilePath.fileExtension(target) == "gpkg" {
      try writer.addStyles([style(layer)])
    }
    try writer.finish().forEach(journal.note)
  }

  /// The shapes one by one, in the output's system; nil for the plane of the grid.
  package static func geometry(of layer: LayerContents, in system: CoordinateSystem?) throws -> OutputGeometry {
    switch layer.shapes {
    case .none: return .none
    case .cells(let lattice):
      guard let system, case let plane = try CoordinateSystem.gridPlane(), !plane.isSame(as: system) else {
        return .squares(
          { row in lattice.isPart(row) ? nil : OutputSquare(lattice.cells[row]) },
          otherwise: { row, shape in
            guard let remainder = lattice.remainder(row) else { return false }
            shape = remainder
            return true
          })
      }
      let pool = TransformerPool(from: plane, to: system)
      return .polygons { row, shape in
        shape = try pool.transformed(lattice.remainder(row) ?? OutputSquare(lattice.cells[row]).polygon)
        return true
      }
    case .polygons(let polygons, let source):
      let pool = TransformerPool(from: source, to: try system ?? CoordinateSystem.gridPlane())
      return .polygons { row, shape in
        guard let polygon = polygons[row] else { return false }
        shape = try pool.transformed(polygon)
        return true
      }
    }
  }
}

extension OutputSquare {
  fileprivate init(_ cell: Cell) { self.init(x: Double(cell.e), y: Double(cell.n), side: Double(cell.size)) }
}

extension LayerContents {
  package var hasShapes: Bool {
    if case .none = shapes { return false }
    return true
  }
}
