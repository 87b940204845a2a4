import Core
import Geometry
import Parallel

/// Which polygons each of many circles meets, and which part of the circle lies in each: the exact shares of
/// ``CircleOverlap``, as a sparse matrix of circles × polygons in compressed rows.
///
/// Circle `i` has the entries `offsets[i] ..< offsets[i + 1]` of ``polygons`` and ``shares``. Polygons may overlap:
/// each share ignores the others, so a circle's shares may sum to more than 1.
///
/// A circle far from every polygon costs one comparison, one near a large polygon looks only at the edges in its own
/// range of northings, and circles of the same place and radius are computed once.
public struct CircleShares: Sendable, Equatable {
  /// Where each circle's entries start; one more than there are circles, the last one the number of entries.
  public private(set) var offsets: [Int] = [0]
  /// The polygon of each entry, ascending within a circle.
  public private(set) var polygons: [Int32] = []
  /// |circle ∩ polygon| / πr² of each entry, in (0, 1]; exactly 1 for a circle wholly inside.
  public private(set) var shares: [Double] = []

  /// The shares of circles in polygons, all in metres of one plane.
  ///
  /// - Parameters:
  ///   - x: eastings of the centres.
  ///   - y: northings of the centres.
  ///   - radii: metres, one for each centre.
  ///   - polygons: valid polygons.
  ///   - threads: workers; the result does not depend on them.
  /// - Throws: a `Failure`: `usage` for a radius that is not a positive finite number, `badData` for a centre that is
  ///   not finite, `software` for arrays of different lengths.
  public init(x: [Double], y: [Double], radii: [Double], polygons: [MultiPolygon], threads: Int) throws {
    try self.init(x: x, y: y, radii: radii, polygons: CirclePolygons(polygons, threads: threads), threads: threads)
  }

  /// The shares of circles in polygons that were prepared before, for several sets of circles over one set of areas. All in metres
  /// of one plane; the result does not depend on `threads`.
  ///
  /// - Throws: a `Failure`: `usage` for a radius that is not a positive finite number, `badData` for a centre that is
  ///   not finite, `software` for arrays of different lengths.
  public init(x: [Double], y: [Double], radii: [Double], polygons: CirclePolygons, threads: Int) throws {
    try Self.validate(x: x, y: y, radii: radii)
    // Most circles lie far from every polygon; only the others are worth looking for their like.
    let near = try polygons.near(x: x, y: y, radii: radii, threads: threads)
    let distinct = DistinctCircles(near.map { Circle(x: x[$0], y: y[$0], radius: radii[$0]) })
    let blocks = try Parallel.blocks(of: distinct.circles.count, block: 64, threads: threads) { range in
      Block(distinct.circles[range], polygons)
    }
    // The distinct circles' rows, then every circle's by the one that stands for it.
    let starts = blocks.reduce(into: [0]) { starts, block in
      for count in block.counts { starts.append(starts[starts.count - 1] + count) }
    }
    let foundPolygons = blocks.flatMap(\.polygons)
    let foundShares = blocks.flatMap(\.shares)
    offsets.reserveCapacity(x.count + 1)
    var next = 0
    for circle in x.indices {
      if next < near.count, near[next] == circle {
        let place = Int(distinct.places[next])
        let range = starts[place]..<starts[place + 1]
        self.polygons += foundPolygons[range]
        shares += foundShares[range]
        next += 1
      }
      offsets.append(shares.count)
    }
  }

  /// Number of circles.
  public var count: Int { offsets.count - 1 }

  /// The entries of a circle, as places in ``polygons`` and ``shares``.
  public func entries(ofCircle circle: Int) -> Range<Int> { offsets[circle]..<offsets[circle + 1] }

  private static func validate(x: [Double], y: [Double], radii: [Double]) throws {
    guard x.count == y.count, x.count == radii.count else {
      throw Failure(
        .software, "circles with columns of different lengths", value: "\(x.count), \(y.count), \(radii.count)")
    }
    for (i, radius) in radii.enumerated() where !(radius > 0 && radius.isFinite) {
      throw Failure(
        .usage, "not a radius", place: "circle \(i + 1)", value: "\(radius)", expected: "a positive number of metres")
    }
    for i in x.indices where !(x[i].isFinite && y[i].isFinite) {
      throw Failure(
        .badData, "a circle's centre is not finite", place: "circle \(i + 1)", value: "\(x[i]), \(y[i])",
        expected: "metres of easting and northing")
    }
  }
}

/// The rows of consecutive circles.
private struct Block: Sendable {
  var counts: [Int] = []
  var polygons: [Int32] = []
  var shares: [Double] = []

  init(_ circles: ArraySlice<Circle>, _ index: CirclePolygons) {
    counts.reserveCapacity(circles.count)
    var candidates: [Int32] = []
    for circle in circles {
      candidates.removeAll(keepingCapacity: true)
      index.candidates(x: circle.x, y: circle.y, radius: circle.radius, into: &candidates)
      let before = shares.count
      for polygon in candidates {
        let share = index.overlaps[Int(polygon)].share(x: circle.x, y: circle.y, radius: circle.radius)
        if share > 0 {
          polygons.append(polygon)
          shares.append(share)
        }
      }
      counts.append(shares.count - before)
    }
  }
}

/// A circle, metres; equal to another one exactly when all three numbers are.
private struct Circle: Hashable, Sendable {
  var x: Double
  var y: Double
  var radius: Double
}

/// Every circle once, in order of first appearance, and the one that stands for each of the given ones.
private struct DistinctCircles: Sendable {
  var circles: [Circle] = []
  var places: [Int] = []

  init(_ all: [Circle]) {
    var known = [Circle: Int](minimumCapacity: all.count)
    places.reserveCapacity(all.count)
    for circle in all {
      let place = known[circle] ?? circles.count
      if place == circles.count {
        known[circle] = place
        circles.append(circle)
      }
      places.append(place)
    }
  }
}
