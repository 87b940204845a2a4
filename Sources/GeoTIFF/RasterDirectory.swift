import Geometry

/// What stands in a GeoTIFF of one of its images: size, kind of pixels, place on the ground, names of bands.
struct RasterDirectory {
  /// All but where the tiles are.
  private(set) var directory = TIFFDirectory()

  /// Tags of where the tiles begin, and of how many bytes they have.
  static let (offsets, counts): (UInt16, UInt16) = (324, 325)

  /// Tag of the entries that only a reader of all of TIFF knows by number.
  private enum Tag {
    static let (kind, width, height, bits, compression, meaning): (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16) =
      (254, 256, 257, 258, 259, 262)
    static let (description, samples, planes, predictor, colours): (UInt16, UInt16, UInt16, UInt16, UInt16) =
      (270, 277, 284, 317, 320)
    static let (tileWidth, tileHeight, extra, sampleFormat): (UInt16, UInt16, UInt16, UInt16) = (322, 323, 338, 339)
    static let (pixelScale, tiePoint, geoKeys): (UInt16, UInt16, UInt16) = (33_550, 33_922, 34_735)
    static let (metadata, noData): (UInt16, UInt16) = (42_112, 42_113)
  }

  init(
    _ bands: [RasterWriter.Band], _ kind: RasterWriter.Kind, grid: PixelGrid, isOverview: Bool, epsg: UInt16,
    remark: String
  ) {
    func each(_ number: UInt16) -> TIFFDirectory.Values { .shorts([UInt16](repeating: number, count: bands.count)) }
    let side = UInt16(RasterWriter.tile)
    directory[Tag.kind] = .longs([isOverview ? 1 : 0])
    directory[Tag.width] = .longs([UInt32(grid.width)])
    directory[Tag.height] = .longs([UInt32(grid.height)])
    directory[Tag.bits] = each(kind.format.bits)
    directory[Tag.compression] = .shorts([8])
    directory[Tag.samples] = .shorts([UInt16(bands.count)])
    directory[Tag.planes] = .shorts([bands.count > 1 ? 2 : 1])
    directory[Tag.tileWidth] = .shorts([side])
    directory[Tag.tileHeight] = .shorts([side])
    directory[Tag.sampleFormat] = each(kind.format.sample)
    if bands.count > 1 { directory[Tag.extra] = .shorts([UInt16](repeating: 0, count: bands.count - 1)) }
    if case .classes(let colours) = kind {
      directory[Tag.meaning] = .shorts([3])
      directory[Tag.colours] = .shorts(Self.palette(colours))
      directory[Tag.noData] = .text("0")
    } else {
      directory[Tag.meaning] = .shorts([1])
      directory[Tag.predictor] = .shorts([3])
      directory[Tag.noData] = .text("nan")
    }
    if isOverview { return }
    if !remark.isEmpty { directory[Tag.description] = .text(remark) }
    directory[Tag.pixelScale] = .doubles([grid.pixel, grid.pixel, 0])
    directory[Tag.tiePoint] = .doubles([0, 0, 0, grid.west, grid.north, 0])
    directory[Tag.geoKeys] = .shorts(Self.geoKeys(epsg))
    directory[Tag.metadata] = .text(Self.metadata(bands))
  }

  /// The key directory of GeoTIFF 1.1: a coordinate system by its number, pixels that are areas.
  private static func geoKeys(_ epsg: UInt16) -> [UInt16] {
    // EPSG gives 4001 … 4999 to systems of longitude and latitude.
    let isGeographic = (4001...4999).contains(epsg)
    let keys: [[UInt16]] = [
      [1024, 0, 1, isGeographic ? 2 : 1], [1025, 0, 1, 1], [isGeographic ? 2048 : 3072, 0, 1, epsg],
    ]
    return [1, 1, 0, UInt16(keys.count)] + keys.joined()
  }

  /// All reds, then greens and blues, in 16 bits.
  private static func palette(_ colours: [(value: UInt8, red: UInt8, green: UInt8, blue: UInt8)]) -> [UInt16] {
    var result = [UInt16](repeating: 0, count: 3 * 256)
    for colour in colours {
      for (place, part) in [colour.red, colour.green, colour.blue].enumerated() {
        result[place * 256 + Int(colour.value)] = UInt16(part) * 257
      }
    }
    return result
  }

  /// Names and texts of bands in the XML that GDAL keeps them in, which escapes texts a second time.
  private static func metadata(_ bands: [RasterWriter.Band]) -> String {
    func item(_ key: String, _ text: String, _ band: Int, _ role: String = "") -> String {
      "  <Item name=\"\(escaped(key))\" sample=\"\(band)\"\(role)>\(escaped(escaped(text)))</Item>\n"
    }
    let items = bands.enumerated().map { number, band in
      band.metadata.map { item($0.key, $0.text, number) }.joined()
        + item("DESCRIPTION", band.name, number, " role=\"description\"")
    }
    return "<GDALMetadata>\n" + items.joined() + "</GDALMetadata>\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\0"..<" ": result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
