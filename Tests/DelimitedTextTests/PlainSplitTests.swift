import TestSupport
import Testing

@testable import DelimitedText

/// Lines split by the bits of sixty-four bytes, against lines split field by field as where quotes stand.
@Suite struct PlainSplitTests {
  private final class Owner {}

  /// What a block is split into: starts of rows, fields asked for, and rows refused.
  private struct Split: Equatable {
    var rows: [UInt32] = []
    var fields: [SIMD2<UInt32>] = []
    var refused: [Int] = []
    var refusedCount = 0
    var hasDefect = false
  }

  private func split(
    _ text: [UInt8], _ columns: [Int], of fieldCount: Int, keepsGoing: Bool, minding quotes: Bool
  ) -> Split {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Split() }
      let splitter = RowSplitter(columns: columns, fieldCount: fieldCount, keepsGoing: keepsGoing)
      let block = RowBlock(
        base: base, count: text.count, owner: Owner(), linesBefore: 1, newlines: text.count { $0 == 0x0A },
        hasQuotes: quotes, isASCII: true, isOverlong: false)
      let scanner = FieldScanner(base: base, end: text.count, delimiter: 0x2C, newline: 0x0A, hasQuotes: quotes)
      let index = FieldIndex()
      let outcome = splitter.split(block, scanner, into: index)
      var split = Split(
        refused: outcome.refused.map(\.position), refusedCount: outcome.refusedCount,
        hasDefect: outcome.defect != nil)
      for row in 0..<outcome.rows {
        split.rows.append(index.rows[row])
        for column in columns.indices { split.fields.append(index.spans[row * splitter.stride + column]) }
      }
      return split
    }
  }

  /// Lines from empty ones to such of several hundred bytes, most of them with the right number of fields.
  private func text(_ generator: inout SeededRandom, _ fieldCount: Int, longest: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<30, using: &generator) {
      let isOdd = Int.random(in: 0..<6, using: &generator) == 0
      let count = isOdd ? Int.random(in: 0...fieldCount + 2, using: &generator) : fieldCount
      for field in 0..<count {
        if field > 0 { text.append(0x2C) }
        for _ in 0..<Int.random(in: 0...longest, using: &generator) {
          text.append(Int.random(in: 0..<50, using: &generator) == 0 ? 0x0D : 0x61)
        }
      }
      if Int.random(in: 0..<3, using: &generator) == 0 { text.append(0x0D) }
      text.append(0x0A)
    }
    if Bool.random(using: &generator), text.last == 0x0A { text.removeLast() }
    return text
  }

  @Test func bothWaysFindTheSameFields() {
    var generator = SeededRandom(64)
    for round in 0..<6000 {
      let fieldCount = Int.random(in: 1...7, using: &generator)
      let columns = (0..<fieldCount).filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
      let text = text(&generator, fieldCount, longest: [2, 12, 40, 150][round % 4])
      for keepsGoing in [false, true] {
        let plain = split(text, columns, of: fieldCount, keepsGoing: keepsGoing, minding: false)
        let careful = split(text, columns, of: fieldCount, keepsGoing: keepsGoing, minding: true)
        #expect(plain == careful, "\(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
  }
}
