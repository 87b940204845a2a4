import TestSupport
import Testing

@testable import DelimitedText

/// Line ends and quotes counted several bytes at a time, against counting them one by one.
@Suite struct LineScanTests {
  /// A piece of random text behind one byte, with few or many of the bytes that matter.
  private func piece(_ generator: inout SeededRandom, _ others: ClosedRange<UInt8>, rare: Int) -> [UInt8] {
    (0...LineScan.bytes).map { _ in
      generator.once(in: rare)
        ? [0x0A, 0x22][Int.random(in: 0..<2, using: &generator)] : UInt8.random(in: others, using: &generator)
    }
  }

  @Test(arguments: [2, 3, 5, 40, 3000]) func countsAsOneByOne(rare: Int) {
    var generator = SeededRandom(rare)
    for _ in 0..<40 {
      var bytes = piece(&generator, 0x20...0xFF, rare: rare)
      // A CR in some of them, and in some of those at an edge.
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[Int.random(in: 1..<bytes.count, using: &generator)] = 0x0D
      case 1: bytes[1] = 0x0D
      case 2: bytes[bytes.count - 1] = 0x0D
      // Before the piece it does not matter.
      case 3: bytes[0] = 0x0D
      default: break
      }
      let inside = bytes.dropFirst()
      let isDoubtful = inside.contains(0x0D) || zip(bytes, inside).contains { $0 == 0x0A && $1 == 0x0A }
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let found = LineScan.plain(base + 1, newline: 0x0A)
        #expect((found == nil) == isDoubtful)
        if let found {
          #expect(found.quotes == inside.count { $0 == 0x22 })
          #expect(found.newlines == inside.count { $0 == 0x0A })
        }
        #expect(LineScan.plain(base + 1, newline: 0x0D) == nil)
      }
    }
  }

  /// A lane that counts every step must not run over.
  @Test func allLineEndsOrAllQuotes() {
    let alternating = [UInt8](repeating: 0x22, count: 1) + (0..<LineScan.bytes).map { $0 % 2 == 0 ? 0x0A : 0x22 }
    alternating.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let found = LineScan.plain(base + 1, newline: 0x0A)
      #expect(found?.quotes == LineScan.bytes / 2 && found?.newlines == LineScan.bytes / 2)
    }
  }

  /// Files of many pieces: rows and their lines, with empty lines, pairs of CR and LF, and quotes here and there.
  @Test(arguments: 0..<12) func rowsOfLongFiles(_ seed: Int) throws {
    var generator = SeededRandom(UInt64(50 + seed))
    var text = "a,b\n"
    var lines: [Int] = []
    var line = 2
    let (emptyOnce, pairOnce, quotedOnce) = [
      (10_000, 10_000, 10_000), (300, 10_000, 10_000), (300, 2, 10_000), (300, 500, 400),
    ][seed % 4]
    for row in 0..<4000 {
      if generator.once(in: emptyOnce) {
        text += generator.once(in: pairOnce) ? "\r\n" : "\n"
        line += 1
      }
      lines.append(line)
      let quoted = generator.once(in: quotedOnce)
      text +=
        "\(row),"
        + (quoted ? "\"x\n\n\"\"y\"" : String(repeating: "z", count: Int.random(in: 0...9, using: &generator)))
      text += generator.once(in: pairOnce) ? "\r\n" : "\n"
      line += quoted ? 3 : 1
    }
    try withFile(Array(text.utf8)) { path in
      for chunk in [5000, 1 << 20] {
        var options = DelimitedTextOptions()
        options.chunkBytes = chunk
        let file = try DelimitedTextFile(path: path, options: options, threads: 2)
        #expect(file.rowCount == 4000)
        let columns = try file.read([.init("a", .number)])
        guard case .numbers(let numbers)? = columns.first else { return }
        #expect(numbers.values == (0..<4000).map(Double.init))
        for row in stride(from: 0, to: 4000, by: 371) { #expect(file.place(ofRow: row) == "row \(lines[row])") }
      }
    }
  }

  @Test(arguments: [2, 5, 40, 3000]) func censusCountsAsOneByOne(rare: Int) {
    var generator = SeededRandom(UInt64(rare) + 7)
    for round in 0..<200 {
      let highest: UInt8 = round % 3 == 0 ? 0xFF : 0x7F
      let bytes = piece(&generator, 0x20...highest, rare: rare)
      // Short ones, and such as begin and end anywhere.
      let start = Int.random(in: 0..<40, using: &generator)
      let end = round % 2 == 0 ? start + Int.random(in: 0..<80, using: &generator) : bytes.count - start
      let inside = bytes[start..<end]
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let census = ByteScan.census(base, start..<end, newline: 0x0A)
        #expect(census.quotes == inside.count { $0 == 0x22 })
        #expect(census.newlines == inside.count { $0 == 0x0A })
        #expect(census.isASCII == inside.allSatisfy { $0 < 0x80 })
      }
    }
  }

  @Test func bitsSayWhichOfSixtyFourBytesMatch() {
    var generator = SeededRandom(21)
    for _ in 0..<2000 {
      let bytes = (0..<64).map { _ in
        [0x2C, 0x2D, 0xAC, 0x0A, 0x00][Int.random(in: 0..<5, using: &generator)] as UInt8
      }
      let wanted = bytes.enumerated().reduce(UInt64(0)) { $0 | ($1.element == 0x2C ? 1 << UInt64($1.offset) : 0) }
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        #expect(ByteScan.matches64(base, 0x2C) == wanted)
      }
    }
  }
}
