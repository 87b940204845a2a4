import Foundation
import Testing

/// `rutverk schema`, and what statistics say of themselves. That all statistics of all tests are valid is checked where they are
/// made: `StatisticsCheck`.
@Suite struct SchemaTests {
  /// Statistics of the small world: of `index`, `overlay`, `coverage` and `areas partition`.
  private func made() throws -> (work: Workspace, names: [String]) {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", SmallWorld.areas)
    let runs = [
      ["index", "rutor.csv", "--output", "index.csv", "--stats", "index.json"],
      ["overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--stats", "overlay.json"],
      ["coverage", "--areas", "omraden.geojson", "--output", "c.csv", "--stats", "coverage.json"],
      ["areas", "partition", "omraden.geojson", "--stats", "areas-partition.json"],
    ]
    for run in runs { #expect(try work.run(arguments: run).code == 0) }
    return (work, ["index", "overlay", "coverage", "areas-partition"])
  }

  @Test(.english) func everyNameHasASchema() throws {
    let work = try Workspace()
    let lines = try work.run("schema").output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(lines.count >= 20)
    for line in lines {
      #expect(line.count == 2 && line[1].hasPrefix("rutverk/\(line[0] == "merge" ? "footprint" : line[0])/"))
      let schema = try #require(try StatisticsCheck.schema(String(line[1])))
      #expect(schema["title"] as? String == String(line[1]))
      #expect(schema["additionalProperties"] as? Bool == false)
      #expect(Self.untitled(schema, "").isEmpty, "\(line[1]): Catalogue/keys.txt has no words for these")
    }
    let words = try work.run("schema", "areas", "panel")
    #expect(words.output == (try work.run("schema", "areas-panel").output))
    let unknown = try work.run("schema", "overlya")
    #expect(unknown.code == 64 && unknown.errors.contains("did you mean \"overlay\"?"), "\(unknown.errors)")
  }

  /// Keys, by their paths, that people would have to read as they are.
  private static func untitled(_ schema: [String: Any], _ path: String) -> [String] {
    var found: [String] = []
    for (key, value) in schema["properties"] as? [String: Any] ?? [:] {
      guard let value = value as? [String: Any] else { continue }
      if value["title"] == nil, !value.isEmpty, path + key != "schema" { found.append(path + key) }
      found += untitled(value, path + key + ".")
    }
    for keyword in ["items", "additionalProperties"] {
      if let inner = schema[keyword] as? [String: Any] { found += untitled(inner, path + "*.") }
    }
    return found
  }

  /// A key that is taken out of a schema makes the statistics that have it invalid, wherever in the tree it stands.
  @Test func keyTakenOutIsNoticed() throws {
    let (work, names) = try made()
    var tried = 0
    for name in names {
      let value = try work.json("\(name).json")
      let identifier = try #require(value["schema"] as? String)
      let schema = try #require(try StatisticsCheck.schema(identifier))
      #expect(SchemaValidator.faults(value, schema) == [])
      for lacking in Self.withOneKeyLess(schema, of: value) {
        tried += 1
        #expect(!SchemaValidator.faults(value, lacking.schema).isEmpty, "\(name) without \(lacking.key)")
      }
    }
    #expect(tried > 100)
  }

  /// The schema once for each key that the value has, without that key.
  private static func withOneKeyLess(
    _ schema: [String: Any], of value: Any
  ) -> [(key: String, schema: [String: Any])] {
    var found: [(key: String, schema: [String: Any])] = []
    if let members = value as? [String: Any], let properties = schema["properties"] as? [String: Any] {
      for (key, member) in members {
        guard let own = properties[key] as? [String: Any] else { continue }
        var copy = schema
        copy["properties"] = properties.filter { $0.key != key }
        copy["required"] = (schema["required"] as? [String] ?? []).filter { $0 != key }
        found.append((key, copy))
        for inner in withOneKeyLess(own, of: member) {
          copy["properties"] = properties.merging([key: inner.schema]) { $1 }
          copy["required"] = schema["required"]
          found.append(("\(key).\(inner.key)", copy))
        }
      }
    } else if let first = (value as? [Any])?.first, let item = schema["items"] as? [String: Any] {
      for inner in withOneKeyLess(item, of: first) {
        var copy = schema
        copy["items"] = inner.schema
        found.append(("[].\(inner.key)", copy))
      }
    }
    return found
  }

  /// What the validator of the tests says of values that are wrong in one way each.
  @Test func validatorFindsFaults() {
    let schema: [String: Any] = [
      "type": "object", "required": ["a"], "additionalProperties": false,
      "properties": [
        "a": ["type": ["integer", "null"]], "b": ["type": "array", "items": ["type": "string", "enum": ["x"]]],
      ],
    ]
    func faults(_ json: String) -> [String] {
      let value = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) ?? NSNull()
      return SchemaValidator.faults(value, schema)
    }
    #expect(faults(#"{"a": 1, "b": ["x"]}"#) == [])
    #expect(faults(#"{"a": null}"#) == [])
    #expect(faults(#"{"a": 1.5}"#) == ["$.a: is no integer or null"])
    #expect(faults(#"{"a": true}"#) == ["$.a: is no integer or null"])
    #expect(faults(#"{}"#) == ["$: lacks a"])
    #expect(faults(#"{"a": 1, "c": 2}"#) == ["$: c is not in the schema"])
    #expect(faults(#"{"a": 1, "b": ["y"]}"#) == [#"$.b[0]: y is none of ["x"]"#])
    #expect(faults("[]") == ["$: is no object"])
  }

