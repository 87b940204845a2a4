import Columns
import Core
import Reports

/// Finds the columns of one input by their roles: by the name given on the command line, else by their headings. What was
/// taken, and what could have been, goes into the journal.
///
/// A role's own flag is about one input, so its column must be there. `--column` is about all inputs of a run: where one has no
/// such column its headings decide, with a note; `Journal/conclude()` refuses a name that served nowhere.
package struct RoleFinder {
  /// The input's columns.
  package let names: [String]
  /// The file, for messages.
  package let file: String
  /// The same as messages name them: by their shapes where the first row may stand in the header's place, since no heading is known
  /// and the data is personal or one of them looks like a value.
  private let shown: [String]
  private let named: [String: String]
  private let lacksHeader: Bool
  /// Gets what was taken.
  let journal: Journal

  /// The columns of an input called `file` in messages, which is read with `options`.
  package init(_ names: [String], file: String, options: InputOptions, journal: Journal) {
    (self.names, self.file, named, self.journal) = (names, file, options.columns, journal)
    let mayLackHeader = options.text.privacy == .personal || names.contains(where: ShownHeading.looksLikeValue)
    let lacksHeader = mayLackHeader && !names.contains(where: RoleCatalogue.isPersonalHeading)
    shown = names.map { lacksHeader ? ShownValue($0, .personal).text : ShownHeading.of($0) }
    self.lacksHeader = lacksHeader
    journal.want(named)
  }

  /// The first columns, for a hint: `columns there: id, name`.
  package var there: String {
    "columns there: " + shown.prefix(12).joined(separator: lacksHeader ? "; " : ", ")
      + (lacksHeader ? "; is the header line missing?" : "")
  }

  private func shown(_ name: String) -> String {
    names.firstIndex(of: name).map { shown[$0] } ?? ShownHeading.of(name)
  }

  /// The columns of an opened table.
  package init(_ table: InputTable, journal: Journal) {
    self.init(table.source.columnNames, file: table.source.name, options: table.options, journal: journal)
  }

  /// The column that serves as `role`; nil where none was named and no heading is one of its.
  ///
  /// - Parameters:
  ///   - given: the column's name from the role's own flag.
  ///   - flag: that flag, where it is another one than the role's.
  /// - Throws: ``Failure`` (usage) for a name that no column has.
  package func find(_ role: Role, given: String? = nil, flag: String? = nil) throws -> String? {
    if let given { return take(try column(named: given, flag: flag ?? role.flag ?? "--column"), as: role) }
    if let named = try namedColumn(role) {
      journal.meet(role.name)
      return take(named, as: role)
    }
    let (lacking, found) = (named[role.name], candidates(role))
    if let lacking {
      journal.miss(role.name, hint: lacksHeader ? there : Suggestion.hint(for: lacking, among: shown))
    }
    guard let best = found.first else { return nil }
    if let lacking {
      journal.note(
        "\(file): there is no column \"\(ShownHeading.of(lacking))\"; \"\(shown(best))\" is taken for the \(role.what)"
      )
    } else if found.count > 1 {
      let others = found.dropFirst().map { "\"\(shown($0))\"" }.joined(separator: ", ")
      journal.note("\(file): \"\(shown(best))\" is taken for the \(role.what), not \(others) (\(hint(role, flag)))")
    }
    return take(best, as: role)
  }

  /// The columns that serve as two roles of which neither makes sense alone; nil, and nothing recorded, where one is
  /// lacking.
  package func findPair(_ first: Role, _ second: Role) throws -> (String, String)? {
    func isThere(_ role: Role) throws -> Bool { try namedColumn(role) != nil || !candidates(role).isEmpty }
    guard try isThere(first), try isThere(second), let one = try find(first), let other = try find(second) else {
      return nil
    }
    return (one, other)
  }

  /// Says which further pairs of columns could have been meant, all of them where `taken` was.
  func noteOthers(_ pairs: [(Role, Role)], beside taken: (String, String)) {
    for (x, y) in pairs {
      guard let x = candidates(x).first, let y = candidates(y).first, ![x, y].contains(taken.0) else { continue }
      journal.note(
        "\(file): \"\(shown(taken.0))\" and \"\(shown(taken.1))\" are taken for the places, not \"\(shown(x))\" and \"\(shown(y))\""
          + " (name them with --x-field and --y-field)")
    }
  }

  /// The column that serves as `role`; where failures are gathered, the role's own name for one that is lacking.
  ///
  /// - Throws: ``Failure`` (bad data) that says which headings would have been taken, and which column would do if it were
  ///   named; (usage) for a name that no column has.
  package func require(_ role: Role, given: String? = nil, flag: String? = nil) throws -> String {
    if let found = try find(role, given: given, flag: flag) { return found }
    // A lone n is as often the northing.
    let silent = names.first { name in
      RoleCatalogue.silent.contains { $0 != "n" && Heading.isSpelling(name, of: $0) }
    }
    let doubt = silent.map { "\"\(shown($0))\" does not say of whom; if it is the \(role.what), " } ?? ""
    try journal.fail(
      Failure(
        .badData, "no column holds the \(role.what)", file: file,
        expected: (role.headings + role.lesser).prefix(4).joined(separator: ", "),
        hint: "\(doubt)\(hint(role, flag)); \(there)"))
    return role.name
  }

  /// The column called `given`: exactly, else as ``Heading`` compares.
  ///
  /// - Throws: ``Failure`` (usage) where there is none, or where several columns could be meant.
  package func column(named given: String, flag: String) throws -> String {
    if let found = try match(given, flag) { return found }
    throw Failure(
      .usage, "\(flag): there is no such column", file: file, field: given,
      hint: lacksHeader ? there : Suggestion.hint(for: given, among: shown))
  }

  /// The column that `--column` names for a role; nil where it names none, or one that this input lacks.
  private func namedColumn(_ role: Role) throws -> String? {
    try named[role.name].flatMap { try match($0, "--column \(role.name)") }
  }

  private func match(_ given: String, _ flag: String) throws -> String? {
    if names.contains(given) { return given }
    var found = names.filter { $0.lowercased() == given.lowercased() }
    if found.isEmpty { found = names.filter { Heading.isSpelling($0, of: given) } }
    if found.isEmpty { found = names.filter { Heading.isCut($0, of: given) } }
    if found.count > 1 {
      throw Failure(
        .usage, "\(flag): \(found.count) columns could be meant", file: file, field: given,
        expected: found.map(shown).joined(separator: ", "))
    }
    return found.first
  }

  /// Records that a column serves as a role that was not looked for by its heading.
  @discardableResult
  package func take(_ column: String, as role: Role) -> String {
    journal.take(ColumnRecord(file: file, role: role.name, column: column, unit: role.unit))
    return column
  }

  private func hint(_ role: Role, _ flag: String?) -> String {
    if let flag = flag ?? role.flag { return "name it with \(flag)" }
    return "name it with --column \(role.name)=COLUMN"
  }

  /// The columns with one of the role's headings, in the order of the headings; the lesser ones, and cut ones, only where
  /// there are no better ones.
  private func candidates(_ role: Role) -> [String] {
    for headings in [role.headings, role.lesser] {
      for holds in [Heading.isSpelling, Heading.isCut] {
        var found: [String] = []
        for heading in headings {
          for name in names where holds(name, heading) && !found.contains(name) { found.append(name) }
        }
        if !found.isEmpty { return found }
      }
    }
    return []
  }
}
