import Core
import Foundation
import Reports
import Synchronization

/// Words and progress, on standard error.
final class Console: Sendable {
  private let mode: Mode

  /// How progress is shown.
  private enum Mode {
    case bar
    case lines
    case json
    case none
    /// Not even notes.
    case quiet
  }

  /// A console that shows progress so; nil: nothing at all.
  init(_ choice: ProgressChoice?) {
    mode =
      switch choice {
      case .auto: isatty(STDERR_FILENO) == 1 ? .bar : .none
      case .bar: .bar
      case .lines: .lines
      case .json: .json
      case ProgressChoice.none?: Mode.none
      case nil: .quiet
      }
  }

  /// The language of what people read on standard error: set once, when the program begins.
  static let language = Mutex(Language.sv)

  /// A text of the program, in the language of the run.
  static func told(_ english: String) -> String { language.withLock { $0 }.told(english) }

  /// A failure in the language of the run.
  static func error(_ failure: Failure) { error(told("error: ") + failure.line(told)) }

  /// A note in the language of the run.
  private static func note(_ text: String) { error(told("note: ") + told(text)) }

  /// A line on standard error, with the program's name, and that of the step of a job where one runs.
  static func error(_ text: String) {
    let step = voice.withLock { $0.map { PrintableText.of($0.step) + ": " } ?? "" }
    write("rutverk: \(step)\(text)\n")
  }

  /// What a step of a job says, gathered while it runs; nil outside of jobs.
  static let voice = Mutex<StepVoice?>(nil)

  /// What one step says.
  struct StepVoice {
    /// Its name.
    var step: String
    /// The tables that it would show.
    var tables: [TextTable] = []
    /// Its notes.
    var notes: [String] = []
  }

  /// Tables for people: to the job whose step this is, or, where they are wanted, on standard output.
  static func show(_ tables: @autoclosure () -> [TextTable], isWanted: Bool) throws {
    let isStep = voice.withLock { $0 != nil }
    guard isStep || isWanted else { return }
    let tables = tables()
    voice.withLock { $0?.tables += tables }
    if !isStep { try out(tables.text) }
  }

  /// A listener for a run's journal.
  func show(_ event: Journal.Event) {
    if case .note(let text) = event { Self.voice.withLock { $0?.notes.append(text) } }
    switch (event, mode) {
    case (_, .quiet): break
    case (.note(let text), .json):
      Self.json([("event", .string("note")), ("text", .string(text)), ("text_sv", .string(Language.sv.told(text)))])
    case (.note(let text), .bar):
      Self.write("\r\u{1B}[K")
      Self.note(text)
    case (.note(let text), _): Self.note(text)
    case (.began(let name, let number, let count), .bar):
      Self.write("\r\u{1B}[K\(Self.bar(number, count)) \(Self.told(name)) …")
    case (.began(let name, let number, let count), .lines):
      let name = Self.told(name)
      Self.error(count > 0 ? "[\(number)/\(count)] \(name)" : "[\(number)] \(name)")
    case (.began(let name, let number, let count), .json):
      Self.json([
        ("event", .string("stage")), ("name", .string(name)), ("name_sv", .string(Language.sv.told(name))),
        ("number", .integer(number)), ("of", .integer(count)),
      ])
    case (.ended(let stage), .json):
      Self.json([
        ("event", .string("done")), ("name", .string(stage.name)), ("seconds", .number(stage.seconds)),
        ("peak_bytes", .integer(stage.peakBytes)),
      ])
    case (.ended, .bar): Self.write("\r\u{1B}[K")
    default: break
    }
  }

  /// Time and peak memory of each stage.
  static func stages(_ stages: [Journal.Stage], _ language: Language) {
    var table = TextTable(
      language.text(sv: "Tid och minne", en: "Time and memory"),
      columns: [
        (language.text(sv: "Steg", en: "Stage"), .left), ("s", .right),
        (language.text(sv: "Topp MB", en: "Peak MB"), .right),
      ])
    for stage in stages {
      table.add([
        language.told(stage.name), language.number(stage.seconds, decimals: 3),
        language.number(Double(stage.peakBytes) / 1e6, decimals: 0),
      ])
    }
    let total = stages.reduce(0) { $0 + $1.seconds }
    let peak = stages.map(\.peakBytes).max() ?? 0
    table.add([
      language.text(sv: "Totalt", en: "Total"), language.number(total, decimals: 3),
      language.number(Double(peak) / 1e6, decimals: 0),
    ])
    write(table.text)
  }

  private static func bar(_ number: Int, _ count: Int) -> String {
    guard count > 0 else { return "[\(number)]" }
    let done = min(number - 1, count)
    return "[" + String(repeating: "█", count: done) + String(repeating: "░", count: count - done) + "]"
  }

  /// An event of `--progress json`, one line.
  static func json(_ members: [(String, JSONTree)]) {
    let line = JSONTree.object(members.map { JSONTree.Member($0.0, $0.1) }).description
    write(line.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ") + "\n")
  }

  /// Results, on standard output. Throws ``Failure`` (I/O) where they cannot be written.
  static func out(_ bytes: some DataProtocol) throws {
    // A step has no standard output: what its dry run says is not asked for.
    if voice.withLock({ $0 != nil }) { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: bytes)
    } catch {
      throw Failure(.io, "standard output cannot be written")
    }
  }

  /// Lines of words, on standard error, as they are.
  static func plain(_ text: String) { write(text + "\n") }

  /// A text of results, on standard output.
  static func out(_ text: String) throws { try out(Array(text.utf8)) }

  /// Standard error may be a full disk; there is nobody left to tell.
  private static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Array(text.utf8)) }
}
