import Cartography
import Columns
import Core
import Files
import Grid
import QGIS
import Reports

/// The classes of cells as a raster of bytes with their colours, and its style for QGIS.
package struct ClassRaster {
  private let classes: [UInt8]
  private let ground: RasterGround?
  private let symbology: Symbology
  private let words: MapWords
  private let target: String

  /// A cell without a class: far from every class, and not 0 either, which says that there is no cell.
  private static let noClass: UInt8 = 255

  /// The classes of a table, where it has some: its field `class`, or `class_new` of a change.
  package init(_ table: Table, lattice: CellLattice, _ language: Language, target: String) throws {
    words = MapWords(language, areZones: false)
    self.target = target
    guard let found = Self.classes(of: table) else {
      (classes, ground, symbology) = ([], nil, Symbology())
      return
    }
    classes = found.classes
    symbology = Symbology(classCount: Int(found.worst))
    ground = try RasterGround(
      lattice, population: LatticeRaster.numbers(table, ["population", "population_new"]) ?? [], classes: classes,
      target: target)
  }

  /// The class of each row, 0: none; nil for a table without classes.
  static func classes(of table: Table) -> (classes: [UInt8], worst: UInt8)? {
    guard let numbers = LatticeRaster.numbers(table, ["class", "class_new"]) else { return nil }
    let classes = numbers.map { $0 >= 1 && $0 < 255 ? UInt8($0) : 0 }
    guard let worst = classes.max(), worst > 0 else { return nil }
    return (classes, worst)
  }

  /// Writes `…_class.tif` and `…_class.qml` beside a staged file; nothing without classes.
  package func write(beside path: String, threads: Int) throws {
    guard let ground else { return }
    let count = symbology.classColours.count
    let stem = FilePath.stem(path) + "_class"
    let none = symbology.noIndex.background ?? .white
    let colours = [(Self.noClass, none)] + symbology.classColours.enumerated().map { (UInt8($0 + 1), $1) }
    let values = classes.map { Double($0 == 0 ? Self.noClass : $0) }
    let name = FilePath.name(FilePath.stem(target)) + "_class"
    try RasterWriter.write(
      [RasterWriter.Band("class")], .classes(colours: colours.map { ($0, $1.red, $1.green, $1.blue) }),
      grid: ground.grid, crs: "EPSG:3006",
      remark:
        "\(words.livingConditions): \(words.direction(count)); \(Self.noClass) \(words.noIndex); \(words.overviews)",
      path: stem + ".tif", target: name + ".tif", threads: threads
    ) { _, level, rows, buffer in ground.fill(&buffer, level: level, rows: rows, values) }
    let style = try StagedFile(path: stem + ".qml", target: name + ".qml")
    try style.write(Array(RasterStyle(symbology, words: words, noIndex: Self.noClass).qml.utf8))
    try style.close()
  }
}
