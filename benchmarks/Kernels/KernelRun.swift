import Columns
import DelimitedText
import Core
import Foundation

/// One kernel over inputs in memory, several times: reading and writing are not part of what is timed.
///
///     kernels circles STATIONS.csv AREAS RADIUS REPEATS THREADS OUT.csv
///     kernels coverage ZONES SIZE REPEATS THREADS OUT.csv
///
/// One line of JSON on standard output: `seconds`, one figure a repetition after one that is not counted; for circles
/// `pair_seconds` too, the overlaps alone of the pairs that were found; and `count`, what the rate is of (overlaps;
/// vertices). OUT gets every result, for comparison.
@main
enum KernelRun {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("kernels: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case ("circles", 7):
      let run = try CircleRun(stations: arguments[1], areas: arguments[2], radius: number(arguments[3]))
      let (repeats, threads) = try (Int(number(arguments[4])), Int(number(arguments[5])))
      let timing = try Timing(repeats: repeats) { try run.shares(threads: threads) }
      let pairs = run.pairs(of: timing.result)
      let known = try Timing(repeats: repeats) { try run.shares(of: pairs, threads: threads) }
      guard known.result == timing.result.shares else { throw Failure(.software, "known pairs have other shares") }
      try write(run.table(timing.result), to: arguments[6])
      let (found, overlaps) = (timing.seconds, known.seconds)
      print("{\"seconds\": \(found), \"pair_seconds\": \(overlaps), \"count\": \(pairs.count)}")
    case ("coverage", 6):
      let run = try CoverageRun(zones: arguments[1], size: Int(number(arguments[2])))
      let timing = try Timing(repeats: Int(number(arguments[3]))) { try run.runs(threads: Int(number(arguments[4]))) }
      try write(run.table(timing.result), to: arguments[5])
      print("{\"seconds\": \(timing.seconds), \"count\": \(run.vertexCount)}")
    default:
      throw Failure(
        .usage, "unknown or incomplete arguments",
        expected: "circles STATIONS AREAS RADIUS REPEATS THREADS OUT, or coverage ZONES SIZE REPEATS THREADS OUT")
    }
  }

  private static func number(_ text: String) throws -> Double {
    guard let value = Double(text), value > 0, value <= 1e6 else {
      throw Failure(.usage, "not a positive number up to a million", value: text)
    }
    return value
  }
}

/// Wall-clock seconds of a repeated computation, and its last result.
struct Timing<Result> {
  let seconds: [Double]
  let result: Result

  /// Runs `body` once to warm up and then `repeats` times.
  init(repeats: Int, _ body: () throws -> Result) throws {
    let clock = ContinuousClock()
    var last = try body()
    var seconds: [Double] = []
    for _ in 0..<repeats {
      let start = clock.now
      last = try body()
      seconds.append((clock.now - start) / .seconds(1))
    }
    (self.seconds, result) = (seconds, last)
  }
}

/// Writes a table as CSV.
func write(_ table: Table, to path: String) throws {
  guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
  else { throw Failure(.cannotCreate, "cannot create the file", file: path) }
  try DelimitedTextWriter().write(table) { try file.write(contentsOf: $0) }
  try file.close()
}
