/// An opaque colour in sRGB.
package struct Colour: Sendable, Hashable {
  /// Red, 0–255.
  package var red: UInt8
  /// Green, 0–255.
  package var green: UInt8
  /// Blue, 0–255.
  package var blue: UInt8

  /// The colour of those three parts.
  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// The colour `0xRRGGBB`; bits above are ignored.
  package init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
  }

  /// `#rrggbb`, as CSS, SVG and QGIS write it.
  package var hexText: String {
    let digits = Array("0123456789abcdef")
    var text = "#"
    for part in [red, green, blue] {
      text.append(digits[Int(part >> 4)])
      text.append(digits[Int(part & 15)])
    }
    return text
  }

  /// Between this colour and another, each part linear in sRGB and rounded: 0 is this one, 1 the other.
  package func mixed(with other: Colour, share: Double) -> Colour {
    func part(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(min(255, max(0, (Double(a) + (Double(b) - Double(a)) * share).rounded())))
    }
    return Colour(part(red, other.red), part(green, other.green), part(blue, other.blue))
  }

  /// White.
  package static let white = Colour(255, 255, 255)
}
