import Foundation
import TestSupport

/// Random areas around (600 000, 6 600 000), written by GDAL's own tool in one of the formats that are read here and in one of
/// eight coordinate systems, and read back by it, so that what is expected is what the file says and not what was meant.
struct NastyLayer {
  /// File ending, GDAL's format, what its writer needs, and the systems that it can hold.
  struct Format {
    var ending: String
    var driver: String
    var options: [String] = []
    var onlyCRS: String?
    /// A system that it cannot hold.
    var notCRS: String?
  }

  static let formats = [
    Format(ending: "geojson", driver: "GeoJSON", options: ["-lco", "COORDINATE_PRECISION=15"]),
    Format(
      ending: "geojsonl", driver: "GeoJSONSeq", options: ["-lco", "COORDINATE_PRECISION=15"], onlyCRS: "EPSG:4326"),
    Format(ending: "gpkg", driver: "GPKG"), Format(ending: "fgb", driver: "FlatGeobuf"),
    Format(ending: "fgb", driver: "FlatGeobuf", options: ["-lco", "SPATIAL_INDEX=NO"]),
    Format(ending: "shp", driver: "ESRI Shapefile", options: ["-lco", "ENCODING=UTF-8"]),
    Format(ending: "shp", driver: "ESRI Shapefile", options: ["-lco", "ENCODING=CP1252"]),
    Format(ending: "tab", driver: "MapInfo File", notCRS: "EPSG:3035"),
    Format(ending: "mif", driver: "MapInfo File", options: ["-dsco", "FORMAT=MIF"], notCRS: "EPSG:3035"),
    Format(ending: "gdb", driver: "OpenFileGDB", options: ["-nlt", "MULTIPOLYGON"]),
  ]

  /// The plane, degrees of two datums, web maps, the plane before 2007, a local zone, Europe's equal areas, and UTM.
  static let systems = [
    "EPSG:3006", "EPSG:4326", "EPSG:4258", "EPSG:3857", "EPSG:3021", "EPSG:3011", "EPSG:3035", "EPSG:25833",
  ]

  /// Texts of the class field by rank: särskilt utsatt, risk, utsatt.
  private static let classes = [
    ["SUO", "Särskilt utsatt område", "sarskilt_utsatt"], ["Riskområde", "RISK", "risk"], ["UO", "Utsatt område"],
  ]

  /// The file, as it is to be named on the command line.
  let file: String
  let format: Format
  let crs: String
  /// Rank of each area, 0 the most severe.
  let ranks: [Int]
  /// Corners that are whole metres in the file itself; empty in other systems than the plane.
  let corners: [(x: Double, y: Double)]
  /// What the file says, in the plane.
  let ground: SlowGround

  static let identifiers = ["id", "Område_ID", "UO_ID"]

  init(in work: Workspace, _ dice: inout SeededRandom) throws {
    let format = Self.formats[dice.below(Self.formats.count)]
    let systems = Self.systems.filter { $0 != format.notCRS }
    let crs = format.onlyCRS ?? systems[dice.below(systems.count)]
    let count = 1 + dice.below(6)
    ranks = (0..<count).map { _ in dice.below(3) }
    var corners: [(x: Double, y: Double)] = []
    let features = ranks.enumerated().map { index, rank in
      let parts = Self.parts(&dice)
      // The tip of a spike has no ground around it, and repair takes it away.
      corners += parts.joined().filter { ring in Set(ring.map { "\($0)" }).count == ring.count }.joined()
      let texts = Self.classes[rank]
      return Self.feature(index, parts, texts[dice.below(texts.count)])
    }
    (self.format, self.crs) = (format, crs)
    self.corners = crs == "EPSG:3006" ? corners : []
    file = "omraden." + format.ending
    try work.write("made.geojson", SmallWorld.layer(features))
    try Self.ogr2ogr(
      work, ["-f", format.driver, "-t_srs", crs, "-nln", "omraden"] + format.options + [file, "made.geojson"])
    try Self.ogr2ogr(
      work,
      ["-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "-t_srs", "EPSG:3006", "-select", "id"]
        + ["read.csv", file])
    var rings = [[SlowGround.Ring]](repeating: [], count: count)
    for line in try work.text("read.csv").split(separator: "\n").dropFirst() {
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count >= 4, let index = Int(parts[3]), rings.indices.contains(index) else {
        throw Trouble(what: "\(format.driver) cannot be read back: \(line.suffix(80))")
      }
      rings[index] = Self.rings(wkt: String(parts[1]))
    }
    ground = SlowGround(rings, ranks: ranks)
  }

  struct Trouble: Error {
    var what: String
  }

  static func ogr2ogr(_ work: Workspace, _ arguments: [String]) throws {
    let line = (["ogr2ogr"] + arguments.map { "'\($0)'" }).joined(separator: " ")
    let run = try work.shell(line)
    guard run.code == 0 else { throw Trouble(what: line + "\n" + run.errors) }
  }

  /// Whether GDAL's tool is there; says so on standard output where it is not.
  static let hasTool: Bool = {
    let isThere = (try? Workspace().shell("ogr2ogr --version").code) == 0
    if !isThere { print("SKIPPED: no ogr2ogr; install gdal-bin") }
    return isThere
  }()

  private static func feature(_ index: Int, _ parts: [[SlowGround.Ring]], _ areaClass: String) -> String {
    func text(_ ring: SlowGround.Ring) -> String {
      "[" + (ring + ring.prefix(1)).map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]"
    }
    let polygons = parts.map { "[" + $0.map(text).joined(separator: ",") + "]" }
    let geometry =
      polygons.count == 1
      ? "{\"type\":\"Polygon\",\"coordinates\":\(polygons[0])}"
      : "{\"type\":\"MultiPolygon\",\"coordinates\":[\(polygons.joined(separator: ","))]}"
    return
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"\(index)\",\"namn\":\"Å \(index)\",\"klass\":\"\(areaClass)\"},"
      + "\"geometry\":\(geometry)}"
  }

