import Synchronization

/// What a run takes of an input at most, so that no file costs memory or time out of proportion to its size. Each limit can be
/// set by `--input-limit NAME=VALUE`, for all inputs of a run.
///
/// Limits belong to the process, like those of the system (`ulimit`): they are set before anything is read.
package enum InputLimit: String, CaseIterable, Sendable {
  /// MB (10⁶ bytes) of an input that are held in memory though they are no file of that size: unpacked, piped, or in a workbook.
  case unpackedMB = "unpacked-mb"
  /// Cells of a workbook, empty ones between others too.
  case sheetCells = "sheet-cells"
  /// Levels of brackets in JSON, of lists and keys in YAML.
  case nesting
  /// Vertices of one feature.
  case vertices
  /// Vertices of one feature of a JSON file, of which GDAL takes about 500 bytes each.
  case jsonVertices = "json-vertices"
  /// Rows of a table or features of a layer that are held in memory; streams of events have no limit.
  case rows
  /// Kilobytes of the line with the names of the columns.
  case headerKB = "header-kb"
  /// Megabytes of one row of a stream, which a quote that never closes would fill.
  case rowMB = "row-mb"
  /// Pairs of areas that may share ground: of n on top of each other there are n(n − 1)/2.
  case stackedPairs = "stacked-pairs"
  /// Squares that `coverage` lists.
  case squares
  /// Values that a raster says it holds: pixels times bands. An empty one is packed to next to nothing.
  case rasterValues = "raster-values"
  /// Pixels of a raster that are cells.
  case rasterCells = "raster-cells"

  /// The limit where nothing else is said.
  package var standard: Int {
    switch self {
    case .unpackedMB: 1000
    case .sheetCells: 20_000_000
    case .nesting: 32
    case .vertices: 20_000_000
    case .jsonVertices: 2_000_000
    case .rows: 200_000_000
    case .headerKB: 256
    case .rowMB: 64
    case .stackedPairs: 500_000
    case .squares: 10_000_000
    case .rasterValues: 2_000_000_000
    case .rasterCells: 20_000_000
    }
  }

  /// The most that can be said: numbers of rows have 31 bits, and levels a stack.
  private var largest: Int { self == .nesting ? 1000 : Int(Int32.max) }

  private static let lifted = Mutex<[InputLimit: Int]>([:])

  /// The limit of this run. Takes a lock: to be asked once a file, not once a row.
  package var value: Int { Self.lifted.withLock { $0[self] ?? standard } }

  /// Sets limits from texts `NAME=VALUE`. Throws ``Failure`` (usage) for another form, an unknown name, a limit that is set twice
  /// and a value out of range.
  package static func set(_ texts: [String]) throws {
    var values: [InputLimit: Int] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw failure("not a limit", text, "NAME=VALUE, such as vertices=30000000") }
      guard let limit = InputLimit(rawValue: parts[0]) else {
        throw Failure(
          .usage, "no such limit", field: "--input-limit", value: parts[0],
          hint: Suggestion.hint(for: parts[0], among: allCases.map(\.rawValue)))
      }
      guard let value = Int(parts[1]), 1...limit.largest ~= value else {
        throw failure("not a value of that limit", text, "a whole number from 1 to \(limit.largest)")
      }
      if values.updateValue(value, forKey: limit) != nil {
        throw failure("the limit is set twice", text, "each limit once")
      }
    }
    lifted.withLock { $0 = values }
  }

  private static func failure(_ message: String, _ value: String, _ expected: String) -> Failure {
    Failure(.usage, message, field: "--input-limit", value: value, expected: expected)
  }

  /// What to say of an input that has more: the limit's value, and the flag that lifts it, behind what else may be done.
  package func exceeded(_ message: String, file: String? = nil, place: String? = nil, hint: String? = nil) -> Failure
  {
    let flag = "to take more, give --input-limit \(rawValue)=NUMBER"
    return Failure(
      .badData, message, file: file, place: place, expected: "at most \(value), the limit \(rawValue)",
      hint: hint.map { "\($0); \(flag)" } ?? flag)
  }
}
