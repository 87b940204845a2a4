import Columns
import Core
import Foundation
import TestSupport

@testable import DelimitedText

/// Runs `body` with a file of these bytes, which is removed afterwards.
func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
  let folder = try ScratchFolder()
  return try withExtendedLifetime(folder) { try body(folder.write("x.csv", bytes)) }
}

/// Opens a file of that text and reads columns: `n:` before a name asks for numbers, otherwise for text.
func read(
  _ text: String, _ columns: [String], delimiter: Character? = nil, decimalComma: Bool? = nil, chunk: Int = 1 << 20,
  threads: Int = 1
) throws -> [Column] {
  try withFile(Array(text.utf8)) { path in
    var options = DelimitedTextOptions(delimiter: delimiter?.asciiValue, decimalComma: decimalComma)
    options.chunkBytes = chunk
    return try DelimitedTextFile(path: path, options: options, threads: threads).read(columns.map(request))
  }
}

func request(_ name: String) -> ColumnRequest {
  name.hasPrefix("n:") ? ColumnRequest(String(name.dropFirst(2)), .number) : ColumnRequest(name, .text)
}

extension Column {
  /// Numbers for `==` in tests, nil for null; suppressed ones are infinite here.
  var asNumbers: [Double?] {
    guard case .numbers(let column) = self else { return [] }
    return column.values.indices.map {
      column.isSuppressed($0) ? .infinity : column.values[$0].isNaN ? nil : column.values[$0]
    }
  }

  /// Texts, empty where null.
  var asTexts: [String] {
    guard case .texts(let column) = self else { return [] }
    return (0..<column.count).map { column[$0] }
  }
}
