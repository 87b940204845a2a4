internal import CGDAL
import Core
import Synchronization

/// Writes a raster of one band as a cloud-optimised GeoTIFF (tiles, overviews, Deflate).
public enum RasterWriter {
  /// The pixels, row by row from the north, each row from the west.
  public enum Pixels: Sendable {
    /// Whole numbers with the colours of some; 0 is no data and transparent. `overviews`: the values of smaller rasters, each
    /// of half as many rows and columns, rounded up, as the one before.
    case classes(
      [UInt8], overviews: [[UInt8]] = [], colours: [(value: UInt8, red: UInt8, green: UInt8, blue: UInt8)])
    /// Numbers; NaN is no data.
    case numbers([Float])

    var count: Int {
      switch self {
      case .classes(let values, _, _): values.count
      case .numbers(let values): values.count
      }
    }
  }

  /// Where the pixels lie.
  public struct Grid: Sendable, Equatable {
    /// West edge, metres.
    public var west: Double
    /// North edge, metres.
    public var north: Double
    /// Side of a pixel, metres.
    public var pixel: Double
    /// Pixels from west to east.
    public var width: Int
    /// Pixels from north to south.
    public var height: Int

    /// A grid of square pixels.
    public init(west: Double, north: Double, pixel: Double, width: Int, height: Int) {
      self.west = west
      self.north = north
      self.pixel = pixel
      self.width = width
      self.height = height
    }

    /// The grid of the next overview: pixels of twice the side, from the same corner.
    public var halved: Grid {
      Grid(west: west, north: north, pixel: 2 * pixel, width: (width + 1) / 2, height: (height + 1) / 2)
    }
  }

  /// Overviews are made until neither side has more pixels.
  public static let overviewsDownTo = 512

  /// Most pixels of a raster: Sweden in squares of 50 m.
  public static let largest = 400_000_000

  private static let number = Atomic<Int>(0)

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - pixels: `grid.width` × `grid.height` values.
  ///   - grid: where they lie.
  ///   - crs: such as `EPSG:3006`.
  ///   - description: what the band holds.
  ///   - remark: how the values are to be read, kept in the file.
  ///   - path: where to write, staged.
  ///   - target: the output as the user named it, for messages.
  ///   - threads: workers that compress; the bytes do not depend on them.
  /// - Throws: ``Failure`` (cannot create) where this GDAL cannot write GeoTIFF, the raster is too large or the file
  ///   cannot be created, (I/O) where writing fails.
  public static func write(
    _ pixels: Pixels, grid: Grid, crs: String, description: String, remark: String, path: String, target: String,
    threads: Int
  ) throws {
    guard grid.width > 0, grid.height > 0, grid.width <= largest / grid.height,
      pixels.count == grid.width * grid.height
    else {
      throw Failure(
        .cannotCreate, "the raster would have \(grid.width) × \(grid.height) pixels", file: target,
        expected: "at most \(largest)", hint: "cells of 1 m² spread over the country? take a part with --extent")
    }
    try GDALRuntime.prepare()
    guard let tiff = GDALGetDriverByName("GTiff"), let cog = GDALGetDriverByName("COG") else {
      throw Failure(.cannotCreate, "this GDAL was built without GeoTIFF", file: target)
    }
    let place = "/vsimem/rutverk-raster-\(number.wrappingAdd(1, ordering: .relaxed).newValue).tif"
    defer { VSIUnlink(place) }
    // Whole in memory before a byte goes to the disk: there every write is looked at.
    let memory = WorkbookMemory(ending: "tif")
    defer { memory.discard() }
    let errors = GDALErrors()
    try errors.capture {
      let source = try create(tiff, at: place, pixels, grid, crs, (description, remark), target, errors)
      let isNumbers = if case .numbers = pixels { true } else { false }
      let options = [
        "COMPRESS=DEFLATE", "PREDICTOR=\(isNumbers ? "YES" : "NO")", "BLOCKSIZE=512", "BIGTIFF=IF_SAFER",
        "OVERVIEW_RESAMPLING=NEAREST", "NUM_THREADS=\(max(1, threads))",
      ]
      let copy = withCStrings(options) { options in
        GDALCreateCopy(cog, memory.path, source.pointer, 0, GDALWriter.mutableList(options), nil, nil)
      }
      guard let copy else { throw errors.failure(.cannotCreate, "cannot be created", "GDALCreateCopy", file: target) }
      Dataset(owning: copy).close(errors)
      try errors.check(.io, "cannot be written", "GDALCreateCopy", file: target)
      try memory.move(to: path, named: target)
    }
  }

