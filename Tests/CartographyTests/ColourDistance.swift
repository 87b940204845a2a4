import Cartography
import Foundation

/// How far apart colours are to the eye: CAM02-UCS (Luo, Cui and Li, 2006) over CIECAM02 (CIE 159:2004) under the conditions of
/// sRGB (D65, background 20 %, 64 lx), and what red-green blind people see of them (Machado, Oliveira and Fernandes, 2009).
struct ColourDistance {
  enum Sight: String, CaseIterable {
    case normal
    case deuteranopia
    case protanopia

    /// Over linear sRGB, at full severity.
    var matrix: [[Double]] {
      switch self {
      case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .deuteranopia:
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
      case .protanopia:
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
      }
    }
  }

  private static func times(_ m: [[Double]], _ v: [Double]) -> [Double] {
    m.map { row in zip(row, v).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  private static let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
  private static let cat02 = [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]]
  private static let fromCAT02 = [
    [1.096123820835514, -0.278869000218287, 0.182745179382773],
    [0.454369041975359, 0.473533154307412, 0.072097803717229],
    [-0.009627608738429, -0.005698031216113, 1.015325639954543],
  ]
  private static let hunt = [[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0, 0, 1]]

  /// J′, a′, b′ of a colour as a sight sees it.
  static func place(_ colour: Colour, _ sight: Sight = .normal) -> [Double] {
    let linear = [colour.red, colour.green, colour.blue].map { part -> Double in
      let c = Double(part) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    let seen = times(sight.matrix, linear).map { min(1, max(0, $0)) }
    return ucs(times(toXYZ, seen).map { 100 * $0 })
  }

  private static func ucs(_ xyz: [Double]) -> [Double] {
    let white = [95.047, 100, 108.883]
    let (luminance, background) = (64 / Double.pi / 5, 20.0)
    let d = 1 - exp(-(luminance + 42) / 92) / 3.6
    let k = 1 / (5 * luminance + 1)
    let fl = 0.2 * pow(k, 4) * 5 * luminance + 0.1 * pow(1 - pow(k, 4), 2) * pow(5 * luminance, 1.0 / 3)
    let n = background / white[1]
    let (nbb, z) = (0.725 * pow(n, -0.2), 1.48 + n.squareRoot())
    func adapted(_ xyz: [Double]) -> [Double] {
      let (rgb, rgbWhite) = (times(cat02, xyz), times(cat02, white))
      let adapted = zip(rgb, rgbWhite).map { $0 * (white[1] * d / $1 + 1 - d) }
      return times(hunt, times(fromCAT02, adapted)).map { value in
        let power = pow(fl * abs(value) / 100, 0.42)
        return (value < 0 ? -1 : 1) * 400 * power / (power + 27.13) + 0.1
      }
    }
    func signal(_ r: [Double]) -> Double { (2 * r[0] + r[1] + r[2] / 20 - 0.305) * nbb }
    let r = adapted(xyz)
    let (a, b) = (r[0] - 12 * r[1] / 11 + r[2] / 11, (r[0] + r[1] - 2 * r[2]) / 9)
    let hue = atan2(b, a)
    let eccentricity = (cos(hue + 2) + 3.8) / 4
    let lightness = 100 * pow(max(0, signal(r) / signal(adapted(white))), 0.69 * z)
    let t = 50_000.0 / 13 * nbb * eccentricity * (a * a + b * b).squareRoot() / (r[0] + r[1] + 21 * r[2] / 20)
    let chroma = pow(t, 0.9) * (lightness / 100).squareRoot() * pow(1.64 - pow(0.29, n), 0.73)
    let m = log(1 + 0.0228 * chroma * pow(fl, 0.25)) / 0.0228
    return [1.7 * lightness / (1 + 0.007 * lightness), m * cos(hue), m * sin(hue)]
  }

  /// ΔE between two colours as a sight sees them.
  static func between(_ one: Colour, _ other: Colour, _ sight: Sight = .normal) -> Double {
    zip(place(one, sight), place(other, sight)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
