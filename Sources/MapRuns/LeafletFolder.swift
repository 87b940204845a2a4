import Core
import Files
import Foundation
import MapPage

/// Where the system keeps Leaflet, the map library of the page.
package enum LeafletFolder {
  /// The usual places: Debian's package, its name for programs that run in node, and what people install themselves.
  package static let usualPlaces = [
    "/usr/share/javascript/leaflet", "/usr/share/nodejs/leaflet/dist", "/usr/lib/nodejs/leaflet/dist",
    "/usr/local/share/javascript/leaflet", "/usr/local/lib/node_modules/leaflet/dist",
    "/opt/homebrew/lib/node_modules/leaflet/dist",
  ]

  /// Reads Leaflet from `folder`, or from the first usual place that has it.
  ///
  /// - Throws: ``Failure``: (no input) where it is not found, with the package to install; (I/O) where a file is there and cannot
  ///   be read; (bad data) where the files are something else.
  package static func read(_ folder: String? = nil, places: [String] = usualPlaces) throws -> Leaflet {
    for place in folder.map({ [$0] }) ?? places {
      guard let style = try bytes(place, Leaflet.styleName) else { continue }
      for name in Leaflet.scriptNames {
        if let script = try bytes(place, name) { return try Leaflet(script: script, style: style, folder: place) }
      }
    }
    throw Failure(
      .noInput, "Leaflet, which draws the map of a page, was not found",
      file: folder, expected: Leaflet.scriptNames.joined(separator: " or ") + " and " + Leaflet.styleName,
      hint: Leaflet.installation)
  }

  /// Nil for a file that is not there.
  private static func bytes(_ folder: String, _ name: String) throws -> [UInt8]? {
    let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
    do { return [UInt8](try Data(contentsOf: file)) } catch let error as CocoaError
      where error.code == .fileReadNoSuchFile
    {
      return nil
    } catch {
      throw Failure(.io, "cannot be read: \(error.localizedDescription)", file: file.path)
    }
  }
}
