import Foundation

/// The mark that stands for an area too small to be outlined: a regular polygon, one a class.
package struct MarkShape: Sendable, Hashable {
  /// Corners; 24 is as good as a circle.
  package var corners: Int
  /// Turn clockwise from one corner up, degrees.
  package var turn: Double
  /// Whether it is drawn as a line, not filled.
  package var isHollow = false

  /// A triangle, one corner up.
  package static let triangle = MarkShape(corners: 3, turn: 0)
  /// A square on its corner.
  package static let diamond = MarkShape(corners: 4, turn: 0)
  /// A circle.
  package static let circle = MarkShape(corners: 24, turn: 0)
  /// A square, hollow.
  package static let hollowSquare = MarkShape(corners: 4, turn: 45, isHollow: true)
  /// Shapes of classes that a layer brings of its own, in turn.
  package static let others = [
    MarkShape(corners: 3, turn: 180), MarkShape(corners: 5, turn: 0), MarkShape(corners: 6, turn: 30),
    MarkShape(corners: 4, turn: 45), MarkShape(corners: 3, turn: 180, isHollow: true),
  ]

  /// Diameter of a mark on A4, mm; areas that are smaller both ways are drawn as marks.
  package static let diameterMillimetres = 2.6

  /// The corners around a middle; y grows downwards.
  package func points(x: Double, y: Double, diameter: Double) -> [(x: Double, y: Double)] {
    // A triangle's corners lie on a wider circle, so that it weighs as much as the others.
    let radius = diameter / 2 * (corners == 3 ? 1.2 : 1)
    return (0..<corners).map { corner in
      let angle = (turn + 360 * Double(corner) / Double(corners)) * .pi / 180
      return (x + radius * sin(angle), y - radius * cos(angle))
    }
  }
}
