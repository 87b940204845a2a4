internal import CCairo

/// The cairo library that this program runs with.
package enum DrawingLibrary {
  /// Its version, `1.16.0`.
  package static var version: String { cairo_version_string().map { String(cString: $0) } ?? "unknown" }
}
