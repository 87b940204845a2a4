import Core

/// The `Failure` that `body` throws; nil when it throws none, or something else.
package func failure(_ body: () throws -> Void) -> Failure? {
  do {
    try body()
    return nil
  } catch {
    return error as? Failure
  }
}
