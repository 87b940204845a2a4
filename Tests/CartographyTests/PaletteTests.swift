import Cartography
import Testing

/// Whether people can tell the classes of a palette apart, whatever their sight.
@Suite struct PaletteTests {
  /// Against `colorspacious` 1.1.2, which has both models.
  @Test func theModelAgreesWithAnotherProgram() {
    let known: [(UInt32, ColourDistance.Sight, [Double])] = [
      (0xA8E6A3, .normal, [86.742, -16.822, 13.319]), (0xA8E6A3, .deuteranopia, [86.973, -0.865, 12.382]),
      (0xA8E6A3, .protanopia, [89.060, -0.878, 15.356]), (0xC0402A, .normal, [50.826, 27.335, 17.657]),
      (0xC0402A, .deuteranopia, [52.444, -2.521, 21.805]), (0xC0402A, .protanopia, [40.610, -1.450, 16.462]),
      (0x3B528B, .normal, [37.024, -4.118, -22.318]), (0x3B528B, .deuteranopia, [35.730, -5.921, -22.669]),
    ]
    for (hex, sight, expected) in known {
      let found = ColourDistance.place(Colour(hex: hex), sight)
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 0.1, "\(hex) \(sight): \(found)") }
    }
  }

  /// Least ΔE (CAM02-UCS) between any two of five classes: at least 10 for every sight.
  @Test(arguments: Palette.allCases, ColourDistance.Sight.allCases)
  func everyTwoClassesAreApart(_ palette: Palette, _ sight: ColourDistance.Sight) {
    let colours = palette.colours(5)
    for i in colours.indices {
      for j in 0..<i {
        let distance = ColourDistance.between(colours[i], colours[j], sight)
        #expect(distance >= 10, "\(palette.rawValue), \(sight): classes \(j + 1) and \(i + 1) are \(distance) apart")
      }
    }
  }

  /// In grey: each class darker than the better one, by at least 8 of lightness. A ramp with two ends and a middle cannot be.
  @Test(arguments: [Palette.livsvillkor, .viridis, .cividis, .bla, .gra])
  func lightnessOrdersTheClasses(_ palette: Palette) {
    let lightness = palette.colours(5).map { ColourDistance.place($0)[0] }
    for (better, worse) in zip(lightness, lightness.dropFirst()) { #expect(better - worse >= 8, "\(lightness)") }
  }

  /// No class looks like a cell without an index, hatched or flat, nor like bare ground.
  @Test(arguments: Palette.allCases, ColourDistance.Sight.allCases)
  func noClassLooksLikeNoIndex(_ palette: Palette, _ sight: ColourDistance.Sight) {
    let symbology = Symbology(palette: palette)
    let hatch = symbology.noIndex
    let flat = (hatch.background ?? .white).mixed(with: hatch.line.colour, share: 0.13)
    for colour in palette.colours(5) {
      for other in [hatch.background ?? .white, flat, symbology.base.ground] {
        let distance = ColourDistance.between(colour, other, sight)
        #expect(distance >= 8, "\(palette.rawValue), \(sight): \(colour.hexText) and \(other.hexText): \(distance)")
      }
    }
  }
}
