import Geometry

/// What a cell looks like, as a small number: its class, and whether that is uncertain.
struct CellCodes {
  /// The look of each code.
  struct Style: Equatable {
    var base: Colour
    var hatch: Hatch?
  }

  /// One a code: no index, then each class, then each class uncertain, then withheld.
  let styles: [Style]
  private let classes: [UInt8]
  private let uncertain: [Bool]
  private let withheld: [Bool]
  /// Number of classes.
  let classCount: Int

  init(_ cells: MapCells, _ symbology: Symbology) {
    classes = cells.classes
    uncertain = cells.uncertain
    withheld = cells.withheld
    classCount = symbology.classColours.count
    let none = Style(base: symbology.noIndex.background ?? symbology.base.ground, hatch: symbology.noIndex)
    styles =
      [none] + symbology.classColours.map { Style(base: $0, hatch: nil) }
      + symbology.classColours.map { Style(base: $0, hatch: symbology.uncertain) }
      + [Style(base: symbology.withheld.background ?? .white, hatch: symbology.withheld)]
  }

  /// The class of a cell; 0 for none, and for one beyond those that the map has.
  func number(_ cell: Int) -> Int {
    let number = Int(classes[cell])
    return number <= classCount ? number : 0
  }

  /// The code of a cell.
  func code(_ cell: Int) -> Int {
    let number = number(cell)
    if number == 0 { return !withheld.isEmpty && withheld[cell] ? 2 * classCount + 1 : 0 }
    return !uncertain.isEmpty && uncertain[cell] ? classCount + number : number
  }
}

extension MapFrame {
  /// The columns of unit squares that the frame meets.
  func unitColumns(_ unit: Double) -> Range<Int32> { Self.range(ground.minX, ground.maxX, unit) }

  /// The rows of unit squares that the frame meets.
  func unitRows(_ unit: Double) -> Range<Int32> { Self.range(ground.minY, ground.maxY, unit) }

  private static func range(_ from: Double, _ to: Double, _ unit: Double) -> Range<Int32> {
    func whole(_ value: Double) -> Int32 { Int32(min(1e9, max(-1e9, value))) }
    let low = whole((from / unit).rounded(.down))
    return low..<max(low + 1, whole((to / unit).rounded(.up)))
  }
}
