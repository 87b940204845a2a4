import TextCodec

/// One worker's state while it reads a chunk.
struct RowWork: ~Copyable {
  /// A number, where the next field or line starts, and whether the line ended.
  typealias QuickNumber = (value: Double, next: Int, endsLine: Bool)

  let reader: RowReader
  private let storage: ColumnStorage
  let scanner: FieldScanner
  /// The steps, and the tables below, where the row loop reaches them without a count or a check.
  private let steps: UnsafeMutableBufferPointer<ReadStep>
  let powers: UnsafeMutableBufferPointer<UInt64>
  let tens: UnsafeMutableBufferPointer<Double>
  private var staged: StagedNumbers
  /// Whether points and commas are both allowed, and it matters which one a column has.
  let tracksSeparators: Bool
  /// Bytes that mean a decimal separator; both the same where only one may.
  let firstSign: UInt8
  let secondSign: UInt8
  /// What was found in each number column.
  var findings: [NumberFindings]
  /// Whether a column of codes has something else.
  private(set) var hasOtherCodes = false
  private let short: ShortFields
  private let texts: UnsafeMutablePointer<ByteBuffer>
  private let textCount: Int

  /// A worker for the rows from `firstRow` on.
  init(reader: RowReader, storage: ColumnStorage, firstRow: Int) {
    (self.reader, self.storage) = (reader, storage)
    scanner = reader.scanner
    steps = .copy(of: reader.steps)
    powers = .copy(of: DigitScan.powers)
    tens = .copy(of: DigitScan.powersAsDouble)
    staged = StagedNumbers(storage.numbers, first: firstRow)
    tracksSeparators = reader.rule == .either
    switch reader.rule.separator {
    case .point: (firstSign, secondSign) = (UInt8(ascii: "."), UInt8(ascii: "."))
    case .comma: (firstSign, secondSign) = (UInt8(ascii: ","), UInt8(ascii: ","))
    case nil: (firstSign, secondSign) = (UInt8(ascii: "."), UInt8(ascii: ","))
    }
    short = ShortFields(reader, numbers: staged.base, sign: firstSign, mayTake: !tracksSeparators)
    findings = Array(repeating: NumberFindings(), count: storage.numbers.count)
    textCount = storage.ends.count
    texts = .allocate(capacity: textCount)
    for index in 0..<textCount { (texts + index).initialize(to: ByteBuffer(capacity: 4096)) }
  }

  deinit {
    texts.deinitialize(count: textCount)
    texts.deallocate()
    steps.deallocate()
    powers.deallocate()
    tens.deallocate()
  }

  /// The texts read, column by column.
  func takeTexts() -> [[UInt8]] { (0..<textCount).map { texts[$0].bytes() } }

  /// Reads all rows that start in the chunk. Rows that are passed over take no place in the columns' order: their
  /// entries stay null and the caller removes them.
  mutating func readRows(of chunk: Chunk, _ refused: inout [(row: Int, defect: Defect)]) throws(Defect) {
    guard var position = reader.firstRow(of: chunk) else { return }
    var row = chunk.rows.lowerBound
    while position < chunk.bytes.upperBound {
      if let behind = scanner.behindEmptyLine(at: position) {
        position = behind
        continue
      }
      guard row < chunk.rows.upperBound else { throw .inconsistent(position: position) }
      let read = try readRow(row, at: position)
      if hasOtherCodes { return }
      if let defect = read.defect {
        guard reader.keepsGoing else { throw defect }
        refused.append((row, defect))
        staged.makeNull()
        for text in 0..<textCount { storage.ends[text][row] = texts[text].count }
      }
      staged.advance()
      position = read.next
      row += 1
    }
    staged.flush()
    guard row == chunk.rows.upperBound else { throw .inconsistent(position: position) }
  }

