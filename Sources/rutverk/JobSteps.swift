import ArgumentParser
import Columns
import Core
import Disk
import Foundation
import Inputs
import Jobs
import JobRuns
import Outputs
import Reports

/// Runs the steps of a job as the command line would, in this process.
struct JobSteps {
  let execution: RunOptions

  /// The commands that steps can name, as the parser knows them.
  static let commands = CommandHelp.commands(Array(RutverkTool._dumpHelp().utf8)).filter {
    !["demo", "help", "run", "schema"].contains($0.name)
  }

  /// Version and build of the program: another build of the same version is another program.
  static var program: String {
    var digest = Digest()
    if let program = (try? FileStatus("/proc/self/exe"))
      ?? Bundle.main.executablePath.flatMap({ try? FileStatus($0) })
    {
      digest.add(program.fingerprint)
    }
    return "rutverk \(Version.number) \(digest.digits)"
  }

  /// The values of a field of a layer or table, each once, in file order.
  func values(path: String, field: String) throws -> [String] {
    let table = try InputTable(path: path, options: InputOptions(), threads: execution.workers)
    let rows = try table.read([ColumnRequest(field, .text)], journal: Journal(language: execution.lang))
    guard case .texts(let texts)? = rows.columns.first else { return [] }
    var seen: Set<String> = []
    return (0..<texts.count).map { texts[$0] }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// Checks all steps before the first one runs: their options by the command's own parser, and, where everything that a step
  /// reads is there and no other step makes it, by its own dry run. Throws what the step would, under its name.
  ///
  /// - Parameter decisions: what is to be done with each step; one that is up to date was checked by its run
  func check(_ plan: JobPlan, _ decisions: [JobDecision?]) throws {
    for (step, decision) in zip(plan.steps, decisions) where !step.words.isEmpty {
      try speaking(as: step) {
        var command = try parse(step)
        guard let decision, decision != .upToDate, step.after.isEmpty else { return }
        command = try parse(step, adding: ["--dry-run"])
        try command.run()
      }
    }
  }

  /// Runs a step; its tables and notes are those of the command.
  func execute(_ step: JobPlan.Step) throws -> JobRun.Outcome {
    try speaking(as: step) {
      var command = try parse(step)
      try command.run()
    }
  }

  private func parse(_ step: JobPlan.Step, adding further: [String] = []) throws -> any ParsableCommand {
    let command = JobSteps.commands.first { step.words.starts(with: $0.name.split(separator: " ").map(String.init)) }
    var all = ["lang": execution.lang.rawValue]
    if !execution.quiet { all["progress"] = execution.progress.rawValue }
    let known = Set(command?.arguments.flatMap(\.names) ?? [])
    var words = step.words
    // Behind the command's name, before what may be positional.
    let place = command?.name.split(separator: " ").count ?? 1
    var own = all.sorted { $0.key < $1.key }.filter { known.contains($0.key) }.map { "--\($0.key)=\($0.value)" }
    if let threads = execution.threads, known.contains("threads") { own.append("--threads=\(threads)") }
    if execution.quiet, known.contains("quiet") { own.append("--quiet") }
    if execution.verbose, known.contains("verbose"), further.isEmpty { own.append("--verbose") }
    words.insert(contentsOf: own + further.filter { known.contains(String($0.dropFirst(2))) }, at: place)
    do {
      return try RutverkTool.parseAsRoot(words)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw usage(RutverkTool.message(for: error), step)
    }
  }

  /// What the parser says, with the line of the option that it is about.
  private func usage(_ message: String, _ step: JobPlan.Step) -> Failure {
    guard case .command(let call) = step.step.content else { return Failure(.usage, message) }
    let options = call.options.filter { option in
      message.contains("--\(option.key) ") || message.contains("--\(option.key)'")
        || message.hasSuffix("--\(option.key)")
    }
    let option = options.max { $0.key.count < $1.key.count }
    return Failure(
      .usage, message.hasSuffix(".") ? String(message.dropLast()) : message, file: file,
      place: (option?.line ?? call.line).map { "line \($0)" },
      field: option?.path ?? "\(step.step.path).\(call.command)")
  }

  /// The job's name in messages.
  var file: String?

  /// Runs `body` with the step's name before everything that it says; the name stays when it fails, for the message to come.
  @discardableResult
  private func speaking(as step: JobPlan.Step, _ body: () throws -> Void) throws -> JobRun.Outcome {
    Console.voice.withLock { $0 = Console.StepVoice(step: step.step.name) }
    do {
      try body()
    } catch let failure as Failure {
      throw failure
    } catch let error where RutverkTool.exitCode(for: error).isSuccess {
      // Such as --help, which no step has.
    } catch {
      throw usage(RutverkTool.message(for: error), step)
    }
    let voice = Console.voice.withLock { voice in
      defer { voice = nil }
      return voice
    }
    return JobRun.Outcome(tables: voice?.tables ?? [], notes: voice?.notes ?? [])
  }
}
