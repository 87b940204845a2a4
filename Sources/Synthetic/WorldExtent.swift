import Core
import Geometry

/// How far a synthetic world reaches.
public enum WorldExtent: Sendable, Equatable {
  /// A rough outline of Sweden.
  case sweden
  /// A rectangle in SWEREF 99 TM, borders on whole kilometres, all of it land.
  case window(BoundingBox)

  /// A square window in Västmanland for up to 20 towns, 30 km wide for one and growing with their number; Sweden for
  /// more.
  public static func automatic(towns: Int) -> WorldExtent {
    if towns > 20 { return .sweden }
    var side = 30.0
    while side * side < 900 * Double(max(1, towns)) { side += 1 }
    return .window(
      BoundingBox(minX: 560_000, minY: 6_590_000, maxX: 560_000 + side * 1000, maxY: 6_590_000 + side * 1000))
  }

  /// The extent's own rectangle, metres.
  public var bounds: BoundingBox {
    switch self {
    case .sweden:
      LandOutline.sweden.bounds ?? BoundingBox(minX: 277_000, minY: 6_134_000, maxX: 917_000, maxY: 7_671_000)
    case .window(let box): box
    }
  }

  /// Its squares of land, in canonical order.
  var squares: [LandSquare] {
    switch self {
    case .sweden: LandOutline.squares(in: LandOutline.sweden)
    case .window(let box):
      LandOutline.squares(in: MultiPolygon(minX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY))
    }
  }

  /// Refuses a window that is off the kilometre lattice, empty, or outside the range of 13-digit codes.
  func validate() throws {
    guard case .window(let box) = self else { return }
    let borders = [box.minX, box.minY, box.maxX, box.maxY]
    let onLattice = borders.allSatisfy { $0.isFinite && ($0 / 1000).rounded() * 1000 == $0 }
    let inRange = box.minX >= 100_000 && box.maxX <= 1_000_000 && box.minY >= 1_000_000 && box.maxY <= 10_000_000
    guard onLattice, inRange, box.minX < box.maxX, box.minY < box.maxY else {
      throw Failure(
        .usage, "the window of a synthetic world is not usable", field: "extent",
        value: "\(box.minX) \(box.minY) \(box.maxX) \(box.maxY)",
        expected: "west south east north in SWEREF 99 TM, whole kilometres, west < east and south < north")
    }
  }
}
