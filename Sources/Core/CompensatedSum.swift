/// Neumaier's compensated sum (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen,
/// ZAMM 54, 1974): the error does not grow with the number of terms.
///
/// The result still depends on the order of the terms in its last bit, so sums that must not depend on the number
/// of threads are taken over blocks of fixed size and joined in block order with ``add(_:)-(CompensatedSum)``.
public struct CompensatedSum: Sendable, Equatable {
  @usableFromInline var sum = 0.0
  @usableFromInline var compensation = 0.0

  /// Zero.
  public init() {}

  /// The sum of what was added so far.
  public var value: Double { sum + compensation }

  /// Adds one finite term.
  @inlinable
  public mutating func add(_ term: Double) {
    let next = sum + term
    compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  /// Adds what another sum holds, its compensation included.
  public mutating func add(_ other: CompensatedSum) {
    add(other.sum)
    compensation += other.compensation
  }
}
