import Columns
import Core
import Parallel
import Statistics

/// The livsvillkor index (living conditions): from the units' columns to value, score, index, percentile and class.
///
/// Steps, with w the unit's population: x = value; z = ±(x − μ)/σ with weighted μ and σ over the units that have x;
/// group score = weighted mean of z; index = weighted mean of the groups' scores; percentile = share of the indexed
/// population below plus half of that at the same index; class by cuts. Every score is turned so that more is worse.
///
/// Two indices that rounding cannot tell apart are one: they differ by at most 64 · 2⁻⁵² times the largest score, or, where
/// that is more, times the largest of 1 + max|x|/σ (zscore) or 1 + max|x|/range (minmax) over the variables. The lesser
/// value stands for both, in the index itself, its percentile, the class bounds and the classes; a bound, and an index of
/// the run that made a fixed reference, take in what is so near to them in the same way.
public enum LivsvillkorIndex {
  /// Computes the index of every unit.
  ///
  /// Units with fewer people than the definition's minimum, and those without ground, count nowhere. A unit counts in a variable's μ and σ when
  /// it has that variable, whatever else it lacks. With a `reference` its numbers, ranks and class bounds are used
  /// in place of this table's; `referenceFile` names it in messages. Sums are taken in row order over blocks of fixed
  /// size, so the result does not depend on `threads`, and on the order of the rows only within rounding.
  ///
  /// Throws ``Failure`` (bad data) for an empty table, a constant variable, a variable without values (a denominator
  /// of zero everywhere), units that are all below the minimum or all lack a variable, and a reference made with
  /// another definition.
  public static func compute(
    definition: Definition, units: Units, reference fixed: ReferenceStatistics? = nil, referenceFile: String? = nil,
    threads: Int
  ) throws -> IndexResult {
    try definition.validate()
    try units.check(against: definition)
    let reference = try fixed?.matched(to: definition, file: referenceFile)
    let weights = try VariableValues.weights(
      of: units, minimum: definition.minimumPopulation, threads: threads)
    if weights.allSatisfy(\.isNaN) { throw allTooSmall(units, definition) }

    let counting = try WeightedRows(weights, threads: threads)
    var values = [NumberColumn]()
    var scores = [DerivedColumn]()
    var moments = [WeightedMoments]()
    var numbers = [VariableReference]()
    var magnification = 1.0
    for (place, variable) in definition.variables.enumerated() {
      let measure = units.measures[place]
      let column = try VariableValues.values(
        of: measure, perArea: variable.perArea ? units.areaSquareMetres : nil, threads: threads)
      let own = try WeightedMoments(values: column.values, rows: counting, threads: threads)
      if own.count == 0 { throw VariableValues.noValues(of: variable, measure: measure, weights: weights) }
      let normaliser = Normaliser(definition: definition, variable: variable, threads: threads)
      let measured =
        try reference.map { Normaliser.Measured(reference: $0.variables[place]) }
        ?? normaliser.measure(column.values, weights: weights, moments: own)
      magnification = max(magnification, normaliser.magnification(measured, moments: own))
      scores.append(normaliser.scores(column.values, weights: weights, measured: measured))
      values.append(column)
      moments.append(own)
      numbers.append(measured.reference)
    }
    var (groups, index) = try combine(scores, definition: definition, threads: threads)
    if index.allSatisfy(\.isNaN) { throw nothingIndexed(definition, values: values, weights: weights) }

    var notes = [DefaultNotice.text(for: definition, inSwedish: false)]
    var percentile = [Double]()
    let used: ReferenceStatistics
    let resolution = Resolution(absolute: 64 * Double.ulpOfOne * magnification)
    if let reference {
      used = reference
      index = try reference.settled(index, resolution, threads: threads)
      percentile = try filledColumn(count: index.count, threads: threads) { [index] range, ranks in
        for row in range { ranks[row - range.lowerBound] = reference.index.percentile(of: index[row]) }
      }
    } else {
      let (ranks, distribution, merged) = try Ranking.percentiles(
        of: index, weights: weights, resolution: resolution, threads: threads)
      for entry in merged { index[entry.row] = entry.value }
      percentile = ranks
      let cuts = try ClassCuts(
        definition.classes, distribution: distribution, index: index, weights: weights, resolution: resolution,
        threads: threads)
      notes += cuts.notes
      used = ReferenceStatistics(
        fingerprint: Fingerprint(definition), names: definition.variables.map(\.name), variables: numbers,
        classBounds: cuts.bounds, index: RankTable(distribution),
        units: try Parallel.blocks(of: ranks.count, threads: threads) { rows in
          ranks[rows].count { !$0.isNaN }
        }.reduce(0, +),
        population: distribution.total)
    }
    if used.variables.contains(where: { $0.ranks?.isExact == false }) {
      notes.append(
        "the reference keeps \(RankTable.exactLimit) quantiles of each variable, not every value: scores of runs with "
          + "it are interpolated between them")
    }
    if !used.index.isExact {
      notes.append(
        "the reference keeps \(RankTable.exactLimit) quantiles of the index, not every value: runs with it give the same "
          + "class for the same index, and a percentile within \(100.0 / Double(RankTable.exactLimit)) points")
    }
    let classes: [UInt8] = try filledColumn(count: index.count, threads: threads) { [index] range, classes in
      for row in range {
        let number = ClassBreaks.classNumber(of: index[row], bounds: used.classBounds)
        classes[row - range.lowerBound] = UInt8(truncatingIfNeeded: number)
      }
    }
    let codes = UnitStatus(variables: definition.variables.map(\.name))
    let status = try StatusColumn.make(
      units: units, values: values, index: index, weights: weights, codes: codes, threads: threads)
    let correlations = try CorrelationMatrix(
      columns: values.map(\.values), moments: moments, rows: counting, threads: threads)
    let statistics = try IndexSummary(
      definition: definition, weights: weights, index: index, classes: classes, status: status, codes: codes,
      threads: threads
    ).statistics(reference: used, isFixed: reference != nil, correlations: correlations.rows, notes: notes)
    return IndexResult(
      definition: definition, population: units.population, values: values, scores: scores, groups: groups,
      index: index, percentile: percentile, classes: classes, status: status, statusCodes: codes,
      counts: units.counts, statistics: statistics, doubts: reference?.strangers(moments.map(\.mean)) ?? [])
  }

