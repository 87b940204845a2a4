import Columns
import Core
import Parallel
import TextCodec

/// A table in delimited text of any size, read row by row in batches by several workers.
///
/// The rules for dialect, header, quotes and encodings are those of ``DelimitedTextFile``. But the text is read once,
/// from its start to its end, and memory does not grow with it: a plain file is mapped and its pages are given back
/// behind the workers; standard input, pipes, gzip and Zstandard files are read (and decompressed) by whichever worker's
/// turn it is.
///
/// Three things differ, because nothing is known of a text's later parts: the encoding is found out as the text goes, so
/// a text that is not all of one encoding may be refused at another place; a row may have 64 MB at most, so that a
/// quote that never closes does not fill the memory; and where neither the options nor a comma between fields say how
/// decimals are written, each number may have a point or a comma.
public struct DelimitedTextStream: Sendable {
  /// The file as the user named it; `standard input` for `-`.
  public let name: String
  /// Column names in file order.
  public let columnNames: [String]
  /// The byte between fields.
  public var delimiter: UInt8 { dialect.delimiter }

  /// Whether the text can be read more than once: a file, compressed or not, but no pipe.
  public var isRereadable: Bool {
    switch input {
    case .mapped: true
    case .piped(let pipe): pipe.isRereadable
    }
  }

  private let input: StreamInput
  let options: DelimitedTextOptions
  private let threads: Int
  private let dialect: Dialect
  private let dataStart: Int
  private let linesBefore: Int
  private let judge: EncodingJudge

  /// Opens a text, finds out how it is written and reads its header.
  ///
  /// - Parameters:
  ///   - path: a file, also one that ends with `.gz` or `.zst`, a pipe, or `-` for standard input. What starts as gzip
  ///     or Zstandard data do is decompressed whatever its name.
  ///   - options: what is nil is found out from the first 2 MB of the text.
  ///   - threads: workers.
  /// - Throws: ``Failure``: no input for a missing or unreadable file or a folder; bad data for an empty text, UTF-16,
  ///   and a header that is broken, or has empty or repeated names; I/O.
  public init(path: String, options: DelimitedTextOptions = .init(), threads: Int = Parallel.availableThreads) throws
  {
    let input = try StreamInput.open(path)
    self = try input.intact { try Self(input, path: path, options: options, threads: threads) }
  }

  /// As ``init(path:options:threads:)``, of what was opened already.
  public init(_ input: ByteInput, options: DelimitedTextOptions, threads: Int) throws {
    self = try input.source.intact { try Self(input.source, path: input.name, options: options, threads: threads) }
  }

  init(_ input: StreamInput, path: String, options: DelimitedTextOptions, threads: Int) throws {
    (self.input, self.options) = (input, options)
    self.threads = max(1, threads)
    let head: Head
    switch input {
    case .mapped(let file):
      name = path
      head = try Head(file.bytes, isWhole: true, options, path)
    case .piped(let pipe):
      name = pipe.name
      do {
        head = try pipe.head.withUnsafeBufferPointer { try Head($0, isWhole: pipe.isWhole, options, pipe.name) }
      } catch {
        // What looks wrong in a text that breaks off is that it breaks off.
        throw pipe.failure ?? error
      }
    }
    (columnNames, dialect, judge) = (head.names, head.dialect, head.judge)
    (dataStart, linesBefore) = (head.dataStart, head.linesBefore)
  }

  /// What is kept of a text's start.
  private struct Head {
    let names: [String]
    let dialect: Dialect
    let dataStart: Int
    let linesBefore: Int
    var judge: EncodingJudge

    init(
      _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ options: DelimitedTextOptions, _ name: String
    ) throws {
      let head = try TableHead(bytes, options, file: name)
      if !isWhole, head.dataStart >= bytes.count {
        throw Failure(.badData, "the header line is too long", file: name, expected: "a line with column names")
      }
      (dialect, dataStart) = (head.dialect, head.dataStart)
      linesBefore = head.reporter.line(of: dataStart) - 1
      // The names are needed before the rows are seen: the sample decides for them. It ends with a line, since a
      // character may not be cut in two.
      var sample = min(bytes.count, PipeInput.headBytes)
      if sample < bytes.count || !isWhole {
        while sample > dataStart, bytes[sample - 1] != dialect.newline { sample -= 1 }
      }
      judge = EncodingJudge(wanted: options.encoding, isMarked: head.textStart > 0)
      let tally = UTF8Validation.tally(of: bytes, from: head.textStart, to: sample)
      guard let encoding = judge.judge(tally) else { throw judge.failure(tally, head.reporter) }
      names = try head.names(encoding)
    }
  }

