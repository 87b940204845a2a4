import Core
import Testing

@Suite struct SuggestionTests {
  private let known = ["inkomst", "utbildning", "trangboddhet", "unga_0_15", "unga_16_19"]

  @Test(arguments: [
    ("inkomst", "inkomst"), ("INKOMST", "inkomst"), ("inkosmt", "inkomst"), ("inkomster", "inkomst"),
    ("nkomst", "inkomst"), ("trångboddhet", "trangboddhet"), ("unga_0_16", "unga_0_15"), ("ung_16_19", "unga_16_19"),
  ])
  func theNearestIsMeant(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, among: known) == expected)
    #expect(Suggestion.hint(for: word, among: known) == "did you mean \"\(expected)\"?")
  }

  @Test func whatIsFarFromAllIsNotGuessed() {
    #expect(Suggestion.nearest(to: "population", among: known) == nil)
    #expect(Suggestion.nearest(to: "", among: known) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
    #expect(Suggestion.hint(for: "population", among: known) == "known: \(known.joined(separator: ", "))")
    #expect(Suggestion.hint(for: "x", among: []) == "there are none")
    let many = (1...13).map { "long_column_\($0)" }
    #expect(Suggestion.hint(for: "x", among: many).hasSuffix("long_column_12, …"))
  }

  @Test func ofEqualsTheFirst() {
    #expect(Suggestion.nearest(to: "abc", among: ["abd", "abe"]) == "abd")
    // A swap of neighbours is one step, not two.
    #expect(Suggestion.nearest(to: "ab", among: ["ba"]) == "ba")
    #expect(Suggestion.nearest(to: "ab", among: ["cd"]) == nil)
  }
}
