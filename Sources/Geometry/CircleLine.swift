/// The line through an edge, seen from a circle's centre.
///
/// A circle of 1 m may meet an edge of 100 km: then the plain cross product, 10⁵ times the distance sought, has lost
/// five digits, and the differences of coordinates before it a few more. So differences are kept with what rounding
/// took from them, and products likewise: the distance is right to a few units in its last place, plus 2⁻¹⁰⁴ of the
/// distance to the ends.
struct CircleLine {
  /// Unit vector along the edge.
  let ux: Double
  let uy: Double
  /// Distance of the line from the centre, metres; positive when the centre is on its left.
  let height: Double

  /// The line from (ax, ay) to (bx, by), two different points, seen from (x, y).
  init(ax: Double, ay: Double, bx: Double, by: Double, x: Double, y: Double) {
    let px = Difference(ax, x)
    let py = Difference(ay, y)
    let dx = Difference(bx, ax)
    let dy = Difference(by, ay)
    let length = (dx.value * dx.value + dy.value * dy.value).squareRoot()
    ux = dx.value / length
    uy = dy.value / length
    let left = px.value * dy.value
    let right = py.value * dx.value
    let leftRest = (-left).addingProduct(px.value, dy.value) + (px.value * dy.rest + px.rest * dy.value)
    let rightRest = (-right).addingProduct(py.value, dx.value) + (py.value * dx.rest + py.rest * dx.value)
    let cross = Difference(left, right)
    height = (cross.value + (cross.rest + (leftRest - rightRest))) / length
  }
}

/// A difference of two doubles and its rounding error; their sum is exact (D. E. Knuth, The Art of Computer
/// Programming, vol. 2, 4.2.2, theorem B).
private struct Difference {
  let value: Double
  let rest: Double

  init(_ a: Double, _ b: Double) {
    value = a - b
    let negated = value - a
    rest = (a - (value - negated)) - (b + negated)
  }
}