  /// Reads one row; a wrong number of fields is named before anything else that is wrong with the row.
  @inline(__always)
  private mutating func readRow(_ row: Int, at start: Int) throws(Defect) -> (next: Int, defect: Defect?) {
    var position = start
    var column = 0
    var ended = false
    var fieldStart = start
    var defect: Defect?
    var place = 0
    while place < steps.count {
      let step = steps[place]
      if step.column < column {
        // The same column once more, as the other kind.
        (position, column, ended) = (fieldStart, column - 1, false)
      } else if step.column > column, !ended {
        let skipped = try scanner.skip(step.column - column, from: position)
        (position, column, ended) = (skipped.next, column + skipped.skipped, skipped.endsLine)
      }
      if ended { return (position, .ragged(row: start, found: column)) }
      let run = short.run(place)
      if run > 0 {
        let taken = short.read(place, run: run, row: staged.count, at: &position)
        column += taken
        place += taken
        ended = column == reader.fieldCount
        if taken > 0 { continue }
      }
      fieldStart = position
      switch step.kind {
      case .number:
        if let quick = quickNumber(at: position, row: start, output: step.output) {
          staged[step.output] = quick.value
          (position, ended) = (quick.next, quick.endsLine)
        } else {
          let span = try scanner.field(at: position)
          if let value = number(in: span, row: start, index: row, output: step.output) {
            staged[step.output] = value
          } else if defect == nil {
            defect = .notANumber(row: start, column: step.column, field: span)
          }
          (position, ended) = (span.next, span.endsLine)
        }
      case .code:
        let span = try scanner.field(at: position)
        guard let code = code(span) else {
          // The file is read anew, and what is wrong with this row is found then.
          hasOtherCodes = true
          return (position, nil)
        }
        staged[step.output] = code
        (position, ended) = (span.next, span.endsLine)
      case .text:
        let span = try scanner.field(at: position)
        append(span, to: step.output)
        storage.ends[step.output][row] = texts[step.output].count
        (position, ended) = (span.next, span.endsLine)
      }
      column += 1
      place += 1
    }
    if !ended {
      let rest = try scanner.skip(.max, from: position)
      (position, column) = (rest.next, column + rest.skipped)
    }
    if column != reader.fieldCount { return (position, .ragged(row: start, found: column)) }
    return (position, defect)
  }

  /// Up to seven digits, perhaps with a sign and up to seven decimals, straight up to the delimiter or the line's end:
  /// nearly every field of nearly every file. An empty field is null.
  @inline(__always)
  private mutating func quickNumber(at start: Int, row: Int, output: Int) -> QuickNumber? {
    let base = scanner.base
    // Room for all that is looked at here and in `longNumber`: a sign, twice 24 digits, the separator, a line's end.
    guard start &+ 52 <= scanner.end else { return nil }
    let negative = base[start] == UInt8(ascii: "-")
    var position = start &+ (negative ? 1 : 0)
    guard let (count, whole) = DigitScan.few(ByteScan.word(base + position)) else {
      return longNumber(at: start, row: row, output: output)
    }
    position &+= count
    var byte = base[position]
    var magnitude = Self.double(whole)
    if byte == firstSign || byte == secondSign, byte != scanner.delimiter {
      if tracksSeparators { return longNumber(at: start, row: row, output: output) }
      guard let (decimals, fraction) = DigitScan.few(ByteScan.word(base + (position &+ 1))) else {
        return longNumber(at: start, row: row, output: output)
      }
      if count &+ decimals == 0 { return nil }
      position &+= decimals &+ 1
      byte = base[position]
      // Both exact, so the one division rounds correctly; see `DecimalConversion`.
      magnitude = Self.double(whole &* powers[decimals] &+ fraction) / tens[decimals]
    } else if count == 0 {
      if negative { return nil }
      magnitude = .nan
    }
    if byte == FieldScanner.carriageReturn, scanner.newline == FieldScanner.lineFeed {
      position &+= 1
      byte = base[position]
      if byte != scanner.newline { return nil }
    }
    let endsLine = byte == scanner.newline
    guard endsLine || byte == scanner.delimiter else { return nil }
    return (negative ? -magnitude : magnitude, position &+ 1, endsLine)
  }

  /// A whole number below 2^52: it becomes the low bits of 2^52 plus itself. The processor's own conversion would wait for
  /// what the same register held before.
  @inline(__always)
  private static func double(_ whole: UInt64) -> Double { Double(bitPattern: (0x1p52).bitPattern | whole) - 0x1p52 }

  @inline(__always)
  private mutating func append(_ span: FieldSpan, to output: Int) {
    let span = scanner.trimmed(span, reader.encoding)
    if !span.isQuoted, FieldValue.isNoText(scanner.bytes(of: span)) { return }
    scanner.append(span, reader.encoding, to: &texts[output])
  }
}

extension UnsafeMutableBufferPointer {
  /// The elements in storage of their own; the caller gives it back. Trivial elements only.
  fileprivate static func copy(of elements: [Element]) -> Self where Element: BitwiseCopyable {
    let buffer = allocate(capacity: Swift.max(1, elements.count))
    _ = buffer.initialize(from: elements)
    return buffer
  }
}
