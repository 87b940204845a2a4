import Foundation

/// The scale of SWEREF 99 TM from Krüger's series, without PROJ: exact to about 1e-12.
///
/// The chain is plane → conformal sphere's transverse Mercator plane (C. F. F. Karney, Transverse Mercator with an
/// accuracy of a few nanometers, J. Geodesy 85, 2011, equations 11–12 and 35 with n up to the fourth power) → sphere →
/// ellipsoid; the scale is the product of the three maps' scales.
enum TransverseMercatorScale {
  static let centralScale = 0.9996
  static let falseEasting = 500_000.0

  /// 1/k² at a place of the plane, metres: square metres of the ellipsoid for one of the map.
  static func inverseArealScale(easting: Double, northing: Double) -> Double {
    let f = EllipsoidalArea.flattening
    let n = f / (2 - f)
    let e2 = f * (2 - f)
    let e = e2.squareRoot()
    let n2 = n * n
    let radius = EllipsoidalArea.semiMajorAxis / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64)
    let beta = [
      n / 2 - 2 * n2 / 3 + 37 * n2 * n / 96 - n2 * n2 / 360,
      n2 / 48 + n2 * n / 15 - 437 * n2 * n2 / 1440,
      17 * n2 * n / 480 - 37 * n2 * n2 / 840,
      4397 * n2 * n2 / 161_280,
    ]
    let xi = northing / (centralScale * radius)
    let eta = (easting - falseEasting) / (centralScale * radius)
    var (sphereXi, sphereEta, p, q) = (xi, eta, 1.0, 0.0)
    for (i, b) in beta.enumerated() {
      let twoJ = 2 * Double(i + 1)
      sphereXi -= b * sin(twoJ * xi) * cosh(twoJ * eta)
      sphereEta -= b * cos(twoJ * xi) * sinh(twoJ * eta)
      p -= twoJ * b * cos(twoJ * xi) * cosh(twoJ * eta)
      q += twoJ * b * sin(twoJ * xi) * sinh(twoJ * eta)
    }
    // Conformal latitude, then the geographic one by iteration: each step gains two digits.
    let sineConformal = sin(sphereXi) / cosh(sphereEta)
    let cosineConformal = (1 - sineConformal * sineConformal).squareRoot()
    let isometric = atanh(sineConformal)
    var sine = sineConformal
    for _ in 0..<12 { sine = tanh(isometric + e * atanh(e * sine)) }
    let parallel =
      EllipsoidalArea.semiMajorAxis / (1 - e2 * sine * sine).squareRoot() * (1 - sine * sine).squareRoot()
    let k =
      centralScale * radius * cosh(sphereEta) * cosineConformal / ((p * p + q * q).squareRoot() * parallel)
    return 1 / (k * k)
  }
}

extension TransverseMercatorScale {
  /// The zero number `i` of Chebyshev's polynomial of degree `count`.
  static func chebyshevNode(_ i: Int, of count: Int) -> Double { cos(Double.pi * (Double(i) + 0.5) / Double(count)) }
}
