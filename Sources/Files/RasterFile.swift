internal import CGDAL
import Core

/// A raster that GDAL reads: a GeoTIFF, opened alone, without the files that may lie beside it.
///
/// Not `Sendable`: one a worker. Nothing but the head is read before ``read(_:rows:)``.
public final class RasterFile {
  /// The file as the user named it.
  public let name: String
  /// Pixels from west to east, and from north to south.
  public let width, height: Int
  /// Easting = t₀ + column × t₁ + row × t₂ and northing = t₃ + column × t₄ + row × t₅ of a pixel's north-west corner; nil for a
  /// raster that does not say where it lies.
  public let transform: [Double]?
  /// Its coordinate system.
  public let crs: LayerCRS?
  /// The bands that hold values, in file order.
  public let bands: [Band]
  /// Rows and columns that are read at a time at best: those of a block. Where pixels hold all bands side by side, a block of each is
  /// unpacked at once, and few blocks are kept: read all bands of one before the next.
  public let blockRows, blockColumns: Int
  private let dataset: Dataset
  private let errors = GDALErrors()

  /// A band.
  public struct Band: Sendable {
    /// Its name; `band_1` of one without.
    public let name: String
    /// Further texts by their keys.
    public let metadata: [String: String]
    /// Whether the file says which pixels have no value.
    public let hasNoData: Bool
    fileprivate let number: Int32
    fileprivate let noData: Double?
    fileprivate let isFloat: Bool
    fileprivate let hasMask: Bool
    fileprivate let scale: Double
    fileprivate let offset: Double
  }

  /// Ways of packing that keep every number.
  private static let packings = ["DEFLATE", "LZW", "ZSTD", "PACKBITS", "LZMA", "LERC", "LERC_DEFLATE", "LERC_ZSTD"]

  /// Opens a file.
  ///
  /// Throws ``Failure`` (bad data) for one that cannot be read, with pixels that are no plain numbers, packed with loss, or with more
  /// values than ``InputLimit/rasterValues`` or larger blocks than ``InputLimit/unpackedMB`` allow.
  public init(_ source: LayerSource) throws {
    try GDALRuntime.prepare()
    name = source.name
    dataset = try Self.open(source, errors)
    let pointer = dataset.pointer
    (width, height) = (Int(GDALGetRasterXSize(pointer)), Int(GDALGetRasterYSize(pointer)))
    let count = Int(GDALGetRasterCount(pointer))
    guard width > 0, height > 0, count > 0 else { throw Failure(.badData, "the raster has no pixels", file: name) }
    let limit = InputLimit.rasterValues
    if count > limit.value / width / height {
      throw limit.exceeded("the raster has \(width) × \(height) pixels in \(count) bands", file: name)
    }
    let packing = OpenedLayer.text(GDALGetMetadataItem(pointer, "COMPRESSION", "IMAGE_STRUCTURE"))
    guard packing.isEmpty || Self.packings.contains(packing) else {
      throw Failure(
        .badData, "the raster is packed with loss, as pictures are", file: name, value: packing,
        hint: "ask for the numbers themselves")
    }
    var numbers = [Double](repeating: 0, count: 6)
    transform = GDALGetGeoTransform(pointer, &numbers) == CE_None ? numbers : nil
    crs = LayerCRS(GDALGetSpatialRef(pointer))
    var (bands, blockRows, blockColumns) = ([Band](), 1, 1)
    for number in 1...Int32(count) {
      guard let band = GDALGetRasterBand(pointer, number) else { continue }
      var size = (x: Int32(0), y: Int32(0))
      GDALGetBlockSize(band, &size.x, &size.y)
      (blockRows, blockColumns) = (max(blockRows, Int(size.y)), max(blockColumns, Int(size.x)))
      // Of pixels that hold all bands side by side, a block of each band is unpacked at once.
      let megabytes = Double(size.x) * Double(size.y) * 8 * Double(count) / 1e6
      if megabytes > Double(InputLimit.unpackedMB.value) {
        throw InputLimit.unpackedMB.exceeded(
          "a block of the raster has \(size.x) × \(size.y) pixels in \(count) bands", file: name,
          hint: "write it anew with gdal_translate -co TILED=YES")
      }
      if GDALGetRasterColorInterpretation(band) == GCI_AlphaBand { continue }
      bands.append(try Self.band(band, number, name))
    }
    (self.bands, self.blockRows, self.blockColumns) = (bands, blockRows, blockColumns)
  }