  /// The place of a column in ``columnNames``. Throws ``Failure`` (bad data) with a "did you mean".
  public func column(named name: String) throws -> Int {
    if let column = columnNames.firstIndex(of: name) { return column }
    throw Failure(
      .badData, "no such column", file: self.name, field: name,
      hint: ShownHeading.hint(for: name, among: columnNames))
  }

  /// Reads the text: `transform` makes something of each batch of rows, on any worker; `consume` gets what it made, in
  /// file order, on the calling thread.
  ///
  /// Where batches begin and end is decided by the text alone, never by the number of threads. A file can be read
  /// again; a pipe cannot.
  ///
  /// - Parameters:
  ///   - columns: the columns wanted, as places in ``columnNames``; each at most once.
  ///   - badRows: what is done with rows that have a wrong number of fields, or that `transform` refuses (see
  ///     ``FieldBatch/refuse(_:_:)``). Broken quotes always end the reading, since they hide where rows end.
  /// - Returns: the rows that were left out.
  /// - Throws: ``Failure`` with file and row, the first by row; what `transform` and `consume` throw.
  @discardableResult
  public func forEachBatch<T: Sendable>(
    columns: [Int], badRows: BadRows = .stop, transform: @Sendable (borrowing FieldBatch) throws -> T,
    consume: (T) throws -> Void
  ) throws -> RefusedRows {
    for (place, column) in columns.enumerated()
    where !columnNames.indices.contains(column) || columns[..<place].contains(column) {
      throw Failure(.software, "a column was asked for that is not there, or twice", file: name)
    }
    let source = try blocks()
    let maker = BatchMaker(
      source, file: name, columnNames: columnNames, dialect: dialect, judge: judge, columns: columns,
      badRows: badRows, rule: options.decimalRule(delimiter: delimiter), privacy: options.privacy, threads: threads)
    return try input.intact {
      var refused = RefusedRows()
      try Parallel.stream(threads: threads) { item in
        do {
          return try maker.make(item, transform)
        } catch {
          source.stop()
          throw error
        }
      } consume: { made in
        do {
          try input.checkPages()
          refused.add(made.refused)
          if let value = made.value { try consume(value) }
        } catch {
          source.stop()
          throw error
        }
      }
      return refused
    }
  }

  /// What `body` makes of the first rows, as many as fit in the start of the text that is known without reading on; nil where
  /// there is no whole row, or none with the right number of fields. Nothing of the text is used up.
  public func firstRows<T: Sendable>(
    _ columns: [Int], _ body: @Sendable (borrowing FieldBatch) throws -> T
  ) throws -> T? {
    let (known, isWhole): ([UInt8], Bool) =
      switch input {
      case .mapped(let file): (Array(file.bytes.prefix(Self.firstBytes)), file.bytes.count <= Self.firstBytes)
      case .piped(let pipe):
        (Array(pipe.head.prefix(Self.firstBytes)), pipe.isWhole && pipe.head.count <= Self.firstBytes)
      }
    let end = isWhole ? known.count : known.lastIndex(of: dialect.newline).map { $0 + 1 } ?? 0
    if end <= dataStart { return nil }
    let pipe = try PipeInput(ReplayedSource(head: Array(known[..<end]), then: EmptySource()), name: name)
    let start = try DelimitedTextStream(.piped(pipe), path: name, options: options, threads: 1)
    var first: T?
    do {
      try start.forEachBatch(columns: columns, badRows: .skip, transform: body) { made in
        first = made
        throw Enough()
      }
    } catch is Enough {}
    return first
  }

  private static let firstBytes = 1 << 16
  private struct Enough: Error {}

  private func blocks() throws -> any BlockSource {
    switch input {
    case .mapped(let file):
      guard let base = file.bytes.baseAddress else {
        throw Failure(.badData, "the file is empty", file: name, expected: "a header line with column names")
      }
      let scanner = FieldScanner(
        base: base, end: file.bytes.count, delimiter: dialect.delimiter, newline: dialect.newline, hasQuotes: true)
      return MappedBlocks(
        file, scanner, dataStart: dataStart, linesBefore: linesBefore, options: options, threads: threads)
    case .piped(let pipe):
      return PipedBlocks(
        try pipe.text(from: dataStart), dialect, linesBefore: linesBefore, options: options, threads: threads)
    }
  }
}
