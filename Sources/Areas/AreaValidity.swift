import LocalTime

/// The days on which each of some areas holds, so that each event meets the areas of its own day.
public struct AreaValidity: Sendable, Equatable {
  /// Days since 1970-01-01, both ends counted, one range an area; an open end is ``earliest`` or ``latest``.
  public let days: [ClosedRange<Int32>]

  /// The day that stands for "always so far": far before any data.
  public static let earliest: Int32 = .min / 2
  /// The day that stands for "until further notice".
  public static let latest: Int32 = .max / 2

  /// Areas that hold on those days.
  public init(days: [ClosedRange<Int32>]) { self.days = days }

  /// The fields that say so in layers and statistics, one text an area; nil where an end is open.
  package var fields: [(name: String, days: [String?])] {
    [
      ("valid_from", days.map { Self.text($0.lowerBound) }), ("valid_to", days.map { Self.text($0.upperBound) }),
    ]
  }

  /// Days between two changes: the same areas hold on all of them.
  public struct Epoch: Sendable, Equatable {
    /// The days, both ends counted.
    public var days: ClosedRange<Int32>
    /// Indices of the areas that hold, ascending; none where none does.
    public var areas: [Int]

    /// Those areas on those days.
    public init(days: ClosedRange<Int32>, areas: [Int]) { (self.days, self.areas) = (days, areas) }

    /// How many of its days lie in a window.
    public func days(in window: ClosedRange<Int32>) -> Int {
      days.overlaps(window)
        ? Int(min(days.upperBound, window.upperBound)) - Int(max(days.lowerBound, window.lowerBound)) + 1 : 0
    }
  }

  /// Whether an area holds on a day.
  @inline(__always)
  public func holds(_ area: Int, on day: Int32) -> Bool { days[area].contains(day) }

  /// The epochs that a window of days falls into, in time and without gaps; neighbours differ in their areas.
  public func epochs(in window: ClosedRange<Int32>) -> [Epoch] {
    var starts: Set<Int32> = [window.lowerBound]
    for range in days {
      if window.contains(range.lowerBound) { starts.insert(range.lowerBound) }
      if range.upperBound < window.upperBound, range.upperBound >= window.lowerBound {
        starts.insert(range.upperBound + 1)
      }
    }
    let ordered = starts.sorted()
    var epochs: [Epoch] = []
    for (place, start) in ordered.enumerated() {
      let end = place + 1 < ordered.count ? ordered[place + 1] - 1 : window.upperBound
      let areas = days.indices.filter { holds($0, on: start) }
      if let last = epochs.last, last.areas == areas {
        epochs[epochs.count - 1].days = last.days.lowerBound...end
      } else {
        epochs.append(Epoch(days: start...end, areas: areas))
      }
    }
    return epochs
  }
}

extension AreaValidity {
  /// The first (`isEnd` false) or last day that a text means: a date `2021-03-01` or `2021/03/01`, with or without a time
  /// behind it, a month `2021-03`, or a year `2021` (also `2021.0`), whose first or last day it is. Nil for any other text.
  public static func day(_ text: String, isEnd: Bool) -> Int32? {
    var head = text[...]
    if let cut = head.firstIndex(where: { $0 == "T" || $0 == " " }) {
      guard head[head.index(after: cut)...].first?.isNumber == true else { return nil }
      head = head[..<cut]
    }
    let parts = head.split(whereSeparator: { $0 == "-" || $0 == "/" })
    func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
      digits.contains(text.utf8.count) && text.utf8.allSatisfy { 48...57 ~= $0 } ? Int(text) : nil
    }
    guard (1...3).contains(parts.count), head.utf8.count == parts.reduce(parts.count - 1, { $0 + $1.utf8.count })
    else {
      return nil
    }
    var first = parts[0]
    if parts.count == 1, let point = first.firstIndex(of: "."),
      first[first.index(after: point)...].allSatisfy({ $0 == "0" })
    {
      first = first[..<point]
    }
    guard let year = number(first, digits: 4...4), (1800...2400).contains(year) else { return nil }
    if parts.count == 1 { return CivilDate(year: year, month: isEnd ? 12 : 1, day: isEnd ? 31 : 1)?.day }
    guard let month = number(parts[1], digits: 1...2), (1...12).contains(month) else { return nil }
    if parts.count == 2 {
      return CivilDate(year: year, month: month, day: isEnd ? CivilDate.days(inMonth: month, year: year) : 1)?.day
    }
    return number(parts[2], digits: 1...2).flatMap { CivilDate(year: year, month: month, day: $0)?.day }
  }

  /// A day as people write it; nil for an open end.
  public static func text(_ day: Int32) -> String? {
    day == earliest || day == latest ? nil : CivilDate(day: day).description
  }
}
