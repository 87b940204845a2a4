import Core
import TextCodec

/// The column names of a file.
struct Header: Sendable {
  /// Names in file order, blanks around them removed.
  var names: [String] = []

  /// Reads names from the header's fields; an empty or repeated one is an error.
  init(_ reporter: DefectReporter, _ fields: [FieldSpan], _ encoding: TextEncoding, line: Int) throws {
    let (scanner, file) = (reporter.scanner, reporter.file)
    var places: [String: Int] = [:]
    for (index, field) in fields.enumerated() {
      let name = Blanks.trimmed(String(decoding: scanner.text(of: field, encoding), as: UTF8.self))
      if name.isEmpty {
        throw Failure(
          .badData, "column \(index + 1) of \(fields.count) has no name", file: file, place: "row \(line)",
          expected: "a name for each column",
          hint: index + 1 == fields.count
            ? "is there a delimiter at the end of the header line?"
            : "name it in the header, or remove the column")
      }
      if let first = places.updateValue(index, forKey: name) {
        throw Failure(
          .badData, "columns \(first + 1) and \(index + 1) have the same name", file: file, place: "row \(line)",
          // What stands twice may be a row's values where there is no header.
          field: reporter.privacy == .open ? name : nil, expected: "names that differ")
      }
      names.append(name)
    }
  }

  /// Spans of the header's fields, and where the line after it starts; nil for one with more than `most` bytes.
  static func fields(
    _ scanner: FieldScanner, from start: Int, most: Int
  ) throws(Defect) -> (fields: [FieldSpan], next: Int)? {
    var spans: [FieldSpan] = []
    var position = start
    while true {
      let span = try scanner.field(at: position)
      spans.append(span)
      position = span.next
      if position - start > most { return nil }
      if span.endsLine { return (spans, position) }
    }
  }
}
