/// The ramps of colours that classes 1 (best) … n (worst) are drawn in.
package enum Palette: String, Sendable, CaseIterable {
  /// Green over yellow to red, as in the police's maps, each class darker than the better one, so that it is safe for
  /// red-green colour blindness, and in grey.
  case livsvillkor
  /// Yellow over green to dark violet; safe for every common colour blindness, and in grey.
  case viridis
  /// Yellow over grey to dark blue; made for red-green colour blindness.
  case cividis
  /// Blue over pale yellow to orange: two ends and a middle as in green to red, safe for red-green colour blindness.
  case blaorange
  /// Light to dark blue, for figures of which more is neither better nor worse.
  case bla
  /// Light to dark grey, for print in black.
  case gra

  /// The ramp's fixed points, from best to worst, none of them as light as paper; classes in between are mixed.
  package var stops: [Colour] {
    let hex: [UInt32] =
      switch self {
      case .livsvillkor: [0xA8E6A3, 0xCDBA3C, 0xD47C2A, 0xC0402A, 0x850C20]
      case .viridis: [0xFDE725, 0x5EC962, 0x21918C, 0x3B528B, 0x440154]
      case .cividis: [0xFEE838, 0xBCAF6F, 0x7C7B78, 0x414D6B, 0x00224E]
      case .blaorange: [0x2C7BB6, 0xABD9E9, 0xFFFFBF, 0xFDB863, 0xB35806]
      case .bla: [0xB5D3EC, 0x86B2DC, 0x5A8CC4, 0x33639F, 0x123A6C]
      case .gra: [0xC4C4C4, 0x9E9E9E, 0x787878, 0x505050, 0x262626]
      }
    return hex.map { Colour(hex: $0) }
  }

  /// The colours of classes 1 … `count`; five classes get the stops themselves, one class the middle of the ramp.
  package func colours(_ count: Int) -> [Colour] {
    (0..<max(0, count)).map { colour(at: count == 1 ? 0.5 : Double($0) / Double(count - 1)) }
  }

  /// The colours of classes on both sides of a middle: each side has its half of the ramp, and the side with fewer classes as
  /// strong an end.
  ///
  /// - Parameter sides: numbers of classes below the middle, at it (0 or 1), above it.
  package func colours(on sides: FigureClassifier.Sides) -> [Colour] {
    let side = max(sides.below, sides.above, 1)
    let all = colours(2 * side + sides.middle)
    // From the outermost on.
    func steps(_ count: Int) -> [Int] {
      count == 1 ? [(side - 1) / 2] : (0..<count).map { $0 * (side - 1) / max(1, count - 1) }
    }
    return steps(sides.below).map { all[$0] } + all[side..<side + sides.middle]
      + steps(sides.above).reversed().map { all[all.count - 1 - $0] }
  }

  /// The colour at a place of the ramp, 0 (best) to 1 (worst); beyond the ends the ends.
  package func colour(at share: Double) -> Colour {
    let stops = stops
    let place = min(1, max(0, share)) * Double(stops.count - 1)
    let low = min(Int(place), stops.count - 2)
    return stops[low].mixed(with: stops[low + 1], share: place - Double(low))
  }
}
