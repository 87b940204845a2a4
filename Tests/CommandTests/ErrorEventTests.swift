import Foundation
import Testing

/// With `--progress json` a failure is an event with its parts, one line, whatever failed.
@Suite struct ErrorEventTests {
  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("areas.geojson", SmallWorld.areas)
    return work
  }

  private func event(_ errors: String) throws -> [String: Any] {
    let last = try #require(errors.split(separator: "\n").last)
    return try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
  }

  @Test(.english) func parts() throws {
    let work = try world()
    try work.write("bad.csv", "ruta,size_m,population,index\n5600006590000,250,5,abc\n")
    let run = try work.run(
      "overlay", "--cells", "bad.csv", "--areas", "areas.geojson", "--output", "o.csv", "--progress", "json")
    let event = try event(run.errors)
    #expect(event["event"] as? String == "error" && event["exit_code"] as? Int == 65 && run.code == 65)
    #expect(event["file"] as? String == "bad.csv" && event["place"] as? String == "row 2")
    #expect(event["field"] as? String == "index" && event["value"] as? String == "abc")
    #expect(event["value_is_shape"] as? Bool == false && event["hint"] == nil)
    let plain = try work.run("overlay", "--cells", "bad.csv", "--areas", "areas.geojson", "--output", "o.csv")
    #expect("rutverk: error: \(try #require(event["text"] as? String))\n" == plain.errors)
    let swedish = try work.run(
      "overlay", "--cells", "bad.csv", "--areas", "areas.geojson", "--output", "o.csv", "--lang", "sv")
    #expect("rutverk: fel: \(try #require(event["text_sv"] as? String))\n" == swedish.errors)
  }

  @Test func whatTheParserRefuses() throws {
    let work = try world()
    for words in [["index", "--progress=json", "--outputt", "x"], ["nothing", "--progress", "json"]] {
      let run = try work.run(arguments: words)
      let event = try event(run.errors)
      #expect(run.code == 64 && event["exit_code"] as? Int == 64)
      #expect((event["message"] as? String)?.contains(words[0] == "index" ? "--outputt" : "no such command") == true)
    }
    #expect(try work.run("index", "--help", "--progress", "json").code == 0)
  }

  /// The parts of a personal value say no more than the line does.
  @Test func shapesOnly() throws {
    let work = try world()
    try work.write("e.csv", "phone,timestamp,lon,lat\n0701234567,0709876543 at noon,18,59\n")
    let run = try work.run(
      "footprint", "--events", "e.csv", "--areas", "areas.geojson", "--output", "o.csv", "--progress", "json")
    let event = try event(run.errors)
    #expect(run.code == 65 && event["value_is_shape"] as? Bool == true && event["field"] as? String == "timestamp")
    #expect(!run.errors.contains("0701234567") && !run.errors.contains("0709876543"))
  }
}
