internal import CCairo
import Core

/// The cairo library that this program runs with.
package enum DrawingLibrary {
  /// Its version, `1.16.0`; `not found` where it is not installed.
  package static var version: String {
    if rutverk_missing_cairo() != nil { return "not found" }
    return cairo_version_string().map { String(cString: $0) } ?? "unknown"
  }

  /// Its version where this run has called it; nil where it has not, which does not load it.
  package static var versionInUse: String? { rutverk_loaded_cairo() == 0 ? nil : version }

  /// Throws ``Failure`` (software) where cairo is not installed, with what to install.
  static func check() throws {
    if let fault = rutverk_missing_cairo() { throw Failure(.software, String(cString: fault)) }
  }
}
