import TextCodec

/// One worker's state while it reads a chunk.
struct RowWork: ~Copyable {
  private let reader: RowReader
  private let storage: ColumnStorage
  let scanner: FieldScanner
  /// The steps, and the tables below, where the row loop reaches them without a count or a check.
  private let steps: UnsafeMutableBufferPointer<ReadStep>
  let powers: UnsafeMutableBufferPointer<UInt64>
  let tens: UnsafeMutableBufferPointer<Double>
  private let numbers: UnsafeMutableBufferPointer<UnsafeMutablePointer<Double>>
  /// Whether points and commas are both allowed, and it matters which one a column has.
  let tracksSeparators: Bool
  /// Bytes that mean a decimal separator; both the same where only one may.
  let firstSign: UInt8
  let secondSign: UInt8
  /// The bytes that end a field, and those above, in all places of a word.
  let patterns: (delimiter: UInt64, newline: UInt64, first: UInt64, second: UInt64)
  /// What was found in each number column.
  var findings: [NumberFindings]
  private let texts: UnsafeMutablePointer<ByteBuffer>
  private let textCount: Int

  init(reader: RowReader, storage: ColumnStorage) {
    self.reader = reader
    self.storage = storage
    scanner = reader.scanner
    steps = .copy(of: reader.steps)
    powers = .copy(of: DigitScan.powers)
    tens = .copy(of: DigitScan.powersAsDouble)
    numbers = .copy(of: storage.numbers)
    if case .either = reader.rule { tracksSeparators = true } else { tracksSeparators = false }
    switch reader.rule {
    case .only(.point): (firstSign, secondSign) = (UInt8(ascii: "."), UInt8(ascii: "."))
    case .only(.comma): (firstSign, secondSign) = (UInt8(ascii: ","), UInt8(ascii: ","))
    case .either: (firstSign, secondSign) = (UInt8(ascii: "."), UInt8(ascii: ","))
    }
    patterns = (
      ByteScan.pattern(scanner.delimiter), ByteScan.pattern(scanner.newline), ByteScan.pattern(firstSign),
      ByteScan.pattern(secondSign)
    )
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
    numbers.deallocate()
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
      if let defect = read.defect {
        guard reader.keepsGoing else { throw defect }
        refused.append((row, defect))
        for column in storage.numbers { column[row] = .nan }
        for text in 0..<textCount { storage.ends[text][row] = texts[text].count }
      }
      position = read.next
      row += 1
    }
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
    for step in steps {
      if step.column < column {
        // The same column once more, as the other kind.
        (position, column, ended) = (fieldStart, column - 1, false)
      } else if step.column > column, !ended {
        let skipped = try scanner.skip(step.column - column, from: position)
        (position, column, ended) = (skipped.next, column + skipped.skipped, skipped.endsLine)
      }
      if ended { return (position, .ragged(row: start, found: column)) }
      fieldStart = position
      if step.isNumber {
        if let quick = quickNumber(at: position, row: start, output: step.output) {
          numbers[step.output][row] = quick.value
          (position, ended) = (quick.next, quick.endsLine)
        } else {
          let span = try scanner.field(at: position)
          if let value = number(in: span, row: start, index: row, output: step.output) {
            numbers[step.output][row] = value
          } else if defect == nil {
            defect = .notANumber(row: start, column: step.column, field: span)
          }
          (position, ended) = (span.next, span.endsLine)
        }
      } else {
        let span = try scanner.field(at: position)
        append(span, to: step.output)
        storage.ends[step.output][row] = texts[step.output].count
        (position, ended) = (span.next, span.endsLine)
      }
      column += 1
    }
    if !ended {
      let rest = try scanner.skip(.max, from: position)
      (position, column) = (rest.next, column + rest.skipped)
    }
    if column != reader.fieldCount { return (position, .ragged(row: start, found: column)) }
    return (position, defect)
  }

  /// Any field of a number column: NaN for null and suppressed, nil when it is no number.
  private mutating func number(in span: FieldSpan, row: Int, index: Int, output: Int) -> Double? {
    if span.start == span.end { return .nan }
    if span.hasDoubledQuotes { return nil }
    if reader.encoding == .utf8 {
      let text = UnsafeBufferPointer(start: scanner.base + span.start, count: span.end - span.start)
      return number(text, span, row: row, index: index, output: output)
    }
    return scanner.text(of: span, reader.encoding).withUnsafeBufferPointer {
      number($0, span, row: row, index: index, output: output)
    }
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ span: FieldSpan, row: Int, index: Int, output: Int
  ) -> Double? {
    var (first, last) = (0, text.count)
    while first < last, text[first] == 0x20 || text[first] == 0x09 { first += 1 }
    while last > first, text[last - 1] == 0x20 || text[last - 1] == 0x09 { last -= 1 }
    if first == last { return .nan }
    let trimmed = UnsafeBufferPointer(rebasing: text[first..<last])
    if Markers.contains(reader.markers.null, trimmed) { return .nan }
    if Markers.contains(reader.markers.suppressed, trimmed) {
      findings[output].suppressedRows.append(index)
      return .nan
    }
    let separator: DecimalSeparator? = if case .only(let one) = reader.rule { one } else { nil }
    guard let parsed = NumberParsing.parse(trimmed, separator: separator) else { return nil }
    if tracksSeparators, let found = parsed.separator { note(found, row, output, span) }
    return parsed.value
  }

  @inline(__always)
  private mutating func append(_ span: FieldSpan, to output: Int) {
    if !span.isQuoted, span.end - span.start <= 8, !reader.markers.textNull.isEmpty {
      let text = UnsafeBufferPointer(start: scanner.base + span.start, count: span.end - span.start)
      if Markers.contains(reader.markers.textNull, text) { return }
    }
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
