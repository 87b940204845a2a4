/// What the numbers of a column say of the sign before their decimals, where nothing else says it.
///
/// A column must not have both signs. And `1,234` may be a thousand or little more than one: it is the latter where another
/// number of the column has its sign where thousands have none (`12,5`, `0,250`), where blanks group the column's digits, or
/// where another column of the file has numbers with that sign alone before decimals. Otherwise it stays open.
package struct SeparatorEvidence<Mark: Sendable>: Sendable {
  /// Where the first point stands, and the first comma.
  @usableFromInline var points: Mark?
  @usableFromInline var commas: Mark?
  /// Whether a number says that the sign is that of decimals.
  @usableFromInline var isDecided = false

  @inlinable package init() {}

  /// Notes a number that stands at `mark`.
  @inlinable package mutating func note(_ number: ParsedNumber, at mark: @autoclosure () -> Mark) {
    if number.isGrouped { isDecided = true }
    guard let separator = number.separator else { return }
    note(separator, isAmbiguous: number.isAmbiguous, at: mark())
  }

  /// Notes a number with a sign, and whether that may be one of thousands.
  @inlinable @inline(__always)
  package mutating func note(_ separator: DecimalSeparator, isAmbiguous: Bool, at mark: @autoclosure () -> Mark) {
    if !isAmbiguous { isDecided = true }
    if separator == .comma {
      if commas == nil { commas = mark() }
    } else if points == nil {
      points = mark()
    }
  }

  /// Adds what a later part of the column says.
  @inlinable package mutating func add(_ later: SeparatorEvidence) {
    points = points ?? later.points
    commas = commas ?? later.commas
    isDecided = isDecided || later.isDecided
  }

  /// The first number whose sign is not that of numbers before it; nil where all have one.
  @inlinable package func mixed(isBefore: (Mark, Mark) -> Bool) -> Mark? {
    guard let points, let commas else { return nil }
    return isBefore(points, commas) ? commas : points
  }

  /// Of each column of a file the first number whose sign may be one of thousands; nil for columns without such. None of them
  /// has both signs.
  package static func ambiguous(_ columns: [SeparatorEvidence]) -> [Mark?] {
    let decided = columns.filter(\.isDecided)
    let hasPoint = decided.contains { $0.points != nil }
    let hasComma = decided.contains { $0.commas != nil }
    return columns.map { column in
      if column.isDecided { return nil }
      return column.commas.flatMap { hasComma && !hasPoint ? nil : $0 }
        ?? column.points.flatMap { hasPoint && !hasComma ? nil : $0 }
    }
  }
}
