import Foundation
import Reports
import Testing

@Suite struct JSONTreeTests {
  @Test func documentsAreReadableByEye() {
    let tree = JSONTree.members([
      "run": .members(["version": "1.0", "threads": 2, "dry": false]),
      "bounds": .array([1.5, .null, -2]), "classes": .array([]), "empty": .object([]),
    ])
    #expect(
      tree.description == """
        {
          "run": {
            "version": "1.0",
            "threads": 2,
            "dry": false
          },
          "bounds": [1.5, null, -2],
          "classes": [],
          "empty": {}
        }

        """)
    #expect(tree["run"]?["version"] == .string("1.0"))
    #expect(tree["bounds"]?["x"] == nil && tree["nothing"] == nil)
  }

  @Test func textsOfAnyKindComeBack() throws {
    let texts = [
      "", "Tjärna Ängar", "\"quoted\" \\ back", "line\nfeed\r\n\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "å a\u{30A}", "👩‍👩‍👧",
      "\u{2028}\u{2029}", "</script>",
    ]
    let parsed = try parse(.array(texts.map { .string($0) }))
    let strings = try #require(parsed as? [String])
    #expect(strings.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) })
    let keys = try parse(.object(texts.enumerated().map { JSONTree.Member($1, .integer($0)) }))
    #expect((keys as? [String: Int])?["line\nfeed\r\n\ttab"] == 3)
  }

  @Test func numbersComeBackBitForBit() throws {
    var numbers: [Double] = [
      0, -0.0, 0.1, 1.0 / 3, 1e22, 1e23, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
      447_425,
      9_007_199_254_740_992, -1e-7, 30_377.162751,
    ]
    // Every exponent, with significands that jump about (the multiplier is Knuth's).
    for i in UInt64(0)..<4000 {
      let number = Double(bitPattern: i &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407)
      if number.isFinite { numbers.append(number) }
    }
    let text = JSONTree.array(numbers.map { JSONTree.number($0) }).description
    let read = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    #expect(zip(read, numbers).allSatisfy { $0.bitPattern == $1.bitPattern })
    #expect(read.count == numbers.count)
    for integer in [Int.min, -1, 0, Int.max] {
      #expect(
        try JSONDecoder().decode([Int].self, from: Data(JSONTree.array([.integer(integer)]).description.utf8)) == [
          integer
        ])
    }
  }

  @Test func whatIsNoNumberIsNull() {
    #expect(
      JSONTree.array([.number(.nan), .number(.infinity), .number(-.infinity)]).description == "[null, null, null]\n")
  }

  private func parse(_ tree: JSONTree) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(tree.description.utf8))
  }
}
