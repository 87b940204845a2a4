import Foundation
import Synchronization
import Testing

/// Every statistics file that any test makes is held against the schema that `rutverk schema` prints.
enum StatisticsCheck {
  /// Looks at the statistics that a run wrote as JSON; `arguments` are those of the program.
  static func check(_ arguments: [String], in folder: URL) throws {
    for file in written(arguments) {
      let url = URL(fileURLWithPath: file, relativeTo: folder)
      guard let data = try? Data(contentsOf: url), !data.isEmpty,
        let value = try? JSONSerialization.jsonObject(with: data), let members = value as? [String: Any]
      else {
        Issue.record("\(arguments): no statistics in \(file)")
        continue
      }
      guard let name = members["schema"] as? String, let schema = try schema(name) else {
        Issue.record("\(arguments): statistics say \(members["schema"] ?? "nothing") of their schema")
        continue
      }
      let faults = SchemaValidator.faults(members, schema)
      if !faults.isEmpty { Issue.record("\(arguments): \(name): \(faults.prefix(5).joined(separator: "\n"))") }
      try keep(data, schema: name)
    }
  }

  /// The files that hold statistics.
  private static func written(_ arguments: [String]) -> [String] {
    if arguments.contains("--dry-run") { return [] }
    var files = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--stats" }.map(\.1)
    if arguments.first == "profile" {
      files += zip(arguments, arguments.dropFirst()).filter { ["--output", "-o"].contains($0.0) }.map(\.1)
    }
    return files.filter { $0.hasSuffix(".json") }
  }

  /// The schema of that name (`rutverk/overlay/2`), as the program prints it; nil where it knows none.
  static func schema(_ identifier: String) throws -> [String: Any]? {
    try known.withLock { known in
      if let text = known[identifier] { return try text.map(parsed) }
      let parts = identifier.split(separator: "/")
      guard parts.count == 3 else { return nil }
      let text = printed(String(parts[1]))
      known[identifier] = text
      return try text.map(parsed)
    }
  }

  private static let known = Mutex<[String: Data?]>([:])

  private static func parsed(_ text: Data) throws -> [String: Any] {
    let tree = try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
    // A command with two kinds of statistics has a schema of either, of which the first is that of its own name.
    return (tree["oneOf"] as? [[String: Any]])?.first ?? tree
  }

  private static func printed(_ name: String) -> Data? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = ["schema", name]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }

  /// Where `RUTVERK_KEEP_STATISTICS` names a folder, the statistics of all tests go there, for a validator of someone else's.
  private static func keep(_ data: Data, schema: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["RUTVERK_KEEP_STATISTICS"] else { return }
    let name = schema.replacingOccurrences(of: "/", with: "-") + "-\(UUID().uuidString).json"
    try data.write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
  }
}
