import AreaSetRuns
import Testing

@testable import Grid

@Suite struct RutaCodeTests {
  private func read(_ text: String) throws(RutaCode.Fault) -> RutaCode.Reading { try RutaCode.read(Array(text.utf8)) }

  @Test func swedishCodeIsEastingThenNorthing() throws {
    #expect(try read("3775006475250") == .init(e: 377_500, n: 6_475_250, size: nil))
    #expect(try read(" 3775006475250 ") == .init(e: 377_500, n: 6_475_250, size: nil))
    #expect(try read("0007506475250") == .init(e: 750, n: 6_475_250, size: nil))
  }

  @Test func inspireCodeIsNorthingThenEastingWithItsSize() throws {
    let expected = RutaCode.Reading(e: 377_500, n: 6_475_250, size: 250)
    #expect(try read("CRS3006RES250mN6475250E377500") == expected)
    #expect(try read("SE_CRS3006RES250mN6475250E377500") == expected)
    #expect(try read("se_crs3006res250mn6475250e377500") == expected)
    #expect(try read("CRS3006RES1kmN6475000E377000").size == 1000)
  }

  @Test func whatIsNoCodeSaysWhy() {
    #expect(throws: RutaCode.Fault.digits(12)) { try read("377500647525") }
    #expect(throws: RutaCode.Fault.digits(14)) { try read("37750064752500") }
    #expect(throws: RutaCode.Fault.empty) { try read("  ") }
    #expect(throws: RutaCode.Fault.spreadsheetNumber) { try read("3.9e12") }
    #expect(throws: RutaCode.Fault.spreadsheetNumber) { try read("3,775E+12") }
    #expect(throws: RutaCode.Fault.spreadsheetNumber) { try read("3775006475250.0") }
    #expect(throws: RutaCode.Fault.otherCRS) { try read("CRS3035RES1000mN4081000E4601000") }
    #expect(throws: RutaCode.Fault.malformed) { try read("CRS3006RES250mN6475250") }
    #expect(throws: RutaCode.Fault.malformed) { try read("37750064752xx") }
    #expect(throws: RutaCode.Fault.malformed) { try read("CRS3006RES0mN6475250E377500") }
    #expect(throws: RutaCode.Fault.malformed) { try read("CRS3006RES999999999kmN6475250E377500") }
  }

  @Test func codesAreWrittenAsTheyAreRead() throws {
    let cell = Cell(size: 250, e: 750, n: 6_475_250)
    let swedish = try #require(RutaCode.swedish(e: cell.e, n: cell.n))
    #expect(swedish == "0007506475250")
    #expect(try read(swedish) == .init(e: 750, n: 6_475_250, size: nil))
    #expect(try read(RutaCode.inspire(cell)) == .init(e: 750, n: 6_475_250, size: 250))
    #expect(RutaCode.swedish(e: 1_000_000, n: 0) == nil)
    #expect(RutaCode.swedish(e: -250, n: 0) == nil)
  }
}
