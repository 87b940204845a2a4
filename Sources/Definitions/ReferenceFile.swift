import Core
import Foundation
import Livsvillkor
import Reports

/// Reads the reference out of an earlier run's statistics.
public enum ReferenceFile {
  private struct Statistics: Decodable {
    var reference: ReferenceStatistics
  }

  /// The `reference` object of the statistics JSON at that path.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data for one that holds no reference.
  public static func reference(path: String) throws -> ReferenceStatistics {
    try reference(json: InputFile.bytes(path), file: path)
  }

  /// The `reference` object of statistics as JSON text; numbers read back to the doubles that were written.
  public static func reference(json: Data, file: String) throws -> ReferenceStatistics {
    try StatisticsFile.decode(
      Statistics.self, json: json, file: file,
      hint: "give the statistics JSON that \"rutverk index --stats FILE.json\" wrote"
    ).reference
  }
}
