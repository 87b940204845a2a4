import Areas
import Core
import Geometry
import Testing

/// Which area a text of the command line means.
@Suite struct AreaLookupTests {
  private let set = AreaSet(
    [("1", "Ängen"), ("2", "Byn"), ("3", "byn"), ("4", "BYN"), ("Byn", ""), ("5", "Öster-malm"), ("6", "1")].map {
      Area(id: $0.0, name: $0.1, areaClass: nil, polygon: MultiPolygon())
    })

  private func index(_ text: String) throws -> Int { try set.index(of: text, flag: "--area", file: "a.gpkg") }

  @Test(arguments: [
    // An identifier before a name, what is written before what it means.
    ("1", 0), ("Byn", 4), ("byn", 2), ("BYN", 3), ("Ängen", 0), ("angen", 0), ("ÄNGEN", 0), ("oster malm", 5),
  ]) func found(_ text: String, _ expected: Int) throws {
    #expect(try index(text) == expected)
  }

  @Test func notThere() {
    for text in ["", " ", "Ängarna i norr"] {
      #expect { try index(text) } throws: { ($0 as? Failure)?.kind == .usage }
    }
    #expect { try index("Ängeln") } throws: { "\($0)".contains("did you mean \"Ängen\"?") }
  }

  @Test func severalOfOneName() {
    let two = AreaSet(
      ["7", "8"].map { Area(id: $0, name: "Backen", areaClass: nil, polygon: MultiPolygon()) })
    for text in ["Backen", "BACKEN"] {
      #expect { try two.index(of: text, flag: "--control-area", file: "a.gpkg") } throws: { error in
        (error as? Failure)?.kind == .badData
          && "\(error)".contains("--control-area: 2 areas are called that")
          && "\(error)".contains("give the identifier: 7, 8")
      }
    }
  }
}
