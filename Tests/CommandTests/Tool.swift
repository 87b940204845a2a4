import Foundation
import TestSupport
import Testing

/// A temporary folder in which the real binary is run.
final class Workspace {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  var folder: URL { URL(fileURLWithPath: scratch.path) }

  /// What a run left.
  struct Run {
    var code: Int32
    var output: String
    var errors: String
  }

  func path(_ name: String) -> String { scratch.file(name) }

  func write(_ name: String, _ text: String) throws {
    try scratch.write(name, text)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// JSON of a file as Foundation reads it.
  func json(_ name: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: try bytes(name)) as? [String: Any] ?? [:]
  }

  /// Rows of a CSV file without quotes, by column.
  func table(_ name: String) throws -> [[String: String]] {
    var lines = try text(name).split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard !lines.isEmpty else { return [] }
    let header = lines.removeFirst()
    return lines.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Names of everything in the folder, hidden files too.
  var names: [String] { (try? scratch.list()) ?? [] }

  /// Runs the binary in the folder.
  func run(_ arguments: String...) throws -> Run { try run(Tool.path, arguments) }

  func run(arguments: [String]) throws -> Run { try run(Tool.path, arguments) }

  /// Runs a shell line in which `rutverk` is the binary.
  func shell(_ line: String) throws -> Run {
    let spoken = LanguageCheck.spoken.map { " --lang \($0.rawValue)" } ?? ""
    return try run(
      "/bin/sh", ["-c", "rutverk() { '\(Tool.path)' \"$@\"\(line.contains("--lang") ? "" : spoken); }; " + line])
  }

  private func run(_ program: String, _ given: [String]) throws -> Run {
    guard program == Tool.path else { return try start(program, given) }
    let arguments = LanguageCheck.words(given)
    let began = ContinuousClock.now
    let run = try start(program, arguments)
    LanguageCheck.check(run, arguments, in: folder)
    // What is refused at once is refused in Swedish too.
    if arguments != given, [64, 65, 66, 73].contains(run.code), began.duration(to: .now) < .milliseconds(400) {
      LanguageCheck.check(try start(program, given), given, in: folder)
    }
    return run
  }

  private func start(_ program: String, _ arguments: [String]) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Help texts are set to the width of the terminal.
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
    // Files instead of pipes: no output is too long for them.
    let (output, errors) = (path(".stdout"), path(".stderr"))
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
    let run = Run(code: process.terminationStatus, output: try text(".stdout"), errors: try text(".stderr"))
    if run.code != 0 { try checkSilence(of: run, arguments) }
    if run.code == 0, program == Tool.path { try StatisticsCheck.check(arguments, in: folder) }
    return run
  }

  /// No failing run of any test tells a phone or a time of its events: nothing of seven digits that stands in them.
  private func checkSilence(of run: Run, _ arguments: [String]) throws {
    let told = run.output + run.errors
    for (flag, file) in zip(arguments, arguments.dropFirst()) where flag == "--events" {
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: file, relativeTo: folder)), data.count < 1 << 20
      else {
        continue
      }
      let numbers = Set(String(decoding: data, as: UTF8.self).split { !("0"..."9" ~= $0) }.filter { $0.count >= 7 })
      for number in numbers where told.contains(number) { Issue.record("\(arguments): \(number) is told") }
    }
  }
}

enum Tool {
  /// The program that is tested: `RUTVERK_TEST_PROGRAM`, else the binary that was built with the tests, in a folder above or
  /// beside the test bundle.
  static let path: String = {
    if let program = ProcessInfo.processInfo.environment["RUTVERK_TEST_PROGRAM"] { return program }
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).resolvingSymlinksInPath().deletingLastPathComponent()
    }
    for _ in 0..<6 {
      let candidate = folder.appendingPathComponent("rutverk")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate.path
      }
      folder.deleteLastPathComponent()
    }
    return "rutverk"
  }()

  /// The project's folder.
  static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A file of the bundled sample or of the tests.
  static func project(_ name: String) -> String { project.appendingPathComponent(name).path }
}
