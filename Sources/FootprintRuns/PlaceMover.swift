import Inputs
import DelimitedText
import Core
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

  /// What is wrong with a row of a text whose third and fourth fields are the coordinates.
  func failure(_ problem: PointColumns.Problem, _ batch: borrowing FieldBatch, _ row: Int) -> Failure {
    var failure = failure(problem, file: nil, place: nil)
    let whereabouts = batch.failure(row, nil, failure.message)
    (failure.file, failure.place) = (whereabouts.file, whereabouts.place)
    failure.value = "\(batch.text(row, 2)) \(batch.text(row, 3))"
    return failure
  }

  /// What is wrong with a row.
  func failure(_ problem: PointColumns.Problem, file: String?, place: String?) -> Failure {
    problem.failure(file: file, place: place, field: "\(points.x)/\(points.y)")
  }
}
