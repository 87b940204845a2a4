import Columns
import Core
import Reports
import Testing

@testable import Inputs

/// Which heading is which role.
@Suite struct RoleFinderTests {
  private let journal = Journal()

  private func finder(_ names: [String], named: [String: String] = [:]) -> RoleFinder {
    var options = InputOptions()
    options.columns = named
    return RoleFinder(names, file: "t.csv", options: options, journal: journal)
  }

  private typealias Cells = RoleCatalogue.Cells

  @Test(arguments: [
    "population", "Population", "POPULATION", "Folkmängd", "folkmangd", "FOLKMÄNGD", "Folkma\u{308}ngd", "Bef_Totalt",
    "beftotalt", "Bef. totalt", "bef-totalt", "Befolkning", "befolkning", "Antal invånare", "pop",
  ])
  func headingsAreComparedWithoutCaseDiacriticsAndSigns(_ heading: String) throws {
    #expect(try finder(["id", heading]).find(Cells.population) == heading)
  }

  @Test(arguments: ["antal", "Antal", "totalt", "Totalt", "total", "count", "n", "N", "befolkningstäthet", "kvinnor"])
  func aHeadingThatDoesNotSayWhomItCountsIsNeverTaken(_ heading: String) throws {
    #expect(try finder(["id", heading]).find(Cells.population) == nil)
    #expect(try finder(["id", heading]).find(RoleCatalogue.PopulationTable.population) == nil)
    #expect(try finder(["id", heading]).find(Cells.population, given: heading) == heading)
  }

  @Test func noRoleOfPeopleHasASilentHeading() {
    let people = [Cells.population, RoleCatalogue.Areas.population, RoleCatalogue.PopulationTable.population]
    for role in people {
      for heading in role.headings + role.lesser {
        #expect(!RoleCatalogue.silent.contains { Heading.isSpelling(heading, of: $0) }, "\(role.name): \(heading)")
      }
    }
  }

