import Testing

/// The house stands as its page draws it.
@Suite struct HouseTests {
  /// Picture, table and manifest agree with the imports, and no module is too large: see `scripts/modules`.
  @Test func modulesAreAsThePageSays() throws {
    let work = try Workspace()
    let run = try work.shell("'\(Tool.project("scripts/modules"))' --check 2>&1")
    #expect(run.code == 0, "\(run.output)")
  }
}
