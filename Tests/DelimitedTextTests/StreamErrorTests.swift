import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct StreamErrorTests {
  /// Rows enough for many chunks: `n,text,n²`.
  private static func rows(_ count: Int) -> [UInt8] {
    Array("n,text,square\n".utf8) + (1...count).flatMap { Array("\($0),rad \($0),\($0 * $0)\n".utf8) }
  }

  private func options(_ chunk: Int) -> DelimitedTextOptions {
    var options = DelimitedTextOptions()
    options.chunkBytes = chunk
    return options
  }

  private func messages(_ text: String, badRows: BadRows = .stop) -> String {
    var messages: Set<String> = []
    for way in Way.allCases {
      for (chunk, threads) in [(1, 1), (5, 2), (64, 1), (1 << 20, 2)] {
        let table = stream(
          Array(text.utf8), way: way, options: options(chunk), threads: threads, badRows: badRows)
        messages.insert(table.failure?.description ?? "none")
      }
    }
    return messages.sorted().joined(separator: " / ")
  }

  @Test func quotes() {
    #expect(messages("a,b\n1,2\n3,\"x\n2,y\n") == "row 3: a quote opens here and never closes")
    #expect(messages("a,b\n1,x\"y\"\n").hasPrefix("row 2: a quote inside a field that does not start with one"))
    #expect(messages("a,b\n\n1,\"x\" y\n").hasPrefix("row 3: text after a closing quote (expected"))
  }

  /// The first fault by row ends the reading, whatever its kind.
  @Test func theFirstFaultIsNamed() {
    #expect(messages("a,b\n1\n1,\"x\n").hasPrefix("row 2: the row has 1 field "))
    #expect(messages("a,b\n1,2\n1,x\"\n1\n").hasPrefix("row 3: a quote inside"))
  }

  @Test func aRowFarDownHasItsLine() {
    var bytes = Self.rows(30_000)
    bytes += Array("30001,för få\n".utf8)
    for way in Way.allCases {
      for threads in 1...2 {
        let table = stream(bytes, way: way, options: options(4096), threads: threads)
        #expect(
          table.failure?.description == "row 30002: the row has 2 fields (expected 3, as in the header)")
        #expect(table.rows.prefix(20_000).map(\.line) == Array(2...20_001))
      }
    }
  }

  @Test func badRowsAreCountedAndTheFirstHundredKept() {
    var text = "a,b\n"
    for row in 1...1000 { text += row % 3 == 0 ? "\(row)\n" : "\(row),\"\(row)\n\"\n" }
    for way in Way.allCases {
      let table = stream(Array(text.utf8), way: way, options: options(100), threads: 2, badRows: .skip)
      #expect(table.refused.count == 333)
      #expect(table.refused.failures.count == 100)
      // Each two good rows before have two lines.
      #expect(table.refused.failures.map(\.place) == (1...100).map { "row \(5 * $0 + 1)" })
      #expect(table.rows.count == 667)
    }
  }

  /// A receiver refuses rows by the same policy, in order with those of the wrong length.
  @Test func receiversRefuseRows() throws {
    let bytes = Array("a,b\n1,x\n2\n3,x\n4,y\n5\n6,x\n".utf8)
    for (chunk, threads) in [(1, 2), (9, 1), (1 << 20, 2)] {
      try withFile(bytes) { path in
        let stream = try DelimitedTextStream(path: path, options: options(chunk), threads: threads)
        let read = { (badRows: BadRows) in
          var kept: [String] = []
          let refused = try stream.forEachBatch(columns: [1, 0], badRows: badRows) { batch in
            var kept: [String] = []
            for row in 0..<batch.rowCount {
              if batch.text(row, 0) == "x", batch.text(row, 1) != "1" {
                try batch.refuse(row, batch.failure(row, 0, "an x", value: ShownValue("x", .open), expected: "a y"))
              } else {
                kept.append(batch.text(row, 1))
              }
            }
            return kept
          } consume: {
            kept += $0
          }
          return (kept, refused)
        }
        let (kept, refused) = try read(.skip)
        #expect(kept == ["1", "4"])
        #expect(refused.count == 4)
        #expect(refused.failures.map(\.place) == ["row 3", "row 4", "row 6", "row 7"])
        #expect(refused.failures[1].field == "b")
        #expect(failure { _ = try read(.stop) }?.place == "row 3")
      }
    }
    // Without the short row the first refusal by row is thrown, though a short row follows in the same batch.
    try withFile(Array("a\n1\n2\n3\n4,\n".utf8)) { path in
      let stream = try DelimitedTextStream(path: path, threads: 2)
      let thrown = failure {
        try stream.forEachBatch(columns: [0]) { batch in
          try batch.refuse(1, batch.failure(1, 0, "no"))
        } consume: { _ in
        }
      }
      #expect(thrown?.place == "row 3" && thrown?.message == "no")
    }
  }

  @Test func rowsAreNotTooLong() {
    var options = options(16)
    options.longestRowBytes = 200
    let long = String(repeating: "x", count: 1000)
    for way in Way.allCases {
      for threads in 1...2 {
        let open = stream(
          Array("a,b\n1,2\n3,\"\(long)\n\(long)".utf8), way: way, options: options, threads: threads)
        #expect(open.failure?.description == "row 3: a quote opens here and never closes")
        let endless = stream(Array("a,b\n1,2\n3,\(long)\n".utf8), way: way, options: options, threads: threads)
        #expect(
          endless.failure?.description
            == "row 3: the row is too long (expected at most 64, the limit row-mb); is this a text file with one row a line?; to take "
            + "more, give --input-limit row-mb=NUMBER")
      }
    }
  }

  @Test(arguments: [Way.gzip, .zstd]) func cutShortAnywhere(_ way: Way) {
    let whole = stream(Self.rows(90), options: options(256))
    let packed = way == .gzip ? gzipped(Self.rows(90), members: 2) : zstandard(Self.rows(90), frames: 2)
    var messages: Set<String> = []
    for length in 0..<packed.count {
      let cut = Array(packed[..<length])
      let one = streamCompressed(cut, way: way, options: options(256), threads: 1)
      guard let failure = one.failure else { continue }
      #expect(failure.kind == .badData)
      #expect(one.rows == Array(whole.rows.prefix(one.rows.count)))
      messages.insert(failure.message)
      // Cut between two members (or frames) it is whole as compressed data, but not as a table.
      if failure.message == "the row has 2 fields" { continue }
      if length % 5 == 0 { #expect(one == streamCompressed(cut, way: way, options: options(256), threads: 2)) }
      if !one.rows.isEmpty {
        // It says how far it got: at least as far as the rows that were handed out.
        let row = failure.place.flatMap { Int($0.dropFirst("after row ".count)) } ?? 0
        #expect(row >= one.rows.count + 1 && row <= 91)
        #expect(failure.hint?.hasPrefix("\(length) bytes of it gave ") == true)
      }
    }
    #expect(messages.subtracting(["the row has 2 fields"]) == ["the \(way) data ends in the middle"])
  }

  @Test(arguments: [Way.gzip, .zstd]) func damagedAnywhere(_ way: Way) {
    let whole = stream(Self.rows(90))
    let packed = way == .gzip ? gzipped(Self.rows(90)) : zstandard(Self.rows(90))
    var found = 0
    for place in stride(from: 12, to: packed.count - 12, by: 5) {
      var damaged = packed
      damaged[place] ^= 0x55
      let one = streamCompressed(damaged, way: way, options: options(256), threads: 2)
      if one.failure?.message.hasPrefix("the \(way) data ") == true { found += 1 }
      if one.failure == nil, way == .gzip { Issue.record("damage at \(place) was not noticed") }
      if one.failure == nil { #expect(one.rows.count <= whole.rows.count) }
    }
    #expect(found > 5)
  }

  @Test func whatFollowsTheData() {
    let bytes = Self.rows(10)
    let padded = streamCompressed(gzipped(bytes) + [UInt8](repeating: 0, count: 100), way: .gzip)
    #expect(padded.failure == nil && padded.rows.count == 10)
    let trailed = streamCompressed(gzipped(bytes) + Array("mer".utf8), way: .gzip)
    #expect(trailed.failure?.message == "something that is not gzip follows the gzip data")
    let zstd = streamCompressed(zstandard(bytes) + Array("mera".utf8), way: .zstd)
    #expect(zstd.failure?.message.hasPrefix("the zstd data is damaged: ") == true)
    #expect(
      streamCompressed(bytes, way: .gzip).failure?.message == "the gzip data is damaged: incorrect header check")
    #expect(streamCompressed(bytes, way: .zstd).failure?.message.hasPrefix("the zstd data is damaged: ") == true)
    #expect(streamCompressed(gzipped([]), way: .gzip).failure?.message == "the file is empty")
  }

  /// ASCII for long, then the first character beyond it decides; what does not go with it is refused with its line.
  @Test func encodingsThatShowLate() {
    // Rows of 2,048 bytes.
    let rows = PipeInput.headBytes / 2048 + 10
    let plain = String(repeating: "1,\(String(repeating: "x", count: 2045))\n", count: rows)
    let line = rows + 2
    let late: [UInt8] = Array("a,b\n\(plain)".utf8)
    for way in [Way.file, .pipe] {
      let utf8 = stream(late + Array("2,å\n3,ö\n".utf8), way: way, threads: 2)
      #expect(utf8.rows.suffix(2).map { $0.fields[1] } == ["å", "ö"])
      let windows = stream(late + [0x32, 0x2C, 0xE5, 0x0A], way: way, threads: 2)
      #expect(windows.rows.last?.fields == ["2", "å"])
      let mixed = stream(
        late + Array("2,å\n3,ö\n".utf8) + [0x34, 0x2C, 0xE5, 0x0A], way: way, options: options(1 << 20), threads: 2)
      #expect(
        mixed.failure?.description
          == "row \(line + 2): not UTF-8 (expected UTF-8 like the rest of the file); "
          + "if it is Windows-1252 all through, say so")
    }
    let asked = stream([0x61, 0x0A, 0xE5], options: DelimitedTextOptions(encoding: .utf8))
    #expect(asked.failure?.description == "row 2: not UTF-8 (expected UTF-8); is it Windows-1252?")
  }

  @Test func noTable() {
    #expect(messages("") == "the file is empty (expected a header line with column names)")
    #expect(messages("\n\r\n\n") == "the file has empty lines only (expected a header line with column names)")
    #expect(messages("a,b,a\n").hasPrefix("row 1, field \"a\": columns 1 and 3 have the same name"))
    #expect(failure { _ = try DelimitedTextStream(path: "/nowhere/x.csv") }?.kind == .noInput)
    #expect(failure { _ = try DelimitedTextStream(path: "/nowhere/x.csv.gz") }?.kind == .noInput)
    let folder = failure { _ = try DelimitedTextStream(path: FileManager.default.temporaryDirectory.path) }
    #expect(folder?.message == "is a folder")
  }

  /// What the receiver throws ends the reading, and a source that waits is told.
  @Test func receiversEndTheReading() throws {
    struct Enough: Error {}
    for threads in 1...2 {
      let source = PiecewiseSource(Self.rows(3000), piece: 100)
      let stream = try DelimitedTextStream(
        .piped(PipeInput(source, name: "x")), path: "x", options: options(64), threads: threads)
      var seen = 0
      #expect(throws: Enough.self) {
        try stream.forEachBatch(columns: [0]) {
          $0.rowCount
        } consume: {
          seen += $0
          if seen > 100 { throw Enough() }
        }
      }
      #expect(source.stops.load(ordering: .relaxed) > 0)
    }
  }

  @Test func namesAreSuggested() throws {
    try withFile(Array("phone,station\n".utf8)) { path in
      let stream = try DelimitedTextStream(path: path)
      #expect(try stream.column(named: "station") == 1)
      #expect(failure { _ = try stream.column(named: "staton") }?.hint == "did you mean \"station\"?")
    }
  }
}
