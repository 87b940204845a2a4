import Testing

@testable import Livsvillkor

/// What a run says of its method is what its definition says.
@Suite struct MethodTextTests {
  private func text(isFixed: Bool = false, _ change: (inout Definition) -> Void) -> String {
    Fixtures.definition([2, 1], change: change).method(isFixed: isFixed).joined(separator: "\n")
  }

  @Test func theDefault() {
    let text = text { _ in }
    for words in [
      "at least 20 people", "z = ±(x − mean) / standard deviation", "limited to -3 … 3",
      "turned round where low is worse",
      "All weights are 1.", "1 best – 5 worst", "cut at 20, 40, 60, 80",
    ] { #expect(text.contains(words), "\(words)") }
    for words in ["minimum", "geometric", "reference", "percentiles, weighted"] {
      #expect(!text.contains(words), "\(words)")
    }
  }

  @Test func whatWasChanged() {
    let changes: [(change: (inout Definition) -> Void, words: String)] = [
      ({ $0.normalisation = .percentile }, "percentile rank of x, 0–100, weighted by population"),
      ({ $0.normalisation = .minmax }, "(x − minimum) / (maximum − minimum), 0–1"),
      ({ $0.normalisation = .rank }, "every unit counting as one"), ({ $0.clip = nil }, "not limited"),
      ({ $0.clip = Limits(-2.5, 2.5) }, "limited to -2.5 … 2.5"),
      ({ $0.winsorise = Limits(1, 99) }, "limited to the 1 and 99 percentiles"),
      ({ $0.classes.count = 7 }, "1 best – 7 worst: equal population by percentile, cut at 14.29"),
      ({ $0.classes = ClassRule(.jenks, count: 4) }, "1 best – 4 worst: natural breaks"),
      ({ $0.classes = ClassRule(.standardDeviation, count: 5) }, "one standard deviation"),
      ({ $0.classes = ClassRule(.equal, count: 3) }, "1 best – 3 worst: equal widths"),
      ({ $0.classes = ClassRule(manual: [50, 90], on: .percentile) }, "cuts of the percentile at 50, 90"),
      ({ $0.minimumPopulation = 7 }, "at least 7 people"), ({ $0.groups[0].weight = 2.5 }, "group1 2.5"),
      ({ $0.groups[0].aggregation = .geometric }, "geometric in group1"),
      ({ $0.indexAggregation = .geometric }, "index = weighted geometric mean"),
      ({ $0.missing = .available }, "has the index of the others"), ({ $0.missing = .atLeast(2) }, "at least 2"),
    ]
    for (change, words) in changes { #expect(text(change).contains(words), "\(words)") }
    for normalisation in [Normalisation.percentile, .minmax, .rank] {
      let text = text { $0.normalisation = normalisation }
      #expect(!text.contains("z = ") && !text.contains("limited to -3"))
    }
    #expect(text(isFixed: true) { _ in }.contains("of the reference"))
  }
}
