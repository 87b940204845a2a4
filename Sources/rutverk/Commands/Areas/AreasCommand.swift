import ArgumentParser

/// `rutverk areas`
struct AreasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "areas", abstract: "Sets of areas: check them, compare them over time, partition them, grade them.",
    discussion: """
      Example: rutverk areas diff omraden.gpkg omraden.gpkg --old-where "year = 2019" --new-where "year = 2021"
      """,
    subcommands: [Validate.self, Diff.self, Panel.self, Partition.self, Equivalent.self, Levels.self])
}
