import TextCodec
import AreaSetRuns
import TestSupport
import Testing

@testable import Files

@Suite struct NumberTextTests {
  @Test func plainTextHasNoExponent() {
    #expect(NumberText.plain(3_775_006_475_250) == "3775006475250")
    #expect(NumberText.plain(-0.000012) == "-0.000012")
    #expect(NumberText.plain(1e-7) == "0.0000001")
    #expect(NumberText.plain(1.5e20) == "150000000000000000000")
    #expect(NumberText.plain(1e22) == "10000000000000000000000")
    #expect(NumberText.plain(0.1) == "0.1")
    #expect(NumberText.plain(.nan) == "")
    #expect(NumberText.plain(single: Double(Float(0.1))) == "0.1")
  }

  @Test func plainTextReadsBack() {
    var generator = SeededRandom(5)
    for _ in 0..<5000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite, value.magnitude > 1e-300 else { continue }
      let text = NumberText.plain(value)
      #expect(!text.contains("e") && Double(text) == value)
    }
  }
}
