import LocalTime

/// How long a counting period is.
public enum PeriodLength: String, Sendable, Codable, CaseIterable {
  case year
  case quarter
  case month
  /// Everything together.
  case all
}

/// A calendar year, quarter or month in local time, or all of it.
public struct IncidentPeriod: Sendable, Hashable, Comparable {
  /// Its length.
  public let length: PeriodLength
  /// Counts the periods of that length: the year; 4 · year + quarter − 1; 12 · year + month − 1; 0.
  public let number: Int32

  /// The period of that length and number.
  public init(_ length: PeriodLength, number: Int32) {
    self.length = length
    self.number = length == .all ? 0 : number
  }

  /// The period of that length that a date lies in.
  public init(_ length: PeriodLength, containing date: CivilDate) {
    let (year, month, _) = date.parts
    let number =
      switch length {
      case .year: year
      case .quarter: 4 * year + (month - 1) / 3
      case .month: 12 * year + month - 1
      case .all: 0
      }
    self.init(length, number: Int32(number))
  }

  /// A period as ``label`` writes it; nil for any other text. The empty text is all of it.
  public init?(label: String) {
    if label == "all" || label.isEmpty {
      self.init(.all, number: 0)
      return
    }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    func digits(_ text: Substring, _ count: Int) -> Int32? {
      text.utf8.count == count && text.utf8.allSatisfy { 48...57 ~= $0 } ? Int32(text) : nil
    }
    guard parts.count <= 2, let year = digits(parts[0], 4) else { return nil }
    guard parts.count == 2 else {
      self.init(.year, number: year)
      return
    }
    if parts[1].uppercased().hasPrefix("Q"), let quarter = digits(parts[1].dropFirst(), 1), (1...4).contains(quarter)
    {
      self.init(.quarter, number: 4 * year + quarter - 1)
    } else if let month = digits(parts[1], 2), (1...12).contains(month) {
      self.init(.month, number: 12 * year + month - 1)
    } else {
      return nil
    }
  }

  /// The year that the period lies in; nil for all of it.
  public var year: Int? {
    switch length {
    case .year: Int(number)
    case .quarter: Int(number) / 4
    case .month: Int(number) / 12
    case .all: nil
    }
  }

  /// How it is written: `2022`, `2022-Q3`, `2022-09`, `all`.
  public var label: String {
    let year = "\(self.year ?? 0)"
    let padded = String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year
    switch length {
    case .year: return padded
    case .quarter: return "\(padded)-Q\(number % 4 + 1)"
    case .month: return "\(padded)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)"
    case .all: return "all"
    }
  }

  /// By time; of one length in all uses here.
  public static func < (a: IncidentPeriod, b: IncidentPeriod) -> Bool { a.number < b.number }
}
