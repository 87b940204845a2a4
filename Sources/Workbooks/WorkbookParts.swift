import Archives
import Core

/// The parts of a workbook's file (ECMA-376, part 1, chapter 18).
struct WorkbookParts {
  private let sheets: [Workbook.Sheet]
  private let names: [String]
  /// Looks of numbers in the order of their styles.
  private let looks: [Workbook.NumberLook]
  private let styleOf: [Workbook.NumberLook: Int]
  private var texts: [String] = []
  private var indexOf: [String: Int] = [:]

  /// Styles before those of numbers: none, the heading, dates.
  private static let (headingStyle, dateStyle, firstLook) = (1, 2, 3)

  init(_ sheets: [Workbook.Sheet], names: [String]) {
    (self.sheets, self.names) = (sheets, names)
    var looks: [Workbook.NumberLook] = []
    var styleOf: [Workbook.NumberLook: Int] = [:]
    for look in sheets.flatMap(\.columns).map(\.look) where look != .plain && styleOf[look] == nil {
      styleOf[look] = Self.firstLook + looks.count
      looks.append(look)
    }
    (self.looks, self.styleOf) = (looks, styleOf)
  }

  mutating func archive() -> ZipArchive {
    var archive = ZipArchive()
    func add(_ name: String, _ text: String) {
      archive.add(name, Array((#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n" + text).utf8))
    }
    let pages = sheets.map { page($0) }
    add("[Content_Types].xml", contentTypes)
    add(
      "_rels/.rels",
      Self.relationships([("officeDocument", "xl/workbook.xml")]))
    add("xl/workbook.xml", workbook)
    add(
      "xl/_rels/workbook.xml.rels",
      Self.relationships(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]))
    add("xl/styles.xml", styles)
    add("xl/sharedStrings.xml", sharedStrings)
    for (index, page) in pages.enumerated() { add("xl/worksheets/sheet\(index + 1).xml", page) }
    return archive
  }

  private static let spreadsheet = #"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func relationships(_ targets: [(kind: String, target: String)]) -> String {
    let all = targets.enumerated().map {
      #"<Relationship Id="rId\#($0 + 1)" Type="\#(office)/\#($1.kind)" Target="\#($1.target)"/>"#
    }
    return #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"# + all.joined()
      + "</Relationships>"
  }

  private var contentTypes: String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let parts =
      [("workbook.xml", "sheet.main"), ("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")]
      + sheets.indices.map { ("worksheets/sheet\($0 + 1).xml", "worksheet") }
    return #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
      + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
      + #"<Default Extension="xml" ContentType="application/xml"/>"#
      + parts.map { #"<Override PartName="/xl/\#($0)" ContentType="\#(kind).\#($1)+xml"/>"# }.joined() + "</Types>"
  }

  private var workbook: String {
    let list = names.enumerated().map {
      #"<sheet name="\#(MarkupText.escaped($1))" sheetId="\#($0 + 1)" r:id="rId\#($0 + 1)"/>"#
    }
    // Under these names programs look for the range that is filtered, and for what every printed page begins with.
    let filters: [String] = sheets.enumerated().filter { !$1.columns.isEmpty }.map { index, sheet in
      #"<definedName name="_xlnm._FilterDatabase" localSheetId="\#(index)" hidden="1">"#
        + "\(Self.quoted(names[index]))!\(Self.range(sheet, isAbsolute: true))</definedName>"
        + #"<definedName name="_xlnm.Print_Titles" localSheetId="\#(index)">"#
        + "\(Self.quoted(names[index]))!$1:$1</definedName>"
    }
    return "<workbook \(Self.spreadsheet) xmlns:r=\"\(Self.office)\"><sheets>" + list.joined() + "</sheets>"
      + (filters.isEmpty ? "" : "<definedNames>" + filters.joined() + "</definedNames>") + "</workbook>"
  }

  private static func quoted(_ name: String) -> String {
    MarkupText.escaped("'" + name.replacing("'", with: "''") + "'")
  }

  private var styles: String {
    let formats = looks.enumerated().map {
      #"<numFmt numFmtId="\#(164 + $0)" formatCode="\#(MarkupText.escaped($1.format))"/>"#
    }
    func style(_ format: Int, _ rest: String = "/>") -> String {
      #"<xf numFmtId="\#(format)" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1""# + rest
    }
    let heading =
      #"<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1""#
      + #" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#
    // 14 is the day in the form of the reader's own country.
    let all = [style(0), heading, style(14)] + looks.indices.map { style(164 + $0) }
    let count = formats.count
    return "<styleSheet \(Self.spreadsheet)>"
      + (formats.isEmpty ? "" : "<numFmts count=\"\(count)\">" + formats.joined() + "</numFmts>")
      + #"<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>"#
      + #"<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#
      + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
      + #"<fill><patternFill patternType="gray125"/></fill>"#
      + #"<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECEF"/></patternFill></fill></fills>"#
      + #"<borders count="2"><border/><border><bottom style="thin"><color rgb="FF60707A"/></bottom></border></borders>"#
      + #"<cellStyleXfs count="1"><xf/></cellStyleXfs>"# + "<cellXfs count=\"\(all.count)\">" + all.joined()
      + #"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
  }

  private var sharedStrings: String {
    "<sst \(Self.spreadsheet) uniqueCount=\"\(texts.count)\">"
      + texts.map { #"<si><t xml:space="preserve">"# + MarkupText.escaped($0) + "</t></si>" }.joined() + "</sst>"
  }

  // MARK: sheets

  private mutating func page(_ sheet: Workbook.Sheet) -> String {
    let widths = sheet.columns.enumerated().map { index, column in
      #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(Self.width(of: column))" customWidth="1"/>"#
    }
    var text =
      "<worksheet \(Self.spreadsheet)><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
      + #"<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft""#
      + #" state="frozen"/></sheetView></sheetViews>"#
    if !widths.isEmpty { text += "<cols>" + widths.joined() + "</cols>" }
    text += "<sheetData>"
    let letters = sheet.columns.indices.map(Self.letters)
    text += "<row r=\"1\" ht=\"\(16 * Self.headingLines(sheet))\" customHeight=\"1\">"
    for (column, letter) in zip(sheet.columns, letters) {
      text += cell(column.title, at: letter + "1", style: Self.headingStyle)
    }
    text += "</row>"
    for row in 0..<sheet.rowCount {
      text += "<row r=\"\(row + 2)\">"
      for (column, letter) in zip(sheet.columns, letters) { text += cell(column, row, at: "\(letter)\(row + 2)") }
      text += "</row>"
    }
    text += "</sheetData>"
    if !sheet.columns.isEmpty { text += "<autoFilter ref=\"\(Self.range(sheet, isAbsolute: false))\"/>" }
    return text + #"<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>"#
  }

  private mutating func cell(_ column: Workbook.Column, _ row: Int, at place: String) -> String {
    guard row < column.values.count else { return "" }
    switch column.values {
    case .numbers(let numbers):
      guard let number = numbers[row], number.isFinite else { return "" }
      let style = styleOf[column.look].map { " s=\"\($0)\"" } ?? ""
      return "<c r=\"\(place)\"\(style)><v>\(Self.text(number))</v></c>"
    case .texts(let texts): return texts[row].map { cell($0, at: place) } ?? ""
    case .flags(let flags):
      return flags[row].map { "<c r=\"\(place)\" t=\"b\"><v>\($0 ? 1 : 0)</v></c>" } ?? ""
    case .dates(let days):
      // Days since 1899-12-30; before March 1900 programs disagree.
      guard let day = days[row], day > -25_509 else { return "" }
      return "<c r=\"\(place)\" s=\"\(Self.dateStyle)\"><v>\(Int(day) + 25_569)</v></c>"
    }
  }

  /// A text, which is none of a formula: those that look like one begin with `'`, as in other spreadsheets written.
  private mutating func cell(_ text: String, at place: String, style: Int? = nil) -> String {
    let isLikeFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    // A cell holds 32,767 characters; `_x0041_` would be read as the character of that number.
    let safe = String(((isLikeFormula ? "'" : "") + text).prefix(32_000))
      .replacing(/_(x[0-9A-Fa-f]{4}_)/) { "_x005F_\($0.1)" }
    let index = indexOf[safe] ?? texts.count
    if index == texts.count {
      indexOf[safe] = index
      texts.append(safe)
    }
    return "<c r=\"\(place)\"\(style.map { " s=\"\($0)\"" } ?? "") t=\"s\"><v>\(index)</v></c>"
  }

