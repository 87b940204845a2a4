import Foundation
import Reports
import Testing

/// The words of every refusal, as one stored text: `$ command`, exit code, message.
@Suite struct ErrorTextTests {
  @Test(arguments: [("errors.txt", Language.en), ("errors-sv.txt", .sv)])
  func everyRefusalInItsOwnWords(stored: String, language: Language) throws {
    try LanguageCheck.$spoken.withValue(language) { try everyRefusal(stored) }
  }

  private func everyRefusal(_ stored: String) throws {
    let work = try HandWorld.indexed()
    try Self.writeInputs(work)
    let names = work.names
    var text = ""
    for line in Self.commands.split(separator: "\n") {
      let run = try work.run(arguments: Self.words(line))
      #expect([64, 65, 66, 73].contains(run.code), "\(line): \(run.code)")
      #expect(run.output.isEmpty, "\(line)")
      #expect(work.names == names, "\(line) left something behind")
      text += "$ rutverk \(line)\n[\(run.code)] \(run.errors)\n"
    }
    try Golden.check(text, stored)
  }

  /// GDAL's own words change with its version; what is wrong and what there is does not.
  @Test(.english) func filtersThatCannotBeUsed() throws {
    let work = try HandWorld.indexed()
    let overlay = ["overlay", "--cells", "index.csv", "--areas", "omraden.geojson"]
    for (command, filter, parts) in [
      (
        ["index", "rutor.csv"], ["--where", "population >"],
        ["rutor.csv", "\"population >\"", "fields: ruta, size_m"]
      ),
      (["index", "rutor.csv"], ["--where", "populaton = 1"], ["\"populaton\"", "population"]),
      (overlay, ["--areas-where", "klass = 1"], ["omraden.geojson", "\"klass = 1\"", "fields: id, name, class"]),
      (overlay, ["--cells-where", "SELECT 1"], ["index.csv", "\"SELECT 1\""]),
    ] {
      let run = try work.run(arguments: command + filter)
      #expect(run.code == 64 && run.output.isEmpty, "\(filter): \(run.errors)")
      for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    }
  }

  private static let commands = """
    indx
    index
    overlay --cells index.csv --areas omraden.geojson --cells=rutor.csv
    index rutr.csv
    index mapp/rutor.csv
    index mapp.csv
    index /vsicurl/http://127.0.0.1/rutor.csv
    index PG:dbname=rutor
    index rutor.vrt
    index tolv.csv
    index ojamn.csv
    index motsagd.csv
    index dubbel.csv
    index text.csv
    index oandlig.csv
    index negativ.csv
    index storlek.csv
    index gitter.csv
    index kalkyl.csv
    index bara_rubrik.csv
    index tom.csv
    index kort.csv
    index citat.csv
    index tvarubriker.csv
    index utf16.csv
    index konstant.csv
    index noll.csv --definition noll.yaml
    index rutor.csv --definition okand_nyckel.yaml
    index rutor.csv --definition okand_kolumn.yaml
    index rutor.csv --definition livsvilkor
    index rutor.csv --definition nol.yaml
    index rutor.csv --drop inkomsst
    index rutor.csv --key desokod
    index rutor.csv --where population>1000
    index rutor.csv --min-population 1000
    index rutor.csv --reference rutor.csv
    index rutor.csv --reference referens.jsn
    index rutor.csv --outptu x.csv
    index rutor.csv --lang de
    index rutor.csv --threads 0
    index rutor.csv --output x.docx
    index rutor.csv --output x
    index rutor.csv --output saknas/x.csv
    index rutor.csv --output mapp.csv
    index rutor.csv --output rutor.csv
    index rutor.csv --output x.csv --output x.csv
    index rutor.csv --output x.geojson --crs EPSG:99999
    index rutor.csv --output x.csv --stats x.txt
    overlay --cells index.csv
    overlay --cells index.csv --areas omrade.geojson
    overlay --cells index.csv --areas punkter.geojson
    overlay --cells index.csv --areas utan.geojson
    overlay --cells index.csv --areas inga.geojson
    overlay --cells index.csv --areas fluga.geojson --strict
    overlay --cells index.csv --areas oandlig.geojson
    overlay --cells index.csv --areas rymden.geojson
    overlay --cells index.csv --areas meter.geojson
    overlay --cells index.csv --areas grader.geojson
    overlay --cells index.csv --areas rutor.csv
    overlay --cells index.csv --areas omraden.geojson --areas-crs EPSG:31
    overlay --cells index.csv --areas omraden.geojson --id-field idd
    overlay --cells index.csv --areas omraden.geojson --areas-where id='Z'
    overlay --cells index.csv --areas omraden.geojson --population-field folk
    overlay --cells negativ.csv --areas omraden.geojson
    overlay --cells index.csv --areas omraden.geojson --coverage rutor.csv
    overlay --cells index.csv --areas omraden.geojson --coverage tackning.csv --method centre
    overlay --cells index.csv --areas omraden.geojson --country-km2 0
    coverage --areas lika.geojson
    generate grid
    demo --sample mapp.csv
    """

