import Livsvillkor
import Outputs
import Reports
import Sensitivity

extension SensitivityRun {
  /// The statistics: `run`, then `units`, `indexed`, `runs`, `base_sample`, `rank_correlation` and other spreads, `sources`, `dropped`,
  /// `alternatives`, `classes`.
  package func statistics(_ parameters: IndexRun.Parameters, _ journal: Journal) throws -> JSONTree {
    let (plan, definition) = (analysis.plan, analysis.main.definition)
    let summary = SensitivitySummary(analysis)
    let weights: [JSONTree.Member] =
      switch plan.weightDraws {
      case .uniform(let lower, let upper):
        [.init("weight_draws", "uniform"), .init("weight_range", .array([.number(lower), .number(upper)]))]
      case .dirichlet: [.init("weight_draws", "dirichlet")]
      }
    let run = RunRecord(
      command: "sensitivity",
      parameters: IndexRun.record(parameters, definition) + [
        ("runs", .integer(plan.runs)), ("seed", .integer(Int(truncatingIfNeeded: plan.seed))),
        ("vary", .array(plan.sources.map { .string($0.rawValue) })),
      ] + (plan.sources.contains(.weights) ? weights.map { ($0.key, $0.value) } : [])
        + (plan.sources.contains(.noise) ? [("noise", .integer(plan.noise))] : []),
      inputs: inputs, method: Self.method(analysis))
    func spread(_ spread: SensitivitySummary.Spread) -> JSONTree {
      .members([
        "mean": .number(spread.mean), "p05": .number(spread.p05), "p50": .number(spread.p50),
        "p95": .number(spread.p95),
      ])
    }
    let noise: [JSONTree.Member] =
      plan.sources.contains(.noise)
      ? [
        JSONTree.Member(
          "noise_on",
          .object(zip(definition.variables, analysis.kinds).map { .init($0.name, .string($1.text)) }))
      ] : []
    let short: [JSONTree.Member] = [
      .init("units", .integer(analysis.main.statistics.units)),
      .init("indexed", .integer(analysis.main.statistics.indexed)),
      .init("population_indexed", .number(analysis.main.statistics.indexedPopulation)),
      .init("runs", .integer(plan.runs)),
      .init("base_sample", .integer(analysis.design.rows)),
      .init("percentile_bins", .integer(analysis.bins)),
      .init("rank_correlation", spread(summary.rankCorrelation)),
      .init("mean_rank_shift", spread(summary.meanRankShift)),
      .init("worst_class_kept", spread(summary.worstClassKept)),
    ]
    let long: [JSONTree.Member] = [
      .init("sources", .array(summary.sources.map { Self.tree($0, summary) })),
      .init(
        "dropped",
        .array(
          analysis.alone.filter { $0.source == .drop }.map {
            .object([.init("variable", .string($0.choice))] + Self.members($0.outcome))
          })),
      .init(
        "alternatives",
        .array(
          analysis.alone.filter { $0.source != .drop }.map {
            .object(
              [.init("source", .string($0.source.rawValue)), .init("choice", .string($0.choice))]
                + Self.members($0.outcome))
          })),
      .init(
        "classes",
        .array(
          summary.classes.map {
            .members([
              "class": .integer($0.number), "units": .integer($0.units), "population": .number($0.population),
              "uncertain_units": .integer($0.uncertainUnits),
              "uncertain_population": .number($0.uncertainPopulation),
            ])
          })),
    ]
    return run.document(Self.schema, journal, short + noise + long)
  }

  private static func members(_ outcome: RunOutcome) -> [JSONTree.Member] {
    [
      .init("rank_correlation", .number(outcome.rankCorrelation)),
      .init("mean_rank_shift", .number(outcome.meanRankShift)),
      .init("worst_class_kept", .number(outcome.worstClassKept)),
      .init("changed_class", .integer(outcome.changedClass)),
    ]
  }

  private static func tree(_ source: SensitivitySummary.SourceEffects, _ summary: SensitivitySummary) -> JSONTree {
    func share(_ share: SobolEffect.Share?) -> JSONTree {
      guard let share else { return .null }
      return .members(["value": .number(share.value), "from": .number(share.from), "to": .number(share.to)])
    }
    return .object(
      [.init("source", .string(source.source.rawValue))]
        + RunOutcome.outputs.indices.map { place in
          .init(
            RunOutcome.outputs[place].name,
            .members([
              "first_order": share(source.effects[place]?.firstOrder),
              "total_effect": share(source.effects[place]?.total),
              "status": .string(summary.noEffects[place] ?? "ok"),
            ]))
        })
  }

