internal import CGEOS
import Core
import Geometry

/// Owner of a GEOS context: the operations on planar polygons that ask for topology.
///
/// Make one a worker; it is not `Sendable`. Geometries go in and come out as ``MultiPolygon``; of results that mix
/// dimensions only the areal parts are kept, so a shared border is an empty intersection.
public struct TopologyContext: ~Copyable {
  let handle: GEOSContextHandle_t
  private let messages = MessageBox()
  /// Keeps its memory from polygon to polygon.
  let simplicity = SimplicityProof()

  /// A context of its own. Throws ``Failure`` only when memory is out.
  public init() throws {
    guard let handle = GEOS_init_r() else { throw Failure(.software, "GEOS_init_r gives no context") }
    self.handle = handle
    // The context goes before the box: deinit runs before the stored properties are released.
    _ = GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, box in
        guard let text, let box else { return }
        Unmanaged<MessageBox>.fromOpaque(box).takeUnretainedValue().last = String(cString: text)
      }, Unmanaged.passUnretained(messages).toOpaque())
  }

  deinit { GEOS_finish_r(handle) }

  /// GEOS's version, `3.11.1`.
  public static var version: String {
    guard let text = GEOSversion() else { return "unknown" }
    // "3.11.1-CAPI-1.17.1": the library, then its C interface.
    return String(String(cString: text).prefix { $0 != "-" })
  }

  /// The one place where GEOS's failures become ours: the C function, GEOS's message, and the geometry at hand.
  func failure(_ function: String, _ geometry: String = "geometry") -> Failure {
    let reason = messages.last.isEmpty ? "no reason given" : messages.last
    messages.last = ""
    return Failure(
      .badData, "\(geometry) cannot be processed: \(function) says \(reason)",
      hint: "an invalid polygon can be repaired first")
  }

  /// Takes over a geometry that a GEOS function returned; NULL is its failure.
  func own(_ pointer: OpaquePointer?, from function: String) throws -> GeometryHandle {
    guard let pointer else { throw failure(function) }
    return GeometryHandle(pointer, in: handle)
  }
}

/// Where GEOS's handler leaves its last message.
private final class MessageBox {
  var last = ""
}
