/// Walks over the XML of a workbook byte by byte, counts the cells that GDAL will make of it, and formulas without a result.
///
/// In `.xlsx` rows and cells may say where they stand (`<row r="7"><c r="C7"><f>formula</f><v>result</v></c>`), in `.ods` how
/// often they are repeated; what lies between is made too.
package struct SheetScan {
  /// Cells so far; anything else that is kept, such as shared strings, counts as one.
  package var cells: Int { done + rows * columns + others }
  /// Cells with a formula and no result so far.
  package private(set) var withoutResult = 0
  /// Whether it declares entities, which may stand for any number of cells.
  package private(set) var hasDeclarations = false

  /// Cells of the sheets before, in a file with several.
  private var done = 0
  private var others = 0
  /// The sheet's last row and column so far, counted from 1.
  private var (rows, columns) = (0, 0)
  /// Where the next cell stands.
  private var (row, column) = (0, 0)
  /// Of `.ods`: how often the row is repeated; columns of the row, without an empty cell at its end.
  private var (repeated, filled) = (1, 0)
  private var isOver = false
  private var (hasFormula, hasResult) = (false, false)

  private var tag = Tag()
  /// The last tag's name.
  private var last: UInt64 = 0
  private var state = State.text
  /// The last two bytes.
  private var before: (UInt8, UInt8) = (0, 0)

  private enum State {
    case text
    /// Behind `<`, and behind `<!`.
    case start
    case startOfMore
    case tag
    case comment
    case data
    case instruction
  }

  /// Nothing so far.
  package init() {}

  /// Takes the next bytes.
  package mutating func take(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes { take(byte) }
  }

  /// Takes the next byte. Zeros are passed over, so that UTF-16 is read as well.
  mutating func take(_ byte: UInt8) {
    if byte == 0 { return }
    let isEnd = byte == UInt8(ascii: ">")
    switch state {
    case .text:
      if byte == UInt8(ascii: "<") {
        (state, tag) = (.start, Tag())
      } else if last == Tag.v {
        // Text directly behind `<v>` is the result.
        hasResult = true
      }
    case .start where byte == UInt8(ascii: "!"): state = .startOfMore
    case .start where byte == UInt8(ascii: "?"): state = .instruction
    case .start, .tag:
      state = .tag
      if isEnd, !tag.isInValue { end(isClosed: before.1 == UInt8(ascii: "/")) } else { tag.take(byte) }
    case .startOfMore:
      state = byte == UInt8(ascii: "-") ? .comment : byte == UInt8(ascii: "[") ? .data : .tag
      if state == .tag { hasDeclarations = true }
    case .comment: if isEnd, before == (UInt8(ascii: "-"), UInt8(ascii: "-")) { state = .text }
    case .data: if isEnd, before == (UInt8(ascii: "]"), UInt8(ascii: "]")) { state = .text }
    case .instruction: if isEnd, before.1 == UInt8(ascii: "?") { state = .text }
    }
    before = (before.1, byte)
  }

  private mutating func end(isClosed: Bool) {
    state = .text
    last = tag.name
    switch tag.name {
    case Tag.row:
      row = max(row + 1, tag.position.map { $0.isNumber ? $0.number : Self.lastRow } ?? 0)
      (rows, column) = (max(rows, row), 0)
    case Tag.c:
      column = tag.position.map { $0.column ?? Self.lastColumn } ?? column + 1
      columns = max(columns, column)
      (hasFormula, hasResult) = (false, false)
    case Tag.f: hasFormula = true
    case Tag.endC:
      if hasFormula, !hasResult { withoutResult += 1 }
      (hasFormula, hasResult) = (false, false)
    case Tag.table:
      done += rows * columns
      (rows, columns, row, isOver) = (0, 0, 0, false)
    case Tag.tableRow:
      repeated = tag.repeats
      // GDAL takes what reaches the last row that a sheet can have for its end.
      if row + repeated + 2 >= Self.lastRow { isOver = true }
      (column, filled) = (0, 0)
      if isClosed { row += repeated }
    case Tag.endTableRow:
      row += repeated
      if filled > 0, !isOver { (rows, columns) = (row, max(columns, filled)) }
    case Tag.tableCell, Tag.coveredCell:
      // An empty cell counts when another follows.
      filled = column
      column += tag.repeats
      if tag.hasValue || !isClosed { filled = column }
    case Tag.v, Tag.isText, Tag.t, Tag.p: break
    default: if tag.name != 0, !tag.isEnd { others += 1 }
    }
    // No text belongs to `<v/>`.
    if isClosed { last = 0 }
  }

  private static let lastRow = 1_048_576
  private static let lastColumn = 16_384
}

