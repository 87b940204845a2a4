import Foundation
import TestSupport
import Testing

/// No value of a phone, a time or a place of an event stands in any output, whatever is wrong with the input.
@Suite struct PrivacyTests {
  /// What must not be told, whole or in part.
  private static let secrets = [
    "0701740605", "1740605", "07017406", "070-174", "070 174", "0701740606", "0701740607", "2020-03-01T10:0", "MAST7",
    "1583056800",
  ]
  private static let areas = """
    {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"features":[
    {"type":"Feature","properties":{"id":"U","class":"utsatt"},"geometry":{"type":"Polygon","coordinates":[[[500000,6500000],
    [510000,6500000],[510000,6510000],[500000,6510000],[500000,6500000]]]}}]}
    """

  /// Files of events by name, most with something wrong.
  private static let events: [String: String] = {
    let row = "0701740605,2020-03-01T10:00,MAST7\n"
    let good = "phone,timestamp,station\n\(row)0701740606,2020-03-01T10:01,MAST7\n"
    var files = [
      "good": good,
      "afterquote": "phone,timestamp,station\n\"070\"1740605,2020-03-01T10:00,MAST7\n",
      "afterquoteintime": "phone,timestamp,station\n0701740605,\"2020\"-03-01T10:00,MAST7\n",
      "strayquote": "phone,timestamp,station\n070\"1740605,2020-03-01T10:00,MAST7\n",
      "openquote":
        "phone,timestamp,station\n0701740605,\"2020-03-01T10:00\n0701740607,2020-03-01T10:00,MAST7\n\",MAST7\n",
      "neverclosed": "phone,timestamp,station\n\(row)\"0701740607,2020-03-01T10:00,MAST7\n\(row)",
      "noheader": row, "noheader2": row + row.replacingOccurrences(of: "605", with: "606"),
      "noheadertwins": "MAST7,0701740605,MAST7\n", "noheaderphones": "0701740605,0701740605,MAST7\n",
      "phoneheading": "0701740605,timestamp,station\n\(row)",
      "phoneheading2": "phone,timestamp,070-174 06 05\n\(row)",
      "phoneheading3": "phone,timestamp,tel:+46701740605\n\(row)",
      "ragged": "phone,timestamp,station\n0701740605,2020-03-01T10:00\n\(row)0701740605,2020-03-01T10:00,MAST7,x\n",
      "nophone": "phone,timestamp,station\n,2020-03-01T10:00,MAST7\n",
      "notime": "phone,timestamp,station\n0701740605,,MAST7\n",
      "datealone": "phone,timestamp,station\n0701740605,2020-03-01,MAST7\n",
      "nodate": "phone,timestamp,station\n0701740605,2020-03-01T10:0x,MAST7\n",
      "ambiguous": "phone,timestamp,station\n0701740605,2503302330,MAST7\n",
      "semicolons": "phone;timestamp;station\n0701740605,2020-03-01T10:00,MAST7\n",
      "tabs": "phone\ttimestamp\tstation\n\(row)",
      "empty": "phone,timestamp,station\n", "twins": "phone,timestamp,phone\n\(row)",
      "unnamed": "phone,,station\n\(row)",
      "windows": "phone,timestamp,station\n0701740605,2020-03-01T10:00,MAST7\u{FFFD}\n\(row)",
      "coordinates": "phone,timestamp,e,n\n0701740605,2020-03-01T10:00,0701740605,6501000\n",
      "coordinates2": "phone,timestamp,e,n\n0701740605,2020-03-01T10:00,505000,2020-03-01T10:00\n",
      "degrees": "phone,timestamp,lon,lat\n0701740605,2020-03-01T10:00,0701740605,59\n",
      "decimals": "phone;timestamp;e;n\n1;2020-03-01T10:00;070,174;070.174\n",
      "xy": "phone,timestamp,x,y\n0701740605,2020-03-01T10:00,07017406,1583056800\n",
    ]
    // Columns exchanged, by their headings and by their values.
    let (names, values) = (["phone", "timestamp", "station"], ["0701740605", "2020-03-01T10:00", "MAST7"])
    for order in [[1, 0, 2], [2, 1, 0], [0, 2, 1], [1, 2, 0], [2, 0, 1]] {
      let name = order.map(String.init).joined()
      files["order\(name)"] = order.map { names[$0] }.joined(separator: ",") + "\n" + row
      files["values\(name)"] =
        "phone,timestamp,e,n\n" + order.map { values[$0] }.joined(separator: ",") + ",6501000\n"
    }
    return files
  }()

