import Areas
import ArgumentParser
import Core
import Definitions
import Disk
import Drawing
import Files
import Foundation
import Jobs
import JobRuns
import Outputs
import Projections
import Reports
import Topology

/// `rutverk run`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a job file: steps, each a command with its options; those that are up to date do not run again.",
    discussion: """
      A job is a YAML file: variables, and steps with a command and its options by their long names. All steps are checked \
      before the first one runs. A step whose inputs, options, program and outputs are those of the last run is left alone; \
      the record of the run (JOB.rutverk.json, or what the job calls it) tells. Paths are relative to the job file. The job \
      lagesbild is built in: the whole report of the police's form, from the files named at its top.

      Example: rutverk run jobb.yaml --dry-run
      Example: rutverk run --print lagesbild > jobb.yaml
      """)

  @Argument(help: "The job: a YAML file, or lagesbild.")
  var job: String

  @Option(help: "NAME=VALUE: a variable of the job in place of the file's own value. May be repeated.")
  var set: [String] = []

  @Option(help: "Run this step alone; a name that for: made several of is all of them. May be repeated.")
  var only: [String] = []

  @Flag(help: "Run steps that are up to date too.")
  var force = false

  @Flag(help: "Print the built-in job and stop.")
  var print = false

  @OptionGroup(title: "Run") var execution: RunOptions

  func validate() throws {
    for text in set where Self.setting(text) == nil {
      throw ValidationError("--set takes NAME=VALUE, not \(text).")
    }
    guard print else { return }
    if !set.isEmpty || !only.isEmpty || force || execution.dryRun {
      throw ValidationError("--print does not go with --set, --only, --force and --dry-run.")
    }
    if !BuiltInJobs.names.contains(job) {
      throw ValidationError("--print takes the name of a built-in job: \(BuiltInJobs.names.joined(separator: ", ")).")
    }
  }

  private static func setting(_ text: String) -> (name: String, value: String)? {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  func run() throws {
    if print, let yaml = Self.builtIn(job, execution.lang) { return try Console.out(yaml) }
    let (yaml, name) = try text()
    var steps = JobSteps(execution: execution)
    let job = try JobReader.job(
      yaml: yaml, file: name, settings: set.compactMap(Self.setting), values: steps.values)
    steps.file = name
    let plan = try JobPlan(
      job, commands: JobSteps.commands,
      disk: JobPlan.Disk(
        exists: { (try? FileStatus($0)) != nil },
        names: { (try? FolderNames.of($0)) ?? [] }))
    var parameters = JobRun.Parameters()
    (parameters.language, parameters.isForced, parameters.only) = (execution.lang, force, only)
    parameters.versions = RutverkTool.versionsOfAll.split(separator: "\n").map(String.init)
    parameters.program = JobSteps.program
    parameters.className = { ClassName.of(AreaClass(code: $0), $1) }
    parameters.keys = { schema in SchemaCommand.all.first { $0.identifier == schema }?.keys ?? [] }
    let run = try JobRun(
      job, plan: plan, jobFile: BuiltInJobs.names.contains(name) ? nil : name, parameters: parameters)
    // Folders for outputs stay only where something comes into them.
    let folders = try OutputSet()
    let places = (plan.steps.flatMap(\.writes).map(\.path) + [job.record]).map(FilePath.folder)
    for place in places { try folders.makeFolder(place) }
    if !execution.dryRun { try OutputSet.settle(in: places) }
    let words = JobWords(execution.lang)
    let decisions = try run.decisions()
    try steps.check(plan, decisions)
    if execution.dryRun { return try Console.out(words.plan(run, decisions)) }
    var done: [(name: String, decision: JobDecision)] = []
    try run.run(execute: steps.execute) { index, decision in
      let step = plan.steps[index].step.name
      done.append((step, decision))
      guard case .run = decision, execution.progress != .none, !execution.quiet else { return }
      if execution.progress == .json {
        Console.json([
          ("event", "step"), ("name", .string(step)), ("text", .string(decision.text(.en))),
          ("text_sv", .string(decision.text(.sv))),
        ])
      } else {
        Console.error(
          "[\(index + 1)/\(plan.steps.count)] \(PrintableText.of(step)): \(decision.text(execution.lang))")
      }
    }
    try folders.commit()
    try execution.show(words.result(job, done), isWanted: true)
  }

  /// A built-in job on the sample town, which is looked for then only; nil for any other job.
  private static func builtIn(_ job: String, _ language: Language) -> String? {
    guard BuiltInJobs.names.contains(job) else { return nil }
    return BuiltInJobs.yaml(job, language, sample: SampleTown.found() ?? ".")
  }

  /// The job's text and name; from here on paths are relative to the file's folder.
  private func text() throws -> (yaml: String, name: String) {
    if let yaml = Self.builtIn(job, execution.lang) { return (yaml, job) }
    let isWord = !job.contains("/") && !job.contains(".")
    if isWord, try FileStatus(job) == nil {
      throw Failure(.usage, "no such job", value: job, hint: Suggestion.hint(for: job, among: BuiltInJobs.names))
    }
    let yaml = try Reports.InputFile.text(job)
    let folder = FilePath.folder(job)
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      throw Failure(.noInput, "the folder cannot be entered", file: folder)
    }
    return (yaml, FilePath.name(job))
  }
}
