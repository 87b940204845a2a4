import Core
import LocalTime
import Parallel

/// The knobs of ``generateEvents(_:stations:_:to:)`` beside the world and the stations.
public struct EventOptions: Sendable, Equatable {
  /// In which order events come; they are the same in both.
  public enum Order: String, Sendable, CaseIterable {
    /// By time.
    case time
    /// By phone, a phone's by time.
    case phone
  }

  /// Events, 1 to 10¹².
  public var count: Int
  /// Phones, 1 to 100,000,000; nil takes as many as have eight events a day. Memory grows with them, not with events.
  public var phones: Int?
  /// The first day, `2020-03-01`.
  public var start: String
  /// Days, 1 to 3,660.
  public var days: Int
  /// The share of events without a known station, 0…1: half of them name none, half one that is not in the table.
  public var unlocatedShare: Double
  /// The order of events.
  public var order: Order
  /// Threads to compute with; the result does not depend on them.
  public var threads: Int

  /// Events over 30 days, one of which is 23 hours long; 2 % of them unlocated.
  public init(
    count: Int, phones: Int? = nil, start: String = "2020-03-01", days: Int = 30, unlocatedShare: Double = 0.02,
    order: Order = .time, threads: Int = Parallel.availableThreads
  ) {
    self.count = count
    self.phones = phones
    self.start = start
    self.days = days
    self.unlocatedShare = unlocatedShare
    self.order = order
    self.threads = threads
  }

  /// The phones asked for, or those that suit the events.
  var phoneCount: Int { phones ?? min(100_000_000, max(1, count / (8 * max(1, days)))) }

  /// 2200-01-01.
  private static let latestStart = CivilDate(day: 84_006)

  /// Refuses what is out of range; gives the first day.
  func validated() throws -> CivilDate {
    try check("count", count, in: 1...1_000_000_000_000)
    try check("days", days, in: 1...3660)
    if let phones { try check("phones", phones, in: 1...100_000_000) }
    guard unlocatedShare >= 0, unlocatedShare <= 1 else {
      throw Failure(
        .usage, "the share of unlocated events is out of range", field: "unlocatedShare",
        value: "\(unlocatedShare)", expected: "0 to 1")
    }
    guard let first = CivilDate(text: start), first.day >= 0, first <= Self.latestStart
    else {
      throw Failure(
        .usage, "the first day is not a date", field: "start", value: start,
        expected: "such as 2020-03-01, from 1970 to 2200")
    }
    return first
  }

  private func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw Failure(
        .usage, "a number is out of range", field: name, value: "\(value)",
        expected: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
