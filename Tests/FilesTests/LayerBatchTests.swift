import TestSupport
import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import Files

/// Layers that are read some features at a time, on several workers.
@Suite struct LayerBatchTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A table of `count` rows; `bad` of them have a text where the others have numbers.
  private func layer(_ count: Int, bad: Set<Int> = []) throws -> VectorLayer {
    var table = Table()
    table.add("id", texts: TextColumn((0..<count).map { "row \($0)" }))
    table.add("n", texts: TextColumn((0..<count).map { bad.contains($0) ? "much" : "\($0 * 3)" }))
    let path = scratch.file("t\(count)-\(bad.count).gpkg")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "t")
    return try VectorLayer(path: path)
  }

  private func read(
    _ layer: VectorLayer, threads: Int, badRows: BadRows = .stop, refuse: Set<String> = []
  ) throws -> (rows: [String], sizes: [Int], refused: RefusedRows) {
    var (rows, sizes) = ([String](), [Int]())
    let refused = try layer.forEachBatch(
      [ColumnRequest("id", .text), ColumnRequest("n", .number)], size: 10, badRows: badRows, threads: threads,
      transform: { batch in
        guard case .texts(let ids) = batch.content.columns[0], case .numbers(let numbers) = batch.content.columns[1]
        else { return [String]() }
        var kept: [String] = []
        for row in 0..<batch.count {
          if refuse.contains(ids[row]) {
            try batch.refuse(row, Failure(.badData, "refused", value: ids[row]))
          } else {
            kept.append("\(ids[row]): \(Int(numbers.values[row]))")
          }
        }
        return kept
      },
      consume: { kept in
        rows += kept
        sizes.append(kept.count)
      })
    return (rows, sizes, refused)
  }

  @Test func batchesComeInOrderWhateverTheThreads() throws {
    let layer = try layer(34)
    let one = try read(layer, threads: 1)
    #expect(one.sizes == [10, 10, 10, 4])
    #expect(one.rows == (0..<34).map { "row \($0): \($0 * 3)" })
    #expect(one.refused == RefusedRows())
    for threads in 2...5 { #expect(try read(layer, threads: threads) == one) }
    // No more rows than there are batches to fill, and none at all.
    #expect(try read(self.layer(20), threads: 3).sizes == [10, 10])
    #expect(try read(self.layer(0), threads: 2).sizes == [])
  }

  @Test func theFirstBadFeatureIsTold() throws {
    let layer = try layer(40, bad: [13, 25])
    for threads in 1...3 {
      func failure(_ refuse: Set<String>) -> Failure? {
        do {
          _ = try read(layer, threads: threads, refuse: refuse)
          return nil
        } catch { return error as? Failure }
      }
      #expect(failure([])?.place == "feature 14" && failure([])?.field == "n")
      #expect(failure(["row 30"])?.place == "feature 14")
      // Before the one that cannot be read, in the same batch.
      let refused = failure(["row 12"])
      #expect(refused?.place == "feature 13" && refused?.message == "refused" && refused?.file == layer.name)
    }
  }

  @Test func badFeaturesAreLeftOutInOrder() throws {
    let layer = try layer(40, bad: [0, 13, 14, 39])
    let one = try read(layer, threads: 1, badRows: .skip, refuse: ["row 12", "row 15", "row 20"])
    #expect(one.rows.count == 33 && one.rows.first == "row 1: 3" && one.rows.last == "row 38: 114")
    #expect(one.refused.count == 7)
    #expect(
      one.refused.failures.map(\.place) == [1, 13, 14, 15, 16, 21, 40].map { "feature \($0)" })
    for threads in 2...4 {
      #expect(
        try read(layer, threads: threads, badRows: .skip, refuse: ["row 12", "row 15", "row 20"]) == one)
    }
  }

  @Test func whatIsThrownEndsThePass() throws {
    let layer = try layer(100)
    struct Enough: Error {}
    for threads in 1...3 {
      var taken = 0
      #expect(throws: Enough.self) {
        try layer.forEachBatch(
          [ColumnRequest("id", .text)], size: 10, badRows: .stop, threads: threads, transform: { $0.count },
          consume: {
            taken += $0
            if taken >= 30 { throw Enough() }
          })
      }
      #expect(taken == 30)
      // And the layer can be read again.
      #expect(try read(layer, threads: threads).rows.count == 100)
    }
    #expect(throws: Failure.self) {
      try layer.forEachBatch([ColumnRequest("x", .text)], badRows: .stop, threads: 2, transform: { _ in }) {}
    }
  }
}
