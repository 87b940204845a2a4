import Core
import Foundation
import Reports

/// Words and progress, on standard error.
final class Console: Sendable {
  private let mode: Mode

  /// How progress is shown.
  private enum Mode {
    case bar
    case lines
    case json
    case none
  }

  init(_ choice: ProgressChoice) {
    mode =
      switch choice {
      case .auto: isatty(STDERR_FILENO) == 1 ? .bar : .none
      case .bar: .bar
      case .lines: .lines
      case .json: .json
      case .none: .none
      }
  }

  /// A line on standard error, with the program's name.
  static func error(_ text: String) { write("rutverk: \(text)\n") }

  /// A listener for a run's journal.
  func show(_ event: Journal.Event) {
    switch (event, mode) {
    case (.note(let text), .json): Self.json([("event", .string("note")), ("text", .string(text))])
    case (.note(let text), .bar): Self.write("\r\u{1B}[Krutverk: note: \(text)\n")
    case (.note(let text), _): Self.error("note: \(text)")
    case (.began(let name, let number, let count), .bar): Self.write("\r\u{1B}[K\(Self.bar(number, count)) \(name) …")
    case (.began(let name, let number, let count), .lines):
      Self.error(count > 0 ? "[\(number)/\(count)] \(name)" : "[\(number)] \(name)")
    case (.began(let name, let number, let count), .json):
      Self.json([
        ("event", .string("stage")), ("name", .string(name)), ("number", .integer(number)), ("of", .integer(count)),
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
        stage.name, language.number(stage.seconds, decimals: 3),
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
    do {
      try FileHandle.standardOutput.write(contentsOf: bytes)
    } catch {
      throw Failure(.io, "standard output cannot be written")
    }
  }

  /// A text of results, on standard output.
  static func out(_ text: String) throws { try out(Array(text.utf8)) }

  /// Standard error may be a full disk; there is nobody left to tell.
  private static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Array(text.utf8)) }
}
