import Columns
import CZLIB
import CZSTD
import Core
import Foundation
import Synchronization

@testable import DelimitedText

/// A row as a stream gives it.
struct StreamedRow: Equatable, Sendable {
  var fields: [String]
  var quoted: [Bool]
  var line: Int
}

/// What a stream gave, or how it ended.
struct StreamedTable: Equatable {
  var names: [String] = []
  var rows: [StreamedRow] = []
  var refused = RefusedRows()
  var failure: Failure?
}

/// The ways that the same text can reach a stream.
enum Way: CaseIterable {
  case file
  case pipe
  case gzip
  case zstd
}

/// A source that gives its bytes in pieces of a few.
final class PiecewiseSource: ByteSource, @unchecked Sendable {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0
  let stops = Atomic<Int>(0)

  init(_ bytes: [UInt8], piece: Int = 7) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(piece, target.count, bytes.count - position)
    target.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  func stop() { stops.add(1, ordering: .relaxed) }
}

/// Streams `bytes`, all columns or those given.
func stream(
  _ bytes: [UInt8], way: Way = .file, options: DelimitedTextOptions = .init(), threads: Int = 1,
  columns: [Int]? = nil, badRows: BadRows = .stop
) -> StreamedTable {
  let made: [UInt8] =
    switch way {
    case .file, .pipe: bytes
    case .gzip: gzipped(bytes, members: 3)
    case .zstd: zstandard(bytes, frames: 3)
    }
  return streamCompressed(
    made, way: way, options: options, threads: threads, columns: columns, badRows: badRows)
}

/// Streams bytes that are as they lie in the file.
func streamCompressed(
  _ bytes: [UInt8], way: Way, options: DelimitedTextOptions = .init(), threads: Int = 1, columns: [Int]? = nil,
  badRows: BadRows = .stop
) -> StreamedTable {
  var table = StreamedTable()
  do {
    let read = { (stream: DelimitedTextStream) in
      table.names = stream.columnNames
      try collect(stream, columns ?? Array(stream.columnNames.indices), badRows, &table)
    }
    switch way {
    case .file:
      try withFile(bytes) { try read(DelimitedTextStream(path: $0, options: options, threads: threads)) }
    default:
      let raw = PiecewiseSource(bytes)
      let source: any ByteSource =
        switch way {
        case .gzip: try GzipSource(raw, name: "x")
        case .zstd: try ZstdSource(raw, name: "x")
        default: raw
        }
      try read(
        DelimitedTextStream(.piped(PipeInput(source, name: "x")), path: "x", options: options, threads: threads))
    }
  } catch {
    table.failure = error as? Failure
    table.failure?.file = nil
  }
  return table
}

extension FieldBatch {
  /// Whether a field stood in quotes.
  func isQuoted(_ row: Int, _ column: Int) -> Bool { spans[row * stride + column].y & FieldIndex.flag != 0 }
}

private func collect(
  _ stream: DelimitedTextStream, _ columns: [Int], _ badRows: BadRows, _ table: inout StreamedTable
) throws {
  var rows: [StreamedRow] = []
  defer { table.rows = rows }
  table.refused = try stream.forEachBatch(columns: columns, badRows: badRows) { batch in
    var rows: [StreamedRow] = []
    for row in 0..<batch.rowCount {
      var made = StreamedRow(fields: [], quoted: [], line: batch.line(row))
      for column in columns.indices {
        made.fields.append(batch.text(row, column))
        made.quoted.append(batch.isQuoted(row, column))
      }
      rows.append(made)
    }
    return rows
  } consume: {
    rows += $0
  }
}

/// gzip data of so many members.
func gzipped(_ bytes: [UInt8], members: Int = 1) -> [UInt8] {
  pieces(of: bytes, members).flatMap { piece in
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = piece
    let room = Int(deflateBound(&stream, UInt(input.count))) + 32
    return input.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: room) { output, count in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        deflate(&stream, Z_FINISH)
        count = Int(stream.total_out)
      }
    }
  }
}

/// Zstandard data of so many frames, a skippable one behind each.
func zstandard(_ bytes: [UInt8], frames: Int = 1) -> [UInt8] {
  pieces(of: bytes, frames).flatMap { piece in
    let room = ZSTD_compressBound(piece.count)
    let frame = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count = ZSTD_compress(output.baseAddress, room, piece, piece.count, 3)
    }
    return frame + [0x53, 0x2A, 0x4D, 0x18, 5, 0, 0, 0] + Array("anmär".utf8.prefix(5))
  }
}

private func pieces(of bytes: [UInt8], _ count: Int) -> [[UInt8]] {
  (0..<count).map { Array(bytes[bytes.count * $0 / count..<bytes.count * ($0 + 1) / count]) }
}
