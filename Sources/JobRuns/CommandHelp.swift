import Foundation
import Jobs

/// What the parser tells of its commands (`--experimental-dump-help`).
package struct CommandHelp: Decodable {
  private struct Command: Decodable {
    var commandName: String
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// The commands that do something, with their names from the root.
    func leaves(under path: [String]) -> [JobCommand] {
      if let subcommands, !subcommands.isEmpty {
        return subcommands.flatMap { $0.leaves(under: path + [$0.commandName]) }
      }
      return [JobCommand(name: path.joined(separator: " "), arguments: (arguments ?? []).compactMap(\.job))]
    }
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?

    var job: JobCommand.Argument? {
      let names = (names ?? []).filter { $0.kind == "long" }.map(\.name)
      switch kind {
      case "flag": return JobCommand.Argument(names: names, kind: .flag, isRepeating: false)
      case "option": return JobCommand.Argument(names: names, kind: .option, isRepeating: isRepeating)
      case "positional":
        return JobCommand.Argument(names: [valueName].compactMap(\.self), kind: .positional, isRepeating: isRepeating)
      default: return nil
      }
    }
  }

  private var command: Command

  /// The commands in the parser's JSON; none where it is another.
  package static func commands(_ json: [UInt8]) -> [JobCommand] {
    (try? JSONDecoder().decode(CommandHelp.self, from: Data(json)))?.command.leaves(under: []) ?? []
  }
}
