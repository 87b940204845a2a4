internal import CGDAL
import Core
import Geometry

/// Writes rasters as cloud-optimised GeoTIFF (tiles, overviews, Deflate).
public enum RasterWriter {
  /// What the pixels of all bands are.
  public enum Kind: Sendable {
    /// Whole numbers 0–255 with the colours of some; 0 is no data and transparent.
    case classes(colours: [(value: UInt8, red: UInt8, green: UInt8, blue: UInt8)])
    /// Numbers of 24 bits; NaN is no data.
    case floats
    /// Numbers of 53 bits; NaN is no data.
    case doubles

    var type: GDALDataType {
      switch self {
      case .classes: GDT_Byte
      case .floats: GDT_Float32
      case .doubles: GDT_Float64
      }
    }

    var noData: Double { type == GDT_Byte ? 0 : .nan }

    /// TIFF's number for how neighbours are told apart before they are packed: 1 not at all, 3 as floating numbers.
    var predictor: Int { type == GDT_Byte ? 1 : 3 }
  }

  /// A band: its name, and what else is to be kept of it in the file.
  public struct Band: Sendable {
    /// Its name.
    public var name: String
    /// Further texts by their keys.
    public var metadata: [(key: String, text: String)]

    /// A band of that name.
    public init(_ name: String, metadata: [(key: String, text: String)] = []) {
      (self.name, self.metadata) = (name, metadata)
    }
  }

  /// Pixels along a tile's side.
  public static let tile = 256
  /// Most pixels of a raster: Sweden in squares of 50 m.
  public static let largest = 400_000_000

  /// Throws ``Failure`` (cannot create) for a grid without pixels, or with more than ``largest``.
  public static func check(_ grid: PixelGrid, target: String) throws {
    guard grid.width > 0, grid.height > 0, grid.width <= largest / grid.height else {
      throw Failure(
        .cannotCreate, "the raster would have \(grid.width) × \(grid.height) pixels", file: target,
        expected: "at most \(largest)", hint: "cells of 1 m² spread over the country? take a part")
    }
  }

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - bands: one or more.
  ///   - kind: of their pixels.
  ///   - grid: where these lie.
  ///   - crs: such as `EPSG:3006`.
  ///   - remark: how the values are to be read, kept in the file.
  ///   - path: where to write, staged.
  ///   - target: the output as the user named it, for messages.
  ///   - threads: workers that compress; the bytes do not depend on them.
  ///   - values: fills some rows of a band from the north, each from the west; `level` 0 is the raster, 1 … are its
  ///     ``PixelGrid/overviews(downTo:)``. The buffer comes with as many entries as are wanted, all of them no data.
  /// - Throws: ``Failure`` (cannot create) where this GDAL cannot write GeoTIFF, the raster is too large or the file
  ///   cannot be created, (I/O) where writing fails.
  public static func write(
    _ bands: [Band], _ kind: Kind, grid: PixelGrid, crs: String = "EPSG:3006", remark: String, path: String,
    target: String, threads: Int,
    values: (_ band: Int, _ level: Int, _ rows: Range<Int>, _ buffer: inout [Double]) throws -> Void
  ) throws {
    try check(grid, target: target)
    try GDALRuntime.prepare()
    guard let tiff = GDALGetDriverByName("GTiff") else {
      throw Failure(.cannotCreate, "this GDAL was built without GeoTIFF", file: target)
    }
    // Whole in memory, and packed there, before a byte goes to the disk: there every write is looked at.
    let (plain, memory) = (WorkbookMemory(ending: "tif"), WorkbookMemory(ending: "tif"))
    defer { for file in [plain, memory] { file.discard() } }
    let errors = GDALErrors()
    try errors.capture {
      let source = try create(tiff, at: plain.path, bands, kind, grid, crs, remark, target, errors)
      try fill(source, bands.count, kind, grid, target, errors, values)
      // As the driver named COG does, which puts the pixels of all bands together: whoever reads one would unpack them all, and
      // so would this copy, again and again.
      let options = [
        "COPY_SRC_OVERVIEWS=YES", "TILED=YES", "BLOCKXSIZE=\(tile)", "BLOCKYSIZE=\(tile)", "INTERLEAVE=BAND",
        "COMPRESS=DEFLATE", "PREDICTOR=\(kind.predictor)", "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER",
        "NUM_THREADS=\(max(1, threads))",
      ]
      let copy = withCStrings(options) { options in
        GDALCreateCopy(tiff, memory.path, source.pointer, 0, GDALWriter.mutableList(options), nil, nil)
      }
      guard let copy else { throw errors.failure(.cannotCreate, "cannot be created", "GDALCreateCopy", file: target) }
      Dataset(owning: copy).close(errors)
      try errors.check(.io, "cannot be written", "GDALCreateCopy", file: target)
      try memory.move(to: path, named: target)
    }
  }

