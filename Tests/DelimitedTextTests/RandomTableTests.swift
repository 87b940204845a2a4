import Columns
import Core
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct RandomTableTests {
  private static let chunks = [1, 2, 3, 5, 8, 13, 64, 1 << 20]

  /// Every cell as the slow reader has it, for chunk borders everywhere and any number of threads.
  @Test(arguments: 0..<40) func agreesWithTheSlowReader(_ seed: Int) throws {
    var generator = SeededRandom(seed)
    for _ in 0..<5 {
      let table = RandomTable(&generator)
      let slow = SlowReader(table.bytes, delimiter: table.delimiter, newline: table.newline)
      #expect(slow.quoteFault == nil && slow.raggedFault == nil)
      let expected = expected(slow, table)
      try withFile(table.bytes) { path in
        for chunk in Self.chunks {
          let file = try open(path, table, chunk, threads: chunk % 2 + 1)
          #expect(file.columnNames == table.columnNames)
          #expect(file.rowCount == slow.rows.count - 1)
          let columns = try file.read(requests(table))
          compare(columns, expected)
          for row in stride(from: 0, to: file.rowCount, by: 7) {
            #expect(file.place(ofRow: row) == "row \(slow.rows[row + 1][0].line)")
          }
        }
      }
    }
  }

  /// A byte put in, taken out or replaced: the same outcome whatever the chunks and threads, and the first fault's
  /// line as the slow reader finds it.
  @Test(arguments: 0..<40) func damagedTablesFailAlike(_ seed: Int) throws {
    var generator = SeededRandom(UInt64(1000 + seed))
    for _ in 0..<10 {
      var table = RandomTable(&generator)
      let wasUTF8 = String(validating: table.bytes, as: UTF8.self) != nil
      guard table.bytes.count > table.dataStart + 2 else { continue }
      let place = Int.random(in: table.dataStart..<table.bytes.count, using: &generator)
      let byte = Array("\"\"\"\n,;ax.\r|\t".utf8)[Int.random(in: 0..<12, using: &generator)]
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: table.bytes.insert(byte, at: place)
      case 1: table.bytes.remove(at: place)
      default: table.bytes[place] = byte
      }
      // Damaged characters are another test's subject.
      guard (String(validating: table.bytes, as: UTF8.self) != nil) == wasUTF8 else { continue }
      let slow = SlowReader(table.bytes, delimiter: table.delimiter, newline: table.newline)
      try withFile(table.bytes) { path in
        var outcomes: [String] = []
        let expected = expected(slow, table)
        let badNumber = firstBadNumber(slow, table)
        for chunk in Self.chunks {
          do {
            let columns = try open(path, table, chunk, threads: 2 - chunk % 2).read(requests(table))
            outcomes.append("\(columns.map { $0.asNumbers.map { $0 ?? -1 } }) \(columns.map(\.asTexts))")
            #expect(slow.quoteFault == nil && slow.raggedFault == nil)
            compare(columns, expected)
          } catch let error as Failure {
            outcomes.append(error.description)
            check(error, slow, table, badNumber)
          }
        }
        #expect(Set(outcomes).count == 1, "seed \(seed): \(Set(outcomes).sorted())")
      }
    }
  }

  /// The failure must be one that the slow reader knows too, and none of its own may come before it.
  private func check(_ failure: Failure, _ slow: SlowReader, _ table: RandomTable, _ badNumber: SlowReader.Fault?) {
    let odd = table.bytes.count { $0 == UInt8(ascii: "\"") } % 2 == 1
    // Quotes that do not come in pairs are named when the file is opened, before any row is read.
    let known = odd ? [slow.quoteFault] : [slow.quoteFault, slow.raggedFault, badNumber]
    let first = known.compactMap { $0?.line }.min()
    #expect(failure.place == first.map { "row \($0)" }, "\(failure) \(known)")
  }

  private func firstBadNumber(_ slow: SlowReader, _ table: RandomTable) -> SlowReader.Fault? {
    for row in slow.rows.dropFirst() {
      for (column, field) in row.enumerated() where table.isNumber[column] {
        if SlowReader.number(field.text, comma: table.decimalComma)?.isNaN == true {
          return .ragged(line: field.line)
        }
      }
    }
    return nil
  }

  private func open(_ path: String, _ table: RandomTable, _ chunk: Int, threads: Int) throws -> DelimitedTextFile {
    var options = DelimitedTextOptions(
      delimiter: UInt8(ascii: table.delimiter), decimalComma: table.decimalComma)
    options.chunkBytes = chunk
    return try DelimitedTextFile(path: path, options: options, threads: threads)
  }

  private func requests(_ table: RandomTable) -> [ColumnRequest] {
    zip(table.columnNames, table.isNumber).map { ColumnRequest($0, $1 ? .number : .text) }
  }

  /// What the slow reader makes of each column.
  private func expected(_ slow: SlowReader, _ table: RandomTable) -> [ExpectedColumn] {
    table.isNumber.indices.map { column in
      let fields = slow.rows.dropFirst().map { $0[column] }
      if table.isNumber[column] {
        return .numbers(fields.map { SlowReader.number($0.text, comma: table.decimalComma) })
      }
      return .texts(fields.map(SlowReader.text))
    }
  }

  private func compare(_ columns: [Column], _ expected: [ExpectedColumn]) {
    for (column, wanted) in zip(columns, expected) {
      switch wanted {
      case .numbers(let numbers): #expect(column.asNumbers == numbers)
      case .texts(let texts): #expect(column.asTexts == texts)
      }
    }
  }

  private enum ExpectedColumn {
    case numbers([Double?])
    case texts([String])
  }
}
