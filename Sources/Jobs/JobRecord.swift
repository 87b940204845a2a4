import Reports

/// What a job did: each step with its inputs, options, program and outputs, and what it said.
package struct JobRecord: Codable, Sendable, Equatable {
  /// A file or folder with a digest of its bytes.
  package struct File: Codable, Sendable, Equatable {
    /// The path, from the job's folder.
    package var file: String
    /// Bytes; of a folder, of all files in it.
    package var bytes: Int
    /// SHA-256 of the bytes, 64 hexadecimal digits; of a folder, of its files' names and digests.
    package var sha256: String

    /// A file.
    package init(file: String, bytes: Int, sha256: String) {
      (self.file, self.bytes, self.sha256) = (file, bytes, sha256)
    }
  }

  /// An option with its values.
  package struct Option: Codable, Sendable, Equatable {
    /// Its long name.
    package var name: String
    /// Its values.
    package var values: [String]

    /// An option.
    package init(name: String, values: [String]) { (self.name, self.values) = (name, values) }
  }

  /// A table as the step would have shown it.
  package struct Table: Codable, Sendable, Equatable {
    /// A paragraph above it.
    package var lead: String
    /// Its title.
    package var title: String
    /// Titles of the columns.
    package var columns: [String]
    /// Columns from the left that hold texts; the others hold numbers.
    package var textColumns: Int
    /// The cells, row by row.
    package var rows: [[String]]
    /// Lines under it.
    package var notes: [String]

    /// A table.
    package init(_ table: TextTable) {
      (lead, title, notes) = (table.lead, table.title, table.notes)
      columns = table.headers.map(\.0)
      textColumns = table.headers.prefix { $0.1 == .left }.count
      rows = table.rows
    }
  }

  /// A step that has run.
  package struct Step: Codable, Sendable, Equatable {
    /// Its name.
    package var name: String
    /// The command's words, or `page`.
    package var command: String
    /// The options, in the job's order.
    package var options: [Option]
    /// The program: version and build.
    package var program: String
    /// What it read.
    package var inputs: [File]
    /// What it wrote.
    package var outputs: [File]
    /// The tables that it would have shown.
    package var tables: [Table]
    /// Its notes.
    package var notes: [String]

    /// A step.
    package init(
      name: String, command: String, options: [Option], program: String, inputs: [File], outputs: [File],
      tables: [Table], notes: [String]
    ) {
      (self.name, self.command, self.options, self.program) = (name, command, options, program)
      (self.inputs, self.outputs, self.tables, self.notes) = (inputs, outputs, tables, notes)
    }
  }

  /// Name and version of the record's form.
  package static let form = "rutverk/run/1"

  /// Name and version of the record's form.
  package var schema = form
  /// Versions of the program and its libraries.
  package var versions: [String] = []
  /// The job file; nil for a built-in job.
  package var job: File?
  /// Names and values of the variables.
  package var variables: [Option] = []
  /// The steps that have run, in the plan's order.
  package var steps: [Step] = []

  /// A record of nothing yet.
  package init() {}

  /// The step of that name.
  package subscript(name: String) -> Step? { steps.first { $0.name == name } }
}

extension JobRecord {
  /// The record as JSON; nothing in it depends on the clock, the machine or the number of threads.
  package var tree: JSONTree {
    .members([
      "schema": .string(schema), "versions": .array(versions.map { .string($0) }),
      "job": job?.tree ?? .null, "variables": .object(variables.map { .init($0.name, .strings($0.values)) }),
      "steps": .array(steps.map(\.tree)),
    ])
  }

  private enum CodingKeys: String, CodingKey { case schema, versions, job, variables, steps }

  /// Reads what ``tree`` wrote.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    schema = try values.decode(String.self, forKey: .schema)
    versions = try values.decode([String].self, forKey: .versions)
    job = try values.decode(File?.self, forKey: .job)
    // Variables are for people: a run asks the job for them.
    steps = try values.decode([Step].self, forKey: .steps)
  }
}

extension JobRecord.File {
  fileprivate var tree: JSONTree {
    .members(["file": .string(file), "bytes": .integer(bytes), "sha256": .string(sha256)])
  }
}

extension JobRecord.Step {
  /// The step as JSON.
  package var tree: JSONTree {
    .members([
      "name": .string(name), "command": .string(command),
      "options": .array(options.map { .members(["name": .string($0.name), "values": .strings($0.values)]) }),
      "program": .string(program), "inputs": .array(inputs.map(\.tree)), "outputs": .array(outputs.map(\.tree)),
      "tables": .array(tables.map(\.tree)), "notes": .strings(notes),
    ])
  }
}

extension JobRecord.Table {
  fileprivate var tree: JSONTree {
    .members([
      "lead": .string(lead), "title": .string(title), "columns": .strings(columns),
      "textColumns": .integer(textColumns), "rows": .array(rows.map { .strings($0) }), "notes": .strings(notes),
    ])
  }
}

extension JSONTree {
  fileprivate static func strings(_ texts: [String]) -> JSONTree { .array(texts.map { .string($0) }) }
}
