import Projections

/// Other ways to read coordinates: the usual mistakes, tried one after the other.
struct PlaceReading {
  /// What the coordinates look like, to be put behind a colon.
  let cause: String

  /// The national plane, degrees, the plane before 2007, and that of web maps.
  private static let systems = [
    ("EPSG:3006", "SWEREF 99 TM"), ("EPSG:4326", "degrees"), ("EPSG:3021", "RT 90 2.5 gon V"),
    ("EPSG:3857", "Web Mercator"),
  ]
  private static let zones = (3007...3018).map { "EPSG:\($0)" }

  /// The first way that puts nine of ten of those places in Sweden; nil where none does.
  ///
  /// - Parameters:
  ///   - sample: coordinates as the input has them.
  ///   - crs: the system that they are said to be in.
  ///   - flag: the flag that names the system.
  init?(of sample: [(x: Double, y: Double)], crs: CoordinateSystem, flag: String) {
    if Self.fits(sample, crs, isExchanged: true) {
      cause = crs.isGeographic ? "longitude and latitude look exchanged" : "northing seems to stand before easting"
      return
    }
    for isExchanged in [false, true] {
      let order = isExchanged ? ", with northing (or latitude) first" : ""
      for (code, name) in Self.systems {
        guard let system = CoordinateSystem(code), !system.isSame(as: crs) else { continue }
        if Self.fits(sample, system, isExchanged: isExchanged) {
          cause = "they lie in Sweden as \(name)\(order): say so with \(flag) \(code)"
          return
        }
      }
      if Self.zones.contains(where: { code in
        CoordinateSystem(code).map { !$0.isSame(as: crs) && Self.fits(sample, $0, isExchanged: isExchanged) } ?? false
      }) {
        cause =
          "they lie in Sweden as a zone of SWEREF 99\(order): say which of EPSG:3007 to EPSG:3018 with \(flag)"
        return
      }
    }
    return nil
  }

  private static func fits(_ sample: [(x: Double, y: Double)], _ crs: CoordinateSystem, isExchanged: Bool) -> Bool {
    let usable = sample.map { isExchanged ? ($0.y, $0.x) : ($0.x, $0.y) }.filter { !($0.0 == 0 && $0.1 == 0) }
    guard !usable.isEmpty, let plane = CoordinateSystem.sweref99TM,
      let transformer = try? Transformer(from: crs, to: plane)
    else { return false }
    if crs.isGeographic, usable.contains(where: { abs($0.0) > 180 || abs($0.1) > 90 }) { return false }
    let fitting = usable.count { x, y in
      guard let moved = try? transformer.transformed(x: x, y: y) else { return false }
      return PlaceTally.Sweden.contains(moved.x, moved.y)
    }
    return 10 * fitting >= 9 * usable.count
  }
}
