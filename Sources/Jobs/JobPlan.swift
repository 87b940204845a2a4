import Core

/// The steps in the order in which they run, with what each reads and writes.
package struct JobPlan: Sendable {
  /// A file of a step, with where the job names it.
  package struct File: Sendable {
    /// The path, as ``JobFiles/normalized(_:)`` gives it.
    package var path: String
    /// The option that names it; pages name pictures themselves.
    package var option: JobOption
  }

  /// A step with what was found out about it.
  package struct Step: Sendable {
    /// The step.
    package var step: JobStep
    /// The words of the command line, without the program's name; empty for a page.
    package var words: [String]
    /// The files that it reads.
    package var reads: [File]
    /// The files that it writes.
    package var writes: [File]
    /// Steps whose outputs it reads: indices into ``JobPlan/steps``, all below its own.
    package var after: [Int]
  }

  /// The steps; those that read what others write stand after them, others in file order.
  package private(set) var steps: [Step]

  /// What a plan asks of the disk.
  package struct Disk {
    /// Whether there is a file or folder of that path.
    package var exists: (String) -> Bool
    /// Names in a folder, for "did you mean".
    package var names: (String) -> [String]

    /// A way to look at the disk.
    package init(exists: @escaping (String) -> Bool, names: @escaping (String) -> [String]) {
      (self.exists, self.names) = (exists, names)
    }
  }

  /// Checks all steps and puts them in order.
  ///
  /// Throws ``Failure`` with file, line and key: bad data for an option that a command does not have, for two steps that write
  /// the same file, for steps that wait for each other, and for a page that names a step or table that there is not; no input
  /// for a file that neither is there nor is made by a step.
  package init(_ job: Job, commands: [JobCommand], disk: Disk) throws {
    var steps: [Step] = []
    for step in job.steps {
      switch step.content {
      case .command(let call):
        guard let command = commands.first(where: { $0.name == call.command }) else {
          throw Failure(
            .badData, "no such command", file: job.file, place: call.line.map { "line \($0)" },
            field: "\(step.path).\(call.command)",
            hint: Suggestion.hint(for: call.command, among: commands.map(\.name)))
        }
        let words = try command.words(call, file: job.file)
        func files(_ isWanted: (String, String) -> Bool) -> [File] {
          call.options.filter { isWanted($0.key, call.command) }.flatMap { option in
            option.values.compactMap { JobFiles.path($0, key: option.key) }.map {
              File(path: JobFiles.normalized($0), option: option)
            }
          }
        }
        steps.append(
          Step(
            step: step, words: words, reads: files(JobFiles.isInput), writes: files(JobFiles.isOutput), after: []))
      case .page(let page):
        let pictures = page.sections.enumerated().flatMap { index, section in
          section.pictures.filter { !job.leftOutFiles.contains(JobFiles.normalized($0.file)) }.map {
            File(
              path: JobFiles.normalized($0.file),
              option: JobOption(
                key: "pictures", values: [$0.file], line: section.line,
                path: "\(step.path).page.sections[\(index)].pictures"))
          }
        }
        steps.append(Step(step: step, words: [], reads: pictures, writes: [Self.output(page.output)], after: []))
      case .workbook(let book):
        steps.append(Step(step: step, words: [], reads: [], writes: [Self.output(book.output)], after: []))
      }
    }
    let makers = try Self.makers(steps, file: job.file)
    for index in steps.indices {
      steps[index].after = try Self.before(steps[index], makers: makers, disk: disk, file: job.file)
      let named = try Self.named(by: steps[index], steps, job)
      steps[index].after = Set(steps[index].after).union(named).sorted()
    }
    self.steps = try Self.ordered(steps, file: job.file)
  }

  /// Who writes which file.
  private static func makers(_ steps: [Step], file: String) throws -> [String: Int] {
    var makers: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for output in step.writes {
        if let other = makers.updateValue(index, forKey: output.path) {
          throw Failure(
            .badData,
            other == index
              ? "the step writes the same file twice" : "step \"\(steps[other].step.name)\" writes the same file",
            file: file, place: output.option.line.map { "line \($0)" }, field: output.option.path, value: output.path)
        }
      }
    }
    return makers
  }

  /// The steps that make what a step reads: the file itself, or a folder that it lies in.
  private static func before(_ step: Step, makers: [String: Int], disk: Disk, file: String) throws -> [Int] {
    var found: Set<Int> = []
    for input in step.reads {
      var path = input.path
      var maker = makers[path]
      while maker == nil, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        path = String(path[..<slash])
        maker = makers[path]
      }
      if let maker {
        found.insert(maker)
      } else if !disk.exists(input.path) {
        let slash = input.path.lastIndex(of: "/")
        let folder = slash.map { String(input.path[...$0]) } ?? ""
        let near = disk.names(folder.isEmpty ? "." : folder).sorted().map { folder + $0 } + makers.keys.sorted()
        throw Failure(
          .noInput, "no such file, and no step makes it", file: file, place: input.option.line.map { "line \($0)" },
          field: input.option.path, value: input.path,
          hint: Suggestion.nearest(to: input.path, among: near).map { "did you mean \"\($0)\"?" })
      }
    }
    return found.sorted()
  }

  private static func output(_ option: JobOption) -> File {
    File(path: JobFiles.normalized(option.values.first ?? ""), option: option)
  }

  /// The steps whose tables a page or workbook shows.
  private static func named(by step: Step, _ steps: [Step], _ job: Job) throws -> [Int] {
    let wanted: [(step: String, line: Int?, path: String)] =
      switch step.step.content {
      case .command: []
      case .page(let page):
        page.sections.enumerated().flatMap { index, section in
          section.tables.map { ($0.step, section.line, "page.sections[\(index)].tables") }
        }
      case .workbook(let book):
        book.sheets.enumerated().map { ($1.step, $1.line, "workbook.sheets[\($0)].step") }
      }
    return try wanted.filter { !job.leftOut.contains($0.step) }.flatMap { name, line, path in
      let found = steps.indices.filter {
        !steps[$0].words.isEmpty && (steps[$0].step.name == name || steps[$0].step.family == name)
      }
      if found.isEmpty {
        throw Failure(
          .badData, "no such step", file: job.file, place: line.map { "line \($0)" },
          field: "\(step.step.path).\(path)", value: name,
          hint: Suggestion.hint(for: name, among: steps.map(\.step.name)))
      }
      return found
    }
  }

  /// The steps so that each stands after those that it waits for, else in file order.
  private static func ordered(_ steps: [Step], file: String) throws -> [Step] {
    var order: [Int] = []
    var isDone = [Bool](repeating: false, count: steps.count)
    while order.count < steps.count {
      guard let next = steps.indices.first(where: { !isDone[$0] && steps[$0].after.allSatisfy { isDone[$0] } }) else {
        throw circle(steps, isDone, file: file)
      }
      isDone[next] = true
      order.append(next)
    }
    var position = [Int](repeating: 0, count: steps.count)
    for (index, old) in order.enumerated() { position[old] = index }
    return order.map { old in
      var step = steps[old]
      step.after = step.after.map { position[$0] }.sorted()
      return step
    }
  }

  /// What to say of steps that wait for each other.
  private static func circle(_ steps: [Step], _ isDone: [Bool], file: String) -> Failure {
    // Whoever is not done waits for one that is not: going back comes to a step twice.
    var path: [Int] = []
    var current = steps.indices.first { !isDone[$0] }
    while let index = current, !path.contains(index) {
      path.append(index)
      current = steps[index].after.first { !isDone[$0] }
    }
    let start = current.flatMap { path.firstIndex(of: $0) } ?? 0
    let names = (path[start...] + path[start...].prefix(1)).map { "\"\(steps[$0].step.name)\"" }
    let step = path[start...].min().map { steps[$0].step }
    return Failure(
      .badData, "steps wait for each other: \(names.joined(separator: " reads what is made by "))", file: file,
      place: step?.line.map { "line \($0)" }, field: step?.path,
      expected: "no step reads what rests on its own output")
  }
}
