/// Where the square pixels of a raster lie, north up.
public struct PixelGrid: Sendable, Equatable {
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
  public var halved: PixelGrid {
    PixelGrid(west: west, north: north, pixel: 2 * pixel, width: (width + 1) / 2, height: (height + 1) / 2)
  }

  /// The grids of the overviews, until neither side has more pixels than that.
  public func overviews(downTo most: Int) -> [PixelGrid] {
    var (grids, coarse): ([PixelGrid], PixelGrid) = ([], self)
    while max(coarse.width, coarse.height) > most {
      coarse = coarse.halved
      grids.append(coarse)
    }
    return grids
  }
}
