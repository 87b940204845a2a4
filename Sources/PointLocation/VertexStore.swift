/// The vertices of all polygons, ring after ring, in one piece of memory.
///
/// Written while the locator is built, each vertex by one worker; never afterwards.
final class VertexStore: @unchecked Sendable {
  let vertices: UnsafeMutablePointer<SIMD2<Double>>

  /// Room for that many vertices, not yet set.
  init(count: Int) {
    vertices = .allocate(capacity: max(1, count))
  }

  deinit { vertices.deallocate() }
}
