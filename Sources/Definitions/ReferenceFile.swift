import Diagnostics
import Foundation
import Livsvillkor

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
    do {
      return try JSONDecoder().decode(Statistics.self, from: json).reference
    } catch let error as DecodingError {
      throw failure(error, file: file)
    }
  }

  private static func failure(_ error: DecodingError, file: String) -> Failure {
    let hint = "give the statistics JSON that \"rutverk index --stats FILE.json\" wrote"
    func field(_ path: [any CodingKey]) -> String? {
      let text = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
      return text.isEmpty ? nil : text
    }
    switch error {
    case .keyNotFound(let key, let context):
      return Failure(
        .badData, "a key is missing", file: file, field: field(context.codingPath + [key]), hint: hint)
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return Failure(
        .badData, "a value of the wrong kind", file: file, field: field(context.codingPath), expected: "\(type)",
        hint: hint)
    case .dataCorrupted(let context):
      let isSyntax = context.codingPath.isEmpty
      return Failure(
        .badData, isSyntax ? "not readable as JSON" : context.debugDescription, file: file,
        field: field(context.codingPath), hint: hint)
    @unknown default:
      return Failure(.badData, "not readable as statistics", file: file, hint: hint)
    }
  }
}
