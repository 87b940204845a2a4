import Core
import Foundation
import Parallel
import PartialFiles
import TestSupport
import Testing

@testable import Dygnsavtryck

/// Memory limits, temporary files, and input that is sorted by phone.
@Suite struct SpillTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(arguments: [0, 50_000, 200_000])
  func spilledIsTheSame(limit: Int) throws {
    let world = World(seed: 12, phones: 2000, stations: 60, events: 60_000)
    let plan = try world.plan(.day)
    let expected = Outcome(try collect(world.events, stations: 60).count(plan, threads: 1))
    let options = FootprintAccumulator.Options(memoryLimit: limit, temporaryFolder: { folder.path })
    let accumulator = try FootprintAccumulator(stationCount: 60, options: options)
    let parts = try batches(world.events, size: 3000)
    _ = try Parallel.map(count: parts.count, threads: 3) { try accumulator.add(parts[$0], at: $0) }
    #expect(accumulator.spilledBytes > 0)
    // The file has no name from the start, so nothing is left however the run ends.
    #expect(try folder.list() == [])
    #expect(try Outcome(accumulator.count(plan, threads: 2)) == expected)
    #expect(try Outcome(accumulator.count(plan, threads: 1)) == expected)
  }

  @Test func foldersThatFail() throws {
    let world = World(seed: 13)
    func kind(_ folder: (@Sendable () throws -> String)?) -> Failure.Kind? {
      failure {
        _ = try collect(world.events, stations: 30, options: .init(memoryLimit: 0, temporaryFolder: folder))
      }?.kind
    }
    #expect(kind(nil) == .cannotCreate)
    #expect(kind { "/nonexistent/folder" } == .cannotCreate)
    // No file can be made in /proc, whoever asks.
    #expect(kind { "/proc" } == .cannotCreate)
    #expect(kind { throw Failure(.io, "stop") } == .io)
  }

  /// A device without room gives what a full disk gives.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func fullDisk() throws {
    let file = try ByteFile.create("/dev/full")
    do {
      try file.write([1, 2, 3][...], at: 0)
      Issue.record("writing to a full device succeeded")
    } catch let failure as Failure {
      #expect(failure.kind == .io)
      #expect(failure.hint == "No space left on device")
    }
    let world = World(seed: 14)
    #expect(throws: Failure.self) {
      try collect(world.events, stations: 30).writePartial(to: "/dev/full", header: world.header(), threads: 2)
    }
  }

  @Test func sortedInputNeedsNoTable() throws {
    let world = World(seed: 15, phones: 500, stations: 60, events: 40_000)
    let plan = try world.plan(.week)
    let expected = Outcome(try collect(world.events, stations: 60).count(plan, threads: 1))
    // By phone's bytes, the rows of a phone in any order.
    let sorted = world.events.enumerated().sorted {
      (Array($0.element.phone.utf8), $0.offset) < (Array($1.element.phone.utf8), $1.offset)
    }
    .map(\.element)
    let parts = try batches(sorted, size: 4000)
    for threads in [1, 3] {
      let accumulator = try FootprintAccumulator(stationCount: 60, options: .init(sortedPlan: plan))
      _ = try Parallel.map(count: parts.count, threads: threads) { try accumulator.add(parts[$0], at: $0) }
      #expect(accumulator.phonesCountedAtOnce > 400)
      #expect(try Outcome(accumulator.count(plan, threads: threads)) == expected)
      #expect(throws: Failure.self) {
        try accumulator.writePartial(to: folder.file("never"), header: world.header(), threads: 1)
      }
    }
  }

  /// Unsorted input never counts at once; input that only looks sorted is noticed, at the latest when counting.
  @Test func otherInputIsNoticed() throws {
    let world = World(seed: 16, phones: 500, stations: 60, events: 40_000)
    let plan = try world.plan()
    let options = FootprintAccumulator.Options(sortedPlan: plan)
    let expected = Outcome(try collect(world.events, stations: 60).count(plan, threads: 1))
    let unsorted = try collect(world.events, stations: 60, options: options, size: 4000)
    #expect(unsorted.phonesCountedAtOnce == 0)
    #expect(try Outcome(unsorted.count(plan, threads: 1)) == expected)

    // Each half is sorted, the whole is not.
    let halves = [world.events[..<20_000], world.events[20_000...]].flatMap { half in
      half.sorted { Array($0.phone.utf8).lexicographicallyPrecedes(Array($1.phone.utf8)) }
    }
    #expect(throws: FootprintAccumulator.OrderChanged.self) {
      _ = try collect(halves, stations: 60, options: options, size: 4000)
    }
    // The same, but the batches that show it come with a gap between them.
    let parts = try batches(halves, size: 4000)
    let gap = try FootprintAccumulator(stationCount: 60, options: options)
    for (place, part) in parts.enumerated() { try gap.add(part, at: place * 2) }
    #expect(throws: FootprintAccumulator.OrderChanged.self) { try gap.count(plan, threads: 1) }
    // A row out of order in the last batch.
    let late = try collect(Array(halves[..<20_000]), stations: 60, options: options, size: 4000)
    var wrong = EventBatch()
    for phone in ["z", "a"].map({ Array($0.utf8) }) {
      try wrong.append(phone: phone.span, day: 20_000, station: 0, hasher: World.salt)
    }
    #expect(throws: FootprintAccumulator.OrderChanged.self) { try late.add(wrong, at: 5) }
  }
}

private func < (a: ([UInt8], Int), b: ([UInt8], Int)) -> Bool {
  a.0 == b.0 ? a.1 < b.1 : a.0.lexicographicallyPrecedes(b.0)
}
