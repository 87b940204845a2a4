import Reports
import Testing

@Suite struct LanguageTests {
  /// A no-break space stands between thousands; written as `_` here.
  private func shown(_ language: Language, _ value: Double, _ decimals: Int) -> String {
    language.number(value, decimals: decimals).replacing("\u{A0}", with: "_")
  }

  @Test(arguments: [
    (0, 0, "0"), (0, 2, "0,00"), (1, 0, "1"), (999, 0, "999"), (1000, 0, "1_000"), (447_425, 0, "447_425"),
    (1_234_567.891, 2, "1_234_567,89"), (0.5, 1, "0,5"), (0.05, 1, "0,1"), (0.04, 1, "0,0"), (12.345, 1, "12,3"),
    (999.96, 1, "1_000,0"), (0.999, 2, "1,00"), (0.007, 3, "0,007"), (-3, 0, "−3"), (-1234.5, 1, "−1_234,5"),
    (-0.04, 1, "0,0"), (-0.0, 0, "0"), (2.5, 0, "3"), (-2.5, 0, "−3"), (10_378_680, 0, "10_378_680"),
  ])
  func numbersInSwedish(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(shown(.sv, value, decimals) == expected)
    #expect(shown(.en, value, decimals) == expected.replacing(",", with: "."))
  }

  @Test func nullIsADash() {
    for language in Language.allCases {
      #expect(language.number(.nan, decimals: 1) == "–")
      #expect(language.number(.infinity, decimals: 1) == "–")
      #expect(language.percent(.nan) == "–")
    }
  }

  @Test func hugeNumbersKeepTheDecimalSignOfTheLanguage() {
    // So many digits are not all meant; what must hold is grouping and sign.
    #expect(shown(.sv, 1e14, 3) == "100_000_000_000_000,0" || shown(.sv, 1e14, 3) == "100_000_000_000_000,00")
    #expect(!shown(.sv, 1e15, 1).contains("."))
    #expect(shown(.en, 447_425e6, 2) == "447_425_000_000.00")
  }

  @Test func sharesAreInPerCent() {
    #expect(Language.sv.percent(0.1234) == "12,3\u{A0}%")
    #expect(Language.en.percent(0.00017945, decimals: 4) == "0.0179\u{A0}%")
    #expect(Language.sv.percent(1, decimals: 0) == "100\u{A0}%")
    #expect(Language.sv.count(5984) == "5\u{A0}984")
    #expect(Language.en.text(sv: "område", en: "area") == "area")
  }
}
