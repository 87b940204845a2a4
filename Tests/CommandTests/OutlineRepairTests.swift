import Testing

/// Outlines that `index` hands on from the zones' layer are valid, whatever the layer holds.
@Suite struct OutlineRepairTests {
  private func workspace(_ ring: [[Double]]) throws -> Workspace {
    let work = try Workspace()
    let rows = ["A,100,200,0.1,0.8,0.2,0.1,0.05,10,5", "B,200,300,0.2,0.9,0.1,0.3,0.02,12,6"]
    let header = SmallWorld.header.replacingOccurrences(of: "ruta,size_m", with: "kod")
    try work.write("tal.csv", ([header] + rows).joined(separator: "\n") + "\n")
    try work.write(
      "zoner.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"kod\":\"A\"", ring),
        SmallWorld.feature("\"kod\":\"B\"", SmallWorld.box(602_000, 6_600_000, 603_000, 6_601_000)),
      ]))
    return work
  }

  private func index(_ work: Workspace) throws -> Workspace.Run {
    try work.run(
      "index", "tal.csv", "zoner.geojson", "--key", "kod", "--drop", "unga_0_15", "--drop", "unga_16_19", "--output",
      "o.gpkg")
  }

  /// Two wings, a quarter of a square kilometre each.
  @Test(.english) func bowTieKeepsBothWings() throws {
    let work = try workspace([
      [600_000, 6_600_000], [601_000, 6_601_000], [601_000, 6_600_000], [600_000, 6_601_000], [600_000, 6_600_000],
    ])
    let run = try index(work)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("zone A: invalid polygon: Self-intersection at 600500.0 6600500.0"))
    // Read again nothing is to be repaired, and both wings are there.
    try work.write(
      "ytor.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"X\"", SmallWorld.box(599_000, 6_599_000, 601_500, 6_602_000))
      ]))
    let read = try work.run(
      "overlay", "--cells", "o.gpkg", "--key", "kod", "--areas", "ytor.geojson", "--output", "x.csv")
    #expect(read.code == 0 && !read.errors.contains("invalid polygon"), "\(read.errors)")
    #expect(try work.table("x.csv").map { $0["population"] } == ["100"])
  }

  @Test(.english) func whatCannotBeRepairedNamesItsZone() throws {
    let work = try workspace([
      [600_000, 6_600_000], [601_000, 6_601_000], [.infinity, 6_600_000], [600_000, 6_600_000],
    ])
    let run = try index(work)
    #expect(run.code == 65 && run.errors.contains("A"), "\(run.errors)")
  }
}