  /// The fewest digits that read back to the same double; whole numbers without a point.
  private static func text(_ number: Double) -> String {
    abs(number) < 0x1p53 && number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  /// Characters across, about: of the longest word of the heading and the longest value, within bounds.
  private static func width(of column: Workbook.Column) -> Int {
    let word = column.title.split(separator: " ").map(\.count).max() ?? 0
    let values: Int =
      switch column.values {
      case .numbers, .dates: 11
      case .flags: 6
      case .texts(let texts): texts.prefix(1000).reduce(0) { max($0, $1?.count ?? 0) }
      }
    return min(60, max(9, max(word + 4, values + 2)))
  }

  /// Lines that the longest heading takes in its column; letters of headings are bold.
  private static func headingLines(_ sheet: Workbook.Sheet) -> Int {
    sheet.columns.reduce(1) { lines, column in
      max(lines, min(6, (column.title.count * 5 / 4 + width(of: column) - 1) / width(of: column)))
    }
  }

  private static func range(_ sheet: Workbook.Sheet, isAbsolute: Bool) -> String {
    let mark = isAbsolute ? "$" : ""
    return "\(mark)A\(mark)1:\(mark)\(letters(sheet.columns.count - 1))\(mark)\(sheet.rowCount + 1)"
  }

  /// A column's letters: A … Z, AA, AB ….
  static func letters(_ index: Int) -> String {
    var (rest, text) = (index + 1, "")
    while rest > 0 {
      let digit = UInt8((rest - 1) % 26)
      text = String(UnicodeScalar(UInt8(ascii: "A") + digit)) + text
      rest = (rest - 1) / 26
    }
    return text
  }
}
