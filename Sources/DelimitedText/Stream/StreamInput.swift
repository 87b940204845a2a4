import Core
import Disk
import Foundation
import Synchronization

/// Where a stream's text comes from.
enum StreamInput: Sendable {
  /// A plain file.
  case mapped(MappedFile)
  /// Standard input, a pipe, or a compressed file.
  case piped(PipeInput)

  /// Opens what `path` names, and finds out whether it is compressed.
  static func open(_ path: String) throws -> StreamInput {
    if path == ByteInput.standardInput { return .piped(try PipeInput.standardInput()) }
    var status = stat()
    let isPlain = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR
    // What is missing or a folder is refused there.
    if isPlain, Compression(path: path) == nil {
      let file = try MappedFile(path: path)
      if Compression(magic: file.bytes.prefix(4)) == nil { return .mapped(file) }
    }
    return .piped(try PipeInput(path: path, name: path))
  }
}

extension StreamInput {
  /// See `MappedFile.intact`; what is not mapped tells of its own accord.
  func intact<R>(_ body: () throws -> R) throws -> R {
    if case .mapped(let file) = self { try file.intact(body) } else { try body() }
  }

  /// Throws ``Failure`` (I/O) where some page of a mapped file could not be read up to now.
  func checkPages() throws {
    if case .mapped(let file) = self, file.isTorn { try file.check() }
  }
}

/// How a file is compressed.
enum Compression: Sendable {
  case gzip
  case zstd

  /// By the name's ending.
  init?(path: String) {
    let lower = path.lowercased()
    if lower.hasSuffix(".gz") {
      self = .gzip
    } else if lower.hasSuffix(".zst") {
      self = .zstd
    } else {
      return nil
    }
  }

  /// By the first bytes, which no text has.
  init?(magic: some Collection<UInt8>) {
    if magic.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if magic.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else {
      return nil
    }
  }

  /// The text in `source`.
  func text(of source: any ByteSource, name: String) throws -> any ByteSource {
    switch self {
    case .gzip: try GzipSource(source, name: name)
    case .zstd: try ZstdSource(source, name: name)
    }
  }
}

/// Text that comes in order: read once, or opened anew for another pass.
final class PipeInput: Sendable {
  /// Bytes at the start that the dialect is found out from: the sample that a whole file's would look at, and a line more.
  static let headBytes = 2 << 20

  let name: String
  /// The start of the text.
  let head: [UInt8]
  /// Whether that is all of it.
  let isWhole: Bool
  /// What the source said behind the head.
  let failure: (any Error)?
  /// Opens it again; nil where that cannot be.
  private let reopen: (@Sendable () throws -> any ByteSource)?
  private let opened: Mutex<ReplayedSource?>
  /// All of it, where it was asked for and cannot be read again.
  private let whole = Mutex<MappedFile?>(nil)
  /// What was made of it by ``unpacked(_:)``, where it cannot be read again.
  private let made = Mutex<PipeInput?>(nil)
  private static let standard = Mutex<PipeInput?>(nil)

  /// Whether it can be opened again.
  var isRereadable: Bool { reopen != nil }

  /// Standard input, of which there is one: whoever opens it again finds it as the one before has left it.
  static func standardInput() throws -> PipeInput {
    try standard.withLock { known in
      if let known { return known }
      let input = try PipeInput(path: ByteInput.standardInput, name: "standard input")
      known = input
      return input
    }
  }

  /// Opens a path, or standard input.
  convenience init(path: String, name: String) throws {
    let open: @Sendable () throws -> any ByteSource = { try PipeInput.source(path, name) }
    var status = stat()
    let isFile = path != ByteInput.standardInput && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    try self.init(try open(), name: name, reopen: isFile ? open : nil)
  }

  /// Takes over a source of text.
  init(_ source: any ByteSource, name: String, reopen: (@Sendable () throws -> any ByteSource)? = nil) throws {
    (self.name, self.reopen) = (name, reopen)
    let read = try source.head(Self.headBytes)
    (head, isWhole, failure) = (read.bytes, read.isAll, read.failure)
    opened = Mutex(ReplayedSource(head: read.bytes, failure: read.failure, then: source))
  }

  /// A text that `open` opens, as often as it is asked.
  convenience init(name: String, open: @escaping @Sendable () throws -> any ByteSource) throws {
    try self.init(open(), name: name, reopen: open)
  }

  /// The text that `unpack` makes of all bytes; the same for whoever asks again where these come once.
  func unpacked(_ unpack: @escaping @Sendable (any ByteSource) throws -> any ByteSource) throws -> PipeInput {
    if isRereadable { return try PipeInput(name: name) { try unpack(self.text(from: 0)) } }
    return try made.withLock { known in
      if let known { return known }
      let input = try PipeInput(unpack(text(from: 0)), name: name)
      known = input
      return input
    }
  }

  /// The text from byte `start` on, which must lie in the head.
  func text(from start: Int) throws -> any ByteSource {
    if let source = opened.withLock({ $0.take() }) {
      try source.skip(start)
      return source
    }
    guard let reopen else {
      throw Failure(
        .usage, "can be read only once", file: name, hint: "write it to a file first")
    }
    let source = ReplayedSource(head: [], then: try reopen())
    try source.skip(start)
    return source
  }

  /// All of the text, in memory.
  func wholeText() throws -> MappedFile {
    try whole.withLock { known in
      if let known { return known }
      let source = try self.text(from: 0)
      let text = try MappedFile(name: name) { try source.read(into: $0) }
      if reopen == nil { known = text }
      return text
    }
  }

  private static func source(_ path: String, _ name: String) throws -> any ByteSource {
    let raw: DescriptorSource
    if path == ByteInput.standardInput {
      raw = DescriptorSource(STDIN_FILENO, name: name, closes: false)
    } else {
      let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw MappedFile.failure("cannot open the file", path, errno) }
      raw = DescriptorSource(descriptor, name: name, closes: true)
    }
    if let compression = Compression(path: path) { return try compression.text(of: raw, name: name) }
    let start = try raw.head(4)
    let whole = ReplayedSource(head: start.bytes, failure: start.failure, then: raw)
    return try Compression(magic: start.bytes)?.text(of: whole, name: name) ?? whole
  }
}

extension ByteSource {
  /// Passes over `count` bytes.
  fileprivate func skip(_ count: Int) throws {
    var left = count
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    while left > 0 {
      let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<min(left, room.count)]))
      if got == 0 { return }
      left -= got
    }
  }
}
