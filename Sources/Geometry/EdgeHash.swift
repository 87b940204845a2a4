/// Hashes of vertices and edges, by which the same border of two polygons is recognised: the sum over borders that run in
/// opposite directions is 0, and that over others is so by a chance of 2⁻⁶⁴.
package enum EdgeHash {
  /// Of a vertex. −0 is 0.
  @inlinable @inline(__always)
  package static func vertex(_ point: SIMD2<Double>) -> UInt64 {
    folded((point.x + 0).bitPattern ^ 0xA076_1D64_78BD_642F, (point.y + 0).bitPattern ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// Of the edge from one vertex to another, by their hashes; that of the opposite edge is its negative.
  @inlinable @inline(__always)
  package static func edge(from a: UInt64, to b: UInt64) -> UInt64 {
    let edge = folded(min(a, b) ^ 0x8BB8_4B93_962E_ACC9, max(a, b) ^ 0x4B33_A62E_D433_D4A3)
    return a < b ? edge : 0 &- edge
  }

  /// Both halves of the product, one laid over the other: every bit of either factor reaches every bit of the result.
  @inlinable @inline(__always)
  package static func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
