import Core
import Disk

/// A local file or standard input, opened and unpacked where it is gzip or Zstandard data, before it is known what it holds.
///
/// A plain file is mapped; of everything else the start is read at once and the rest when it is asked for.
public struct ByteInput: Sendable {
  /// The name of standard input on command lines.
  public static let standardInput = "-"

  /// As messages name it: the path, or `standard input`.
  public let name: String
  let source: StreamInput

  /// Opens what `path` names.
  ///
  /// - Parameter path: a file, also one that ends with `.gz` or `.zst`, a pipe, or `-` for standard input. What starts as
  ///   gzip or Zstandard data do is unpacked whatever its name.
  /// - Throws: ``Failure``: no input for a missing or unreadable file or a folder; bad data for packed data that are
  ///   damaged; I/O.
  public init(path: String) throws {
    source = try StreamInput.open(path)
    name = if case .piped(let pipe) = source { pipe.name } else { path }
  }

  /// Up to `count` bytes from the start, at most 2 MB.
  public func head(_ count: Int) -> [UInt8] {
    switch source {
    case .mapped(let file): Array(file.bytes.prefix(count))
    case .piped(let pipe): Array(pipe.head.prefix(count))
    }
  }

  /// Whether the bytes are those of the file itself: not unpacked, and no pipe.
  public var isPlainFile: Bool { if case .mapped = source { true } else { false } }

  /// Whether the rows of its text can be streamed more than once.
  public var isRereadable: Bool {
    switch source {
    case .mapped: true
    case .piped(let pipe): pipe.isRereadable
    }
  }

  /// Hands on all bytes, in order and in pieces. What can be read only once is kept in memory for another time.
  ///
  /// Throws ``Failure`` where the source cannot be read on or is damaged, and what `body` throws.
  public func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
    let file = try wholeFile()
    let size = 4 << 20
    try file.intact {
      for start in stride(from: 0, to: file.bytes.count, by: size) {
        try body(Array(file.bytes[start..<min(file.bytes.count, start + size)]))
      }
    }
  }

  /// All bytes from the first on; of a pipe once.
  func bytes() throws -> any ByteSource {
    switch source {
    case .mapped(let file): MappedSource(file)
    case .piped(let pipe): try pipe.text(from: 0)
    }
  }

  /// The rows of an Arrow table as delimited text, to be read as ``arrowOptions(_:)`` say.
  package func arrowText() throws -> ByteInput {
    let name = name
    switch source {
    case .mapped(let file):
      return ByteInput(name, try PipeInput(name: name) { try ArrowText(MappedSource(file), file: name) })
    case .piped(let pipe): return ByteInput(name, try pipe.unpacked { try ArrowText($0, file: name) })
    }
  }

  /// How an Arrow table's text is to be read, whatever is said of other texts.
  package static func arrowOptions(_ options: DelimitedTextOptions) -> DelimitedTextOptions {
    ArrowText.options(options)
  }

  private init(_ name: String, _ pipe: PipeInput) { (self.name, source) = (name, .piped(pipe)) }

  /// All bytes: of the mapped file, or in memory.
  func wholeFile() throws -> MappedFile {
    switch source {
    case .mapped(let file): file
    case .piped(let pipe): try pipe.wholeText()
    }
  }
}
