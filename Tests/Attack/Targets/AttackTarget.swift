import Core
import Foundation

/// What random bytes are given to: one reader of what comes from outside.
///
/// A run must neither trap, hang nor take much memory. What is refused must be refused as a ``Failure`` (or the reader's own
/// error); what is read must hold what the reader promises. `Tests/Attack/fuzz` feeds them without end, `AttackTests` with
/// what is kept in `Tests/Attack/corpus`.
public struct AttackTarget: Sendable {
  /// What its corpus is called.
  public let name: String
  /// Tries bytes.
  public let run: @Sendable ([UInt8]) throws -> Void

  init(_ name: String, _ run: @escaping @Sendable ([UInt8]) throws -> Void) { (self.name, self.run) = (name, run) }

  /// All targets.
  public static let all = texts + definitions + layers + results

  /// The target whose name a variable of the environment holds; ends the process where there is none.
  public static func named(environment variable: String) -> AttackTarget {
    let name = ProcessInfo.processInfo.environment[variable] ?? ""
    guard let target = all.first(where: { $0.name == name }) else {
      FileHandle.standardError.write(Data("\(variable): one of \(all.map(\.name).joined(separator: " "))\n".utf8))
      exit(64)
    }
    return target
  }

  /// Tries bytes, and takes refusals for what they are.
  public func attack(_ bytes: [UInt8]) {
    do { try run(bytes) } catch let failure as Failure {
      // A refusal that says it is the program's fault is one.
      precondition(failure.kind != .software, "\(name): \(failure)")
    } catch {}
  }
}

/// A file in memory that a target writes its bytes to; each process has its own.
struct ScratchFile: Sendable {
  let path: String

  init(ending: String) {
    let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    path = "\(folder)/rutverk-attack-\(ProcessInfo.processInfo.processIdentifier).\(ending)"
  }

  /// Calls `body` with the path of a file of these bytes.
  func with(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }
}
