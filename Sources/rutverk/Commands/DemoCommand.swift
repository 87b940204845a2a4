import ArgumentParser
import Definitions
import Diagnostics
import Foundation
import Pipelines
import Reports

/// `rutverk demo`
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Run index and overlay over the bundled sample town and say where the results are.")

  @Option(help: "Folder for the results.")
  var folder = "demo"

  @Option(help: "Folder that holds grids/ and shapes/ (default: found beside the program or here).")
  var sample: String?

  @OptionGroup(title: "Run") var run_: RunOptions

  /// The sample's files, from its folder.
  private static let gridFile = "grids/exempelstad.csv"
  private static let areasFile = "shapes/exempelstad_omraden.geojson"

  func run() throws {
    let sample = try sampleFolder()
    let (grid, areas) = (sample + "/" + Self.gridFile, sample + "/" + Self.areasFile)
    if run_.dryRun {
      print("\(grid)\n\(areas)\n→ \(folder)/")
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(.cannotCreate, "the folder cannot be created", file: folder)
    }
    var outputs = try parse(
      IndexCommand.self,
      [grid, "--output", folder + "/rutor.geojson", "--output", folder + "/rutor.csv"])
    try outputs.run()
    var index = try parse(
      IndexCommand.self, [grid, "--stats", folder + "/rutor.json"])
    try index.run()
    print("")
    var overlay = try parse(
      OverlayCommand.self,
      ["--cells", folder + "/rutor.csv", "--areas", areas, "--output", folder + "/omraden.geojson"])
    try overlay.run()
    var statistics = try parse(
      OverlayCommand.self,
      ["--cells", folder + "/rutor.csv", "--areas", areas, "--stats", folder + "/omraden.json"])
    try statistics.run()
    print("\n" + run_.lang.text(sv: "Resultat:", en: "Results:"))
    for (file, sv, en) in [
      ("rutor.geojson", "rutor med index, öppna i QGIS", "cells with their index, open it in QGIS"),
      ("rutor.csv", "samma rutor som tabell", "the same cells as a table"),
      ("rutor.json", "statistik om indexet", "statistics of the index"),
      ("omraden.geojson", "områden med befolkning och index", "areas with population and index"),
      ("omraden.json", "klasser, överlapp, samstämmighet", "classes, overlaps, concordance"),
    ] { print("  \(folder)/\(file)  \(run_.lang.text(sv: sv, en: en))") }
  }
}
