import Core

/// What is done with a row that cannot be used.
public enum BadRows: Sendable, Equatable {
  /// The first one ends the reading with its ``Failure``.
  case stop
  /// It is left out and counted.
  case skip
}

/// Rows that were left out: all of them counted, the first hundred with the reason.
public struct RefusedRows: Sendable, Equatable {
  /// How many failures are kept.
  public static let kept = 100

  /// How many rows were left out.
  public private(set) var count = 0
  /// Why, for the first ``kept`` of them in file order.
  public private(set) var failures: [Failure] = []

  /// No rows.
  public init() {}

  /// Adds a row that stands behind those before; the failure is made only if it will be kept.
  public mutating func add(_ failure: @autoclosure () -> Failure) {
    count += 1
    if failures.count < Self.kept { failures.append(failure()) }
  }

  /// Adds what was found in a later part of the file.
  public mutating func add(_ later: RefusedRows) {
    count += later.count
    failures += later.failures.prefix(Self.kept - failures.count)
  }

  /// So many rows, and why the first of them were left out.
  public init(count: Int, failures: [Failure]) {
    self.count = count
    self.failures = Array(failures.prefix(Self.kept))
  }
}
