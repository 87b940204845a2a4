import Incidents
import Outputs
import Reports

/// The outcome of a comparison, from points or from counts.
package struct CompareResult {
  /// The comparisons, their p values corrected.
  let lines: [CompareLine]
  /// What surrounds the areas, beside each comparison; none without rings.
  let rings: [CompareRing]
  let parameters: CompareParameters
  let inputs: [InputRecord]
  /// Events of both windows wherever they were; nil where counts were given.
  let all: ComparisonTally.Count?
  /// The areas compared, and their shapes, one a line; nil where counts were given.
  package let output: LayerContents?

  init(
    lines: [CompareLine], rings: [CompareRing] = [], parameters: CompareParameters, inputs: [InputRecord] = [],
    all: ComparisonTally.Count? = nil, output: LayerContents? = nil
  ) {
    var lines = lines
    for (i, p) in parameters.correction.corrected(lines.map(\.change.p)).enumerated() { lines[i].correctedP = p }
    (self.lines, self.rings, self.parameters, self.inputs) = (lines, rings, parameters, inputs)
    (self.all, self.output) = (all, output)
  }

  /// Lines with a p value, for which each is corrected.
  var tests: Int { lines.count { $0.correctedP != nil } }

  /// The statistics: `run`, `windows`, `correction`, `comparisons`, `displacement`.
  package func statistics(_ journal: Journal) -> JSONTree {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    func window(_ window: DateWindow?, _ points: Int?) -> JSONTree {
      guard let window else { return .null }
      return .members([
        "from": .string(window.first.description), "to": .string(window.last.description),
        "days": .integer(window.days), "points": points.map { .integer($0) } ?? .null,
      ])
    }
    let record = RunRecord(
      command: "compare",
      parameters: [
        ("before", text(parameters.before?.description)), ("after", text(parameters.after?.description)),
        ("per_day", .bool(parameters.isPerDay)), ("area", .array(parameters.areaNames.map { .string($0) })),
        ("control_area", .array(parameters.controlNames.map { .string($0) })),
        ("ring", .array(parameters.rings.map { .number($0) })), ("parents", text(parameters.parents)),
        ("categories", text(parameters.incidents.categories)),
        ("correction", .string(parameters.correction.rawValue)),
        ("counts", text(parameters.counts)), ("timezone", .string(parameters.incidents.timezone)),
        ("population_field", text(parameters.incidents.populationField)),
      ],
      inputs: inputs, method: method)
    return record.document(
      Self.schema, journal,
      [
        "windows": .members([
          "before": window(parameters.before, all?.before), "after": window(parameters.after, all?.after),
        ]),
        "correction": .members(["method": .string(parameters.correction.name), "tests": .integer(tests)]),
        "comparisons": .array(lines.map(\.tree)), "displacement": .array(rings.map(\.tree)),
      ])
  }

  private var method: [String] {
    let low = RelativeChange.lowCount
    return [
      "ratio: relative change, (area after / area before) / (control after / control before)"
        + "\(parameters.isPerDay ? "; changes are per day" : "").",
      "expected = area before × control after / control before; excess = area after − expected; per_1000 with the area's"
        + " population, which is the same before and after.",
      "Intervals, 95 %: where any count that a figure is made of is below \(low), exact from the conditional distribution given the"
        + " totals (binomial for a change, Fisher's noncentral hypergeometric for a ratio), 2.5 % in each tail, with one side where a"
        + " count is 0 (the other is 0 or null); else log-normal, exp(±1.959964 √(sum of 1/count)).",
      "p: two-sided, of ratio 1, or of no change where there is no control, by the interval's method; p_corrected:"
        + " \(parameters.correction.name), over all rows of comparisons that have a p.",
      "low_count: any of the row's counts, area's and control's, is below \(low).",
      "displacement: weighted displacement quotient (Bowers & Johnson 2003), (ring after / control after − ring before / control"
        + " before) / (the same of the area), where the control is less the ring and the area fell against it; above 0 the ring fell"
        + " too (diffusion), below 0 it rose (displacement), below −1 by more than the area fell.",
      "status: ok, or why figures are null and not 0.",
      "A control never holds the area's own events. A relative change says nothing about its reasons.",
    ]
  }
}

extension CompareRing {
  /// The ring's own change.
  var change: RelativeChange { RelativeChange(area: displacement.ring, control: nil, days: line.change.days) }
}
