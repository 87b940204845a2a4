import Inputs
import Cartography
import Core
import Geometry
import Projections

/// Places of a map between SWEREF 99 TM and degrees.
enum MapGround {
  /// A rectangle of the command line, `west,south,east,north`: metres in SWEREF 99 TM, or degrees where all four fit
  /// degrees; a rectangle in degrees becomes the one in the plane that holds it.
  ///
  /// Throws ``Failure`` (usage) for a text that is no such rectangle, or lies outside Sweden's surroundings.
  static func box(_ text: String) throws -> BoundingBox {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { part in Double(String(part.filter { !$0.isWhitespace })) }
    let refusal = Failure(
      .usage, "--bbox: not a rectangle", value: text,
      expected: "west,south,east,north in SWEREF 99 TM or degrees, such as 500000,6580000,520000,6600000")
    guard parts.count == 4, let west = parts[0], let south = parts[1], let east = parts[2], let north = parts[3],
      [west, south, east, north].allSatisfy(\.isFinite), west < east, south < north
    else { throw refusal }
    let given = BoundingBox(minX: west, minY: south, maxX: east, maxY: north)
    let isDegrees = west >= -180 && east <= 180 && south >= -90 && north <= 90
    let box = isDegrees ? try planar(given) : given
    guard box.minX > -1e6, box.maxX < 2e6, box.minY > 5.5e6, box.maxY < 8.5e6 else {
      throw Failure(
        .usage, "--bbox lies outside the surroundings of Sweden", value: text, expected: refusal.expected)
    }
    return box
  }

  /// The rectangle in the plane around a rectangle in degrees, whose sides are curves there.
  private static func planar(_ box: BoundingBox) throws -> BoundingBox {
    guard let wgs84 = CoordinateSystem.wgs84 else { throw Failure(.software, "PROJ does not know EPSG:4326") }
    var (x, y): ([Double], [Double]) = ([], [])
    let steps = 32
    for i in 0...steps {
      let share = Double(i) / Double(steps)
      let (px, py) = (box.minX + share * (box.maxX - box.minX), box.minY + share * (box.maxY - box.minY))
      x += [px, px, box.minX, box.maxX]
      y += [box.minY, box.maxY, py, py]
    }
    do {
      try Transformer(from: wgs84, to: try CoordinateSystem.gridPlane()).transform(&x, &y)
    } catch {
      throw Failure(
        .usage, "--bbox lies outside SWEREF 99 TM", value: "\(box.minX),\(box.minY),\(box.maxX),\(box.maxY)",
        expected: "degrees in or around Sweden")
    }
    return BoundingBox(minX: x.min() ?? 0, minY: y.min() ?? 0, maxX: x.max() ?? 0, maxY: y.max() ?? 0)
  }

  /// Length in the plane by length on the ellipsoid, at a place of the plane.
  static func pointScale(easting: Double, northing: Double) throws -> Double {
    guard let degrees = CoordinateSystem.sweref99Geographic else {
      throw Failure(.software, "PROJ does not know EPSG:4619")
    }
    let plane = try CoordinateSystem.gridPlane()
    let place = try Transformer(from: plane, to: degrees).transformed(x: easting, y: northing)
    return try PointScale(of: plane).factor(longitude: place.x, latitude: place.y)
  }
}
