import AreaSetRuns
import MapRuns
import Reports
import ArgumentParser
import DelimitedText
import Core
import Files

/// `rutverk map`
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract:
      "Draw cells, areas and rings as a map: PNG, SVG, PDF, a page (HTML), or layers that open drawn in QGIS.",
    discussion: """
      Cells in green (1, best) to red (the worst class of the layer's own), areas on top by their class, rings around cells with many children and \
      youth of whom many live overcrowded. --base draws coast or municipalities under them. The scale is a round one; the \
      scale bar is a length on the ground.

      A page (.html) is one file that works without a network: pan, zoom, search, and click on cells and areas for their \
      figures: those of their layer (what overlay, footprint or incidents wrote), and of the cells in them. --size does not \
      matter to it.

      Where cells are too small to be seen, they are gathered in larger squares (--aggregate): each shows the class of most \
      people in it, the larger the more people live there; ground without people never counts against people. Overviews of \
      rasters follow the same rule.

      --colour-by draws any other figure, of areas, cells or base, in classes whose bounds and numbers stand in the legend; no \
      data and withheld are told apart.

      Text is pixels in PNG, outlines in SVG and embedded glyphs in PDF. The same input gives the same bytes: the date is \
      what --date says, never the clock's.

      For QGIS: .gpkg is one GeoPackage with all layers and their styles, and a project (.qgz) beside it; .qgs or .qgz is \
      the project, and the GeoPackage beside it; .tif is a raster of the classes with their colours, and one of the index \
      (_index.tif); .geojson, .fgb, .shp and other formats of layers are the cells with a style (.qml) beside them.

      Example: rutverk map --cells rutor.csv --areas omraden.gpkg --extent-area "Tjärna Ängar" --output karta.png
      """)

  @OptionGroup(title: "Layers") var layers: MapLayerOptions
  @OptionGroup(title: "Look") var look: MapLookOptions
  @OptionGroup(title: "Figure") var figure: FigureOptions
  @OptionGroup(title: "Page") var page: MapPageOptions
  @OptionGroup(title: "Reading") var reading: CellTableOptions

  @Option(
    name: [.short, .long],
    help: "Write the map to FILE.png, .svg, .pdf, .html, .gpkg, .qgs, .qgz, .tif … May be repeated.",
    completion: .file())
  var output: [String] = []

  @Option(
    help: "Folder with leaflet.js and leaflet.css for a page (default: where the system keeps them).",
    completion: .directory)
  var leaflet: String?

  @OptionGroup var statistics: StatisticsOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if output.isEmpty, !execution.dryRun {
      throw ValidationError("A map needs --output FILE.png, .svg, .pdf or .html.")
    }
    if look.aggregate != "auto", layers.cells == nil { throw ValidationError("--aggregate needs --cells.") }
    for (flag, isGiven) in [("--data-year", !look.dataYear.isEmpty), ("--cells-stats", look.cellsStats != nil)]
    where isGiven && layers.cells == nil { throw ValidationError("\(flag) needs --cells.") }
    _ = try figure.figure(layers)
    if output.contains("-") { throw ValidationError("A map goes to a file, not to standard output.") }
  }

  func run() throws {
    var parameters = MapRun.Parameters(size: try page.page(), threads: execution.workers)
    parameters.extent = try page.extent()
    parameters.turnsPage = page.isTurnable
    parameters.language = execution.lang
    try layers.apply(to: &parameters, reading)
    look.apply(to: &parameters)
    parameters.figure = try figure.figure(layers)
    parameters.keepsFields = try output.contains { try MapFormat(file: $0).keepsFields }
    parameters.hasDetails = try output.contains { try MapFormat(file: $0).hasDetails }
    try execution.run(
      dry: { try $0.map(parameters) },
      staging: {
        let files = layers.files + [look.cellsStats].compactMap { $0 }
        let set = try OutputSet(ofInputs: files)
        if self.statistics.stats != nil { try InputDigest.begin(files) }
        return (
          set, try MapOutputs(output, in: set, leaflet: leaflet),
          try self.statistics.stats.map { try StatisticsTarget($0, self.statistics.csvStyle, in: set) }
        )
      },
      stages: { _ in layers.files.count + (parameters.hasDetails && parameters.areas != nil ? 1 : 0) + output.count }
    ) { staged, journal in
      let (set, target, statistics) = staged
      let map = try MapRun(parameters, journal: journal)
      try journal.conclude()
      try target.write(map, journal: journal)
      try statistics?.write(map.statistics(journal), execution.lang, threads: execution.workers)
      try set.commit()
      try execution.show(map.tables(execution.lang), isWanted: statistics == nil)
    }
  }
}
