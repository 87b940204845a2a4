import Areas
import Core
import Dygnsavtryck
import LocalTime
import Parallel

/// Stations told apart by the epoch of their events' days, where areas have days of their own: a station is a row of the plan
/// for each epoch, with its circle's parts in the areas that hold then. A phone's day lies in one epoch, so that what each
/// phone leaves that day is split as ever, and inside and outside still sum to the phone-days.
struct StationEpochs: Sendable {
  /// The epochs among the days that events may have, in time.
  let epochs: [AreaValidity.Epoch]
  /// The epoch of each day from 1970-01-01.
  private let ofDay: [UInt32]

  /// Days that an event may have.
  static let days: ClosedRange<Int32> = 0...65_535

  /// The epochs of areas among some days.
  init(_ validity: AreaValidity, days: ClosedRange<Int32>) {
    epochs = validity.epochs(in: days.overlaps(Self.days) ? days.clamped(to: Self.days) : Self.days)
    var ofDay = [UInt32](repeating: 0, count: Self.days.count)
    for (index, epoch) in epochs.enumerated() {
      for day in epoch.days { ofDay[Int(day)] = UInt32(index) }
    }
    self.ofDay = ofDay
  }

  /// Most stations and places together that still can be told apart.
  var mostStations: Int { FootprintAccumulator.mostStations / epochs.count }

  /// Moves each event to its station's row of its own day.
  func move(_ events: inout EventBatch) {
    let count = Int32(epochs.count)
    events.moveStations { station, day in
      station &* count &+ (Self.days.contains(day) ? Int32(ofDay[Int(day)]) : 0)
    }
  }

  /// What an epoch is called in partial results: its first day.
  func name(_ index: Int) -> String { CivilDate(day: epochs[index].days.lowerBound).description }

  /// All epochs' first days, for the header of partial results: parts of other epochs do not go together.
  var names: String { epochs.indices.map(name).joined(separator: ",") }
}
