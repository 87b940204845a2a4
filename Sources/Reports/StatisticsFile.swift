import Core
import Foundation

/// Reads what is needed out of the statistics JSON of an earlier run.
package enum StatisticsFile {
  /// The keys of `type` in the JSON at that path.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data for one that lacks a key, with `hint`.
  package static func decode<T: Decodable>(_ type: T.Type, path: String, hint: String) throws -> T {
    try decode(type, json: InputFile.bytes(path), file: path, hint: hint)
  }

  /// The keys of `type` in JSON text; numbers read back to the doubles that were written.
  ///
  /// Throws ``Failure`` (bad data) for text that is no JSON or lacks a key, with `file` and `hint`.
  package static func decode<T: Decodable>(_ type: T.Type, json: Data, file: String, hint: String) throws -> T {
    do {
      try json.withUnsafeBytes { try JSONExtent.check($0) }
      return try JSONDecoder().decode(type, from: json)
    } catch let error as DecodingError {
      throw failure(error, file: file, hint: hint)
    } catch var failure as Failure {
      failure.file = file
      throw failure
    }
  }

  private static func failure(_ error: DecodingError, file: String, hint: String) -> Failure {
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
