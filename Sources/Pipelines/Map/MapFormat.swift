import Diagnostics
import Files
import MapPage

/// What a map can be written as; the one place that knows which ending means what.
public enum MapFormat: String, Sendable, CaseIterable {
  /// Pixels.
  case png
  /// Lines, text as outlines.
  case svg
  /// A page.
  case pdf
  /// A page to click around in, one file that needs no network.
  case html

  /// The format of a file's ending.
  ///
  /// - Throws: ``Failure`` (cannot create) for any other ending.
  public init(file: String) throws {
    let ending = FilePath.fileExtension(file)
    guard let found = MapFormat(rawValue: ending) else {
      let known = Self.allCases.map(\.rawValue)
      throw Failure(
        .cannotCreate, "a map cannot be written as \(ending.isEmpty ? "a file without ending" : ".\(ending)")",
        file: file, expected: known.map { ".\($0)" }.joined(separator: ", "),
        hint: Suggestion.nearest(to: ending, among: known).map { "did you mean .\($0)?" })
    }
    self = found
  }
}

/// The outputs of one map: staged before any work is done, in place together at the end.
public struct MapOutputs {
  private let set: OutputSet
  private let targets: [Target]
  private let leaflet: Leaflet?

  private struct Target {
    var name: String
    var format: MapFormat
    var file: StagedFile
  }

  /// Stages every output; none may replace an input.
  ///
  /// - Parameter leaflet: folder with the library that a page is drawn with; nil: where the system keeps it.
  /// - Throws: ``Failure`` for an unknown ending, a folder that is not there, two outputs of one name, or a page without
  ///   its library.
  public init(_ names: [String], in set: OutputSet, leaflet: String? = nil) throws {
    self.set = set
    targets = try names.map { Target(name: $0, format: try MapFormat(file: $0), file: try set.file($0)) }
    self.leaflet = try targets.contains { $0.format == .html } ? LeafletFolder.read(leaflet) : nil
  }

  /// Writes the map to every output.
  public func write(_ map: MapRun, journal: Journal) throws {
    for target in targets {
      try journal.stage(journal.writing(target.name)) {
        switch target.format {
        case .png, .svg, .pdf: try target.file.write(try map.picture(target.format, journal: journal))
        case .html:
          if let leaflet { try target.file.write(try map.page(leaflet, journal: journal)) }
        }
      }
    }
  }
}
