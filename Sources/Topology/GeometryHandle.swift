internal import CGEOS

/// Owner of a `GEOSGeometry`. It must not outlive the context it was made in; handles never leave a method of
/// ``TopologyContext``, which guarantees that.
struct GeometryHandle: ~Copyable {
  let pointer: OpaquePointer
  private let context: GEOSContextHandle_t

  init(_ pointer: OpaquePointer, in context: GEOSContextHandle_t) {
    (self.pointer, self.context) = (pointer, context)
  }

  deinit { GEOSGeom_destroy_r(context, pointer) }
}

/// Owner of geometries that a parent (a polygon, a collection) will take over.
///
/// GEOS's create functions consume their parts even when they fail, so ``takeAll()`` gives them away before the
/// call; whatever was not given away, because an earlier step threw, is destroyed here.
struct GeometryParts: ~Copyable {
  private var pointers: [OpaquePointer?] = []
  private let context: GEOSContextHandle_t

  init(in context: GEOSContextHandle_t) { self.context = context }

  deinit {
    for pointer in pointers { GEOSGeom_destroy_r(context, pointer) }
  }

  var count: Int { pointers.count }

  mutating func append(_ pointer: OpaquePointer) { pointers.append(pointer) }

  /// All parts, which now belong to the caller.
  mutating func takeAll() -> [OpaquePointer?] {
    let taken = pointers
    pointers = []
    return taken
  }
}

/// Owner of a `GEOSPreparedGeometry`; the geometry it was made from must outlive it.
struct PreparedHandle: ~Copyable {
  let pointer: OpaquePointer
  private let context: GEOSContextHandle_t

  init(_ pointer: OpaquePointer, in context: GEOSContextHandle_t) {
    (self.pointer, self.context) = (pointer, context)
  }

  deinit { GEOSPreparedGeom_destroy_r(context, pointer) }
}
