import Definitions
import Foundation

extension AttackTarget {
  /// Files of rules, which people write by hand.
  static let definitions = [
    AttackTarget("definition") { bytes in try yaml.with(bytes) { _ = try DefinitionFile.definition($0) } },
    AttackTarget("categories") { bytes in try yaml.with(bytes) { _ = try CategoryFile.groups($0) } },
    AttackTarget("words") { bytes in try yaml.with(bytes) { _ = try WordGroups(path: $0) } },
    AttackTarget("reference") { bytes in try yaml.with(bytes) { _ = try ReferenceFile.read(path: $0) } },
  ]

  private static let yaml = ScratchFile(ending: "yaml")
}
