/// An error that a person can act on: what is wrong, where it stands, and what was expected.
///
/// Every error that outside input can cause is a `Failure`. Its kind decides the exit code (sysexits); its
/// parts are joined into one line by ``description``. A failure never carries personal data: values of such columns come as
/// ``ShownValue``, which has their shape alone.
public struct Failure: Error, Equatable, Sendable {
  /// The reason's family, one exit code each (`sysexits.h`).
  public enum Kind: Int32, Sendable {
    /// The command line is wrong: an unknown flag, two flags that exclude each other (64).
    case usage = 64
    /// The data is wrong: text in a number column, an invalid polygon (65).
    case badData = 65
    /// An input is missing or cannot be opened (66).
    case noInput = 66
    /// A defect in rutverk itself (70).
    case software = 70
    /// An output cannot be created: no folder, no permission, no such format (73).
    case cannotCreate = 73
    /// Reading or writing failed half-way: a full disk (74).
    case io = 74
  }

  /// The reason's family, which gives the exit code.
  public var kind: Kind
  /// What is wrong, one sentence without a full stop.
  public var message: String
  /// The file at fault, as the user named it.
  public var file: String?
  /// The row or feature in it, ready to print: `row 12`, `feature 7 ("Tjärna Ängar")`.
  public var place: String?
  /// The column.
  public var field: String?
  /// The offending value, or its shape.
  public var value: ShownValue?
  /// What would have been right.
  public var expected: String?
  /// What to do about it, or a "did you mean".
  public var hint: String?

  /// A failure of that kind; name as much of the place as is known.
  public init(
    _ kind: Kind, _ message: String, file: String? = nil, place: String? = nil, field: String? = nil,
    value: ShownValue? = nil, expected: String? = nil, hint: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.file = file
    self.place = place
    self.field = field
    self.value = value
    self.expected = expected
    self.hint = hint
  }

  /// A failure with a value that is nobody's: out of a column of open data, the command line, or the program's own.
  @_disfavoredOverload
  public init(
    _ kind: Kind, _ message: String, file: String? = nil, place: String? = nil, field: String? = nil,
    value: String?, expected: String? = nil, hint: String? = nil
  ) {
    self.init(
      kind, message, file: file, place: place, field: field, value: value.map { ShownValue($0, .open) },
      expected: expected, hint: hint)
  }

  /// The failure as it may be told of a column of that privacy.
  public func limited(to privacy: ValuePrivacy) -> Failure {
    var failure = self
    failure.value = value?.limited(to: privacy)
    return failure
  }
}

extension Failure: CustomStringConvertible {
  /// One line: `file, row 12, field "inkomst": not a number: "abc" (expected …); hint`. Nothing that a file holds can
  /// break the line or steer the terminal, see ``PrintableText``.
  public var description: String { line { $0 } }

  /// The same line in another language, into which `told` puts each of the program's own texts. Names and values stay.
  package func line(_ told: (String) -> String) -> String {
    var line = ""
    let whereabouts = [file, place.map(told), field.map { told("field \"\(ShownHeading.of($0))\"") }].compactMap {
      $0
    }
    if !whereabouts.isEmpty { line += whereabouts.joined(separator: ", ") + ": " }
    line += told(message)
    if let value {
      line +=
        value.isShape
        ? ": \(told(value.text))" : ": \"\(value.text.prefix(80))\(value.text.count > 80 ? "…" : "")\""
    }
    if let expected { line += " (\(told("expected \(expected)")))" }
    if let hint { line += "; \(told(hint))" }
    return PrintableText.of(line)
  }
}
