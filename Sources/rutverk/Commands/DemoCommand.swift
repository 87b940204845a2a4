import FootprintRuns
import IndexRuns
import Inputs
import MapRuns
import OverlayRuns
import ProfileRuns
import ArgumentParser
import Cartography
import Definitions
import Core
import Files
import Foundation
import Geometry
import Reports

/// `rutverk demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Index, overlay, footprint, map and profile of the bundled sample town; says where the results are."
  )

  @Option(help: "Folder for the results.", completion: .directory)
  var folder = "demo"

  @Option(
    help: "Folder that holds grids/ and shapes/ (default: found beside the program or here).", completion: .directory)
  var sample: String?

  @OptionGroup(title: "Run") var execution: RunOptions

  /// The sample's files, from its folder.
  private static let areasFile = "shapes/exempelstad_omraden.geojson"
  private static let stationsFile = "shapes/exempelstad_stationer.csv"
  /// The town's middle and its areas, SWEREF 99 TM.
  private static let town = BoundingBox(minX: 563_500, minY: 6_600_500, maxX: 577_000, maxY: 6_612_500)
  private static let profiledArea = "UO-003"
  private static let eventsFile = "shapes/exempelstad_handelser.csv"

  func run() throws {
    let sample = try SampleTown.folder(sample)
    let (grid, areas) = (sample + "/" + SampleTown.gridFile, sample + "/" + Self.areasFile)
    if execution.dryRun {
      let files = [SampleTown.gridFile, Self.areasFile, Self.stationsFile, Self.eventsFile].map {
        "\(sample)/\($0)\n"
      }
      try Console.out(files.joined() + "→ \(folder)/\n")
      return
    }
    // Stays only where something comes into it.
    let made = try OutputSet()
    try made.makeFolder(folder)
    try index(grid)
    try Console.out("\n")
    try overlay(areas)
    try Console.out("\n")
    try footprint(areas, stations: "\(sample)/\(Self.stationsFile)", events: "\(sample)/\(Self.eventsFile)")
    try map()
    try profile(areas)
    try made.commit()
    try Console.out("\n" + execution.lang.text(sv: "Resultat:", en: "Results:") + "\n")
    for (file, sv, en) in [
      ("rutor.geojson", "rutor med index, öppna i QGIS", "cells with their index, open it in QGIS"),
      ("rutor.csv", "samma rutor som tabell", "the same cells as a table"),
      ("rutor.json", "statistik om indexet", "statistics of the index"),
      ("omraden.geojson", "områden med befolkning och index", "areas with population and index"),
      ("omraden.json", "klasser, överlapp, samstämmighet", "classes, overlaps, concordance"),
      (
        "dygnsavtryck.geojson", "områden med dygnsavtryck och unika telefoner",
        "areas with dygnsavtryck and unique phones"
      ),
      ("dygnsavtryck.csv", "samma uppgifter vecka för vecka", "the same figures week by week"),
      ("dygnsavtryck.json", "statistik om dygnsavtryck", "statistics of dygnsavtryck"),
      ("karta.png", "karta med områden och ringar", "map with areas and rings"),
      ("karta.html", "kartan att klicka i, utan nät", "the map to click around in, without a network"),
      ("karta.gpkg", "kartan färdig för QGIS, med karta.qgz", "the map ready for QGIS, with karta.qgz"),
      ("profil.html", "ett områdes alla uppgifter", "all figures of one area"),
    ] { try Console.out("  \(folder)/\(file)  \(execution.lang.text(sv: sv, en: en))\n") }
  }

  private func index(_ grid: String) throws {
    let parameters = IndexRun.Parameters(
      tables: [grid], definition: try DefinitionFile.definition("livsvillkor"), reference: nil, key: nil,
      input: InputOptions(), threads: execution.workers)
    let target = try Outputs(
      layers: [folder + "/rutor.geojson", folder + "/rutor.csv"], statistics: folder + "/rutor.json", crs: nil,
      inputs: [grid])
    let journal = execution.journal(stages: 5)
    let result = try IndexRun(parameters, journal: journal)
    try target.write(result.layer, threads: execution.workers, journal: journal)
    try target.commit(try result.statistics(parameters, journal))
    try Console.out(result.tables(execution.lang).text)
    execution.finish(journal)
  }

  private func overlay(_ areas: String) throws {
    let cells = folder + "/rutor.csv"
    let target = try Outputs(
      layers: [folder + "/omraden.geojson"], statistics: folder + "/omraden.json", crs: nil, inputs: [cells, areas])
    let journal = execution.journal(stages: 6)
    let result = try OverlayRun(
      OverlayRun.Parameters(cells: cells, areas: areas, threads: execution.workers), journal: journal)
    try target.write(result.output, threads: execution.workers, journal: journal)
    try target.commit(result.statistics(journal))
    try Console.out(result.tables(execution.lang).text)
    execution.finish(journal)
  }

  private func footprint(_ areas: String, stations: String, events: String) throws {
    var parameters = FootprintRun.Parameters(
      events: [events], stations: stations, areas: areas,
      temporaryFolder: FileManager.default.temporaryDirectory.path, threads: execution.workers)
    parameters.period = .week
    var cells = CellSource(
      folder + "/rutor.csv", populationField: nil, options: InputOptions(), threads: execution.workers)
    cells.isOfPeopleAlone = true
    parameters.people.cells = cells
    parameters.memoryLimit = MemoryLimit.bytes(nil)
    let target = try FootprintOutputs(
      layers: [folder + "/dygnsavtryck.geojson"], statistics: folder + "/dygnsavtryck.json",
      series: folder + "/dygnsavtryck.csv", inputs: [areas, stations, events, folder + "/rutor.csv"])
    let journal = execution.journal(stages: 7 + target.stages)
    let result = try FootprintRun(parameters, journal: journal).result(journal: journal)
    try target.write(result, threads: execution.workers, journal: journal)
    try Console.out(result.tables(execution.lang).text)
    execution.finish(journal)
  }

  /// The map of index and areas as a picture, as a page and for QGIS.
  private func map() throws {
    let (cells, areas) = (folder + "/rutor.csv", folder + "/omraden.geojson")
    var parameters = MapRun.Parameters(
      size: try PageSize("1200x960px", isLandscape: false, dotsPerInch: nil), threads: execution.workers)
    parameters.cells = cells
    parameters.areas = areas
    parameters.language = execution.lang
    parameters.extent = .box(Self.town)
    parameters.source = execution.lang.text(
      sv: "påhittade tal, rutverk generate", en: "made-up figures, rutverk generate")
    let names = ["karta.png", "karta.html", "karta.gpkg"].map { folder + "/" + $0 }
    let set = try OutputSet(inputs: [cells, areas])
    let target = try MapOutputs(names, in: set)
    let journal = execution.journal(stages: 2 + names.count)
    try target.write(try MapRun(parameters, journal: journal), journal: journal)
    try set.commit()
    execution.finish(journal)
  }

  /// The page of one särskilt utsatt område.
  private func profile(_ areas: String) throws {
    let cells = folder + "/rutor.csv"
    var parameters = ProfileRun.Parameters(
      cells: cells, areas: areas, definition: try DefinitionFile.definition("livsvillkor"),
      threads: execution.workers)
    parameters.area = Self.profiledArea
    parameters.footprint = folder + "/dygnsavtryck.json"
    let set = try OutputSet(inputs: parameters.inputs)
    let file = try set.file(folder + "/profil.html")
    let journal = execution.journal(stages: 5)
    let result = try ProfileRun(parameters, journal: journal)
    for profile in result.profiles {
      try file.write(result.text(profile, .html, language: execution.lang, journal: journal))
    }
    try set.commit()
    execution.finish(journal)
  }
}
