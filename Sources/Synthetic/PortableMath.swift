/// Functions made of sums and products alone, so that every platform gives the same bits.
enum PortableMath {
  /// The sine of an angle in turns (1 turn = 2π), absolute error below 1e-11.
  ///
  /// Folded to a quarter turn, then Taylor's series to the 15th power, whose remainder is (π/2)¹⁷/17!.
  static func sine(turns: Double) -> Double {
    var r = turns - turns.rounded(.down)
    if r >= 0.5 { r -= 1 }
    if r > 0.25 { r = 0.5 - r } else if r < -0.25 { r = -0.5 - r }
    let x = 2 * Double.pi * r
    let s = x * x
    var sum = -1.0 / 1_307_674_368_000
    sum = sum * s + 1.0 / 6_227_020_800
    sum = sum * s - 1.0 / 39_916_800
    sum = sum * s + 1.0 / 362_880
    sum = sum * s - 1.0 / 5_040
    sum = sum * s + 1.0 / 120
    sum = sum * s - 1.0 / 6
    return x + x * s * sum
  }

  /// The cosine of an angle in turns.
  static func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

  /// (1 + x/16)¹⁶, a stand-in for eˣ with a lighter upper tail; 0 at and below −16.
  @inline(__always)
  static func nearlyExponential(_ x: Double) -> Double {
    let base = max(0, 1 + x / 16)
    let square = base * base
    let fourth = square * square
    let eighth = fourth * fourth
    return eighth * eighth
  }

  /// A coordinate in metres rounded to whole centimetres.
  @inline(__always)
  static func centimetres(_ metres: Double) -> Double { (metres * 100).rounded() / 100 }
}