  /// The raster as a plain GeoTIFF in memory, which the other is copied from.
  private static func create(
    _ driver: GDALDriverH, at place: String, _ pixels: Pixels, _ grid: Grid, _ crs: String,
    _ texts: (description: String, remark: String), _ target: String, _ errors: GDALErrors
  ) throws -> Dataset {
    let isNumbers = if case .numbers = pixels { true } else { false }
    let options = ["TILED=YES", "COMPRESS=DEFLATE", "BIGTIFF=IF_SAFER"] + (isNumbers ? [] : ["PHOTOMETRIC=PALETTE"])
    let pointer = withCStrings(options) { options in
      GDALCreate(
        driver, place, Int32(grid.width), Int32(grid.height), 1, isNumbers ? GDT_Float32 : GDT_Byte,
        GDALWriter.mutableList(options))
    }
    guard let pointer else { throw errors.failure(.cannotCreate, "cannot be created", "GDALCreate", file: target) }
    let dataset = Dataset(owning: pointer)
    var transform = [grid.west, grid.pixel, 0, grid.north, 0, -grid.pixel]
    GDALSetGeoTransform(dataset.pointer, &transform)
    guard let reference = SpatialReference(crs) else {
      throw Failure(.badData, "unknown coordinate reference system", file: target, value: crs)
    }
    GDALSetSpatialRef(dataset.pointer, reference.pointer)
    guard let band = GDALGetRasterBand(dataset.pointer, 1) else {
      throw errors.failure(.cannotCreate, "cannot be created", "GDALGetRasterBand", file: target)
    }
    GDALSetDescription(band, texts.description)
    GDALSetMetadataItem(dataset.pointer, "TIFFTAG_IMAGEDESCRIPTION", texts.remark, nil)
    GDALSetRasterNoDataValue(band, isNumbers ? .nan : 0)
    let result: CPLErr
    switch pixels {
    case .numbers(var values): result = write(&values, GDT_Float32, band, grid)
    case .classes(var values, let overviews, let colours):
      setColours(colours, of: band)
      let written = write(&values, GDT_Byte, band, grid)
      result = written == CE_None ? write(overviews, dataset, band, grid) : written
    }
    guard result == CE_None, errors.firstError == nil else {
      throw errors.failure(.io, "cannot be written", "GDALRasterIO", file: target)
    }
    GDALFlushCache(dataset.pointer)
    return dataset
  }

  private static func write<T>(
    _ values: inout [T], _ type: GDALDataType, _ band: GDALRasterBandH, _ grid: Grid
  ) -> CPLErr {
    let (width, height) = (Int32(grid.width), Int32(grid.height))
    return values.withUnsafeMutableBytes {
      GDALRasterIO(band, GF_Write, 0, 0, width, height, $0.baseAddress, width, height, type, 0, 0)
    }
  }

  /// Fills overviews of the dataset, made for it, with their values.
  private static func write(
    _ overviews: [[UInt8]], _ dataset: borrowing Dataset, _ band: GDALRasterBandH, _ grid: Grid
  ) -> CPLErr {
    if overviews.isEmpty { return CE_None }
    GDALFlushCache(dataset.pointer)
    let levels = overviews.indices.map { Int32(1) << Int32($0 + 1) }
    guard GDALBuildOverviews(dataset.pointer, "NONE", Int32(levels.count), levels, 0, nil, nil, nil) == CE_None
    else { return CE_Failure }
    var size = grid
    for (i, var values) in overviews.enumerated() {
      size = size.halved
      guard let overview = GDALGetOverview(band, Int32(i)), values.count == size.width * size.height,
        write(&values, GDT_Byte, overview, size) == CE_None
      else { return CE_Failure }
    }
    return CE_None
  }

  private static func setColours(
    _ colours: [(value: UInt8, red: UInt8, green: UInt8, blue: UInt8)], of band: GDALRasterBandH
  ) {
    guard let table = GDALCreateColorTable(GPI_RGB) else { return }
    defer { GDALDestroyColorTable(table) }
    for colour in colours {
      var entry = GDALColorEntry(
        c1: Int16(colour.red), c2: Int16(colour.green), c3: Int16(colour.blue), c4: colour.value == 0 ? 0 : 255)
      GDALSetColorEntry(table, Int32(colour.value), &entry)
    }
    GDALSetRasterColorTable(band, table)
  }
}
