import Core
import Files
import Geometry
import Projections

/// Where the pixels of a raster lie on the lattice.
struct RasterPlace {
  /// West edge of the first column, metres.
  let west: Int32
  /// North edge of the first row, metres.
  let north: Int32
  /// Side of a pixel, metres.
  let side: Int32

  /// By how much the far corner of the raster may be off, metres: what rounding of the georeference leaves.
  private static let tolerance = 0.001
  /// The usual side of cells, metres.
  private static let usualSide = 250.0
  /// Sweden in SWEREF 99 TM, metres.
  private static let sweden = BoundingBox(minX: 260_000, minY: 6_130_000, maxX: 920_000, maxY: 7_680_000)

  /// Looks at the georeference.
  ///
  /// - Throws: ``Failure`` (bad data) for a raster in another system, rotated, or off the lattice of its pixels' side, with
  ///   the line of `gdalwarp` that mends it.
  init(_ file: RasterFile, options: InputOptions) throws {
    guard let t = file.transform else {
      throw Failure(
        .badData, "the raster does not say where it lies", file: file.name, expected: "a georeferenced GeoTIFF",
        hint: "gdal_translate -a_srs EPSG:3006 -a_ullr WEST NORTH EAST SOUTH says it")
    }
    let system =
      try options.crs.map { try InputCRS.named($0, flag: options.crsFlag) }
      ?? file.crs.flatMap { $0.authorityCode == "EPSG:3006" ? CoordinateSystem.sweref99TM : CoordinateSystem($0.wkt) }
    guard let system else {
      throw Failure(
        .badData, "the raster has no coordinate system that is known", file: file.name, expected: "EPSG:3006",
        hint: "gdal_translate -a_srs EPSG:3006 says it, where it is that")
    }
    func refusal(_ fault: String, _ value: String, side: Double) -> Failure {
      let box = Self.box(of: file, t, system)
      func snapped(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
        "\(Int((value / side).rounded(rule) * side))"
      }
      let bounds = [
        snapped(box.minX, .down), snapped(box.minY, .down), snapped(box.maxX, .up), snapped(box.maxY, .up),
      ].joined(separator: " ")
      return Failure(
        .badData, fault, file: file.name, value: value, expected: "squares of the national lattice, EPSG:3006",
        hint:
          "gdalwarp -t_srs EPSG:3006 -te \(bounds) -tr \(Int(side)) \(Int(side)) -r sum -ot Float64 -dstnodata nan IN.tif OUT.tif"
          + " makes them such: -r sum for counts, -r average for means and shares")
    }
    let plane = try CoordinateSystem.gridPlane()
    let given = options.cellSize.map(Double.init)
    guard system.isSame(as: plane) else {
      throw refusal(
        "the raster is in another coordinate system", system.authorityCode ?? system.name,
        side: given ?? Self.usualSide)
    }
    let wanted = given ?? (t[1] == t[1].rounded() && (10...100_000).contains(t[1]) ? t[1] : Self.usualSide)
    guard t[2] == 0, t[4] == 0, t[1] > 0, t[5] < 0 else {
      throw refusal("the raster is rotated or upside down", "\(t[1]) \(t[2]) \(t[4]) \(t[5])", side: wanted)
    }
    let side = t[1].rounded()
    let span = Double(max(file.width, file.height))
    guard abs(t[1] - side) * span < Self.tolerance, abs(t[5] + side) * span < Self.tolerance, side >= 1,
      side <= 100_000
    else { throw refusal("the pixels are no squares of whole metres", "\(t[1]) × \(-t[5])", side: wanted) }
    let west = (t[0] / side).rounded() * side
    let north = (t[3] / side).rounded() * side
    guard abs(t[0] - west) < Self.tolerance, abs(t[3] - north) < Self.tolerance else {
      throw refusal("the pixels lie off the lattice of \(Int(side)) m", "\(t[0]) \(t[3])", side: wanted)
    }
    let east = west + side * Double(file.width)
    let south = north - side * Double(file.height)
    guard [west, east, south, north].allSatisfy({ abs($0) <= 100_000_000 }) else {
      throw Failure(.badData, "the raster lies nowhere on Earth", file: file.name, value: "\(west) \(north)")
    }
    (self.west, self.north, self.side) = (Int32(west), Int32(north), Int32(side))
  }

  /// What the raster covers, in SWEREF 99 TM, of Sweden where it covers some of it.
  private static func box(of file: RasterFile, _ t: [Double], _ system: CoordinateSystem) -> BoundingBox {
    let (width, height) = (Double(file.width), Double(file.height))
    // Along the edges, which may be bent in the other system.
    var (x, y): ([Double], [Double]) = ([], [])
    for step in 0...20 {
      let share = Double(step) / 20
      for (column, row) in [(share, 0), (share, 1), (0, share), (1, share), (share, share)] {
        x.append(t[0] + column * width * t[1] + row * height * t[2])
        y.append(t[3] + column * width * t[4] + row * height * t[5])
      }
    }
    if let plane = try? CoordinateSystem.gridPlane(), !system.isSame(as: plane) {
      let pool = TransformerPool(from: system, to: plane)
      let moved = zip(x, y).compactMap { try? pool.transformed([$0], [$1]) }
      (x, y) = (moved.flatMap(\.0), moved.flatMap(\.1))
    }
    let places = zip(x, y).filter { $0.isFinite && $1.isFinite }
    guard let west = places.map(\.0).min(), let east = places.map(\.0).max(), let south = places.map(\.1).min(),
      let north = places.map(\.1).max()
    else { return sweden }
    let isNear = west < sweden.maxX && east > sweden.minX && south < sweden.maxY && north > sweden.minY
    guard isNear else { return BoundingBox(minX: west, minY: south, maxX: east, maxY: north) }
    return BoundingBox(
      minX: max(west, sweden.minX), minY: max(south, sweden.minY), maxX: min(east, sweden.maxX),
      maxY: min(north, sweden.maxY))
  }
}
