import Core
import Testing

@Suite struct FailureTests {
  @Test func everyPartHasItsPlaceInTheLine() {
    let failure = Failure(
      .badData, "not a number", file: "a.csv", place: "row 12", field: "inkomst", value: "abc", expected: "a number",
      hint: "did you mean 1?")
    #expect(
      failure.description
        == "a.csv, row 12, field \"inkomst\": not a number: \"abc\" (expected a number); did you mean 1?")
    #expect(Failure(.software, "lost").description == "lost")
    #expect(Failure(.noInput, "no such file", file: "b.csv").description == "b.csv: no such file")
    #expect(Failure(.usage, "unknown", value: "").description == "unknown: \"\"")
  }

  @Test func longValuesAreCut() {
    let failure = Failure(.badData, "x", value: String(repeating: "å", count: 81))
    #expect(failure.description == "x: \"" + String(repeating: "å", count: 80) + "…\"")
    #expect(!Failure(.badData, "x", value: String(repeating: "å", count: 80)).description.contains("…"))
  }

  @Test func theKindIsTheExitCode() {
    let kinds: [Failure.Kind] = [.usage, .badData, .noInput, .software, .cannotCreate, .io]
    #expect(kinds.map(\.rawValue) == [64, 65, 66, 70, 73, 74])
  }

  /// One line whatever stands in the file, and nothing in it steers the terminal.
  @Test func whatAFileHoldsIsMadePrintable() {
    let failure = Failure(
      .badData, "not a number", file: "a\u{1B}[2J.csv", place: "feature 7 (\"x\ny\")", field: "in\rkomst",
      value: "1\u{9B}2\u{202E}3\r\n4", hint: "did you mean \"\u{7}\"?")
    #expect(
      failure.description
        == "a�[2J.csv, feature 7 (\"x�y\"), field \"in�komst\": not a number: \"1�2�3�4\"; did you mean \"�\"?")
    #expect(Failure(.badData, "Tjärna Ängar 👩‍👩‍👧").description == "Tjärna Ängar 👩‍👩‍👧")
  }
}
