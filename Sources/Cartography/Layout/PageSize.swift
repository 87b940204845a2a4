import Core
import Geometry

/// The size of a picture on paper and in pixels.
package struct PageSize: Sendable, Equatable {
  /// Width, mm.
  package let widthMillimetres: Double
  /// Height, mm.
  package let heightMillimetres: Double
  /// Pixels an inch.
  package let dotsPerInch: Double
  /// Width, pixels.
  package let widthPixels: Int
  /// Height, pixels.
  package let heightPixels: Int

  /// Whether the size was given in pixels, for a screen.
  package let isScreen: Bool

  /// Pixels a millimetre.
  package var pixelsPerMillimetre: Double { dotsPerInch / 25.4 }

  /// The page on its side where the ground is clearly wider than high, itself otherwise.
  package func turned(for ground: BoundingBox) -> PageSize {
    let isWide = ground.maxX - ground.minX > 1.25 * (ground.maxY - ground.minY)
    return isWide && heightMillimetres > widthMillimetres ? PageSize(turning: self) : self
  }

  private init(turning page: PageSize) {
    (widthMillimetres, heightMillimetres) = (page.heightMillimetres, page.widthMillimetres)
    (widthPixels, heightPixels) = (page.heightPixels, page.widthPixels)
    (dotsPerInch, isScreen) = (page.dotsPerInch, page.isScreen)
  }

  private static let papers: [String: (Double, Double)] = [
    "a2": (420, 594), "a3": (297, 420), "a4": (210, 297), "a5": (148, 210),
  ]

  /// A size as the command line names it: `a5` to `a2`, `210x297mm`, `1600x1200px`.
  ///
  /// - Parameters:
  ///   - text: the size; width before height.
  ///   - isLandscape: turns a page that is higher than wide.
  ///   - dotsPerInch: resolution; nil is 300 for a size on paper, and 96 for one in pixels, which is then as a screen
  ///     shows it.
  /// - Throws: ``Failure`` (usage) for a text that is none of these, and for a page too small to hold a map.
  package init(_ text: String, isLandscape: Bool = false, dotsPerInch: Double? = nil) throws {
    let name = text.lowercased()
    let refusal = Failure(
      .usage, "--size: no such size", value: text, expected: "a4, a3, 210x297mm or 1600x1200px")
    var size: (Double, Double)
    var isPixels = false
    if let paper = Self.papers[name] {
      size = paper
    } else {
      isPixels = name.hasSuffix("px")
      guard isPixels || name.hasSuffix("mm") else { throw refusal }
      let parts = name.dropLast(2).split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
      guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0,
        width.isFinite, height.isFinite, max(width, height) < 1e6
      else { throw refusal }
      size = (width, height)
    }
    if isLandscape, size.0 < size.1 { size = (size.1, size.0) }
    let density = dotsPerInch ?? (isPixels ? 96 : 300)
    guard density.isFinite, (10...2_400).contains(density) else {
      throw Failure(.usage, "--dpi is out of range", value: "\(density)", expected: "10 to 2400")
    }
    let perMillimetre = density / 25.4
    self.dotsPerInch = density
    isScreen = isPixels
    widthPixels = Int((isPixels ? size.0 : size.0 * perMillimetre).rounded())
    heightPixels = Int((isPixels ? size.1 : size.1 * perMillimetre).rounded())
    widthMillimetres = isPixels ? size.0 / perMillimetre : size.0
    heightMillimetres = isPixels ? size.1 / perMillimetre : size.1
    guard min(widthMillimetres, heightMillimetres) >= 40 else {
      throw Failure(
        .usage, "--size: too small for a map", value: text, expected: "at least 40 mm a side",
        hint: isPixels ? "that is \(Int((40 * perMillimetre).rounded(.up))) pixels at \(Int(density)) dpi" : nil)
    }
    guard max(widthMillimetres, heightMillimetres) <= 2_000 else {
      throw Failure(.usage, "--size: too large for a page", value: text, expected: "at most 2000 mm a side")
    }
  }
}
