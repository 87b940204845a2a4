import Core
import TextCodec

/// Turns what a scan tripped over into a message with line, field and value.
struct DefectReporter {
  let file: String
  let scanner: FieldScanner
  let encoding: TextEncoding
  let columnNames: [String]
  /// Which separators number columns may have; nil before that is known.
  let rule: DecimalRule?
  /// Whether messages may hold values.
  let privacy: ValuePrivacy
  /// Lines before the scanner's first byte, where it is not the file's.
  var linesBefore = 0

  /// The number of the line that holds `position`, from 1, as an editor counts: line ends inside quotes and empty
  /// lines count.
  func line(of position: Int) -> Int {
    1 + linesBefore + ByteScan.count(scanner.newline, scanner.base, 0..<min(max(0, position), scanner.end))
  }

  func failure(_ defect: Defect) -> Failure { failure(defect, line: line(of: defect.position)) }

  /// Messages for defects in file order; the lines are counted on from one to the next.
  func failures(_ defects: [Defect]) -> [Failure] {
    var (line, position) = (1 + linesBefore, 0)
    return defects.map { defect in
      let next = min(max(position, defect.position), scanner.end)
      line += ByteScan.count(scanner.newline, scanner.base, position..<next)
      position = next
      return failure(defect, line: line)
    }
  }

  private func failure(_ defect: Defect, line: Int) -> Failure {
    let place = "row \(line)"
    switch defect {
    case .strayQuote:
      return Failure(
        .badData, "a quote inside a field that does not start with one", file: file, place: place,
        expected: "the whole field in quotes, with the quotes in it doubled")
    case .textAfterQuote:
      return Failure(
        .badData, "text after a closing quote", file: file, place: place,
        expected: "a delimiter or the end of the line", hint: "quotes inside a field are written twice")
    case .openQuote:
      return Failure(.badData, "a quote opens here and never closes", file: file, place: place)
    case .ragged(_, let found):
      return Failure(
        .badData, "the row has \(found) \(found == 1 ? "field" : "fields")", file: file, place: place,
        expected: "\(columnNames.count), as in the header",
        hint: found > columnNames.count ? "is the delimiter part of a text without quotes?" : nil)
    case .notANumber(_, let column, let field):
      let value = text(of: field)
      return Failure(
        .badData, "not a number", file: file, place: place, field: columnNames[column],
        value: ShownValue(value, privacy), expected: "a number", hint: hint(value))
    case .mixedSeparators(_, let column, let field):
      let value = text(of: field)
      let comma = value.contains(",")
      return Failure(
        .badData, "a decimal \(comma ? "comma" : "point") in a column with decimal \(comma ? "points" : "commas")",
        file: file, place: place, field: columnNames[column],
        value: ShownValue(value, privacy), expected: "one of them all through")
    case .ambiguousSeparator(_, let column, let field):
      let value = text(of: field)
      let (message, hint) = DecimalRule.ambiguity(of: value)
      return Failure(
        .badData, message, file: file, place: place, field: columnNames[column], value: ShownValue(value, privacy),
        hint: hint)
    case .inconsistent:
      return Failure(.software, "the rows counted differ from the rows read", file: file, place: place)
    }
  }

  /// What is wrong in a file whose quotes do not come in pairs: found by reading from `start` with care.
  func openQuote(from start: Int) -> Failure {
    var position = start
    do throws(Defect) {
      while position < scanner.end { position = try scanner.field(at: position).next }
    } catch {
      return failure(error)
    }
    return failure(.inconsistent(position: start))
  }

  private func text(of field: FieldSpan) -> String {
    String(decoding: scanner.text(of: field, encoding), as: UTF8.self)
  }

  private func hint(_ value: String) -> String? {
    if value == "-" || value == "–" { return "a dash can mean zero or missing; write 0 or leave the field empty" }
    if value.lowercased().contains("inf") { return "numbers must be finite" }
    let digits = value.allSatisfy { $0.isNumber || ",.-+ ".contains($0) }
    guard digits, value.contains(where: \.isNumber) else { return nil }
    switch rule?.separator {
    case .point where value.contains(","): return "decimals are expected after a point in this file"
    case .comma where value.contains("."): return "decimals are expected after a comma in this file"
    default: return nil
    }
  }
}
