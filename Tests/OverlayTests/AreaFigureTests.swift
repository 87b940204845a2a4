import Columns
import Overlay
import Testing

@Suite struct AreaFigureTests {
  private let lists = [
    AreaFigure.ofAreas, AreaFigure.ofUnions, AreaFigure.ofCells, AreaFigure.onPages, AreaFigure.inClassTable,
    AreaFigure.inAreaTable,
  ]

  @Test func eachListHasANameOnce() {
    for list in lists { #expect(Set(list.map(\.name)).count == list.count) }
    // What layers have, pages have too.
    #expect(
      Set(AreaFigure.ofAreas.map(\.name)).subtracting(["area_planar_km2"]).isSubset(
        of: AreaFigure.onPages.map(\.name)))
  }

  @Test func eachNumberHasALookInBothLanguages() throws {
    for figure in lists.joined() where figure.name != "status" {
      let look = try #require(figure.field.look, "\(figure.name)")
      #expect(!look.label.sv.isEmpty && !look.label.en.isEmpty && (0...4).contains(look.decimals))
      #expect(figure.name.contains("share") == look.isShare, "\(figure.name)")
    }
  }

  @Test func namesDifferInADBFFile() {
    let short = AreaFigure.ofAreas.map { $0.field.shortName ?? ShortNames.of($0.name) ?? String($0.name.prefix(10)) }
    #expect(Set(short).count == short.count)
  }

  /// Ground without cells: 2 km² of a country of 100.
  @Test func valuesOfEmptyGround() {
    var ground = OverlaidGround(Figures())
    (ground.areas, ground.km2, ground.planarKm2, ground.countryKm2) = (1, 2, 2, 100)
    let values = Dictionary(uniqueKeysWithValues: AreaFigure.ofUnions.map { ($0.name, $0.numbers(of: [ground])[0]) })
    #expect(values["areas"] == 1 && values["area_km2"] == 2 && values["share_of_country"] == 0.02)
    #expect(values["cells"] == 0 && values["population"]?.isNaN == true)
    #expect(AreaFigure.ofAreas.last?.column(of: [ground]) == .texts(TextColumn(["no_cells"])))
  }
}
