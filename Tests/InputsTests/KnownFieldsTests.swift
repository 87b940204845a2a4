import Columns
import Outputs
import Testing

@Suite struct KnownFieldsTests {
  @Test func aNameIsThatOfTheRunThatTheLayerIsLike() {
    let activity = KnownFields(in: ["id", "dygnsavtryck", "share", "unique_phones"])
    #expect(activity.field(named: "share")?.look?.label.sv == "Andel av dygnsavtryck i riket")
    let events = KnownFields(in: ["id", "count", "n", "share", "rate_per_1000"])
    #expect(events.field(named: "share")?.look?.label.sv == "Andel av händelserna")
    #expect(events.field(named: "note") == nil)
  }

  @Test func namesOfDBFFilesAreMadeWhole() {
    let fields = KnownFields(in: ["u0_15antal", "index_mean", "percentile"])
    #expect(fields.field(named: "u0_15antal")?.name == "unga_0_15_antal")
    #expect(fields.field(named: "percentile")?.name == "percentile_mean")
    #expect(KnownFields(in: ["rate_1000"]).field(named: "rate_1000")?.name == "rate_per_1000")
  }

  @Test func pagesShowKnownFieldsFirst() {
    var table = Table()
    table.add("antal", .integer, numbers: [1])
    table.add("status", texts: TextColumn(["ok"]))
    table.add("area_km2", .real(decimals: 9), numbers: [2])
    table.add("population", .integer, numbers: [3])
    #expect(KnownFields.arranged(table).fields.map(\.name) == ["population", "area_km2", "antal"])
  }
}
