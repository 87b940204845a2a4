import AreaSetRuns
import Inputs
import Reports
import Areas
import ArgumentParser
import Core

/// What areas are matched by, in order.
struct MatchKeys: ExpressibleByArgument {
  var keys: [AreaMatching.Key]

  init(keys: [AreaMatching.Key]) { self.keys = keys }

  init?(argument: String) {
    let words = argument.split(separator: ",").map { $0.filter { $0 != " " } }
    keys = words.compactMap { AreaMatching.Key(rawValue: $0) }
    guard !keys.isEmpty, keys.count == words.count, Set(keys).count == keys.count else { return nil }
  }

  var defaultValueDescription: String { keys.map(\.rawValue).joined(separator: ",") }
}

extension AreasCommand {
  /// `rutverk areas diff`
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "What was added, removed and reclassified between two sets, and which borders moved.",
      discussion: """
        Layers of polygons, or plain tables with a name and a class. The output has every area of either set, those that were \
        removed with their old outline.

        Example: rutverk areas diff panel.gpkg panel.gpkg --old-where "year = 2019" --new-where "year = 2021" --output \
        skillnad.gpkg
        """)

    @Argument(help: "The earlier areas: a polygon layer or a table.", completion: .file())
    var old: String

    @Argument(help: "The later areas: a polygon layer or a table.", completion: .file())
    var new: String

    @Option(help: "What areas are matched by, in this order: id, name, overlap.")
    var match = MatchKeys(keys: AreaMatching.Key.allCases)

    @Option(help: "Least share of their union that areas matched by overlap have in common, 0 to 1.")
    var minShare = 0.5

    @OptionGroup(title: "Earlier areas") var earlier: AreaListOptions<OldWords>
    @OptionGroup(title: "Later areas") var later: AreaListOptions<NewWords>
    @OptionGroup(title: "Reading") var reading: TableOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions
    @OptionGroup(title: "Run") var limits: LimitOptions

    func validate() throws {
      if !(minShare > 0 && minShare <= 1) {
        throw ValidationError("--min-share takes a number above 0, at most 1, not \(minShare).")
      }
    }

    func run() throws {
      var parameters = AreaDiffRun.Parameters(
        old: earlier.list(old, reading), new: later.list(new, reading), threads: execution.workers)
      parameters.keys = match.keys
      parameters.minimumShare = minShare
      try execution.run(
        outputs, inputs: [old, new], stages: 3,
        dry: { dry in
          for list in [parameters.old, parameters.new] { try dry.areaList(list, threads: execution.workers) }
        }
      ) { journal in
        let result = try AreaDiffRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }

  /// The earlier areas of two.
  enum OldWords: LayerWords {
    static let (prefix, features) = ("old", "earlier areas")
    static let example: String? = "year = 2019"
  }

  /// The later areas of two.
  enum NewWords: LayerWords {
    static let (prefix, features) = ("new", "later areas")
    static let example: String? = "year = 2021"
  }

  /// How a list of areas is read, and what tables call it.
  struct AreaListOptions<Words: LayerWords>: ParsableArguments {
    @OptionGroup var layer: AreaSetOptions<Words>

    @Option(
      name: .customLong("\(Words.prefix)-label"),
      help: "What tables call the \(Words.features) (default: a year in their filter or file name).")
    var label: String?

    func list(_ path: String, _ reading: TableOptions) -> AreaDiffRun.List {
      AreaDiffRun.List(path: path, input: layer.input(reading), fields: layer.fields, label: label)
    }
  }
}
