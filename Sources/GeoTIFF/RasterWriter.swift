import Core
import Disk
import Geometry
import Parallel

/// Writes rasters as cloud-optimised GeoTIFF: tiles, overviews, Deflate, the directories before the pixels.
///
/// Pixels are made and packed some rows at a time and go straight to the file, so that memory follows the width of the raster
/// and the packed bytes of one band, not the raster. Bands stand one behind the other: who reads one unpacks no other.
public enum RasterWriter {
  /// What the pixels of all bands are.
  public enum Kind: Sendable {
    /// Whole numbers 0–255 with the colours of some; 0 is no data and transparent.
    case classes(colours: [(value: UInt8, red: UInt8, green: UInt8, blue: UInt8)])
    /// Numbers of 24 bits; NaN is no data.
    case floats
    /// Numbers of 53 bits; NaN is no data.
    case doubles

    var noData: Double { if case .classes = self { 0 } else { .nan } }

    /// Bits of a pixel, and TIFF's number for what they are: 1 whole numbers, 3 floating.
    var format: (bits: UInt16, sample: UInt16) {
      switch self {
      case .classes: (8, 1)
      case .floats: (32, 3)
      case .doubles: (64, 3)
      }
    }
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
  /// Bytes of pixels from which places in the file have 64 bits: packed they might exceed the 4 GB that 32 bits reach.
  public static let largeFrom = 2_000_000_000

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
  ///   - epsg: the coordinate system's number, such as 3006.
  ///   - remark: how the values are to be read, kept in the file.
  ///   - path: where to write, staged.
  ///   - target: the output as the user named it, for messages.
  ///   - largeFrom: bytes of pixels from which the file is a BigTIFF.
  ///   - threads: workers that compress; the bytes do not depend on them.
  ///   - values: fills some rows of a band from the north, each from the west; `level` 0 is the raster, 1 … are its
  ///     ``PixelGrid/overviews(downTo:)``. The buffer comes with as many entries as are wanted, all of them no data.
  /// - Throws: ``Failure`` (cannot create) where the raster is too large or the file cannot be created, (I/O) where writing
  ///   fails.
  public static func write(
    _ bands: [Band], _ kind: Kind, grid: PixelGrid, epsg: UInt16 = 3006, remark: String, path: String, target: String,
    largeFrom: Int = largeFrom, threads: Int,
    values: (_ band: Int, _ level: Int, _ rows: Range<Int>, _ buffer: inout [Double]) throws -> Void
  ) throws {
    try check(grid, target: target)
    let grids = [grid] + grid.overviews(downTo: tile)
    let pixels = grids.reduce(0) { $0 + tiles($1) * tile * tile * bands.count }
    let isLarge = pixels * Int(kind.format.bits) / 8 > largeFrom
    var directories = grids.enumerated().map { level, size in
      RasterDirectory(bands, kind, grid: size, isOverview: level > 0, epsg: epsg, remark: remark).directory
    }
    for (level, size) in grids.enumerated() {
      let nowhere = TIFFDirectory.Values.offsets([Int](repeating: 0, count: tiles(size) * bands.count))
      (directories[level][RasterDirectory.offsets], directories[level][RasterDirectory.counts]) = (nowhere, nowhere)
    }
    let file = try StagedFile(path: path, target: target)
    let room = head(directories, isLarge: isLarge).count
    try file.write([UInt8](repeating: 0, count: room))
    var end = room
    // The smallest overview first: who looks at the whole reads the beginning of the file alone.
    for (level, size) in grids.enumerated().reversed() {
      var (offsets, counts) = ([Int](), [Int]())
      for band in bands.indices {
        let strips = try Parallel.feed(threads: threads) { hand in
          for start in stride(from: 0, to: size.height, by: tile) {
            let rows = start..<min(size.height, start + tile)
            var buffer = [Double](repeating: kind.noData, count: rows.count * size.width)
            try values(band, level, rows, &buffer)
            hand(buffer)
          }
        } transform: {
          try packed($0, width: size.width, kind)
        }
        for bytes in strips.joined() {
          offsets.append(bytes.isEmpty ? 0 : end + 4)
          counts.append(bytes.count)
          if bytes.isEmpty { continue }
          var leader: [UInt8] = []
          TIFFDirectory.append(UInt32(bytes.count), to: &leader)
          try file.write(leader)
          try file.write(bytes)
          try file.write(bytes.suffix(4))
          end += bytes.count + 8
        }
      }
      directories[level][RasterDirectory.offsets] = .offsets(offsets)
      directories[level][RasterDirectory.counts] = .offsets(counts)
    }
    try file.rewrite(head(directories, isLarge: isLarge), at: 0)
    try file.close()
  }

  /// Tiles of a band.
  private static func tiles(_ grid: PixelGrid) -> Int {
    ((grid.width + tile - 1) / tile) * ((grid.height + tile - 1) / tile)
  }

  /// All that stands before the pixels.
  private static func head(_ directories: [TIFFDirectory], isLarge: Bool) -> [UInt8] {
    // What a reader may rely on (GDAL's COG driver, "Header ghost area"): the order of tiles, and their size around each.
    let promise =
      "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n"
      + "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n "
    let digits = String(promise.utf8.count)
    let ghost =
      "GDAL_STRUCTURAL_METADATA_SIZE=" + String(repeating: "0", count: 6 - digits.count) + digits + " bytes\n"
      + promise
    var bytes: [UInt8] = Array("II".utf8)
    let start = TIFFDirectory.aligned((isLarge ? 16 : 8) + ghost.utf8.count)
    TIFFDirectory.append(UInt16(isLarge ? 43 : 42), to: &bytes)
    if isLarge {
      TIFFDirectory.append(UInt16(8), to: &bytes)
      TIFFDirectory.append(UInt16(0), to: &bytes)
    }
    TIFFDirectory.append(place: start, to: &bytes, isLarge: isLarge)
    bytes += Array(ghost.utf8)
    bytes += [UInt8](repeating: 0, count: start - bytes.count)
    for (level, directory) in directories.enumerated() {
      let next = level + 1 < directories.count ? bytes.count + directory.byteCount(isLarge: isLarge) : 0
      bytes += directory.bytes(at: bytes.count, next: next, isLarge: isLarge)
    }
    return bytes
  }

  /// The tiles of rows of pixels, from west to east; empty bytes for one without data.
  private static func packed(_ pixels: [Double], width: Int, _ kind: Kind) throws -> [[UInt8]] {
    let rows = pixels.count / width
    return try stride(from: 0, to: width, by: tile).map { west in
      var square = [Double](repeating: kind.noData, count: tile * tile)
      var isEmpty = true
      for row in 0..<rows {
        for column in west..<min(width, west + tile) {
          let value = pixels[row * width + column]
          square[row * tile + column - west] = value
          if !(value.isNaN || value == kind.noData) { isEmpty = false }
        }
      }
      if isEmpty { return [] }
      switch kind {
      case .classes: return try TIFFTile.deflated(square.map { UInt8(clamping: $0.isNaN ? 0 : Int($0)) })
      case .floats: return try TIFFTile.packed(square.map { Float($0) }, side: tile)
      case .doubles: return try TIFFTile.packed(square, side: tile)
      }
    }
  }
}
