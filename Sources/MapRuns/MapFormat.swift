import Reports
import Core
import Files
import MapPage

/// What a map can be written as; the one place that knows which ending means what.
package enum MapFormat: String, Sendable, CaseIterable {
  /// Pixels.
  case png
  /// Lines, text as outlines.
  case svg
  /// A page.
  case pdf
  /// A page to click around in, one file that needs no network.
  case html
  /// For QGIS: a GeoPackage that opens drawn, with a project beside it.
  case gpkg
  /// For QGIS: a project as plain XML, with its GeoPackage beside it.
  case qgs
  /// For QGIS: a packed project, with its GeoPackage beside it.
  case qgz
  /// A raster of the classes with their colours, one of the index beside it.
  case tif
  /// The cells alone in any other format that holds shapes, with a style for QGIS beside them.
  case layer

  /// Whether it shows figures of areas and cells that pictures do not.
  package var hasDetails: Bool { self == .html }

  /// Whether it keeps all that the input says of the cells.
  package var keepsFields: Bool {
    switch self {
    case .html, .gpkg, .qgs, .qgz, .layer: true
    case .png, .svg, .pdf, .tif: false
    }
  }

  /// What QGIS takes it for; nil for a picture.
  var forQGIS: QGISMap.Form? {
    switch self {
    case .png, .svg, .pdf, .html: nil
    case .gpkg: .geoPackage
    case .qgs, .qgz: .project
    case .tif: .raster
    case .layer: .layer
    }
  }

  /// The format of a file's ending.
  ///
  /// - Throws: ``Failure`` (cannot create) for any other ending.
  package init(file: String) throws {
    let ending = FilePath.fileExtension(file)
    let own = Self.allCases.filter { $0 != .layer }.map(\.rawValue)
    if own.contains(ending), let format = MapFormat(rawValue: ending) {
      self = format
      return
    }
    let layers = DriverList.shapeExtensions.filter { !own.contains($0) }
    guard layers.contains(ending) else {
      let known = own + layers
      throw Failure(
        .cannotCreate, "a map cannot be written as \(ending.isEmpty ? "a file without ending" : ".\(ending)")",
        file: file, expected: known.map { ".\($0)" }.joined(separator: ", "),
        hint: Suggestion.nearest(to: ending, among: known).map { "did you mean .\($0)?" })
    }
    self = .layer
  }
}

/// The outputs of one map: staged before any work is done, in place together at the end.
package struct MapOutputs {
  private let set: OutputSet
  private let targets: [Target]
  private let leaflet: Leaflet?

  private struct Target {
    var name: String
    var format: MapFormat
    var place: Place
  }

  /// Where an output is staged.
  private enum Place {
    /// One file of bytes.
    case file(StagedFile)
    /// A file that GDAL writes, in a folder of its own that may hold others.
    case path(String)
  }

  /// Stages every output; none may replace an input.
  ///
  /// - Parameter leaflet: folder with the library that a page is drawn with; nil: where the system keeps it.
  /// - Throws: ``Failure`` for an unknown ending, a folder that is not there, two outputs of one name, or a page without
  ///   its library.
  package init(_ names: [String], in set: OutputSet, leaflet: String? = nil) throws {
    self.set = set
    var styles: Set<String> = []
    for name in names {
      guard let form = try MapFormat(file: name).forQGIS, form == .raster || form == .layer else { continue }
      let style = name.dropLast(FilePath.fileExtension(name).count) + "qml"
      if !styles.insert(String(style)).inserted {
        throw Failure(
          .usage, "two outputs would have the same style file beside them", file: name, value: String(style),
          hint: "give them different names")
      }
    }
    targets = try names.map { name in
      let format = try MapFormat(file: name)
      let place = try format.forQGIS == nil ? Place.file(set.file(name)) : .path(set.stage(name))
      return Target(name: name, format: format, place: place)
    }
    self.leaflet = try targets.contains { $0.format == .html } ? LeafletFolder.read(leaflet) : nil
  }

  /// Writes the map to every output.
  package func write(_ map: MapRun, journal: Journal) throws {
    for target in targets {
      try journal.stage(journal.writing(target.name)) {
        switch (target.place, target.format.forQGIS) {
        case (.path(let path), let form?):
          try map.forQGIS.write(form, to: path, target: target.name, journal: journal)
        case (.file(let file), _):
          if target.format == .html {
            if let leaflet { try file.write(try map.page(leaflet, journal)) }
          } else {
            try file.write(try map.picture(target.format, journal: journal))
          }
        case (.path, nil): throw Failure(.software, "an output was staged as what it is not", file: target.name)
        }
      }
    }
  }
}