  /// A plain GeoTIFF in memory without pixels, band by band, which the other is copied from.
  private static func create(
    _ driver: GDALDriverH, at place: String, _ bands: [Band], _ kind: Kind, _ grid: PixelGrid, _ crs: String,
    _ remark: String, _ target: String, _ errors: GDALErrors
  ) throws -> Dataset {
    var options = [
      "TILED=YES", "BLOCKXSIZE=\(tile)", "BLOCKYSIZE=\(tile)", "COMPRESS=DEFLATE", "ZLEVEL=1", "INTERLEAVE=BAND",
      "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER",
    ]
    if case .classes = kind { options.append("PHOTOMETRIC=PALETTE") }
    let pointer = withCStrings(options) { options in
      GDALCreate(
        driver, place, Int32(grid.width), Int32(grid.height), Int32(bands.count), kind.type,
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
    GDALSetMetadataItem(dataset.pointer, "TIFFTAG_IMAGEDESCRIPTION", remark, nil)
    for (number, texts) in bands.enumerated() {
      guard let band = GDALGetRasterBand(dataset.pointer, Int32(number + 1)) else {
        throw errors.failure(.cannotCreate, "cannot be created", "GDALGetRasterBand", file: target)
      }
      GDALSetDescription(band, texts.name)
      for (key, text) in texts.metadata { GDALSetMetadataItem(band, key, text, nil) }
      GDALSetRasterNoDataValue(band, kind.noData)
      if case .classes(let colours) = kind { setColours(colours, of: band) }
    }
    return dataset
  }

  /// Writes the pixels of all bands and of their overviews, some rows at a time.
  private static func fill(
    _ dataset: borrowing Dataset, _ count: Int, _ kind: Kind, _ grid: PixelGrid, _ target: String,
    _ errors: GDALErrors,
    _ values: (Int, Int, Range<Int>, inout [Double]) throws -> Void
  ) throws {
    let grids = [grid] + grid.overviews(downTo: tile)
    var buffer: [Double] = []
    for (level, size) in grids.enumerated() {
      if level == 1 {
        GDALFlushCache(dataset.pointer)
        let factors = grids.indices.dropFirst().map { Int32(1) << Int32($0) }
        _ = GDALBuildOverviews(dataset.pointer, "NONE", Int32(factors.count), factors, 0, nil, nil, nil)
      }
      for number in 0..<count {
        guard let whole = GDALGetRasterBand(dataset.pointer, Int32(number + 1)),
          let band = level == 0 ? whole : GDALGetOverview(whole, Int32(level - 1))
        else { throw errors.failure(.io, "cannot be written", "GDALBuildOverviews", file: target) }
        for start in stride(from: 0, to: size.height, by: tile) {
          let rows = start..<min(size.height, start + tile)
          buffer = [Double](repeating: kind.noData, count: rows.count * size.width)
          try values(number, level, rows, &buffer)
          let (width, height) = (Int32(size.width), Int32(rows.count))
          let result = buffer.withUnsafeMutableBytes {
            GDALRasterIO(
              band, GF_Write, 0, Int32(start), width, height, $0.baseAddress, width, height, GDT_Float64, 0, 0)
          }
          guard result == CE_None, errors.firstError == nil else {
            throw errors.failure(.io, "cannot be written", "GDALRasterIO", file: target)
          }
        }
      }
    }
    GDALFlushCache(dataset.pointer)
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
