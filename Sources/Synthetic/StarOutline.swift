import Geometry

/// An irregular outline that its centre sees the whole of, so that it cannot cross itself.
///
/// The radius at each of evenly spaced directions is a mean radius times 1 plus a few waves and a small jitter; it
/// stays between 0.55 and 1.45 times the mean.
struct StarOutline: Sendable {
  /// The centre, metres.
  let x: Double
  let y: Double
  /// Offsets of the vertices from the centre, counter-clockwise from east, metres.
  private let offsets: [(dx: Double, dy: Double)]

  /// An outline of that planar area around a centre.
  init(x: Double, y: Double, squareKilometres: Double, vertices: Int, random: inout RandomSequence) {
    let waves = (2...6).map { order in
      (order: Double(order), height: random.uniform(0.02, 0.08), phase: random.unit())
    }
    var plain: [(dx: Double, dy: Double)] = []
    for vertex in 0..<vertices {
      let turn = Double(vertex) / Double(vertices)
      var radius = 1 + random.uniform(-0.05, 0.05)
      for wave in waves { radius += wave.height * PortableMath.sine(turns: wave.order * turn + wave.phase) }
      plain.append((radius * PortableMath.cosine(turns: turn), radius * PortableMath.sine(turns: turn)))
    }
    var doubled = 0.0
    for (a, b) in zip(plain, plain.dropFirst() + plain.prefix(1)) { doubled += a.dx * b.dy - b.dx * a.dy }
    let scale = (squareKilometres * 1_000_000 / (doubled / 2)).squareRoot()
    (self.x, self.y) = (x, y)
    offsets = plain.map { ($0.dx * scale, $0.dy * scale) }
  }

  /// The greatest distance of a vertex from the centre.
  var outerRadius: Double { offsets.map { $0.dx * $0.dx + $0.dy * $0.dy }.max()?.squareRoot() ?? 0 }

  /// A distance from the centre within which all is inside.
  ///
  /// The least radius of a vertex, less what a chord between neighbours at that radius loses (5 % is ample for 24
  /// vertices and more).
  var innerRadius: Double { 0.95 * (offsets.map { $0.dx * $0.dx + $0.dy * $0.dy }.min()?.squareRoot() ?? 0) }

  /// The ring, counter-clockwise, shrunk to a share of its size and rounded to centimetres.
  func ring(scaled share: Double = 1) -> [(Double, Double)] {
    offsets.map { (PortableMath.centimetres(x + share * $0.dx), PortableMath.centimetres(y + share * $0.dy)) }
  }
}
