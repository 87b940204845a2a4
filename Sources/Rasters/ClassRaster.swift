import Cartography
import Columns
import Core
import Disk
import Files
import Grid
import QGIS
import Reports

/// The classes of cells as a raster of bytes with their colours, its style for QGIS, and numbers of the same cells beside it.
package struct ClassRaster {
  private let classes: [UInt8]
  private let ground: RasterGround
  private let symbology: Symbology
  private let words: MapWords
  private let target: String

  /// A cell without a class: far from every class, and not 0 either, which says that there is no cell.
  private static let noClass: UInt8 = 255

  /// The classes of cells, 0 for none.
  ///
  /// - Parameters:
  ///   - population: people of each cell, NaN where unknown; empty: not known.
  ///   - target: the output as the user named it, for messages.
  /// - Throws: ``Failure`` for no cells, and for a lattice of too many squares.
  package init(
    _ classes: [UInt8], population: [Double], lattice: CellLattice, symbology: Symbology, words: MapWords,
    target: String
  ) throws {
    let count = symbology.classColours.count
    self.classes = classes.map { Int($0) <= count ? $0 : 0 }
    (self.symbology, self.words, self.target) = (symbology, words, target)
    ground = try RasterGround(lattice, population: population, classes: self.classes, target: target)
  }

  /// The classes of a table: its field `class`, or `class_new` of a change; nil where it has none.
  package init?(_ table: Table, lattice: CellLattice, _ language: Language, target: String) throws {
    guard let (classes, worst) = Self.classes(of: table) else { return nil }
    try self.init(
      classes, population: LatticeRaster.numbers(table, ["population", "population_new"]) ?? [], lattice: lattice,
      symbology: Symbology(classCount: Int(worst)), words: MapWords(language, areZones: false), target: target)
  }

  /// The class of each row, 0: none; nil for a table without classes.
  static func classes(of table: Table) -> (classes: [UInt8], worst: UInt8)? {
    guard let numbers = LatticeRaster.numbers(table, ["class", "class_new"]) else { return nil }
    let classes = numbers.map { $0 >= 1 && $0 < 255 ? UInt8($0) : 0 }
    guard let worst = classes.max(), worst > 0 else { return nil }
    return (classes, worst)
  }

  /// Writes `…_class.tif` and `…_class.qml` beside a staged file.
  package func write(beside path: String, threads: Int) throws {
    try write(to: FilePath.stem(path) + "_class.tif", named: FilePath.stem(target) + "_class.tif", threads: threads)
  }

  /// Writes the raster to a staged path, and its style (`.qml`) beside it.
  package func write(to path: String, named name: String? = nil, threads: Int) throws {
    let name = name ?? target
    let none = symbology.noIndex.background ?? .white
    let colours =
      [(Self.noClass, none)] + symbology.classColours.prefix(254).enumerated().map { (UInt8($0 + 1), $1) }
    try RasterWriter.write(
      [RasterWriter.Band("class")], .classes(colours: colours.map { ($0, $1.red, $1.green, $1.blue) }),
      grid: ground.grid,
      remark:
        "\(words.livingConditions): \(words.direction(symbology.classColours.count));"
        + " \(Self.noClass) \(words.noIndex); \(words.overviews)",
      path: path, target: name, threads: threads
    ) { _, level, rows, buffer in
      ground.fill(&buffer, level: level, rows: rows) { Double(classes[$0] == 0 ? Self.noClass : classes[$0]) }
    }
    let style = try StagedFile(path: FilePath.stem(path) + ".qml", target: FilePath.stem(name) + ".qml")
    try style.write(Array(RasterStyle(symbology, words: words, noIndex: Self.noClass).qml.utf8))
    try style.close()
  }

  /// Writes a number of each cell, NaN for none, as a raster of one band to a staged path; its overviews show the same cells as those
  /// of the classes.
  package func write(_ numbers: [Double], band: String, to path: String, threads: Int) throws {
    try RasterWriter.write(
      [RasterWriter.Band(band)], .floats, grid: ground.grid, remark: band, path: path, target: target,
      threads: threads
    ) { _, level, rows, buffer in ground.fill(&buffer, level: level, rows: rows) { numbers[$0] } }
  }
}
