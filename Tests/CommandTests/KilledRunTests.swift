import Foundation
import TestSupport
import Testing

/// SIGKILL at any moment: the next run leaves all outputs new, and nothing else. `make faults` does it a thousand times.
@Suite struct KilledRunTests {
  @Test func theNextRunMendsIt() throws {
    let work = try HandWorld.workspace()
    let words = ["index", "rutor.csv", "--output", "ut.csv", "--output", "ut.geojson", "--stats", "ut.json"]
    #expect(try work.run(arguments: words).code == 0)
    let names = work.names
    let outputs = ["ut.csv", "ut.geojson", "ut.json"]
    let whole = try outputs.map(work.bytes)
    var random = SeededRandom(17)
    for _ in 0..<8 {
      for name in outputs { try work.write(name, "older") }
      let delay = Double.random(in: 0...0.4, using: &random)
      let line = ([Tool.path] + words).map { "'\($0)'" }.joined(separator: " ")
      _ = try work.shell("\(line) & p=$!; sleep \(delay); kill -KILL $p; wait $p")
      #expect(try work.run(arguments: words).code == 0)
      #expect(try outputs.map(work.bytes) == whole)
      #expect(work.names == names)
    }
  }
}
