import Inputs
import Areas
import Core
import Geometry
import Testing

@Suite struct AreaClassTests {
  @Test(arguments: [
    ("sarskilt_utsatt", AreaClass.sarskiltUtsatt), ("Särskilt utsatt område", .sarskiltUtsatt),
    ("Särskild utsatt område", .sarskiltUtsatt), ("Särskilt utsatt", .sarskiltUtsatt), ("SUO", .sarskiltUtsatt),
    ("risk", .risk), ("Riskområde", .risk), ("Risk", .risk), ("RO", .risk),
    ("utsatt", .utsatt), ("Utsatt område", .utsatt), ("Utsatt", .utsatt), ("utsattomr", .utsatt), ("UO", .utsatt),
    ("ovrig", .ovrig), ("Övrigt", .ovrig), ("Övriga inrapporterade områden", .ovrig),
  ])
  func aliasesInAnySpelling(_ text: String, _ expected: AreaClass) throws {
    #expect(AreaClass(text: text) == expected)
    #expect(AreaClass(text: text.uppercased()) == expected)
    #expect(AreaClass(text: "  \(text.lowercased()) ") == expected)
    #expect(AreaClass(text: text.replacing(" ", with: "_")) == expected)
    #expect(AreaClass(text: text.replacing(" ", with: "  ")) == expected)
    #expect(AreaClass(text: text.replacing(" ", with: "\u{A0}")) == expected)
    // Letters in two parts, as file systems and some databases write them.
    let decomposed = text.replacing("ä", with: "a\u{308}").replacing("å", with: "a\u{30A}")
      .replacing("Ö", with: "O\u{308}")
    #expect(AreaClass(text: decomposed) == expected)
    let plain = text.replacing("ä", with: "a").replacing("å", with: "a").replacing("Ö", with: "O")
    #expect(AreaClass(text: plain) == expected)
  }

  @Test func anyOtherTextIsAClassOfItsOwn() {
    #expect(AreaClass(text: " Område med förhöjd risk\t")?.code == "Område med förhöjd risk")
    #expect(AreaClass(text: "utsattare")?.code == "utsattare")
    #expect(AreaClass(text: "") == nil)
    #expect(AreaClass(text: " \t ") == nil)
  }

  @Test func severityOrdersThePolicesClassesAndAppearanceTheOthers() {
    func area(_ areaClass: AreaClass?) -> Area {
      Area(id: "", name: "", areaClass: areaClass, polygon: MultiPolygon())
    }
    let own = AreaClass(code: "nivå 2")
    let set = AreaSet([nil, own, .utsatt, .ovrig, .risk, own, .sarskiltUtsatt, nil].map(area))
    #expect(set.classes == [.sarskiltUtsatt, .risk, .utsatt, own, .ovrig, nil])
    #expect(set.areas.indices.map(set.rank) == [5, 3, 2, 4, 1, 3, 0, 5])
    #expect(AreaSet([]).classes.isEmpty)
  }
}
