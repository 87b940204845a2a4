internal import CCairo
import Core

/// Owner of a `cairo_surface_t`.
struct SurfaceHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Takes over a surface that a cairo function returned. Cairo never gives NULL: a surface in an error state instead.
  init(_ pointer: OpaquePointer, from function: String) throws {
    let status = cairo_surface_status(pointer)
    if status != CAIRO_STATUS_SUCCESS {
      cairo_surface_destroy(pointer)
      throw CairoStatus.failure(status, function)
    }
    self.pointer = pointer
  }

  deinit { cairo_surface_destroy(pointer) }
}

/// Owner of a `cairo_t`; it holds its own reference to the surface it draws on.
struct ContextHandle: ~Copyable {
  let pointer: OpaquePointer

  init(on surface: borrowing SurfaceHandle) throws {
    guard let pointer = cairo_create(surface.pointer) else { throw CairoStatus.nothing("cairo_create") }
    let status = cairo_status(pointer)
    if status != CAIRO_STATUS_SUCCESS {
      cairo_destroy(pointer)
      throw CairoStatus.failure(status, "cairo_create")
    }
    self.pointer = pointer
  }

  deinit { cairo_destroy(pointer) }
}

/// The one place where cairo's status becomes ours.
enum CairoStatus {
  /// Throws ``Failure`` unless the status is success.
  static func check(_ status: cairo_status_t, _ function: String) throws {
    if status != CAIRO_STATUS_SUCCESS { throw failure(status, function) }
  }

  /// A status as ours: (I/O) where bytes could not be taken, (software) else.
  static func failure(_ status: cairo_status_t, _ function: String) -> Failure {
    let text = cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
    let kind: Failure.Kind = status == CAIRO_STATUS_WRITE_ERROR ? .io : .software
    return Failure(
      kind, "the picture cannot be drawn: \(function) says \(text)",
      hint: status == CAIRO_STATUS_NO_MEMORY ? "a smaller --size or --dpi needs less memory" : nil)
  }

  static func nothing(_ function: String) -> Failure {
    Failure(.software, "the picture cannot be drawn: \(function) gives nothing")
  }
}

/// Where cairo leaves the bytes of a document.
final class ByteSink {
  var bytes: [UInt8] = []

  /// Cairo's callback: `closure` is the sink.
  static let write: cairo_write_func_t = { closure, data, count in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}
