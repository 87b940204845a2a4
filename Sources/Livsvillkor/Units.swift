import Columns
import Core

/// The input of the index, a column each, one row a unit (a cell or a zone) in canonical order.
public struct Units: Sendable {
  /// A variable's columns.
  public enum Measure: Sendable {
    /// The value itself; a count, if the variable is a density.
    case value(NumberColumn)
    /// Sum of the numerator's columns and sum of the denominator's.
    case ratio(numerator: NumberColumn, denominator: NumberColumn)

    /// Rows.
    var count: Int {
      switch self {
      case .value(let column): column.values.count
      case .ratio(let numerator, let denominator): min(numerator.values.count, denominator.values.count)
      }
    }

    /// Whether a column of the measure marks any row as suppressed.
    var marksSuppressed: Bool {
      switch self {
      case .value(let column): !column.suppressed.isEmpty
      case .ratio(let numerator, let denominator): !numerator.suppressed.isEmpty || !denominator.suppressed.isEmpty
      }
    }

    /// Whether the row's value was withheld by its source.
    @inline(__always)
    func isSuppressed(_ row: Int) -> Bool {
      switch self {
      case .value(let column): column.isSuppressed(row)
      case .ratio(let numerator, let denominator): numerator.isSuppressed(row) || denominator.isSuppressed(row)
      }
    }
  }

  /// People in each unit.
  public var population: NumberColumn
  /// One per variable of the definition, in its order.
  public var measures: [Measure]
  /// The unit's own area, m² (of a coarse cell in a mixed grid, what its fine cells leave over); nil for zones, whose
  /// definition must not ask for densities.
  public var areaSquareMetres: [Double]?
  /// Rows of units without ground of their own (coarse cells wholly covered by finer ones): they count nowhere, and their
  /// status is `no_ground`.
  public var groundless: [Int] = []
  /// One per count of the definition, in its order; nil where the tables lack the columns.
  public var counts: [NumberColumn?] = []
  /// What was withheld of it by ``withhold(below:definition:)``; nil: nothing was to be.
  public var small: SmallCounts?

  /// Units.
  public var count: Int { population.values.count }

  /// Throws ``Failure`` unless the columns fit each other and the definition.
  func check(against definition: Definition) throws {
    if count == 0 { throw Failure(.badData, "the table has no rows", expected: "at least one unit") }
    let fits =
      measures.count == definition.variables.count && measures.allSatisfy { $0.count == count }
      && (areaSquareMetres?.count ?? count) == count
      && counts.allSatisfy { ($0?.values.count ?? count) == count } && groundless.allSatisfy { 0..<count ~= $0 }
    if !fits { throw Failure(.software, "the units' columns do not fit the definition") }
    if areaSquareMetres == nil, let variable = definition.variables.first(where: \.perArea) {
      throw Failure(
        .badData, "a density needs the units' areas, and zones have none", field: variable.name,
        expected: "cells, or a share", hint: "give the variable numerator: and denominator: instead of per: area")
    }
  }
}
