import Geometry

/// What tells border pieces from each other, summed over a square: nothing where it is not asked for.
protocol BorderSignature: Sendable {
  /// Whether it says anything.
  static var isKept: Bool { get }
  /// Of no edge.
  static var none: Self { get }
  /// Of a vertex, to make edges of.
  static func vertex(_ x: Double, _ y: Double) -> Self
  /// Of an edge between the vertices of which those are, of a ring with the interior on that side.
  static func edge(from a: Self, to b: Self, isLeft: Bool) -> Self
  mutating func add(_ other: Self)
}

/// The sum of a hash of each edge, added or subtracted by the side on which the interior lies: those of two neighbours' shared
/// border are opposite, whatever the rest of the two looks like.
struct EdgeSignature: BorderSignature, Equatable {
  var value: UInt64

  static var isKept: Bool { true }
  static var none: Self { Self(value: 0) }

  @inline(__always)
  static func vertex(_ x: Double, _ y: Double) -> Self { Self(value: EdgeHash.vertex(SIMD2(x, y))) }

  @inline(__always)
  static func edge(from a: Self, to b: Self, isLeft: Bool) -> Self {
    // A point that is repeated is no edge.
    if a == b { return .none }
    let edge = EdgeHash.edge(from: a.value, to: b.value)
    return Self(value: isLeft ? edge : 0 &- edge)
  }

  @inline(__always)
  mutating func add(_ other: Self) { value &+= other.value }
}

/// No signature.
struct NoSignature: BorderSignature {
  static var isKept: Bool { false }
  static var none: Self { Self() }

  @inline(__always)
  static func vertex(_ x: Double, _ y: Double) -> Self { Self() }

  @inline(__always)
  static func edge(from a: Self, to b: Self, isLeft: Bool) -> Self { Self() }

  @inline(__always)
  mutating func add(_ other: Self) {}
}
