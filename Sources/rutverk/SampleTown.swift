import Core
import Foundation

/// The bundled sample town's files, wherever the program was put.
enum SampleTown {
  /// The town's cells, from its folder.
  static let gridFile = "grids/exempelstad.csv"

  /// The folder that holds `grids/` and `shapes/`: the one that is named, else this one, else one beside the program or above it.
  ///
  /// - Throws: ``Failure`` where the named folder has no sample, or none is found.
  static func folder(_ named: String?) throws -> String {
    if let named {
      guard holdsSample(named) else {
        throw Failure(.noInput, "the folder has no sample", file: named, expected: gridFile)
      }
      return named
    }
    guard let found = found() else {
      throw Failure(
        .noInput, "the bundled sample was not found", expected: gridFile, hint: "name its folder with --sample")
    }
    return found
  }

  /// The folder that is found when none is named; nil: there is none.
  static func found() -> String? {
    var candidates = ["."]
    let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? program
    var parent = executable.deletingLastPathComponent()
    candidates.append(parent.deletingLastPathComponent().appendingPathComponent("share/rutverk").path)
    for _ in 0..<5 {
      candidates.append(parent.path)
      parent = parent.deletingLastPathComponent()
    }
    return candidates.first(where: holdsSample)
  }

  private static func holdsSample(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + gridFile)
  }
}
