import Archives
import Areas
import Cartography
import Geometry
import Reports
import Testing

@testable import QGIS

/// Styles and projects as text; that QGIS understands them is checked in QGIS itself.
@Suite struct StyleTests {
  private let words = MapWords(.sv)

  @Test func xmlEscapesWhatXMLTakesForItsOwn() {
    let element = XMLElement("a", ["b": "<\"&'>\n\u{1}"], text: "x < y", [XMLElement("c")])
    #expect(element.document == "<a b=\"&lt;&quot;&amp;&#39;&gt;&#10;\u{FFFD}\">x &lt; y\n  <c/>\n</a>\n")
  }

  @Test func cellsHaveFiveClassesAndOneForTheRest() {
    let qml = LayerStyle.cells(Symbology(), words: words).qml
    #expect(qml.hasPrefix("<!DOCTYPE qgis"))
    let values = qml.matches(of: /<category symbol="(\d)" value="(\d?)" label="([^"]*)"/).map { "\($0.2)=\($0.3)" }
    #expect(values == ["1=1 bäst", "2=2", "3=3", "4=4", "5=5 sämst", "=inget index"])
    for colour in ["168,230,163,255", "205,186,60,255", "212,124,42,255", "192,64,42,255", "133,12,32,255"] {
      #expect(qml.contains("name=\"color\" type=\"QString\" value=\"\(colour)\""))
    }
    #expect(qml.contains("LinePatternFill") && !qml.contains("\"enabled\" type=\"Map\""))
  }

  @Test func uncertainCellsAreHatchedByTheirField() {
    let qml = LayerStyle.cells(Symbology(), words: words, uncertainField: "klass_osaker").qml
    let filters = qml.matches(of: /<rule [^>]*filter="([^"]*)"/).map { String($0.1) }
    #expect(
      filters == (1...5).map { "&quot;class&quot; = \($0)" } + [
        "&quot;class&quot; IS NULL", "&quot;klass_osaker&quot; &gt; 0.2",
      ])
    // What is withheld is told from what is not known.
    let hidden = LayerStyle.cells(Symbology(), words: words, withheldField: "dolt").qml
    #expect(
      hidden.matches(of: /<rule [^>]*filter="([^"]*)"/).suffix(2).map { String($0.1) } == [
        "&quot;class&quot; IS NULL AND NOT (&quot;dolt&quot; = 1)",
        "&quot;class&quot; IS NULL AND &quot;dolt&quot; = 1",
      ])
  }

  @Test(arguments: Palette.allCases)
  func everyPaletteAndNumberOfClasses(_ palette: Palette) {
    for count in [1, 2, 5, 9] {
      let qml = LayerStyle.cells(Symbology(palette: palette, classCount: count), words: words).qml
      #expect(qml.matches(of: /<category\s/).count == count + 1)
    }
  }

  @Test func areasAreOutlinesByClassWithNames() {
    let styles = AreaStyle.styles(for: [.sarskiltUtsatt, .risk, nil]) { $0?.code ?? "<ingen>" }
    let qml = LayerStyle.areas(Symbology(areaStyles: styles)).qml
    #expect(qml.contains("value=\"sarskilt_utsatt\"") && qml.contains("label=\"&lt;ingen&gt;\""))
    #expect(qml.contains("value=\"2.4;0.8\"") && qml.contains("fieldName=\"name\""))
    #expect(!qml.contains("SimpleFill"))
  }

  @Test func ringsGrowWithTheRootOfTheirNumber() {
    // The largest ring stands for 500 and is 10 mm wide; a fifth of the number has a radius of 1/√5 of it.
    let qml = LayerStyle.rings(Symbology(largestYoung: 410), words: words).qml
    #expect(qml.contains("value=\"10 * sqrt(&quot;unga&quot; / 500)\""))
    #expect(qml.contains("<class size=\"10\" label=\"500\"/>") && qml.matches(of: /<class\s/).count == 3)
  }

  private func project(title: String = "Karta") -> Project {
    let box = BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 510_000, maxY: 6_505_000)
    let style = LayerStyle.cells(Symbology(), words: words)
    return Project(
      layers: ["a", "b", "c"].map {
        Project.Layer(
          table: $0, title: "<\($0)>", group: $0 == "c" ? "två" : "ett", shape: .polygons, style: style, bounds: box)
      }, file: "karta.gpkg", text: MapText(title: title, source: "SCB", date: "2024"), extent: box)
  }

  @Test func projectsPointBesideThemselves() {
    let qgs = project().qgs
    #expect(qgs.matches(of: /<datasource>.\/karta.gpkg\|layername=[abc]<\/datasource>/).count == 3)
    #expect(qgs.contains("<Absolute type=\"bool\">false</Absolute>") && qgs.contains("EPSG:3006"))
    #expect(qgs.matches(of: /<layer-tree-group name="(ett|två)"/).count == 2)
    #expect(qgs.contains("labelText=\"Källa: SCB"))
    // An expression in a title would be worked out by QGIS.
    #expect(!project(title: "[% layer_property('a','path') %]").qgs.contains("labelText=\"[%"))
  }

  @Test func anArchiveIsTheProjectAndADirectory() {
    var zip = ZipArchive()
    zip.add("a.txt", Array("123456789".utf8), isPacked: false)
    let archive = zip.file
    // CRC-32's check value.
    // The check value of CRC-32, least byte first.
    #expect(Array(archive[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
    #expect(archive.starts(with: [0x50, 0x4B, 3, 4]) && archive.count == 30 + 5 + 9 + 46 + 5 + 22)
    #expect(project().qgz == project().qgz)
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(_ text: String, _ coded: String) { #expect(Base64.text(Array(text.utf8)) == coded) }
}
