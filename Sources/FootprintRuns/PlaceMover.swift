import Core
import DelimitedText
import Inputs
import Projections

/// Checks the coordinates of events and moves them into the plane of the grid; used by any number of workers.
struct PlaceMover: Sendable {
  /// What a pair of coordinates is.
  enum Place {
    /// A place, in the input's own system.
    case known(Double, Double)
    /// A coordinate is missing.
    case unknown
    /// No place at all.
    case refused(PointColumns.Problem)
  }

  private let points: PointColumns
  private let pool: TransformerPool

  init(_ points: PointColumns) throws {
    self.points = points
    pool = TransformerPool(from: points.crs, to: try CoordinateSystem.gridPlane())
  }

  /// What these coordinates are; nil is a text that is no number, NaN a missing one.
  func place(_ x: Double?, _ y: Double?) -> Place {
    guard let x, let y else { return .refused(.notANumber) }
    if x.isNaN || y.isNaN { return .unknown }
    if let problem = points.problem(x, y) { return .refused(problem) }
    return .known(x, y)
  }

  /// The places in the plane, metres.
  func inPlane(_ x: [Double], _ y: [Double]) throws -> ([Double], [Double]) { try pool.transformed(x, y) }

  /// What is wrong with a row. Where a phone was is in no message.
  func failure(_ problem: PointColumns.Problem) -> Failure {
    problem.failure(file: nil, place: nil, field: "\(points.x)/\(points.y)")
  }
}
