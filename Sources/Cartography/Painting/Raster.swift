/// Pixels, row by row from the top: `0xAARRGGBB`, colours multiplied by the opacity.
public struct Raster: Sendable, Equatable {
  /// Pixels a row.
  public let columns: Int
  /// All pixels.
  public let pixels: [UInt32]

  /// Pixels of so many columns.
  public init(columns: Int, pixels: [UInt32]) {
    self.columns = columns
    self.pixels = pixels
  }
}
