import Archives
import Core

/// A workbook (Office Open XML, `.xlsx`) as a value: sheets of typed columns, and the bytes of its file.
///
/// GDAL's driver writes cells and nothing else: no style, so no heading that stands out, stays or filters, and no date; a text
/// that begins with `=` it makes a formula of, and the file tells the time when it was made. All parts are written here, of which
/// there are few, and the same sheets give the same bytes.
package struct Workbook: Sendable {
  /// Its sheets, from left to right.
  package var sheets: [Sheet]

  /// A workbook of those sheets.
  package init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// A table on a sheet of its own.
  package struct Sheet: Sendable {
    /// What its tab says: at most 31 characters without `[ ] : * ? / \`; made so, and different from the others', when written.
    package var name: String
    /// Its columns, of as many rows each.
    package var columns: [Column]

    /// A sheet of those columns.
    package init(_ name: String, _ columns: [Column]) { (self.name, self.columns) = (name, columns) }

    /// Rows below the heading.
    package var rowCount: Int { columns.map(\.values.count).max() ?? 0 }
  }

  /// A column: its heading, and values of one kind.
  package struct Column: Sendable {
    /// What stands over it.
    package var heading: String
    /// Its unit, in parentheses behind the heading; empty: none.
    package var unit: String
    /// What stands in it.
    package var values: Values
    /// How its numbers look.
    package var look: NumberLook

    /// A column of those values.
    package init(_ heading: String, unit: String = "", look: NumberLook = .plain, _ values: Values) {
      (self.heading, self.unit, self.look, self.values) = (heading, unit, look, values)
    }

    /// Heading and unit as the cell has them.
    var title: String { unit.isEmpty ? heading : "\(heading) (\(unit))" }
  }

  /// Values of a column; what is nil, or not finite, is an empty cell.
  package enum Values: Sendable, Equatable {
    case numbers([Double?])
    case texts([String?])
    case flags([Bool?])
    /// Days since 1970-01-01.
    case dates([Int32?])

    var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .texts(let texts): texts.count
      case .flags(let flags): flags.count
      case .dates(let days): days.count
      }
    }
  }

  /// How numbers look; their value has all its digits.
  package enum NumberLook: Sendable, Hashable {
    /// As the program thinks best: years, identifiers.
    case plain
    /// With so many decimals, thousands apart.
    case decimals(Int)
    /// A share 0–1 as per cent of so many decimals.
    case percent(Int)

    var format: String {
      func zeros(_ count: Int) -> String { count > 0 ? "." + String(repeating: "0", count: count) : "" }
      return switch self {
      case .plain: "General"
      case .decimals(let count): "#,##0" + zeros(count)
      case .percent(let count): "0" + zeros(count) + "%"
      }
    }
  }

  /// What a sheet can hold.
  private static let mostRows = 1_048_575
  private static let mostColumns = 16_384

  /// The bytes of its file.
  ///
  /// - Throws: ``Failure`` (cannot create) for a sheet of more rows or columns than a workbook can have.
  package func bytes() throws -> [UInt8] {
    for sheet in sheets where sheet.rowCount > Self.mostRows || sheet.columns.count > Self.mostColumns {
      throw Failure(
        .cannotCreate, "sheet \(sheet.name) has \(sheet.rowCount) rows and \(sheet.columns.count) columns",
        expected: "at most \(Self.mostRows) rows and \(Self.mostColumns) columns", hint: "write .csv or .json instead"
      )
    }
    var parts = WorkbookParts(sheets, names: Self.names(sheets.map(\.name)))
    return parts.archive().file
  }

  /// The names as tabs can have them, no two alike when case is ignored.
  static func names(_ wanted: [String]) -> [String] {
    var taken: Set<String> = []
    return wanted.map { name in
      var clean = String(name.map { "[]:*?/\\".contains($0) || $0.isNewline ? "_" : $0 }.prefix(31))
      clean = clean.trimming { $0 == "'" || $0 == " " }
      if clean.isEmpty { clean = "Blad" }
      var unique = clean
      var number = 2
      while !taken.insert(unique.lowercased()).inserted {
        let suffix = " \(number)"
        unique = String(clean.prefix(31 - suffix.count)) + suffix
        number += 1
      }
      return unique
    }
  }
}

extension String {
  fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
    String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
