import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct StreamTests {
  private static let chunks = [1, 2, 3, 5, 8, 13, 64, 1 << 20]

  @Test(arguments: Way.allCases) func aTableByHand(_ way: Way) {
    let text = "phone,timestamp,station\n0a,2020-03-01T08:00:00,S1\r\n\n\"0b\",\"8\"\"9\n\",\n0c,,\"a,b\""
    let table = stream(Array(text.utf8), way: way, threads: 2)
    #expect(table.failure == nil)
    #expect(table.names == ["phone", "timestamp", "station"])
    #expect(
      table.rows == [
        StreamedRow(fields: ["0a", "2020-03-01T08:00:00", "S1"], quoted: [false, false, false], line: 2),
        StreamedRow(fields: ["0b", "8\"9\n", ""], quoted: [true, true, false], line: 4),
        StreamedRow(fields: ["0c", "", "a,b"], quoted: [false, false, true], line: 6),
      ])
  }

  @Test func columnsInTheOrderAskedFor() {
    let bytes = Array("a;b;c;d\n1;2;3;4\n\"5\";\"6\"\"\";7;8\n".utf8)
    #expect(stream(bytes, columns: [3, 1]).rows.map(\.fields) == [["4", "2"], ["8", "6\""]])
    #expect(stream(bytes, columns: [2]).rows.map(\.fields) == [["3"], ["7"]])
    #expect(stream(bytes, columns: []).rows.map(\.line) == [2, 3])
    #expect(stream(bytes, columns: [1, 1]).failure?.kind == .software)
    #expect(stream(bytes, columns: [4]).failure?.kind == .software)
  }

  @Test func tablesWithoutRows() {
    for way in Way.allCases {
      for text in ["a,b", "a,b\n", "a,b\r\n\r\n\n", "\u{FEFF}a,b\n"] {
        let table = stream(Array(text.utf8), way: way, threads: 2)
        #expect(table.failure == nil && table.rows.isEmpty && table.names == ["a", "b"])
      }
    }
  }

  /// Every field and line as the slow reader has it, and every text as the file reader has it, however the text comes
  /// and wherever it is cut.
  @Test(arguments: 0..<20) func agreesWithBothReaders(_ seed: Int) throws {
    var generator = SeededRandom(UInt64(7000 + seed))
    for _ in 0..<4 {
      let table = RandomTable(&generator)
      let slow = SlowReader(table.bytes, delimiter: table.delimiter, newline: table.newline)
      let expected = slow.rows.dropFirst().map {
        StreamedRow(fields: $0.map(\.text), quoted: $0.map(\.isQuoted), line: $0[0].line)
      }
      let file = try withFile(table.bytes) { path in
        let file = try DelimitedTextFile(path: path, options: options(table, 1 << 20), threads: 1)
        return try file.read(table.columnNames.map { ColumnRequest($0, .text) }).map(\.asTexts)
      }
      for way in Way.allCases {
        for chunk in Self.chunks {
          let streamed = stream(table.bytes, way: way, options: options(table, chunk), threads: chunk % 2 + 1)
          #expect(streamed.failure == nil)
          #expect(streamed.names == table.columnNames)
          #expect(streamed.rows == Array(expected), "\(way) \(chunk)")
          for (column, texts) in file.enumerated() {
            let read = streamed.rows.map { row in
              SlowReader.text(.init(text: row.fields[column], isQuoted: row.quoted[column], line: row.line))
            }
            #expect(read == texts)
          }
        }
      }
    }
  }

  /// A byte put in, taken out or replaced: the same rows before the first fault's message whatever the way, the cuts and
  /// the threads, and the first fault as the slow reader finds it.
  @Test(arguments: 0..<20) func damagedTablesFailAlike(_ seed: Int) throws {
    var generator = SeededRandom(UInt64(9000 + seed))
    for _ in 0..<6 {
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
      let line = [slow.quoteFault, slow.raggedFault].compactMap { $0?.line }.min()
      var messages: Set<String> = []
      for way in Way.allCases {
        for chunk in Self.chunks {
          let streamed = stream(table.bytes, way: way, options: options(table, chunk), threads: 2 - chunk % 2)
          messages.insert(streamed.failure?.description ?? "none")
          #expect(streamed.failure?.place == line.map { "row \($0)" }, "\(way) \(chunk) \(slow)")
          if line == nil { #expect(streamed.rows.map(\.fields) == slow.rows.dropFirst().map { $0.map(\.text) }) }
          // Left out instead: all other rows come, and those left out are counted.
          let lenient = stream(
            table.bytes, way: way, options: options(table, chunk), threads: 2 - chunk % 2, badRows: .skip)
          #expect(lenient.failure?.place == slow.quoteFault.map { "row \($0.line)" })
          if slow.quoteFault == nil {
            #expect(lenient.rows.map(\.fields) == slow.rows.dropFirst().map { $0.map(\.text) })
            #expect(lenient.refused.failures.first?.place == slow.raggedFault.map { "row \($0.line)" })
            #expect((lenient.refused.count > 0) == (slow.raggedFault != nil))
          }
        }
      }
      #expect(messages.count == 1, "seed \(seed): \(messages.sorted())")
    }
  }

  /// The no-break space that parts thousands is one byte there.
  @Test func numbersInWindows1252HaveBlanksOfTheirOwn() throws {
    let bytes =
      Array("län;n;m\n".utf8) + [0xE5] + Array(";602".utf8) + [0xA0] + Array("176,61;".utf8) + [
        0xA0, 0x35, 0xA0, 0x0A,
      ]
    try withFile(bytes) { path in
      let stream = try DelimitedTextStream(path: path, threads: 1)
      var found: [[Double?]] = []
      try stream.forEachBatch(columns: [1, 2]) { batch in
        [
          batch.numbers(0).column.values[0], batch.number(0, 0), batch.numbers(1).column.values[0],
          batch.number(0, 1),
        ]
      } consume: {
        found.append($0)
      }
      #expect(found == [[602_176.61, 602_176.61, 5, 5]])
    }
  }

  @Test func windows1252IsTranscodedAsTextOnly() throws {
    let bytes =
      Array("station,n\nM".utf8) + [0xE5, 0x6C, 0x61] + Array(",1\n\"".utf8) + [0x80] + Array("\"\"\",2\n".utf8)
    try withFile(bytes) { path in
      let stream = try DelimitedTextStream(path: path, threads: 1)
      var (raw, texts): ([[UInt8]], [String]) = ([], [])
      try stream.forEachBatch(columns: [0]) { batch in
        (0..<batch.rowCount).map { row in
          let bytes = batch.withField(row, 0) { field in field.indices.map { field[$0] } }
          return (bytes, batch.text(row, 0), batch.encoding)
        }
      } consume: { made in
        raw += made.map(\.0)
        texts += made.map(\.1)
        #expect(made.allSatisfy { $0.2 == .windows1252 })
      }
      #expect(raw == [[0x4D, 0xE5, 0x6C, 0x61], [0x80, 0x22]])
      #expect(texts == ["Måla", "€\""])
    }
  }

  /// A file can be read twice, plain or compressed; a pipe cannot.
  @Test func secondReading() throws {
    let bytes = Array("a,b\n1,2\n3,4\n".utf8)
    func rows(_ stream: DelimitedTextStream) throws -> [String] {
      var rows: [String] = []
      try stream.forEachBatch(columns: [1]) { batch in
        (0..<batch.rowCount).map { batch.text($0, 0) }
      } consume: {
        rows += $0
      }
      return rows
    }
    let folder = try ScratchFolder()
    for (ending, content) in [("csv", bytes), ("csv.gz", gzipped(bytes)), ("CSV.ZST", zstandard(bytes))] {
      let path = try folder.write("x.\(ending)", Array(content))
      let stream = try DelimitedTextStream(path: path, threads: 2)
      #expect(try rows(stream) == ["2", "4"])
      #expect(try rows(stream) == ["2", "4"])
    }
    let pipe = try DelimitedTextStream(
      .piped(PipeInput(PiecewiseSource(bytes), name: "x")), path: "x", options: .init(), threads: 1)
    #expect(try rows(pipe) == ["2", "4"])
    #expect(failure { _ = try rows(pipe) }?.message == "can be read only once")
  }

  /// Compressed data without its name's ending, from a real pipe.
  @Test(arguments: Way.allCases) func namedPipes(_ way: Way) throws {
    let bytes = Array("a,b\n1,2\n3,4\n".utf8)
    let content = way == .gzip ? gzipped(bytes, members: 2) : way == .zstd ? zstandard(bytes) : bytes
    let folder = try ScratchFolder()
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      FileHandle(forWritingAtPath: path).map { handle in
        for byte in content { handle.write(Data([byte])) }
        try? handle.close()
      }
    }
    writer.start()
    let stream = try DelimitedTextStream(path: path, threads: 2)
    var rows: [String] = []
    try stream.forEachBatch(columns: [0]) { batch in
      (0..<batch.rowCount).map { batch.text($0, 0) }
    } consume: {
      rows += $0
    }
    #expect(rows == ["1", "3"])
  }

  private func options(_ table: RandomTable, _ chunk: Int) -> DelimitedTextOptions {
    var options = DelimitedTextOptions(delimiter: UInt8(ascii: table.delimiter))
    options.chunkBytes = chunk
    return options
  }
}
