import Reports
import Testing

@Suite struct TextTableTests {
  @Test func textsStandLeftAndNumbersRight() {
    var table = TextTable("Klasser", columns: [("klass", .left), ("områden", .right), ("yta", .right)])
    table.add(["särskilt utsatt", "22", "43,1"])
    table.add(["risk", "1 000"])
    table.note("1 bäst – 5 sämst")
    #expect(
      table.text == """
        Klasser
        klass            områden   yta
        ───────────────  ───────  ────
        särskilt utsatt       22  43,1
        risk               1 000
        1 bäst – 5 sämst

        """)
  }

  @Test func aTableWithoutRowsStillHasItsHeader() {
    #expect(TextTable("T", columns: [("a", .left), ("b", .right)]).text == "T\na  b\n─  ─\n")
  }

  @Test func longTextsAreCutAndDecomposedLettersCountOnce() {
    var table = TextTable("T", columns: [("namn", .left), ("n", .right)])
    table.add([String(repeating: "å", count: 40), "1"])
    table.add([String(repeating: "a\u{30A}", count: 5), "2"])
    let lines = table.text.split(separator: "\n")
    #expect(lines[3] == String(repeating: "å", count: 35) + "…  1")
    #expect(lines[4] == String(repeating: "a\u{30A}", count: 5) + String(repeating: " ", count: 31) + "  2")
  }

  /// What a file's author writes must not move the cursor, colour the screen or turn the reading direction.
  @Test(arguments: [
    "\u{1B}", "\n", "\r\n", "\t", "\u{0}", "\u{7F}", "\u{9B}", "\u{85}", "\u{202E}", "\u{2066}", "\u{2028}",
  ])
  func controlCharactersAreReplaced(_ character: String) {
    var table = TextTable("T", columns: [("na\(character)mn", .left)])
    table.add(["Tjärna\(character)[31mÄngar"])
    table.note("Med: \(character)x")
    let lines = table.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6)
    #expect(lines[1] == "na�mn")
    #expect(lines[3] == "Tjärna�[31mÄngar")
    #expect(lines[4] == "Med: �x")
  }
}
