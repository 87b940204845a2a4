import Core
import Foundation
import Livsvillkor
import Reports

/// Reads the reference out of an earlier run's statistics.
public enum ReferenceFile {
  private struct Statistics: Decodable {
    var reference: Sealed
  }

  /// The numbers, and the checksum that tells that they are those that were written; none in a reference by hand or of version 0.1.
  private struct Sealed: Decodable {
    var statistics: ReferenceStatistics
    var checksum: String?

    private enum CodingKeys: String, CodingKey {
      case checksum
    }

    init(from decoder: any Decoder) throws {
      statistics = try ReferenceStatistics(from: decoder)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      checksum = try container.decodeIfPresent(String.self, forKey: .checksum)
    }
  }

  /// The `reference` object of the statistics JSON at that path, and whether it has a checksum.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data for one that holds no reference, or one that was changed since it
  /// was written.
  public static func read(path: String) throws -> (statistics: ReferenceStatistics, isSealed: Bool) {
    try read(json: InputFile.bytes(path), file: path)
  }

  /// What tells the reference in the statistics at that path from others: what layers that were made with it have as `reference`.
  public static func digest(path: String) throws -> String {
    try JSONTree(encoding: read(path: path).statistics).digest
  }

  /// The `reference` object of statistics as JSON text, and whether it has a checksum; numbers read back to the doubles that were written.
  public static func read(json: Data, file: String) throws -> (statistics: ReferenceStatistics, isSealed: Bool) {
    let found = try StatisticsFile.decode(
      Statistics.self, json: json, file: file,
      hint: "give the statistics JSON that \"rutverk index --stats FILE.json\" wrote"
    ).reference
    if let checksum = found.checksum {
      guard try JSONTree(encoding: found.statistics).digest == checksum else {
        throw Failure(
          .badData, "the reference is not what was written", file: file, field: "reference.\(JSONTree.digestKey)",
          hint: "it is damaged or edited; make it anew, or take the checksum out if it was edited on purpose")
      }
    }
    return (found.statistics, found.checksum != nil)
  }
}
