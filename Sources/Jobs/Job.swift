/// A job file as it was read: steps with every variable filled in and every `for` written out.
package struct Job: Sendable {
  /// The file as the user named it.
  package var file: String
  /// Where the record of the whole goes, from the job's folder.
  package var record: String
  /// Names and values of the variables, in their order; a list has its values with commas between them.
  package var variables: [(name: String, value: String)]
  /// The steps, in file order.
  package var steps: [JobStep]
  /// Steps that `when` left out: their names, and those that `for` would have given them.
  package var leftOut: Set<String>
  /// Files that those steps would have written, as ``JobFiles/normalized(_:)`` gives them.
  package var leftOutFiles: Set<String> = []

  /// A job of those steps.
  package init(
    file: String, record: String, variables: [(name: String, value: String)] = [], steps: [JobStep],
    leftOut: Set<String> = []
  ) {
    (self.file, self.record, self.variables, self.steps) = (file, record, variables, steps)
    self.leftOut = leftOut
  }

  /// Leaves out the options that read what steps would have made that are left out.
  package mutating func leaveOutWhatIsNotMade() {
    for index in steps.indices {
      guard case .command(var call) = steps[index].content else { continue }
      call.options.removeAll { option in
        JobFiles.isInput(option.key, of: call.command)
          && option.values.allSatisfy { leftOutFiles.contains(JobFiles.normalized($0)) }
      }
      steps[index].content = .command(call)
    }
  }
}

/// One step: a command with its options, or a page or workbook of what other steps found.
package struct JobStep: Sendable {
  /// What it is made of.
  package enum Content: Sendable {
    /// A command of the command line.
    case command(JobCall)
    /// A page.
    case page(JobPage)
    /// A workbook.
    case workbook(JobWorkbook)
  }

  /// Its name, unique in the job.
  package var name: String
  /// The name before `for` made several of it.
  package var family: String
  /// Where it stands, for messages: `steps[8]`.
  package var path: String
  /// Its line in the file.
  package var line: Int?
  /// What it does.
  package var content: Content

  /// A step.
  package init(name: String, family: String, path: String, line: Int?, content: Content) {
    (self.name, self.family, self.path, self.line, self.content) = (name, family, path, line, content)
  }
}

/// A command with its options.
package struct JobCall: Sendable {
  /// The command's words: `areas panel`.
  package var command: String
  /// The line of its key.
  package var line: Int?
  /// The options, in file order.
  package var options: [JobOption]

  /// A command with its options.
  package init(command: String, line: Int?, options: [JobOption]) {
    (self.command, self.line, self.options) = (command, line, options)
  }

  /// The files that it writes.
  package var files: [String] {
    options.filter { JobFiles.isOutput($0.key, of: command) }.flatMap(\.values)
  }
}

/// One option of a step by its long name, with its values.
package struct JobOption: Sendable {
  /// The long name, without dashes, or the name of a positional argument.
  package var key: String
  /// The values, one or more.
  package var values: [String]
  /// Its line in the file.
  package var line: Int?
  /// Where it stands, for messages: `steps[8].overlay.cells`.
  package var path: String

  /// An option.
  package init(key: String, values: [String], line: Int?, path: String) {
    (self.key, self.values, self.line, self.path) = (key, values, line, path)
  }
}
