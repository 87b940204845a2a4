internal import CPROJ
import Synchronization

/// Owner of a `PJ_CONTEXT`: one a worker, never shared between threads.
///
/// A class, because the objects made in a context must not outlive it: each ``ProjectionObject`` keeps its context
/// alive. PROJ's network (grid download) is off whatever the environment says, and PROJ writes nothing to stderr;
/// what went wrong is read from the error number.
final class ProjectionContext {
  let pointer: OpaquePointer?

  init() {
    // NULL only when memory is out; PROJ then falls back on its default context.
    pointer = proj_context_create()
    proj_log_level(pointer, PJ_LOG_NONE)
    proj_context_set_enable_network(pointer, 0)
  }

  deinit { proj_context_destroy(pointer) }

  /// The object that a text describes (code, WKT, PROJ string, name); nil if PROJ does not know it.
  func object(_ text: String) -> ProjectionObject? { own(proj_create(pointer, text)) }

  /// Takes over a pointer that PROJ returned; nil for NULL.
  func own(_ object: OpaquePointer?) -> ProjectionObject? {
    guard let object else { return nil }
    return ProjectionObject(object, in: self)
  }

  /// What PROJ says of the last error in this context.
  var lastError: String {
    let code = proj_context_errno(pointer)
    guard code != 0, let text = proj_context_errno_string(pointer, code) else { return "no reason given" }
    return String(cString: text)
  }
}

extension ProjectionContext {
  /// A context that one thread at a time works with.
  private final class Idle: @unchecked Sendable {
    let context = ProjectionContext()
  }

  private static let idle = Mutex<[Idle]>([])

  /// Runs `body` with a context that nobody else has meanwhile, and keeps it for the next time: a new one opens and reads
  /// PROJ's database again. No object that is made in it may outlive `body`.
  static func borrowed<T>(_ body: (ProjectionContext) throws -> T) rethrows -> T {
    let own = idle.withLock { $0.popLast() } ?? Idle()
    defer { idle.withLock { if $0.isEmpty { $0.append(own) } } }
    return try body(own.context)
  }
}

/// Owner of a `PJ`: a coordinate system or an operation between two.
struct ProjectionObject: ~Copyable {
  let pointer: OpaquePointer
  let context: ProjectionContext

  init(_ pointer: OpaquePointer, in context: ProjectionContext) {
    (self.pointer, self.context) = (pointer, context)
  }

  deinit { proj_destroy(pointer) }
}
