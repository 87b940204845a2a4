import Definitions
import Core
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct NestingTests {
  @Test func deepNestingIsAnErrorNotACrash() {
    for text in [String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 100_000)] {
      #expect(failure { _ = try DefinitionReader.definition(yaml: text, file: "d.yaml") }?.kind == .badData)
    }
  }
}