  /// Another validator agrees (`jsonschema`), where it is installed.
  @Test func anotherValidatorAgrees() throws {
    let (work, _) = try made()
    let run = try work.shell("python3 '\(Tool.project("scripts/schemas"))' '\(Tool.path)' . 2>&1")
    if run.code == 77 || run.code == 127 {
      print(run.output)
      return
    }
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("schemas, 4 statistics, 0 not valid"), "\(run.output)")
    try work.write("overlay.json", try work.text("overlay.json").replacing("\"kappa\"", with: "\"cappa\""))
    #expect(try work.shell("python3 '\(Tool.project("scripts/schemas"))' '\(Tool.path)' . 2>&1").code == 1)
  }

  // MARK: the record of the run

  /// Versions of libraries, and the digest of each input, as coreutils computes it.
  @Test func recordTellsInputsAndLibraries() throws {
    let work = try Workspace()
    try work.write("omraden.geojson", SmallWorld.areas)
    #expect(try work.run("areas", "partition", "omraden.geojson", "--stats", "s.json").code == 0)
    let run = try #require(try work.json("s.json")["run"] as? [String: Any])
    let libraries = try #require(run["libraries"] as? [String: Any])
    #expect(Set(libraries.keys) == ["geos", "proj", "gdal", "cairo"])
    #expect((libraries["geos"] as? String)?.hasPrefix("3.") == true && libraries["cairo"] is NSNull)
    let input = try #require((run["inputs"] as? [[String: Any]])?.first)
    let digest = try work.shell("sha256sum omraden.geojson").output.prefix(64)
    #expect(input["sha256"] as? String == String(digest))
    #expect(input["bytes"] as? Int == SmallWorld.areas.utf8.count && input["parts"] == nil)
  }

  /// A shapefile is several files, each with its digest; standard input has none.
  @Test func partsAndPipes() throws {
    let work = try Workspace()
    try work.write("omraden.geojson", SmallWorld.areas)
    try work.write("rutor.csv", SmallWorld.good)
    #expect(try work.run("areas", "partition", "omraden.geojson", "--output", "o.shp").code == 0)
    let run = try work.shell("cat rutor.csv | rutverk overlay --cells - --areas o.shp --stats s.json")
    #expect(run.code == 0, "\(run.errors)")
    let record = try #require(try work.json("s.json")["run"] as? [String: Any])
    let inputs = try #require(record["inputs"] as? [[String: Any]])
    #expect(inputs[0]["sha256"] is NSNull && inputs[0]["bytes"] is NSNull)
    let parts = try #require(inputs[1]["parts"] as? [[String: Any]])
    #expect(parts.map { $0["file"] as? String } == ["o.shx", "o.dbf", "o.prj", "o.cpg"])
    for (file, found) in zip(["o.shp", "o.shx", "o.dbf"], [inputs[1]] + parts) {
      #expect(found["sha256"] as? String == String(try work.shell("sha256sum \(file)").output.prefix(64)))
    }
  }
}
