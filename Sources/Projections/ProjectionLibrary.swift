internal import CPROJ
import Core

/// The PROJ library that this program runs with.
public enum ProjectionLibrary {
  /// Its version, `9.1.1`; `not found` where it is not installed.
  public static var version: String {
    if rutverk_missing_proj() != nil { return "not found" }
    guard let text = proj_info().version else { return "unknown" }
    return String(cString: text)
  }

  /// Its version where this run has called it; nil where it has not, which does not load it.
  package static var versionInUse: String? { rutverk_loaded_proj() == 0 ? nil : version }
}

/// PROJ is there but not its database (`proj.db`), without which no code is known.
func missingDatabase() -> Failure {
  Failure(.software, "PROJ does not find its database proj.db", hint: "install proj-data")
}
