internal import CZLIB

/// The `pHYs` chunk: how large the picture is on paper, which cairo does not write. PNG specification, 11.3.5.3.
enum PNGDensity {
  /// Signature, then length, name, 13 bytes and checksum of IHDR.
  private static let headLength = 8 + 4 + 4 + 13 + 4

  /// The file with its density stated after its head; unchanged if it is no PNG.
  static func stated(_ pixelsPerMillimetre: Double, in png: [UInt8]) -> [UInt8] {
    let perMetre = (pixelsPerMillimetre * 1_000).rounded()
    guard png.count > headLength, png[12..<16].elementsEqual("IHDR".utf8), perMetre >= 1, perMetre < 0x7FFF_FFFF
    else {
      return png
    }
    let density = bigEndian(UInt32(perMetre))
    let body = Array("pHYs".utf8) + density + density + [1]
    let chunk =
      bigEndian(UInt32(body.count - 4)) + body + bigEndian(UInt32(truncatingIfNeeded: crc32_z(0, body, body.count)))
    return Array(png[..<headLength]) + chunk + Array(png[headLength...])
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }
}
