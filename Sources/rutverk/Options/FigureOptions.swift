import ArgumentParser
import Cartography
import MapRuns

extension MapFigure.Layer: ExpressibleByArgument {}
extension Classification: ExpressibleByArgument {}

/// The figure that a map is coloured by.
struct FigureOptions: ParsableArguments {
  @Option(help: "Colour by this field of numbers, or by gi_class or moran_class, in place of the index' class.")
  var colourBy: String?

  @Option(
    help: "Whose field it is: areas, cells or base (default: the cells', where there are any, else the areas').")
  var colourOn: MapFigure.Layer?

  @Option(help: "How its values fall into classes: quantile, jenks, equal, or manual with --breaks.")
  var classify: Classification?

  @Option(help: "Number of its classes, 2 to 9 (default: 5; 6 where the figure has a middle).")
  var classes: Int?

  @Option(help: "Bounds between its classes, ascending, such as 10,20,50.")
  var breaks: String?

  func validate() throws {
    let further = [
      ("--colour-on", colourOn != nil), ("--classify", classify != nil), ("--classes", classes != nil),
      ("--breaks", breaks != nil),
    ]
    if colourBy == nil, let given = further.first(where: \.1) {
      throw ValidationError("\(given.0) needs --colour-by.")
    }
    if let classes, !(2...9).contains(classes) { throw ValidationError("--classes takes 2 to 9.") }
    if breaks != nil, classify != .manual { throw ValidationError("--breaks needs --classify manual.") }
    if classify == .manual {
      guard bounds != nil else {
        throw ValidationError("--classify manual needs --breaks: ascending numbers, such as 10,20,50; at most 8.")
      }
      if classes != nil { throw ValidationError("--classes does not go with --classify manual.") }
    }
  }

  private var bounds: [Double]? {
    guard let breaks else { return nil }
    let numbers = breaks.split(separator: ",", omittingEmptySubsequences: false).map {
      Double(String($0.filter { !$0.isWhitespace }))
    }
    let known = numbers.compactMap { $0 }
    guard known.count == numbers.count, (1...8).contains(known.count), known.allSatisfy(\.isFinite),
      zip(known, known.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return known
  }

  /// The figure of a map of those layers; nil for none.
  func figure(_ layers: MapLayerOptions) throws -> MapFigure? {
    guard let colourBy else { return nil }
    let layer = colourOn ?? (layers.cells != nil ? .cells : layers.areas != nil ? .areas : .base)
    let isThere =
      switch layer {
      case .areas: layers.areas != nil
      case .cells: layers.cells != nil
      case .base: layers.base != nil
      }
    if !isThere { throw ValidationError("--colour-on \(layer.rawValue) needs --\(layer.rawValue).") }
    if layer != .cells, layers.cells != nil {
      throw ValidationError("--colour-on \(layer.rawValue) does not go with --cells: one would hide the other.")
    }
    if layer == .cells, layers.cellsClassField != nil || layers.classCount != nil {
      throw ValidationError("--cells-class-field and --class-count do not go with --colour-on cells.")
    }
    var figure = MapFigure(colourBy, of: layer)
    figure.method = classify ?? .quantile
    figure.count = classes ?? 5
    figure.bounds = bounds ?? []
    return figure
  }
}
