import Foundation
import Testing

/// Arrow tables wherever tables are read. The files are `Tests/Attack/corpus/arrow/seed-…`, written by pyarrow.
@Suite(.english) struct ArrowInputTests {
  /// The events of `seed-events` and `seed-file` as text, and what stands around them.
  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("areas.geojson", SmallWorld.areas)
    try work.write("stations.csv", "station,e,n\nS1,560100,6590100\nS2,560600,6590100\n")
    try work.write(
      "events.csv",
      "phone,timestamp,station\np,2021-03-01 10:00:00,S1\np,2021-03-01 11:00:00,S2\nq,2021-03-02 01:00:00,S1\n")
    for (seed, name) in [("events", "events.arrows"), ("file", "events.arrow"), ("bad", "bad.arrows")] {
      try FileManager.default.copyItem(
        atPath: Tool.project("Tests/Attack/corpus/arrow/seed-\(seed)"),
        toPath: work.folder.appendingPathComponent(name).path)
    }
    return work
  }

  private static let rest = "--stations stations.csv --areas areas.geojson"

  @Test func eventsGiveWhatTheirTextGives() throws {
    let work = try world()
    func run(_ events: String, _ flags: String = "", feed: String = "") throws -> (output: Data, part: Data) {
      let run = try work.shell(
        "rutverk footprint --events \(events) \(Self.rest) --day-start 05:00 --output o.csv \(flags) \(feed)")
      #expect(run.code == 0, "\(events): \(run.errors)")
      let part = flags.contains("--partial") ? try work.bytes("o.part") : Data()
      return (try work.bytes("o.csv"), part)
    }
    #expect(try work.shell("rutverk salt --output salt.txt && gzip -k events.arrows").code == 0)
    let partial = "--partial o.part --salt-file salt.txt"
    let wanted = try run("events.csv", partial)
    for events in ["events.arrows", "events.arrow", "events.arrows.gz"] {
      #expect(try run(events, partial) == wanted, "\(events)")
      #expect(try run(events, "--threads 1").output == wanted.output, "\(events)")
    }
    #expect(try run("-", feed: "< events.arrows").output == wanted.output)
    let dry = try work.shell("rutverk footprint --events events.arrows \(Self.rest) --dry-run")
    #expect(dry.code == 0 && dry.output.contains("timestamp"), "\(dry.errors)")
  }

  /// By row and field, without a value; the second row of the table is line 3 of its text.
  @Test func badRowsAreNamed() throws {
    let work = try world()
    let stopped = try work.shell("rutverk footprint --events bad.arrows \(Self.rest) --output o.csv")
    #expect(stopped.code == 65)
    #expect(stopped.errors.contains(#"bad.arrows, row 3, field "phone": the phone is missing"#), "\(stopped.errors)")
    let skipped = try work.shell(
      "rutverk footprint --events bad.arrows \(Self.rest) --on-bad-row skip --output o.csv --stats s.json")
    #expect(skipped.code == 0 && skipped.errors.contains("bad.arrows: 3 bad rows left out"), "\(skipped.errors)")
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["events"] as? Int == 1)
  }
}
