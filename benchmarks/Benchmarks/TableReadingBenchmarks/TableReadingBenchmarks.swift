import Benchmark
import BenchmarkInputs
import Columns
import DelimitedText
import Core
import Foundation
import Parallel

/// A CSV file of cells, all its columns, from opening to columns in memory. The file lies in the system's cache.
let benchmarks: @Sendable () -> Void = {
  let rate = Measuring.rate("Bytes per second")
  for count in SyntheticCells.counts {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "rutverk-benchmark-\(ProcessInfo.processInfo.processIdentifier)-\(count).csv")
    Benchmark("table reading, \(Measuring.label(count)) rows", configuration: Measuring.configuration(rate: rate)) {
      benchmark, bytes in
      try Measuring.record(rate, amount: bytes, in: benchmark) {
        let table = try DelimitedTextFile(path: file.path, threads: Parallel.availableThreads)
        return try table.read(
          table.columnNames.map { ColumnRequest($0, $0 == "ruta" ? .text : .number) })
      }
    } setup: {
      let table = try SyntheticCells(count: count).table
      guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
        throw Failure(.cannotCreate, "the temporary file cannot be created", file: file.path)
      }
      let handle = try FileHandle(forWritingTo: file)
      var bytes = 0
      try DelimitedTextWriter().write(table) { block in
        try handle.write(contentsOf: block)
        bytes += block.count
      }
      try handle.close()
      return bytes
    } teardown: {
      try? FileManager.default.removeItem(at: file)
    }
  }
}
