import IndexRuns
import ArgumentParser
import Core
import Definitions
import Livsvillkor

/// What an index is made of and how its tables are read.
struct IndexOptions: ParsableArguments {
  @Option(help: "Definition: a YAML file, or livsvillkor, scb, deso.", completion: .file())
  var definition = "livsvillkor"

  @Option(help: "Leave a variable out. May be repeated.")
  var drop: [String] = []

  @Option(help: "Least population of a unit that gets an index.")
  var minPopulation: Double?

  @Option(help: "Zones instead of cells: the field that names them, in every table.")
  var key: String?

  @Option(name: .customLong("where"), help: "Take only rows that match, such as \"desokod LIKE '20%'\".")
  var filter: String?

  @Option(help: "Layer of the input files, where they have several.")
  var layer: String?

  @Option(help: "Coordinate system of zone polygons, in place of what the file says.")
  var inputCrs: String?

  @OptionGroup(title: "Reading") var reading: CellTableOptions

  /// The definition, with what was dropped and changed on the command line.
  func chosenDefinition() throws -> Definition {
    var chosen = try DefinitionFile.definition(definition).dropping(drop)
    if let minPopulation {
      guard minPopulation >= 0, minPopulation.isFinite else {
        throw Failure(.usage, "--min-population takes a number from 0 up", value: "\(minPopulation)")
      }
      chosen.minimumPopulation = minPopulation
    }
    return chosen
  }

  /// The run that the options ask for, against the statistics of an earlier run if there are any.
  func parameters(tables: [String], reference: String? = nil, threads: Int) throws -> IndexRun.Parameters {
    IndexRun.Parameters(
      tables: tables, definition: try chosenDefinition(),
      reference: try reference.map { path in
        let (statistics, isSealed) = try ReferenceFile.read(path: path)
        return (statistics, path, isSealed)
      }, key: key, input: reading.input(filter: filter, layer: layer, crs: inputCrs), threads: threads)
  }
}