  /// Group scores, and the index where the rule for missing values allows one: block by block, so that the scores are made,
  /// used and forgotten.
  private static func combine(
    _ scores: [DerivedColumn], definition: Definition, threads: Int
  ) throws -> (groups: [[Double]], index: [Double]) {
    let combination = ScoreCombination(definition)
    // Blocks whose scores stay in a processor's nearer caches, and whose memory is used again for the next.
    var columns = try filledColumns(
      definition.groups.count + 1, count: scores.first?.count ?? 0, block: 1024, threads: threads
    ) { range, results in
      ScoreCombination.withPointers(scores.map { $0.numbers(range) }) { scores in
        combination.combine(scores, groupScores: results.dropLast(), index: results[results.count - 1])
      }
    }
    let index = columns.removeLast()
    return (columns, index)
  }

  private static func allTooSmall(_ units: Units, _ definition: Definition) -> Failure {
    let largest = units.population.values.reduce(-Double.infinity) { $1 > $0 ? $1 : $0 }
    return Failure(
      .badData, "no unit has \(definition.minimumPopulation) people or more", field: "population",
      value: largest.isFinite ? "\(largest)" : nil, expected: "at least one unit with that many",
      hint: "check the population column, or lower it with --min-population")
  }

  private static func nothingIndexed(
    _ definition: Definition, values: [NumberColumn], weights: [Double]
  ) -> Failure {
    let units = weights.count { !$0.isNaN }
    let lacks = zip(definition.variables, values).map { variable, column in
      (variable.name, weights.indices.count { !weights[$0].isNaN && column.values[$0].isNaN })
    }
    let worst = lacks.max { $0.1 < $1.1 }
    return Failure(
      .badData, "no unit gets an index: each of the \(units) lacks a variable", field: worst?.0,
      expected: "at least one unit with all variables",
      hint: worst.map { "\($0.0) is null in \($0.1) units; --drop \($0.0), or the rule missing: available" })
  }
}