  @Test func anErrorNamesTheColumnThatMightBeMeant() throws {
    let failure = try #require(throws: Failure.self) { try finder(["id", "antal"]).require(Cells.population) }
    #expect(failure.kind == .badData)
    #expect(
      failure.hint == "\"antal\" does not say of whom; if it is the population, name it with --population-field; "
        + "columns there: id, antal")
  }

  @Test func theBetterHeadingWinsAndTheOtherIsTold() throws {
    #expect(try finder(["Befolkning", "antal", "Folkmängd"]).find(Cells.population) == "Folkmängd")
    #expect(
      journal.notes
        == ["t.csv: \"Folkmängd\" is taken for the population, not \"Befolkning\" (name it with --population-field)"])
    #expect(
      journal.columns
        == [ColumnRecord(file: "t.csv", role: "population", column: "Folkmängd", unit: "people")])
  }

  @Test func aLesserHeadingServesOnlyAlone() throws {
    let id = RoleCatalogue.Areas.id
    #expect(try finder(["kommunkod", "id"]).find(id) == "id")
    #expect(try finder(["kommunkod", "namn"]).find(id) == "kommunkod")
    #expect(journal.notes.isEmpty)
  }

  @Test func headingsThatDBFCut() throws {
    #expect(try finder(["befolkning"]).find(Cells.population) == "befolkning")
    #expect(try finder(["u0_15antal"]).find(Cells.children) == "u0_15antal")
    // Ten bytes would not tell the children from their z-score.
    #expect(try finder(["unga_0_15_", "u0_15antal"]).find(Cells.children) == "u0_15antal")
    #expect(try finder(["unga_0_15_"]).find(Cells.children) == nil)
    #expect(try finder(["unga_0_15"]).find(Cells.children) == nil)
    #expect(try finder(["rutid_insp"]).find(Cells.ruta) == "rutid_insp")
  }

  @Test func everyRoleCanBeNamed() throws {
    #expect(try finder(["x1", "index"], named: ["index": "X1"]).find(Cells.index) == "x1")
    try journal.conclude()
  }

  @Test func aNameThatServesNowhereIsRefused() throws {
    #expect(try finder(["index"], named: ["index": "indx"]).find(Cells.index) == "index")
    #expect(journal.notes == ["t.csv: there is no column \"indx\"; \"index\" is taken for the index"])
    let failure = try #require(throws: Failure.self) { try journal.conclude() }
    #expect(failure.kind == .usage && failure.message.hasPrefix("--column index=indx"))
    #expect(failure.description.contains("did you mean \"index\"?"))
  }

  @Test func aNameThatNoInputIsAskedForIsRefused() throws {
    #expect(try finder(["index", "poang"], named: ["score": "poang"]).find(Cells.index) == "index")
    let failure = try #require(throws: Failure.self) { try journal.conclude() }
    #expect(failure.kind == .usage && failure.message.hasPrefix("--column score=poang"))
  }

  /// Two inputs of a run may hold the same role under different headings.
  @Test func aNameThatServesInOneInputIsEnough() throws {
    let named = ["class": "bedömd"]
    #expect(try finder(["Bedomd", "id"], named: named).find(RoleCatalogue.Areas.areaClass) == "Bedomd")
    #expect(try finder(["ruta", "klass"], named: named).find(Cells.areaClass) == "klass")
    try journal.conclude()
    #expect(journal.notes.count == 1)
    let other = Journal()
    other.add(journal)
    try other.conclude()
    #expect(other.columns == journal.columns)
  }

  @Test func aNameThatSeveralColumnsShareIsAsked() throws {
    let names = ["id", "Kategori", "kategori"]
    #expect(try finder(names).column(named: "kategori", flag: "--class-field") == "kategori")
    let failure = try #require(throws: Failure.self) {
      try finder(names).column(named: "KATEGORI", flag: "--class-field")
    }
    #expect(failure.message == "--class-field: 2 columns could be meant")
  }

  @Test func aPairIsTakenWholeOrNotAtAll() throws {
    let degrees = (RoleCatalogue.Coordinates.longitude, RoleCatalogue.Coordinates.latitude)
    let found = try #require(try finder(["Latitud", "Longitud"]).findPair(degrees.0, degrees.1))
    #expect(found == ("Longitud", "Latitud"))
    let before = journal.columns.count
    #expect(try finder(["lat", "n"]).findPair(degrees.0, degrees.1) == nil)
    #expect(journal.columns.count == before)
  }

  @Test func headingsOfOneRoleAreAllDifferent() {
    for role in [
      Cells.ruta, Cells.size, Cells.population, RoleCatalogue.Areas.id, RoleCatalogue.Areas.name,
      RoleCatalogue.Areas.areaClass, RoleCatalogue.Events.time, RoleCatalogue.Points.time,
    ] {
      let folded = (role.headings + role.lesser).map(Heading.folded)
      #expect(Set(folded).count == folded.count, "\(role.name): \(folded)")
    }
  }
}

/// The fields of area layers.
@Suite struct AreaFieldsTests {
  private func find(_ names: [String], _ given: AreaFields.Names = .init()) throws -> AreaFields {
    try AreaFields(RoleFinder(names, file: "uo.shp", options: InputOptions(), journal: Journal()), names: given)
  }

  @Test func fieldsAreFoundUnderTheirUsualNames() throws {
    let found = try find(["fid", "NAMN", "Kategori", "OMRADE_ID"])
    #expect([found.id, found.name, found.areaClass] == ["OMRADE_ID", "NAMN", "Kategori"])
    let deso = try find(["desokod", "kommunnamn"])
    #expect([deso.id, deso.name, deso.areaClass] == ["desokod", "kommunnamn", nil])
    let decomposed = try find(["omra\u{30A}de"])
    #expect(decomposed.name == "omra\u{30A}de")
  }

  @Test func aNamedFieldMustExistAndANearOneIsSuggested() throws {
    let names = ["id", "Kategori"]
    #expect(try find(names, .init(areaClass: "KATEGORI")).areaClass == "Kategori")
    let failure = try #require(throws: Failure.self) { try find(names, .init(areaClass: "katgori")) }
    #expect(failure.kind == .usage)
    #expect(
      failure.description
        == "uo.shp, field \"katgori\": --class-field: there is no such column; did you mean \"Kategori\"?")
  }
}