  private static func open(_ source: LayerSource, _ errors: GDALErrors) throws -> Dataset {
    let options = ["GEOREF_SOURCES=INTERNAL"]
    // Files beside it are not looked for: the folder is said to hold nothing else.
    let folder = [FilePath.name(source.path)]
    let pointer = errors.capture {
      withCStrings(source.drivers) { drivers in
        withCStrings(options) { options in
          withCStrings(folder) { folder in
            GDALOpenEx(
              source.path, UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR), drivers, options, folder
            )
          }
        }
      }
    }
    guard let pointer else {
      throw errors.failure(.badData, "cannot be read as GTiff", "GDALOpenEx", file: source.name)
    }
    let dataset = Dataset(owning: pointer)
    try errors.check(.badData, "cannot be read completely", "GDALOpenEx", file: source.name)
    return dataset
  }

  private static func band(_ band: GDALRasterBandH, _ number: Int32, _ file: String) throws -> Band {
    let title = OpenedLayer.text(GDALGetDescription(band))
    let name = title.isEmpty ? "band_\(number)" : title
    let type = GDALGetRasterDataType(band)
    guard (GDT_Byte.rawValue...GDT_Float64.rawValue).contains(type.rawValue) else {
      throw Failure(
        .badData, "the band's numbers are of a kind that is not read", file: file, field: name,
        hint: "gdal_translate -ot Float64 makes them such")
    }
    var isThere: Int32 = 0
    let noData = GDALGetRasterNoDataValue(band, &isThere)
    let hasNoData = isThere != 0
    let hasMask = GDALGetMaskFlags(band) & Int32(GMF_PER_DATASET) != 0
    var metadata: [String: String] = [:]
    if let list = GDALGetMetadata(band, nil) {
      for index in 0..<Int(CSLCount(list)) {
        let entry = OpenedLayer.text(list[index]).split(separator: "=", maxSplits: 1)
        if entry.count == 2 { metadata[String(entry[0])] = String(entry[1]) }
      }
    }
    return Band(
      name: name, metadata: metadata, hasNoData: hasNoData || hasMask, number: number,
      noData: hasNoData ? noData : nil, isFloat: type == GDT_Float32, hasMask: hasMask,
      scale: GDALGetRasterScale(band, nil), offset: GDALGetRasterOffset(band, nil))
  }

  /// The values of some columns of some rows of a band, row by row from west to east; NaN where there is none.
  ///
  /// Throws ``Failure`` (bad data) where they cannot be read, and for an infinite value.
  public func read(_ band: Band, rows: Range<Int>, columns: Range<Int>) throws -> [Double] {
    var values = [Double](repeating: 0, count: rows.count * columns.count)
    try errors.capture {
      let handle = GDALGetRasterBand(dataset.pointer, band.number)
      try read(handle, rows, columns, GDT_Float64, &values)
      if let noData = band.noData, !noData.isNaN {
        let rounded = Double(Float(noData))
        for i in values.indices where values[i] == noData || band.isFloat && values[i] == rounded { values[i] = .nan }
      }
      if band.hasMask {
        var mask = [UInt8](repeating: 0, count: values.count)
        try read(handle.flatMap { GDALGetMaskBand($0) }, rows, columns, GDT_Byte, &mask)
        for i in values.indices where mask[i] == 0 { values[i] = .nan }
      }
    }
    if band.scale != 1 || band.offset != 0 {
      for i in values.indices { values[i] = values[i] * band.scale + band.offset }
    }
    if let infinite = values.firstIndex(where: \.isInfinite) {
      throw Failure(
        .badData, "the value is infinite", file: name,
        place: "row \(rows.lowerBound + infinite / columns.count + 1),"
          + " column \(columns.lowerBound + infinite % columns.count + 1)", field: band.name)
    }
    return values
  }

  private func read<T>(
    _ band: GDALRasterBandH?, _ rows: Range<Int>, _ columns: Range<Int>, _ type: GDALDataType, _ values: inout [T]
  ) throws {
    let (width, height) = (Int32(columns.count), Int32(rows.count))
    let result = values.withUnsafeMutableBytes {
      GDALRasterIO(
        band, GF_Read, Int32(columns.lowerBound), Int32(rows.lowerBound), width, height, $0.baseAddress, width,
        height,
        type, 0, 0)
    }
    guard result == CE_None, errors.firstError == nil else {
      throw errors.failure(.badData, "cannot be read completely", "GDALRasterIO", file: name)
    }
  }
}
