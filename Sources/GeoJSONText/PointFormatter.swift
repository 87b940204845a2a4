import Core
import TextCodec

/// Transforms points and writes them as GeoJSON positions.
struct PointFormatter: Sendable {
  let transform: CoordinateTransform?
  let coordinates: GeoJSONCoordinates

  /// The points in the output's coordinates; all finite, and degrees within their range.
  func transformed(_ x: [Double], _ y: [Double]) throws -> (x: [Double], y: [Double]) {
    let (outX, outY) = try transform?(x, y) ?? (x, y)
    guard outX.count == x.count, outY.count == y.count else {
      throw Failure(.software, "a transform gave \(outX.count) points for \(x.count)")
    }
    let inDegrees = coordinates.crsName == nil
    let (limitX, limitY) = inDegrees ? (180.0, 90.0) : (Double.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    for i in outX.indices where !(abs(outX[i]) <= limitX && abs(outY[i]) <= limitY) {
      throw Failure(
        .badData, "a point has no place in the output's coordinates", value: "\(x[i]) \(y[i])",
        expected: inDegrees ? "a longitude within ±180 and a latitude within ±90" : "finite coordinates",
        hint: "is the data's CRS the right one?")
    }
    return (outX, outY)
  }

  /// Adds `[x,y]`.
  func append(_ x: Double, _ y: Double, to output: inout ByteBuffer) {
    output.append(UInt8(ascii: "["))
    output.append(x, decimals: coordinates.decimals)
    output.append(UInt8(ascii: ","))
    output.append(y, decimals: coordinates.decimals)
    output.append(UInt8(ascii: "]"))
  }
}
