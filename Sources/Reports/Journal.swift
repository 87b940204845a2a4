import Core
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens during a run, as it happens: stages with time and peak memory, and notes that a person should read.
///
/// Notes go into the statistics too; times and memory never do, so that the same input gives the same bytes.
package final class Journal: Sendable {
  /// A stage that has ended.
  package struct Stage: Sendable {
    /// What was done, in English.
    package var name: String
    /// Wall time, seconds.
    package var seconds: Double
    /// Peak resident memory of the process so far, bytes.
    package var peakBytes: Int
  }

  /// What the journal tells its listener.
  package enum Event: Sendable {
    /// A stage begins; its number from 1, and how many there will be (0: unknown).
    case began(name: String, number: Int, of: Int)
    case ended(Stage)
    case note(String)
  }

  private struct State {
    var notes: [String] = []
    var columns: [ColumnRecord] = []
    /// Columns that `--column` names, by role, and the roles of those that served somewhere.
    var wanted: [String: String] = [:]
    var met: Set<String> = []
    var missed: [String: String] = [:]
    var failures: [Failure] = []
    var stages: [Stage] = []
    var expected = 0
  }

  private let state = Mutex(State())
  private let listener: @Sendable (Event) -> Void

  /// Whether what is wrong with heads of inputs is gathered, as dry runs do, rather than thrown.
  private let gathersFailures: Bool

  private let versions: @Sendable () -> [Library]

  /// A library and its version; nil where the run did not load it.
  package typealias Library = (name: String, version: String?)

  /// The libraries that figures rest on.
  package var libraries: [Library] { versions() }

  /// The language of what people read. Stages and notes are told in English, and shown in it by ``Language/told(_:)``.
  package let language: Language

  /// A journal that tells `listener` what happens, on the thread where it happens; `libraries` says at the end which were used.
  package init(
    language: Language = .en, gathersFailures: Bool = false,
    libraries: @escaping @Sendable () -> [Library] = { [] },
    listener: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    (self.language, self.gathersFailures, self.listener) = (language, gathersFailures, listener)
    versions = libraries
  }

  /// The notes so far, in order.
  package var notes: [String] { state.withLock { $0.notes } }

  /// The columns of the inputs and what each was taken for, in the order in which they were.
  package var columns: [ColumnRecord] { state.withLock { $0.columns } }

  /// The stages that have ended.
  package var stages: [Stage] { state.withLock { $0.stages } }

  /// Says how many stages the run will have, for a bar.
  package func expect(stages: Int) { state.withLock { $0.expected = stages } }

  /// Records something that a person should know; the same text only once. What it tells of files' contents cannot break the
  /// line or steer a terminal, see `PrintableText`.
  package func note(_ text: String) {
    let text = PrintableText.of(text)
    let isNew = state.withLock { state in
      if state.notes.contains(text) { return false }
      state.notes.append(text)
      return true
    }
    if isNew { listener(.note(text)) }
  }

  /// Records what a column was taken for; the same only once.
  package func take(_ column: ColumnRecord) {
    state.withLock { if !$0.columns.contains(column) { $0.columns.append(column) } }
  }

  /// Says which columns an input is to be read with, by role, as `--column` names them.
  package func want(_ columns: [String: String]) { state.withLock { $0.wanted.merge(columns) { $1 } } }

  /// Says that the column that was named for a role was found in an input.
  package func meet(_ role: String) { state.withLock { _ = $0.met.insert(role) } }

  /// Says that an input that has the role lacks the column that was named for it; `hint` is what may have been meant.
  package func miss(_ role: String, hint: String?) { state.withLock { $0.missed[role] = $0.missed[role] ?? hint } }

  /// To be called when all inputs have been read and nothing has been written: throws ``Failure`` (usage) where a column
  /// that `--column` names served in none of them.
  package func conclude() throws {
    let state = state.withLock { $0 }
    let unmet = state.wanted.filter { !state.met.contains($0.key) }
    guard let first = unmet.min(by: { $0.key < $1.key }) else { return }
    throw Failure(
      .usage, "--column \(first.key)=\(first.value): no input of this run has such a column to serve so",
      hint: state.missed[first.key] ?? "--dry-run shows the columns of each input and what they serve as")
  }

  /// What was wrong with heads of inputs, where that is gathered.
  package var failures: [Failure] { state.withLock { $0.failures } }

  /// Gathers what is wrong with the head of an input, so that the next thing that is wrong is found too; or throws it.
  package func fail(_ failure: Failure) throws {
    guard gathersFailures else { throw failure }
    state.withLock { if !$0.failures.contains(failure) { $0.failures.append(failure) } }
  }

  /// Takes over the notes and columns of a journal that was kept aside; `isWanted` chooses among the notes.
  package func add(_ other: Journal, notes isWanted: (String) -> Bool = { _ in true }) {
    other.notes.filter(isWanted).forEach(note)
    let theirs = other.state.withLock { $0 }
    theirs.columns.forEach(take)
    state.withLock { state in
      state.wanted.merge(theirs.wanted) { $1 }
      state.met.formUnion(theirs.met)
      state.missed.merge(theirs.missed) { earlier, _ in earlier }
    }
  }

  /// Runs `body` as a stage.
  package func stage<T>(_ name: String, _ body: () throws -> T) rethrows -> T {
    let (number, expected) = state.withLock { ($0.stages.count + 1, $0.expected) }
    listener(.began(name: name, number: number, of: expected))
    let start = DispatchTime.now().uptimeNanoseconds
    let result = try body()
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    let stage = Stage(name: name, seconds: seconds, peakBytes: Self.peakBytes)
    state.withLock { $0.stages.append(stage) }
    listener(.ended(stage))
    return result
  }

  /// Peak resident memory of the process, bytes.
  private static var peakBytes: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
