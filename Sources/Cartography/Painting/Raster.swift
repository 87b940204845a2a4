/// Pixels, row by row from the top: `0xAARRGGBB`, colours multiplied by the opacity.
package struct Raster: Sendable, Equatable {
  /// Pixels a row.
  package let columns: Int
  /// All pixels.
  package let pixels: [UInt32]
}
