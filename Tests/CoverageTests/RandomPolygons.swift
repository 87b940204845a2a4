import Geometry
import TestSupport

/// Valid polygons of many shapes around a place in Sweden, coordinates of full double precision unless said otherwise.
enum RandomPolygons {
  static let centreE = 674_321.5
  static let centreN = 6_580_987.25

  /// Star-shaped around its centre, with a hole of the same kind in the middle when `hasHole`.
  static func star(_ random: inout SeededRandom, radius: Double, vertices: Int, hasHole: Bool = false) -> MultiPolygon
  {
    let (e, n) = (centreE + (random.unit() - 0.5) * 3000, centreN + (random.unit() - 0.5) * 3000)
    func ring(_ scale: Double) -> [(Double, Double)] {
      random.star(around: (e, n), radius: 0.5 * scale * radius...scale * radius, corners: vertices)
    }
    return MultiPolygon(hasHole ? [ring(1), ring(0.45)] : [ring(1)])
  }

  /// A band that winds outwards: many borders in a row.
  static func spiral(_ random: inout SeededRandom, turns: Int, width: Double) -> MultiPolygon {
    let steps = turns * 24
    let (e, n) = (centreE + random.unit() * 250, centreN + random.unit() * 250)
    func side(_ offset: Double) -> [(Double, Double)] {
      (0...steps).map { i in
        let t = Double(i) / 24
        let (c, s) = unitVector(turn: t - t.rounded(.down))
        let r = 50 + (t * 2.5 + offset) * width
        return (e + r * c, n + r * s)
      }
    }
    return MultiPolygon([side(0) + side(1).reversed()])
  }

  /// Teeth finer than a square.
  static func comb(_ random: inout SeededRandom, teeth: Int, pitch: Double, height: Double) -> MultiPolygon {
    let (e, n) = (centreE + random.unit() * 250, centreN + random.unit() * 250)
    var ring: [(Double, Double)] = [(e, n), (e + pitch * Double(teeth), n)]
    for tooth in (0..<teeth).reversed() {
      let right = e + pitch * Double(tooth + 1)
      ring += [(right, n + 10), (right - pitch * 0.5, n + height * (0.5 + 0.5 * random.unit()))]
    }
    ring.append((e, n + 10))
    return MultiPolygon([ring])
  }

  /// A triangle of several kilometres and a few millimetres.
  static func sliver(_ random: inout SeededRandom) -> MultiPolygon {
    let (e, n) = (centreE + random.unit() * 500, centreN + random.unit() * 500)
    let (c, s) = unitVector(turn: random.unit())
    let length = 500 + 4000 * random.unit()
    return MultiPolygon([
      [(e, n), (e + length * c, n + length * s), (e + length * c - 0.004 * s, n + length * s + 0.004 * c)]
    ])
  }

  /// A star whose vertices are all lattice corners or midpoints of lattice lines of 250 m.
  static func onTheLattice(_ random: inout SeededRandom) -> MultiPolygon {
    // A staircase: corners only, edges along the lines, then a diagonal back through corners.
    var ring: [(Double, Double)] = []
    let (e, n) = (674_250.0, 6_580_750.0)
    var (x, y) = (e, n)
    for _ in 0..<Int.random(in: 2...6, using: &random) {
      ring.append((x, y))
      x += 125 * Double(Int.random(in: 1...4, using: &random))
      ring.append((x, y))
      y += 125 * Double(Int.random(in: 1...4, using: &random))
    }
    ring.append((x, y))
    ring.append((e, y))
    return MultiPolygon([ring])
  }

  /// Two stars that do not meet, the larger with a hole in which a third part lies, smaller than a square.
  static func multipart(_ random: inout SeededRandom) -> MultiPolygon {
    var result = star(&random, radius: 1500, vertices: 40, hasHole: true)
    let box = result.bounds ?? BoundingBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
    let second = star(&random, radius: 700, vertices: 25)
    let away = box.maxX - (second.bounds?.minX ?? 0) + 10 * random.unit()
    result.append(second.mapped { ($0 + away, $1) })
    // The hole's vertices lie at least 0.225 radii from the centre, its edges at least cos 45° of that.
    let island = star(&random, radius: 60, vertices: 9)
    let (hole, middle) = (result.vertices(ofRing: 1), island.bounds ?? box)
    let e = hole.reduce(0) { $0 + result.x[$1] } / Double(hole.count)
    let n = hole.reduce(0) { $0 + result.y[$1] } / Double(hole.count)
    result.append(
      island.mapped { ($0 + e - (middle.minX + middle.maxX) / 2, $1 + n - (middle.minY + middle.maxY) / 2) })
    return result
  }

  /// One of each kind by turns.
  static func any(_ random: inout SeededRandom, _ i: Int) -> MultiPolygon {
    switch i % 7 {
    case 0: star(&random, radius: 900, vertices: Int.random(in: 3...60, using: &random))
    case 1: star(&random, radius: 120, vertices: 12)
    case 2: star(&random, radius: 4000, vertices: 200, hasHole: true)
    case 3: spiral(&random, turns: Int.random(in: 1...5, using: &random), width: 60)
    case 4: comb(&random, teeth: Int.random(in: 1...80, using: &random), pitch: 7.3, height: 900)
    case 5: sliver(&random)
    default: onTheLattice(&random)
    }
  }
}

extension MultiPolygon {
  /// The rings as pairs, closing vertices dropped, changed by `change`.
  func rebuilt(_ change: ([(Double, Double)]) -> [(Double, Double)]) -> MultiPolygon {
    var result = MultiPolygon()
    for part in partEnds.indices {
      result.addPart(
        rings(ofPart: part).map { ring in change(vertices(ofRing: ring).dropLast().map { (x[$0], y[$0]) }) })
    }
    return result
  }
}