  /// One to three polygons that do not meet, of whole metres, some of them invalid in a way that has one meaning.
  private static func parts(_ dice: inout SeededRandom) -> [[SlowGround.Ring]] {
    let count = dice.once(in: 4) ? 2 + dice.below(2) : 1
    let (x, y) = ((600_000 + dice.within(0...1500)).rounded(), (6_600_000 + dice.within(0...1500)).rounded())
    return (0..<count).map { part in
      let centre = (x + Double(part) * 1300, y)
      func star(_ radius: ClosedRange<Double>, _ corners: Int) -> SlowGround.Ring {
        dice.star(around: centre, radius: radius, corners: corners).map { (x: $0.0.rounded(), y: $0.1.rounded()) }
      }
      func box(_ half: Double) -> SlowGround.Ring {
        [(-half, -half), (half, -half), (half, half), (-half, half)].map { (x: centre.0 + $0.0, y: centre.1 + $0.1) }
      }
      switch dice.below(9) {
      case 0:
        // Along the lines of the grid.
        let west = (centre.0 / 250).rounded() * 250
        let south = (centre.1 / 250).rounded() * 250
        return [
          [(west, south), (west + 500, south), (west + 500, south + 250), (west, south + 250)].map {
            (x: $0.0, y: $0.1)
          }
        ]
      case 1:
        // Two lobes that cross in the middle.
        return [
          [(-300, -200), (300, 200), (300, -200), (-300, 200)].map { (x: centre.0 + $0.0, y: centre.1 + $0.1) }
        ]
      case 2:
        // A corner twice, and a spike that goes out and comes back the same way.
        var ring = box(300)
        ring.insert(ring[1], at: 1)
        ring.insert(contentsOf: [(x: ring[2].x + 200, y: ring[2].y), ring[2]], at: 3)
        return [ring]
      case 3: return [Array(star(250...600, 8).reversed())]
      case 4: return [star(400...600, 9), star(100...250, 5)]
      case 5: return [star(400...600, 9), star(100...250, 5).reversed()]
      case 6:
        // Thinner than a hand.
        return [[(-600, 0), (600, 1), (600, 2)].map { (x: centre.0 + $0.0, y: centre.1 + $0.1) }]
      case 7: return [box(150), box(50)]
      default: return [star(200...650, 5 + dice.below(8))]
      }
    }
  }

  /// The rings of a text in WKT, of polygons of any nesting.
  private static func rings(wkt: String) -> [SlowGround.Ring] {
    wkt.split(whereSeparator: { $0 == "(" || $0 == ")" }).compactMap { piece in
      let ring = piece.split(separator: ",").compactMap { corner -> (x: Double, y: Double)? in
        let numbers = corner.split(separator: " ").compactMap { Double($0) }
        return numbers.count >= 2 ? (x: numbers[0], y: numbers[1]) : nil
      }
      return ring.count > 2 ? ring : nil
    }
  }
}
