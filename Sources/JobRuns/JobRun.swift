import Core
import Disk
import Jobs
import Reports

/// One run of a job: which steps are up to date, what the others do, and the record of the whole.
package final class JobRun {
  /// What a run needs to know besides the job.
  package struct Parameters {
    /// The language of what people read; another one makes other pages and maps.
    package var language = Language.sv
    /// Version and build of the program.
    package var program = ""
    /// Versions of the program and its libraries, for the record.
    package var versions: [String] = []
    /// Whether steps run that are up to date.
    package var isForced = false
    /// The keys of a statistics document of that schema, for workbooks.
    package var keys: (_ schema: String) -> [JSONKey] = { _ in [] }
    /// A class of areas by its code, as people write it.
    package var className: (_ code: String, Language) -> String = { code, _ in code }
    /// Names of the steps that are asked for; empty: all.
    package var only: [String] = []

    /// Those of a plain run.
    package init() {}
  }

  /// What a step that has run says.
  package struct Outcome {
    /// Tables that it would have shown.
    package var tables: [TextTable]
    /// Its notes.
    package var notes: [String]

    /// An outcome.
    package init(tables: [TextTable], notes: [String]) { (self.tables, self.notes) = (tables, notes) }
  }

  /// The steps in their order.
  package let plan: JobPlan
  private let job: Job
  private let parameters: Parameters
  /// Steps as they were recorded last.
  private let last: JobRecord
  private var record = JobRecord()
  private var hashes: [String: JobRecord.File?] = [:]

  /// Reads the record of the last run, if there is one, and chooses the steps.
  ///
  /// Throws ``Failure``: usage for a step of `only` that there is not, no input for a file that a step reads whose maker is not
  /// chosen and has not run, bad data for a record that is none.
  package init(_ job: Job, plan: JobPlan, jobFile: String?, parameters: Parameters) throws {
    (self.job, self.plan, self.parameters) = (job, plan, parameters)
    last =
      try FileStatus(job.record) == nil
      ? JobRecord()
      : try StatisticsFile.decode(
        JobRecord.self, path: job.record,
        hint: "this is no record of a job; name another file (record:), or remove it")
    let names = plan.steps.flatMap { [$0.step.name, $0.step.family] }
    for name in parameters.only where !names.contains(name) {
      throw Failure(
        .usage, "the job has no such step", file: job.file, field: "--only", value: name,
        hint: Suggestion.hint(for: name, among: names))
    }
    record.versions = parameters.versions
    record.job = try jobFile.flatMap { try hash($0) }
    record.variables = job.variables.map { JobRecord.Option(name: $0.name, values: [$0.value]) }
    try checkMakers()
  }

  /// Whether a step was asked for.
  package func isChosen(_ step: JobPlan.Step) -> Bool {
    parameters.only.isEmpty || parameters.only.contains(step.step.name) || parameters.only.contains(step.step.family)
  }

  /// What is made by steps that are not chosen must be there.
  private func checkMakers() throws {
    for step in plan.steps where isChosen(step) {
      for input in step.reads where try FileStatus(input.path) == nil {
        if let maker = step.after.first(where: { !isChosen(plan.steps[$0]) && Self.makes(plan.steps[$0], input.path) }
        ) {
          let name = plan.steps[maker].step.name
          throw Failure(
            .noInput, "no such file yet", file: job.file, place: input.option.line.map { "line \($0)" },
            field: input.option.path, value: input.path, hint: "step \"\(name)\" makes it; --only leaves it out")
        }
      }
    }
  }

  private static func makes(_ step: JobPlan.Step, _ path: String) -> Bool {
    step.writes.contains { path == $0.path || path.hasPrefix($0.path + "/") }
  }

  // MARK: what is up to date

  /// Decisions about all steps before any runs, in the plan's order; nil for one that is not chosen.
  package func decisions() throws -> [JobDecision?] {
    var decisions: [JobDecision?] = []
    var mayChange: Set<Int> = []
    for (index, step) in plan.steps.enumerated() {
      guard isChosen(step) else {
        decisions.append(nil)
        continue
      }
      var decision = JobDecision(
        now: try current(step, from: last), last: last[step.step.name], isForced: parameters.isForced)
      let makers = step.after.filter(mayChange.contains)
      switch decision {
      case .run(.otherInputs), .upToDate:
        if !makers.isEmpty { decision = .dependsOn(makers.map { plan.steps[$0].step.name }) }
      default: break
      }
      if decision != .upToDate { mayChange.insert(index) }
      decisions.append(decision)
    }
    return decisions
  }

  /// A step as it would be recorded now: its inputs and outputs as they are on the disk.
  private func current(_ step: JobPlan.Step, from record: JobRecord) throws -> JobRecord.Step {
    let command: String
    var options: [JobRecord.Option]
    switch step.step.content {
    case .command(let call):
      command = call.command
      options = call.options.map { JobRecord.Option(name: $0.key, values: $0.values) }
    case .page(let page): (command, options) = ("page", try self.options(page.options, step, record))
    case .workbook(let book): (command, options) = ("workbook", try self.options(book.options, step, record))
    }
    options.append(JobRecord.Option(name: "lang", values: [parameters.language.rawValue]))
    return JobRecord.Step(
      name: step.step.name, command: command, options: options, program: parameters.program,
      inputs: try files(step.reads), outputs: try files(step.writes), tables: [], notes: [])
  }

  /// What decides a page or workbook: its own words, and all that is recorded of the steps that it rests on.
  private func options(
    _ own: [(String, [String])], _ step: JobPlan.Step, _ record: JobRecord
  ) throws -> [JobRecord.Option] {
    var sum = try SHA256()
    for step in ancestors(of: step).compactMap({ record[$0.step.name] }) { sum.add(step.tree.description) }
    return own.map { JobRecord.Option(name: $0.0, values: $0.1) } + [
      JobRecord.Option(name: "steps", values: [sum.digits])
    ]
  }

  /// The steps that a step rests on, near and far, in the plan's order.
  private func ancestors(of step: JobPlan.Step) -> [JobPlan.Step] {
    var found = Set(step.after)
    for index in plan.steps.indices.reversed() where found.contains(index) {
      found.formUnion(plan.steps[index].after)
    }
    return found.sorted().map { plan.steps[$0] }
  }

  private func files(_ files: [JobPlan.File]) throws -> [JobRecord.File] {
    var found: [JobRecord.File] = []
    for file in files {
      if let hash = try hash(file.path), !found.contains(hash) { found.append(hash) }
    }
    return found
  }

  /// What is at a path, looked at once until a step writes it.
  private func hash(_ path: String) throws -> JobRecord.File? {
    if let known = hashes[path] { return known }
    let found = try FileHash(path).map { JobRecord.File(file: path, bytes: $0.bytes, sha256: $0.sha256) }
    hashes[path] = .some(found)
    return found
  }

  // MARK: running

  /// Runs what is not up to date, in order, and records it after each step, so that what is done is not done again.
  ///
  /// - Parameters:
  ///   - execute: runs a command's words
  ///   - began: is told of each step and what is done with it
  ///
  /// Throws what a step throws; later steps do not run then.
  package func run(
    execute: (JobPlan.Step) throws -> Outcome, began: (_ index: Int, JobDecision) -> Void
  ) throws {
    record.steps = plan.steps.compactMap { last[$0.step.name] }
    for (index, step) in plan.steps.enumerated() where isChosen(step) {
      let now = try current(step, from: record)
      let decision = JobDecision(now: now, last: last[step.step.name], isForced: parameters.isForced)
      began(index, decision)
      guard case .run = decision else { continue }
      var done = now
      switch step.step.content {
      case .command:
        let outcome = try execute(step)
        (done.tables, done.notes) = (outcome.tables.map(JobRecord.Table.init), outcome.notes)
      case .page(let page):
        try write(page.output, step) { steps in
          Array(
            try JobPageMaker(layout: page, job: job, record: record, steps: steps, language: parameters.language)
              .page()
              .html.utf8)
        }
      case .workbook(let book):
        try write(book.output, step) { steps in
          try JobWorkbookMaker(
            layout: book, job: job, record: record, steps: steps, language: parameters.language,
            keys: parameters.keys,
            className: parameters.className
          ).workbook().bytes()
        }
      }
      for file in step.writes { hashes[file.path] = nil }
      done.outputs = try files(step.writes)
      keep(done)
      try writeRecord()
    }
    try writeRecord()
  }

  private func keep(_ step: JobRecord.Step) {
    let old = record
    record.steps = plan.steps.compactMap { $0.step.name == step.name ? step : old[$0.step.name] }
  }

  private func writeRecord() throws {
    let outputs = try OutputSet()
    let file = try outputs.file(job.record)
    try file.write(record.tree.description)
    try outputs.commit()
  }

  /// Writes what a page or workbook makes of the steps that it rests on, all of which must have run.
  private func write(_ output: JobOption, _ step: JobPlan.Step, _ bytes: ([JobPlan.Step]) throws -> [UInt8]) throws {
    let steps = ancestors(of: step)
    for other in steps where record[other.step.name] == nil {
      throw Failure(
        .noInput, "a step that this one rests on has not run", file: job.file, value: other.step.name,
        hint: "run the job without --only")
    }
    let outputs = try OutputSet(inputs: step.reads.map(\.path))
    let file = try outputs.file(output.values.first ?? "")
    try file.write(try bytes(steps))
    try outputs.commit()
  }
}
