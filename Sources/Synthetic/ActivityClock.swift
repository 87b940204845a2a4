import Core
import LocalTime

/// When events happen: by the hour of the day, in the week and at weekends, over some days.
///
/// Events are numbered by time. Event k of N falls where (k + u)/N of all activity has passed, u its own random number in
/// [0, 1): times ascend with k, and any event's time is found without those before it.
struct ActivityClock: Sendable {
  /// How busy the 24 hours are.
  private static let workday = [
    4, 2, 1, 1, 2, 5, 14, 30, 38, 40, 42, 45, 50, 46, 44, 46, 52, 56, 50, 44, 38, 30, 18, 9,
  ]
  private static let weekend = [
    9, 6, 4, 2, 2, 3, 6, 12, 20, 30, 38, 42, 44, 42, 42, 42, 44, 46, 44, 42, 38, 32, 24, 15,
  ]

  /// Activity before each hour of the period, and in all of it at the end. Whole numbers.
  private let before: [Double]
  /// The last hour with any.
  private let lastHour: Int
  private let perEvent: Double
  private let random: CounterRandom
  let days: [CivilDate]

  init(
    start: CivilDate, days: Int, events: Int, seed: UInt64, stream: UInt64 = RandomStream.eventTimes
  ) {
    self.days = (0..<days).map { CivilDate(day: start.day + Int32($0)) }
    var sum = 0
    var before = [0.0]
    var last = 0
    for day in self.days {
      for hour in 0..<24 {
        // The hour from 2 to 3 is not there on the day that clocks are put forward.
        let missing = hour == 2 && day.startsSummerTime
        let weight = missing ? 0 : day.isWeekend ? Self.weekend[hour] : Self.workday[hour]
        if weight > 0 { last = before.count - 1 }
        sum += weight
        before.append(Double(sum))
      }
    }
    self.before = before
    lastHour = last
    perEvent = Double(sum) / Double(max(1, events))
    random = CounterRandom(seed: seed, stream: stream)
  }

  /// The local time of event `rank`: hours since the first day's midnight, and the second in the hour.
  ///
  /// `hint` is an hour that is not later; it makes the search short for events in order.
  @inline(__always)
  func time(_ rank: Int, from hint: Int = 0) -> (hour: Int, second: Int) {
    let passed = (Double(rank) + CounterRandom.unit(random.bits(UInt64(rank)))) * perEvent
    return before.withUnsafeBufferPointer { before in
      var (low, high) = (hint, hint + 1)
      // In steps that double, then halves.
      var step = 1
      while high <= lastHour, before[high] <= passed {
        low = high
        step &*= 2
        high = min(lastHour + 1, high + step)
      }
      low = (low + 1..<high).partitionPoint { before[$0] > passed } - 1
      let share = (passed - before[low]) / (before[low + 1] - before[low])
      return (low, min(3599, max(0, Int(3600 * share))))
    }
  }
}

extension CivilDate {
  /// Saturday or Sunday.
  var isWeekend: Bool { weekday >= 5 }

  /// Whether clocks are put forward from 2 to 3 on that day: the last Sunday of March (directive 2000/84/EC).
  var startsSummerTime: Bool {
    let (_, month, day) = parts
    return weekday == 6 && month == 3 && day >= 25
  }
}