  private static func method(_ analysis: SensitivityAnalysis) -> [String] {
    let (bins, halfBins) = ("\(analysis.bins)", "\(analysis.bins / 2)")
    let unsorted = "\(100 * analysis.unsortedShare)"
    let own = analysis.main.definition.method(isFixed: analysis.main.statistics.referenceIsFixed)
    return own + [
      "Every run ranks the units of the main run; means, spreads and ranks are measured anew in each run, and classes keep the"
        + " main run's shares of the people.",
      "percentile_p05, p50 and p95 are read from a histogram of \(bins) bins a unit: off by less than 1/\(halfBins) of what lies between"
        + " the unit's least and greatest percentile, or 0.002 points.",
      analysis.isByTables
        ? "In a run, units whose index falls into the same of some 30,000 buckets share a percentile; a bucket of several holds at most"
          + " \(unsorted) % of the people, so that percentiles are off by at most half of that, and so is on which side of a class's"
          + " border a unit is. Values that share a score by rank or percentile hold at most \(unsorted) % of the units or people; scores"
          + " are single precision. Runs in which a bucket would hold more are sorted."
        : "In a run, units whose index falls into the same bucket share a percentile where they are at most \(unsorted) % of the people and"
          + " of the units and not across a class's border: off by at most half of that. So do values that share a score by rank or"
          + " percentile. In tables of fewer units all are sorted.",
      "Effects: Saltelli's design of A, B and A with one source from B (2010) on a scrambled Sobol sequence; first order by Saltelli"
        + " (2010), total by Jansen (1999), with 95 % intervals of a bootstrap of the rows; negative estimates are chance.",
      "mean_rank_shift: mean over the units of the distance of the percentile from the main run's, in points; worst_class_kept: share"
        + " of the main run's worst class' people that are in the run's; rank_correlation: Spearman's with the main run.",
      "Noise: whole numbers from -noise to noise, alike likely, on counts, none of which falls below 0; of a share of the population on the"
        + " part, within 0 and the unit's people, which stay as they are; of a quotient on both counts. A unit's noise depends on the seed,"
        + " the unit and the variable alone.",
      "aggregation geometric: zscore (by the limits of clip) and minmax are first moved to 0.01 ... 1, unless the definition itself"
        + " averages them geometrically.",
    ]
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    let summary = SensitivitySummary(analysis)
    typealias Effects = SensitivitySummary.SourceEffects
    func text(_ share: SobolEffect.Share?) -> String {
      guard let share else { return "–" }
      func number(_ value: Double) -> String { language.number(value, decimals: 2) }
      return "\(number(share.value)) (\(number(share.from)) – \(number(share.to)))"
    }
    func name(_ source: SensitivityPlan.Source) -> String {
      switch source {
      case .weights: language.text(sv: "vikter", en: "weights")
      case .noise: language.text(sv: "brus", en: "noise")
      case .method: language.text(sv: "normering", en: "normalisation")
      case .aggregation: language.text(sv: "sammanvägning", en: "aggregation")
      case .drop: language.text(sv: "utelämnad variabel", en: "dropped variable")
      }
    }
    var sources = TextTable(
      language.text(
        sv: "Vad rangordningen beror på: andel av variansen (95 %)",
        en: "What the order depends on: share of the variance (95 %)"), language, rows: summary.sources,
      [
        .text("Källa", "Source") { name($0.source) },
        .right("Rangskifte, ensam", "Rank shift, alone") { text($0.effects[0]?.firstOrder) },
        .right("totalt", "total") { text($0.effects[0]?.total) },
        .right("Sämsta klassen, ensam", "Worst class, alone") { text($0.effects[1]?.firstOrder) },
        .right("totalt", "total") { text($0.effects[1]?.total) },
      ])
    let design = analysis.design
    sources.note(
      language, sv: "\(language.count(design.runs)) körningar, \(language.count(design.rows)) rader.",
      en: "\(language.count(design.runs)) runs, \(language.count(design.rows)) rows.")
    if summary.noEffects.contains("too_few_runs") {
      let least = SaltelliDesign.leastRows * design.runsPerRow
      sources.note(
        language, sv: "För få körningar för andelar: minst \(language.count(least)).",
        en: "Too few runs for shares: at least \(language.count(least)).")
    } else if design.rows < 1024 {
      let wanted = 1024 * design.runsPerRow
      sources.note(
        language, sv: "Smalare intervall: --runs \(wanted).", en: "Narrower intervals: --runs \(wanted).")
    }
    var alone = TextTable(
      language.text(sv: "Vart val för sig", en: "Each choice by itself"), language, rows: analysis.alone,
      [
        .text("Källa", "Source") { name($0.source) }, .text("Val", "Choice") { $0.choice },
        .number("Rangkorrelation", "Rank correlation", decimals: 3) { $0.outcome.rankCorrelation },
        .number("Rangskifte", "Rank shift", decimals: 2) { $0.outcome.meanRankShift },
        .percent("Kvar i sämsta", "Kept in worst") { $0.outcome.worstClassKept },
        .count("Bytt klass", "Changed class") { $0.outcome.changedClass },
      ])
    let correlation = summary.rankCorrelation
    alone.note(
      language,
      sv: "Rangkorrelation i alla körningar: \(language.number(correlation.p50, decimals: 3)) (5–95 %: "
        + "\(language.number(correlation.p05, decimals: 3)) – \(language.number(correlation.p95, decimals: 3))).",
      en: "Rank correlation in all runs: \(language.number(correlation.p50, decimals: 3)) (5–95 %: "
        + "\(language.number(correlation.p05, decimals: 3)) – \(language.number(correlation.p95, decimals: 3))).")
    var classes = TextTable(
      language.text(
        sv: "Osäkra enheter: i annan klass i mer än var femte körning",
        en: "Uncertain units: in another class in more than one run of five"), language, rows: summary.classes,
      [
        .count("Klass", "Class") { $0.number }, .count("Enheter", "Units") { $0.units },
        .count("Osäkra", "Uncertain") { $0.uncertainUnits },
        .percent("Andel", "Share") { Double($0.uncertainUnits) / Double($0.units) },
        .number("Befolkning", "Population", decimals: 0) { $0.population },
        .percent("Andel i osäkra", "Share in uncertain") { $0.uncertainPopulation / $0.population },
      ])
    classes.note(DefaultNotice.text(for: analysis.main.definition, inSwedish: language == .sv))
    return [sources, alone, classes]
  }
}
