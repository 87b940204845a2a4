import Core
import Disk
import Jobs

/// Reads job files:
///
///     variables:
///       ut: resultat
///     steps:
///       - name: index
///         index: {tables: rutor.csv, output: ${ut}/rutor.gpkg}
///       - name: skjutningar ${ar}
///         for: {ar: [2019, 2020]}
///         incidents: {points: "punkter-${ar}.csv", areas: omraden.gpkg, stats: "${ut}/${ar}.json"}
package struct JobReader {
  private let file: String
  /// Variables that the caller sets, in place of the file's own values.
  private let settings: [(name: String, value: String)]
  /// Values of a field of a layer, each once, in file order.
  private let values: (_ path: String, _ field: String) throws -> [String]

  /// Most steps of a job, `for` written out.
  private static let mostSteps = 10_000

  /// The job in a text.
  ///
  /// - Parameters:
  ///   - file: the job's name in messages
  ///   - settings: values of variables, in place of those of the file
  ///   - values: the values of a field of a layer, each once, for `for: {omrade: {file: …, field: …}}`
  ///
  /// Throws ``Failure`` (bad data: file, line, key) for text that is no YAML, for keys that are unknown, missing or stand twice,
  /// and for variables that there are not; usage for a setting of such a one.
  package static func job(
    yaml: String, file: String, settings: [(name: String, value: String)] = [],
    values: @escaping (_ path: String, _ field: String) throws -> [String]
  ) throws -> Job {
    try JobReader(file: file, settings: settings, values: values).job(yaml)
  }

  private func job(_ yaml: String) throws -> Job {
    let document = try YAMLValue.document(
      yaml, file: file,
      orEmpty: Failure(.badData, "the file is empty", file: file, expected: "steps: with a list of commands"))
    let top = try YAMLEntries(document, keys: ["record", "steps", "variables"])
    let variables = try variables(top["variables"])
    let record = try top["record"].map { try variables.text($0.text(expected: "the name of a file"), at: $0) }
    var job = Job(
      file: file, record: record ?? (FilePath.stem(file) + ".rutverk.json"), variables: variables.shown, steps: [])
    for value in try top.required("steps", of: document).list(expected: "a list of steps") {
      try add(value, variables, to: &job)
    }
    job.leaveOutWhatIsNotMade()
    if job.steps.isEmpty {
      throw Failure(.badData, "no step is left", file: file, field: "steps", expected: "at least one that runs")
    }
    return job
  }

  private func variables(_ value: YAMLValue?) throws -> JobVariables {
    var variables = JobVariables(file: file)
    let entries = try value.map { try YAMLEntries($0).entries } ?? []
    for (name, _) in settings where !entries.contains(where: { $0.key == name }) {
      throw Failure(
        .usage, "the job has no such variable", file: file, field: "--set", value: name,
        hint: Suggestion.hint(for: name, among: entries.map(\.key)))
    }
    for (name, value) in entries {
      guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !name.isEmpty else {
        throw value.failure("not the name of a variable", expected: "letters, digits and _")
      }
      if let set = settings.last(where: { $0.name == name }) {
        variables.set(name, [set.value])
      } else if value.isNull {
        variables.set(name, [""])
      } else {
        variables.set(
          name, try value.list(expected: "a word or a list of words").flatMap { try variables.values($0) })
      }
    }
    return variables
  }

  private func add(_ value: YAMLValue, _ variables: JobVariables, to job: inout Job) throws {
    let all = try YAMLEntries(value)
    let own = ["name", "for", "when"]
    let contents = all.entries.filter { !own.contains($0.key) }
    guard let content = contents.first else {
      throw Failure(
        .badData, "a step without a command", file: file, place: value.place, field: value.path,
        expected: "a command, such as overlay:, with its options")
    }
    if contents.count > 1 {
      func near(_ key: String) -> String? { Suggestion.nearest(to: key, among: own) }
      let odd = contents.first { near($0.key) != nil } ?? contents[1]
      throw Failure(
        .badData, "a step with several commands, or an unknown key", file: file, place: odd.value.place,
        field: odd.value.path, expected: "one command, and \(own.joined(separator: ", "))",
        hint: near(odd.key).map { "did you mean \"\($0)\"?" })
    }
    let given = all["name"]
    func name(_ variables: JobVariables) throws -> String {
      let text = try given.map { try variables.text($0.text(expected: "a name"), at: $0) } ?? content.key
      let words = text.split(separator: " ").joined(separator: " ")
      return words.isEmpty ? content.key : words
    }
    var families: Set<String> = []
    for variables in try turns(all["for"], variables) {
      // What all turns have in common of their names.
      let family = try name(variables.withoutTurn)
      var name = try name(variables)
      if !variables.turn.isEmpty, name == family { name += " " + variables.turn.map(\.1).joined(separator: " ") }
      if let when = all["when"] {
        let conditions = try when.list(expected: "a variable, ${name}, or a list of such").map {
          try variables.text($0.text(), at: $0)
        }
        if conditions.contains("") {
          job.leftOut.insert(name)
          families.insert(family)
          let files = ["page", "workbook"].contains(content.key) ? [] : try call(content, variables).files
          job.leftOutFiles.formUnion(files.map(JobFiles.normalized))
          continue
        }
      }
      if job.steps.contains(where: { $0.name == name }) {
        throw Failure(
          .badData, "two steps have the same name", file: file, place: (given ?? value).place,
          field: "\(value.path).name", value: name, expected: "each name once")
      }
      if job.steps.count == Self.mostSteps {
        throw Failure(
          .badData, "too many steps", file: file, place: value.place, expected: "at most \(Self.mostSteps)")
      }
      job.steps.append(
        JobStep(
          name: name, family: family, path: value.path, line: value.node.mark?.line,
          content: try self.content(content, variables)))
    }
    // A name that turns of `for` have in common stands for those that are there.
    job.leftOut.formUnion(families.filter { family in !job.steps.contains { $0.family == family } })
  }

  private func content(_ content: (key: String, value: YAMLValue), _ variables: JobVariables) throws
    -> JobStep.Content
  {
    switch content.key {
    case "page": .page(try JobPageReader(file: file, variables: variables).page(content.value))
    case "workbook": .workbook(try JobWorkbookReader(variables: variables).workbook(content.value))
    default: .command(try call(content, variables))
    }
  }

  private func call(_ content: (key: String, value: YAMLValue), _ variables: JobVariables) throws -> JobCall {
    let entries = content.value.isNull ? [] : try YAMLEntries(content.value).entries
    let options = try entries.compactMap { key, value in
      let values = try value.list(expected: "a value").flatMap { try variables.values($0) }
      // An option whose variable is empty is not given at all.
      let isGiven = !values.isEmpty
      return isGiven ? JobOption(key: key, values: values, line: value.line, path: value.path) : nil
    }
    return JobCall(command: content.key, line: content.value.line, options: options)
  }

  /// The variables of each turn of a `for`, the first variable slowest; of one turn where there is none.
  private func turns(_ value: YAMLValue?, _ variables: JobVariables) throws -> [JobVariables] {
    guard let value else { return [variables] }
    let entries = try YAMLEntries(value).entries
    if entries.isEmpty { throw value.failure(expected: "a variable with a list of values") }
    return try entries.reduce([variables]) { turns, entry in
      let values = try list(entry.value, variables)
      if turns.count * values.count > Self.mostSteps {
        throw entry.value.failure("too many steps", expected: "at most \(Self.mostSteps)")
      }
      return turns.flatMap { turn in
        values.map { value in
          var next = turn
          next.set(entry.key, [value])
          next.turn.append((entry.key, value))
          return next
        }
      }
    }
  }

  private func list(_ value: YAMLValue, _ variables: JobVariables) throws -> [String] {
    guard value.isMapping else {
      return try value.list(expected: "a list of values").flatMap { try variables.values($0) }
    }
    let entries = try YAMLEntries(value, keys: ["field", "file"])
    func text(_ key: String) throws -> String {
      let value = try entries.required(key, of: value)
      return try variables.text(try value.text(), at: value)
    }
    do {
      return try values(try text("file"), try text("field"))
    } catch var failure as Failure {
      failure.hint = failure.hint ?? "for: reads the field's values before the first step runs"
      throw failure
    }
  }
}