  private func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.write("a.geojson", Self.areas)
    try work.write("st.csv", "station,e,n\nMAST8,505000,6505000\n")
    try work.write("salt.txt", "c0b0e1f3a58d94372b6e5f7d1184ac396a0fd2c8973e45b16c8b20f6d95a7e13\n")
    for (name, text) in Self.events {
      try work.write("\(name).csv", text)
      // The same as a layer, which GDAL reads.
      let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      guard let names = rows.first, Set(names).count == names.count, !text.contains("\"") else { continue }
      let features = rows.dropFirst().map { row in
        let members = zip(names, row).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        return "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\(members)}}"
      }
      try work.write(
        "\(name).geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ",\n"))]}")
    }
    return work
  }

  /// What a run tells, on the terminal and in its files, with what it must not.
  private func leaks(_ work: Workspace, _ arguments: [String]) throws -> (code: Int32, found: [String]) {
    let before = Set(work.names)
    let run = try work.run(arguments: arguments)
    var told = run.output + run.errors
    for name in work.names where !before.contains(name) || ["o.csv", "s.json"].contains(name) {
      told += String(decoding: try work.bytes(name), as: UTF8.self)
    }
    return (run.code, Self.secrets.filter { told.contains($0) })
  }

  /// Runs each file's lines one after the other, a file a line, so that every fault meets every kind of run in some file.
  private func check(_ arguments: (String) -> [[String]]) throws {
    let work = try workspace()
    var (failed, runs) = (0, 0)
    let files = Self.events.keys.sorted().flatMap { ["\($0).csv", "\($0).geojson"] }.filter(work.names.contains)
    for (number, file) in files.enumerated() {
      let lines = arguments(file)
      let line = lines[number % lines.count]
      let (code, found) = try leaks(work, line)
      #expect(found.isEmpty, "\(line.joined(separator: " "))")
      runs += 1
      if code != 0 { failed += 1 }
    }
    #expect(failed > runs / 4, "\(failed) of \(runs)")
  }

  @Test func eventsWithStations() throws {
    try check { file in
      let run = ["footprint", "--events", file, "--stations", "st.csv", "--areas", "a.geojson"]
      return [run, run + ["--on-bad-row", "skip", "--stats", "s.json", "--output", "o.csv"], run + ["--dry-run"]]
    }
  }

  @Test func eventsWithPlacesOfTheirOwnAndNamedColumns() throws {
    try check { file in
      let run = ["footprint", "--events", file, "--areas", "a.geojson"]
      return [
        run + ["--on-bad-row", "skip", "--stats", "s.json"],
        run + ["--phone-field", "fone", "--time-field", "timestamp", "--station-field", "stattion"],
        run + ["--stations", "st.csv", "--column", "phone=telephone", "--partial", "p", "--salt-file", "salt.txt"],
      ]
    }
  }

  /// Events given as what they are not.
  @Test func eventsInThePlaceOfOtherInputs() throws {
    try check { file in
      [
        ["footprint", "--events", "good.csv", "--stations", file, "--areas", "a.geojson"],
        ["incidents", "--points", file, "--areas", "a.geojson", "--on-bad-row", "skip"],
        ["incidents", "--points", file, "--areas", "a.geojson"],
      ]
    }
  }

  @Test(arguments: [
    ["index", "EVENTS"], ["overlay", "--cells", "EVENTS", "--areas", "a.geojson"], ["merge", "EVENTS"],
    ["overlay", "--cells", "st.csv", "--areas", "EVENTS"], ["areas", "validate", "EVENTS"],
    ["areas", "levels", "EVENTS"],
  ])
  func eventsGivenToOtherCommands(_ command: [String]) throws {
    let work = try workspace()
    for name in ["good", "afterquote", "openquote", "noheader", "phoneheading", "order102", "ragged"] {
      let line = command.map { $0 == "EVENTS" ? "\(name).csv" : $0 }
      let (code, found) = try leaks(work, line)
      #expect(code != 0 && found.isEmpty, "\(line.joined(separator: " "))")
    }
  }
}
