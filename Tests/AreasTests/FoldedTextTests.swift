import Core
import Areas
import Testing

/// Texts that people spell in more than one way.
@Suite struct FoldedTextTests {
  @Test func namesInDifferentSpellingsHaveOneKey() {
    let key = "grevegarden/opaltorget/tynnered"
    for name in [
      "Tynnered/Grevegården/Opaltorget", "Tynnered / Greve-gården / Opaltorget", "TYNNERED, grevegarden & Opaltorget",
      "Opaltorget och Tynnered och Grevega\u{30A}rden", " Tynnered/ Grevegården /Opaltorget ",
    ] { #expect(FoldedText.nameKey(name) == key, "\(name)") }
    #expect(FoldedText.nameKey("Tynnered / Grevgården / Opaltorget") != key)
    #expect(FoldedText.nameKey("Hisings Backa") == FoldedText.nameKey("Hisings-Backa"))
    // A name that begins or ends as the word between two names does.
    #expect(FoldedText.nameKey("Ochberg") == "ochberg")
    #expect(FoldedText.nameKey(" – ") == "" && FoldedText.nameKey("") == "")
  }

  @Test func fieldNamesOfTheReportsParts() {
    #expect(FoldedText.fieldName("Boendemiljö & säkerhet") == "boendemiljo_sakerhet")
    #expect(FoldedText.fieldName("Boendemiljö och säkerhet") == "boendemiljo_sakerhet")
    #expect(
      FoldedText.fieldName("Samhällssystem & samhällsfunktioner") == "samhallssystem_samhallsfunktioner")
    #expect(FoldedText.fieldName("Social utveckling - effekter") == "social_utveckling_effekter")
  }

  @Test func classesThatAreNone() {
    #expect(AreaClass(text: "Ej utsatt område")?.meansNotAssessed == true)
    #expect(AreaClass(text: "Utsatt område")?.meansNotAssessed == false)
    #expect(AreaClass(text: "Fokusområde")?.isKnown == false && AreaClass(text: "övrigt")?.isKnown == true)
  }
}
