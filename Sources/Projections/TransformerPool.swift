import Geometry
import Synchronization

/// Transformers between two systems, one for each thread that needs one at the same time: making one asks PROJ's
/// database, which takes longer than transforming ten thousand points.
public final class TransformerPool: Sendable {
  /// One transformer, used by one thread at a time.
  private final class Entry: @unchecked Sendable {
    let transformer: Transformer

    init(_ source: CoordinateSystem, _ target: CoordinateSystem) throws {
      transformer = try Transformer(from: source, to: target)
    }
  }

  private let source: CoordinateSystem
  private let target: CoordinateSystem
  private let idle = Mutex<[Entry]>([])

  /// A pool of transformers from `source` to `target`; none is made before the first is needed.
  public init(from source: CoordinateSystem, to target: CoordinateSystem) {
    (self.source, self.target) = (source, target)
  }

  /// The points moved; eastings or longitudes first. Throws as ``Transformer/transform(_:_:)``.
  public func transformed(_ x: [Double], _ y: [Double]) throws -> ([Double], [Double]) {
    try borrow { transformer in
      var (x, y) = (x, y)
      try transformer.transform(&x, &y)
      return (x, y)
    }
  }

  /// The polygon with every vertex moved.
  public func transformed(_ polygon: MultiPolygon) throws -> MultiPolygon {
    try borrow { try $0.transformed(polygon) }
  }

  private func borrow<T>(_ body: (borrowing Transformer) throws -> T) throws -> T {
    let entry = try idle.withLock { $0.popLast() } ?? Entry(source, target)
    defer { idle.withLock { $0.append(entry) } }
    return try body(entry.transformer)
  }
}