extension SheetScan {
  /// What is known of a tag's name and attributes. Names are hashes: nobody gains by another name with the same one.
  fileprivate struct Tag {
    static let (row, c, f, v) = (hash("row"), hash("c"), hash("f"), hash("v"))
    static let (endC, isText, t) = (hash("/c"), hash("is"), hash("t"))
    static let (table, tableRow, endTableRow) = (
      hash("table:table"), hash("table:table-row"), hash("/table:table-row")
    )
    static let (tableCell, coveredCell, p) = (
      hash("table:table-cell"), hash("table:covered-table-cell"), hash("text:p")
    )
    private static let position = hash("r")
    private static let repeatedRows = hash("table:number-rows-repeated")
    private static let repeatedColumns = hash("table:number-columns-repeated")
    private static let formula = hash("table:formula")

    private(set) var name: UInt64 = 0
    private(set) var isEnd = false
    /// What stands in quotes is read now.
    var isInValue: Bool { quote != 0 }
    /// The attribute `r`.
    private(set) var position: Value?
    /// How often a row or cell is repeated.
    private(set) var repeats = 1
    /// Whether a cell of `.ods` has a value or a formula.
    private(set) var hasValue = false

    private var isInName = true
    private var isBehindBlank = false
    private var attribute: UInt64 = 0
    private var attributeStart: UInt8 = 0
    private var quote: UInt8 = 0
    private var value = Value()

    /// A value as a number, and as a cell such as `AB12`.
    struct Value {
      private(set) var number = 0
      private(set) var isNumber = true
      private var letters = 0
      private var hasDigits = false
      private var isCell = true

      /// The column of a cell, from 1; nil for what is none.
      var column: Int? { isCell && letters > 0 ? letters : nil }

      mutating func take(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          number = min(number * 10 + Int(byte - UInt8(ascii: "0")), 1 << 30)
          hasDigits = true
        case UInt8(ascii: "A")...UInt8(ascii: "Z") where !hasDigits:
          letters = min(letters * 26 + Int(byte - UInt8(ascii: "A")) + 1, 1 << 20)
          isNumber = false
        default: (isNumber, isCell) = (false, false)
        }
      }
    }

    mutating func take(_ byte: UInt8) {
      if quote != 0 {
        if byte == quote { endValue() } else { value.take(byte) }
      } else if isInName {
        if name == 0, byte == UInt8(ascii: "/") { isEnd = true }
        if byte <= 0x20 || byte == UInt8(ascii: "/") && name != 0 {
          isInName = false
        } else {
          name = Self.next(name, byte)
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        (quote, value) = (byte, Value())
      } else if byte <= 0x20 || byte == UInt8(ascii: "/") {
        isBehindBlank = true
      } else if byte == UInt8(ascii: "=") {
        isBehindBlank = false
      } else {
        if isBehindBlank { (attribute, isBehindBlank) = (0, false) }
        if attribute == 0 { attributeStart = byte }
        attribute = Self.next(attribute, byte)
      }
    }

    private mutating func endValue() {
      switch attribute {
      case Self.position: position = value
      // What is no number is taken for the most that GDAL takes.
      case Self.repeatedRows, Self.repeatedColumns: repeats = value.isNumber ? max(1, value.number) : 10_000
      case Self.formula: hasValue = true
      default: if attributeStart == UInt8(ascii: "o") { hasValue = true }
      }
      (quote, attribute) = (0, 0)
    }

    private static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    private static func hash(_ text: String) -> UInt64 { text.utf8.reduce(0) { next($0, $1) } }
  }
}
