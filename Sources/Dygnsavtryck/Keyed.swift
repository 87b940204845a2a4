import Core

/// What ``EntryBytes`` takes, sorted.
protocol Keyed: RadixKeyed {
  /// How often the key came; at least once.
  var count: UInt64 { get }
}

extension UInt64: Keyed {
  @inline(__always)
  var count: UInt64 { 1 }
}

/// A key and how often it came.
struct CountedKey: Keyed, Sendable {
  var key: UInt64
  var count: UInt64
}
