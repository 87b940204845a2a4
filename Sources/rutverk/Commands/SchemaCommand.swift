import ArgumentParser
import AreaSetRuns
import ChangeRuns
import Core
import FootprintRuns
import HotspotRuns
import IncidentRuns
import IndexRuns
import MapRuns
import Outputs
import OverlayRuns
import ProfileRuns
import Reports
import SuggestRuns

/// `rutverk schema`
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a command's statistics.",
    discussion: """
      Statistics name theirs in the key schema, such as rutverk/overlay/2. The number rises with what breaks readers: a key \
      that is gone, renamed, or means something else; new keys may come at any time.
      """)

  @Argument(help: "The command, such as overlay or areas panel; without it the names of all are printed.")
  var command: [String] = []

  @Flag(help: "All statistics as tables of keys, in Markdown: the reference in docs/fields.md.")
  var markdown = false

  @OptionGroup var language: LanguageOptions

  func validate() throws {
    if markdown, !command.isEmpty { throw ValidationError("--markdown is of all statistics: give no command.") }
  }

  func run() throws {
    if markdown { return try Console.out(FieldReference.text(of: Self.all)) }
    if command.isEmpty {
      return try Console.out(
        Self.all.map { "\($0.name)\t\($0.identifier)\n" }.joined()
          + "merge\t\(FootprintResult.schema.identifier)\n")
    }
    try Console.out(Self.schema(of: command.joined(separator: "-")).description)
  }

  /// Of every command that writes statistics, and of those that write two kinds, of each.
  static let all: [StatisticsSchema] = [
    IndexRun.schema, SensitivityRun.schema, OverlayRun.schema, CoverageRun.schema, FootprintResult.schema,
    IncidentRun.schema, IncidentCountRun.schema, CompareResult.schema,
    ChangeRun.schema, SuggestRun.schema, HotspotRun.schema, AreaValidateRun.schema, AreaDiffRun.schema,
    AreaEquivalentRun.schema, AreaPanelRun.schema, AreaPartitionRun.schema, AreaLevelsRun.schema,
    AreaSharesRun.schema, MapRun.schema, ProfileRun.schema,
  ]

  /// The keys of a statistics document behind `schema` and `run`; none of one that names no known form.
  static func keys(of statistics: JSONTree) -> [JSONKey] {
    guard case .string(let identifier)? = statistics["schema"] else { return [] }
    return all.first { $0.identifier == identifier }?.keys ?? []
  }

  /// The schema of a command's statistics; either of two where the command has two kinds.
  private static func schema(of name: String) throws -> JSONTree {
    if name == "merge" { return FootprintResult.schema.tree }
    let found = all.filter { $0.name == name || $0.command == name }
    guard let first = found.first else {
      throw Failure(
        .usage, "no statistics of that name", value: name, hint: Suggestion.hint(for: name, among: all.map(\.name)))
    }
    if found.count == 1 || first.name != name { return first.tree }
    return StatisticsSchema.either(found)
  }
}
