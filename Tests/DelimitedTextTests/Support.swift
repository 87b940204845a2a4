import Columns
import Core
import Foundation

@testable import DelimitedText

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// True once in `n` times.
  mutating func once(in n: Int) -> Bool { Int.random(in: 0..<n, using: &self) == 0 }
}

/// Runs `body` with a file of these bytes, which is removed afterwards.
func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("rutverk-\(UUID().uuidString).csv").path
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
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

/// The failure that `body` throws; nil when it throws none.
func failure(_ body: () throws -> Void) -> Failure? {
  do {
    try body()
    return nil
  } catch {
    return error as? Failure
  }
}