  /// Words at blanks; none of the commands needs more.
  private static func words(_ line: Substring) -> [String] { line.split(separator: " ").map(String.init) }

  private static func writeInputs(_ work: Workspace) throws {
    let row = "6000006600000,1000,100,300,0.25,0.75,0.25,0.25,0.25,16,16"
    func table(_ name: String, _ old: String, _ new: String) throws {
      try work.write(name, SmallWorld.table(HandWorld.rows + [row.replacingOccurrences(of: old, with: new)]))
    }
    try table("tolv.csv", "6000006600000", "600000660000")
    try table("ojamn.csv", "6000006600000", "6000006600250")
    try table("motsagd.csv", "6000006600000", "CRS3006RES250mN6600000E600000")
    try table("dubbel.csv", ",16,16", ",16,17")
    try table("text.csv", ",300,", ",trehundra,")
    try table("oandlig.csv", ",300,", ",inf,")
    try table("negativ.csv", "6000006600000,1000,100", "6050006600000,1000,-100")
    try table("storlek.csv", ",1000,", ",0,")
    try table("gitter.csv", "6000006600000,1000", "5994006600393,999")
    try table("kalkyl.csv", "6000006600000", "6.00001E+12")
    try work.write("bara_rubrik.csv", SmallWorld.table([]))
    try work.write("tom.csv", "")
    try table("kort.csv", ",16,16", "")
    try table("citat.csv", "6000006600000", "\"6000006600000")
    try work.write("tvarubriker.csv", HandWorld.cells.replacingOccurrences(of: "utbildning", with: "inkomst"))
    try Data("\u{FEFF}ruta".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }).write(
      to: work.folder.appendingPathComponent("utf16.csv"))
    try work.write(
      "konstant.csv",
      HandWorld.cells.replacingOccurrences(of: ",100,200,", with: ",100,300,"))
    try work.write(
      "noll.csv", "ruta,size_m,population,a,b\n6000006600000,1000,100,1,0\n6010006600000,1000,100,2,0\n")
    let definition = """
      name: noll
      population: [population]
      groups: [grupp]
      variables:
        andel:
          group: grupp
          numerator: [a]
          denominator: [b]
          worse: high

      """
    try work.write("noll.yaml", definition)
    try work.write("okand_nyckel.yaml", definition.replacingOccurrences(of: "worse:", with: "wrose:"))
    try work.write("okand_kolumn.yaml", definition.replacingOccurrences(of: "[a]", with: "[inkomts]"))
    try work.write("referens.json", "{}")
    try work.write("rutor.vrt", "<OGRVRTDataSource/>")
    try FileManager.default.createDirectory(atPath: work.path("mapp.csv"), withIntermediateDirectories: true)

    let box = SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_250)
    let square = SmallWorld.feature("\"id\":\"A\",\"name\":\"Norrby\"", box)
    func feature(_ geometry: String) -> String {
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"B\"},\"geometry\":\(geometry)}"
    }
    try work.write(
      "punkter.geojson", SmallWorld.layer([feature("{\"type\":\"Point\",\"coordinates\":[601000,6600000]}")]))
    try work.write("utan.geojson", SmallWorld.layer([square, feature("null")]))
    try work.write("inga.geojson", SmallWorld.layer([]))
    try work.write(
      "fluga.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"F\",\"name\":\"Flugan\"", [box[0], box[2], box[1], box[3], box[0]])
      ]))
    let layer = SmallWorld.layer([square])
    try work.write("oandlig.geojson", layer.replacingOccurrences(of: "601500.0", with: "Infinity"))
    try work.write("rymden.geojson", layer.replacingOccurrences(of: "601500.0", with: "1e12"))
    try work.write("meter.geojson", SmallWorld.layer([square], epsg: nil))
    try work.write(
      "grader.geojson", SmallWorld.layer([SmallWorld.feature("\"id\":\"G\"", SmallWorld.box(15, 60, 15.1, 60.1))]))
    try work.write("lika.geojson", SmallWorld.layer([square, square]))
    try work.write("tackning.csv", "id,ruta,size_m,fraction\nA1,6010006600000,250,1\n")
  }
}
