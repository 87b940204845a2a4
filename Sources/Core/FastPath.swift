#if RUTVERK_ABLATION
  import Foundation
#endif

/// Ways through the program that are there for speed alone, each beside a plain one that gives the same: `make bench-ablation` runs the
/// benchmarks without each, and what buys less than 5 % of every line may go.
///
/// They can be switched off in a program that is built for that (`-DRUTVERK_ABLATION`), by `RUTVERK_WITHOUT=NAME`. In any other all
/// are constants.
package enum FastPath: String, Sendable {
  /// GeoPackages read through SQLite, not GDAL.
  case plainGeoPackage = "plain-geopackage"
  /// A quick proof of validity before GEOS is asked.
  case simplicityProof = "simplicity-proof"
  /// Pairs of areas cleared by the squares of their borders, before their ground is looked at.
  case clearedSquares = "cleared-squares"
  /// Outlines joined along their common edges.
  case joinedOutlines = "joined-outlines"
  /// Short numbers of a stream read as words.
  case plainNumbers = "plain-numbers"
  /// Cells of which all have a code of 13 digits.
  case plainCells = "plain-cells"
  /// Pairs of areas that a kept coverage names.
  case keptPairs = "kept-pairs"
  /// Freed memory kept, and a heap of large pages.
  case keptMemory = "kept-memory"

  #if RUTVERK_ABLATION
    private static let off = Set(
      (ProcessInfo.processInfo.environment["RUTVERK_WITHOUT"] ?? "").split(separator: ",").map(String.init))

    /// Whether it is taken.
    package var isOn: Bool { !Self.off.contains(rawValue) }
  #else
    /// Whether it is taken.
    @inlinable @inline(__always)
    package var isOn: Bool { true }
  #endif
}
