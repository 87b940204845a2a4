/// A point of the unit circle from a turn in 0..<1, counter-clockwise from the east: a rational parametrisation, which is the
/// same on every machine, at uneven speed within a quarter.
package func unitVector(turn: Double) -> (x: Double, y: Double) {
  let t = turn * 4 - (turn * 4).rounded(.down)
  let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
  return [(c, s), (-s, c), (-c, -s), (s, -c)][Int(turn * 4) % 4]
}

extension SeededRandom {
  /// An open ring, counter-clockwise, whose corners stand around a centre at distances out of `radius`. Each corner is late by
  /// up to `jitter` of the way to the next; from four corners on the ring does not cross itself, whatever the jitter below 1.
  package mutating func star(
    around centre: (Double, Double), radius: ClosedRange<Double>, corners: Int, jitter: Double = 0.8
  ) -> [(Double, Double)] {
    (0..<corners).map { corner in
      let direction = unitVector(turn: (Double(corner) + jitter * unit()) / Double(corners))
      let distance = within(radius)
      return (centre.0 + distance * direction.x, centre.1 + distance * direction.y)
    }
  }
}
