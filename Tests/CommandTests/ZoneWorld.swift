import Foundation

/// Three zones and two areas whose every figure can be worked out by hand.
///
/// Z1 and Z2 are 1 km² side by side, Z3 is far away. X (the most severe class) holds half of Z1 and a quarter of Z2; Y holds a
/// twentieth of each, all of it in X, and as much ground north of them.
///
///     zone   people   index   class   in X          in Y
///     Z1     100       1.5     5      1/2:  50      1/20:  5
///     Z2     300      -0.5     1      1/4:  75      1/20: 15
///     Z3      50       -       -      -             -
enum ZoneWorld {
  static let zones = SmallWorld.layer([
    zone("Z1", "\"population\":100,\"index\":1.5,\"percentile\":90,\"class\":5,\"unga_0_15_antal\":20", 600_000),
    zone("Z2", "\"population\":300,\"index\":-0.5,\"percentile\":30,\"class\":1,\"unga_0_15_antal\":40", 601_000),
    zone("Z3", "\"population\":50", 650_000),
  ])

  static func zone(_ key: String, _ figures: String, _ west: Double, side: Double = 1000) -> String {
    SmallWorld.feature(
      "\"kod\":\"\(key)\",\(figures)", SmallWorld.box(west, 6_600_000, west + side, 6_600_000 + side))
  }

  static let areas = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"X\",\"name\":\"Norrby\",\"class\":\"SUO\"", SmallWorld.box(600_500, 6_600_000, 601_250, 6_601_000)),
    SmallWorld.feature(
      "\"id\":\"Y\",\"name\":\"Utby\",\"class\":\"UO\"", SmallWorld.box(600_900, 6_600_500, 601_100, 6_601_500)),
  ])

  /// A folder with `zoner.geojson` and `omraden.geojson`.
  static func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.write("zoner.geojson", zones)
    try work.write("omraden.geojson", areas)
    return work
  }

  static let layers = ["--cells", "zoner.geojson", "--key", "kod", "--areas", "omraden.geojson"]
}
