internal import CPROJ
import Core
import Geometry

/// Moves coordinates from one system into another, easting or longitude first on both sides, degrees where
/// geographic.
///
/// Owns a PROJ context and operation: make one a worker. Between two systems that are the same nothing is computed
/// and every coordinate keeps its bits.
public struct Transformer: ~Copyable {
  /// The system of the coordinates that go in.
  public let source: CoordinateSystem
  /// The system of the coordinates that come out.
  public let target: CoordinateSystem
  /// Whether coordinates pass unchanged: source and target are the same.
  public let isIdentity: Bool
  /// Nil between equal systems.
  private let operation: ProjectionObject?

  /// The best operation that PROJ knows without its network.
  ///
  /// Throws ``Failure`` (bad data) if there is none between the two.
  public init(from source: CoordinateSystem, to target: CoordinateSystem) throws {
    (self.source, self.target) = (source, target)
    isIdentity = source.isSame(as: target)
    if isIdentity {
      operation = nil
      return
    }
    if let fault = rutverk_missing_proj() { throw Failure(.software, String(cString: fault)) }
    let context = ProjectionContext()
    guard let from = context.object(source.definition), let to = context.object(target.definition),
      let plain = context.own(
        proj_create_crs_to_crs_from_pj(context.pointer, from.pointer, to.pointer, nil, nil)),
      let normalized = context.own(proj_normalize_for_visualization(context.pointer, plain.pointer))
    else {
      throw Failure(
        .badData, "no transformation from \(source.label) to \(target.label): PROJ says \(context.lastError)")
    }
    operation = consume normalized
  }

  /// Transforms all coordinates in place. `x` and `y` must be equally long.
  ///
  /// Throws ``Failure`` (bad data) that names the first coordinate which is not finite or cannot be transformed;
  /// the arrays' content is then undefined.
  public func transform(_ x: inout [Double], _ y: inout [Double]) throws {
    guard x.count == y.count else {
      throw Failure(.software, "\(x.count) eastings but \(y.count) northings to transform")
    }
    if let i = Self.firstNotFinite(x, y) {
      throw Failure(.badData, "coordinate is not a finite number", value: "\(x[i]), \(y[i])")
    }
    if x.isEmpty { return }
    switch operation {
    case .none: return
    case .some(let operation): try transform(&x, &y, by: operation)
    }
  }

  private func transform(_ x: inout [Double], _ y: inout [Double], by operation: borrowing ProjectionObject) throws {
    let pointer = operation.pointer
    let (firstX, firstY) = (x, y)
    let count = x.count
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        let stride = MemoryLayout<Double>.stride
        _ = proj_trans_generic(
          pointer, PJ_FWD, x.baseAddress, stride, count, y.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
      }
    }
    // PROJ marks what it cannot transform with infinity and goes on.
    if let i = Self.firstNotFinite(x, y) {
      throw Failure(
        .badData, "coordinate cannot be transformed from \(source.label) to \(target.label)",
        value: "\(firstX[i]), \(firstY[i])", expected: "a place inside the system's area of use")
    }
  }

  /// The first place where one of both is not finite; the arrays are equally long.
  private static func firstNotFinite(_ x: [Double], _ y: [Double]) -> Int? {
    if MultiPolygon.areFinite(x), MultiPolygon.areFinite(y) { return nil }
    return x.indices.first { !(x[$0].isFinite && y[$0].isFinite) }
  }

  /// The geometry with every vertex transformed; structure unchanged. Throws like ``transform(_:_:)``.
  public func transformed(_ polygon: MultiPolygon) throws -> MultiPolygon {
    var result = polygon
    try transform(&result.x, &result.y)
    return result
  }

  /// One point. Throws like ``transform(_:_:)``.
  public func transformed(x: Double, y: Double) throws -> (x: Double, y: Double) {
    var (xs, ys) = ([x], [y])
    try transform(&xs, &ys)
    return (xs[0], ys[0])
  }
}
