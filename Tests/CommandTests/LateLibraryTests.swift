#if os(Linux)
  import Testing

  /// Libraries that are loaded at their first call, where they are not as they should be.
  @Suite struct LateLibraryTests {
    /// A folder with files of these names that are no libraries, looked into before the system's own.
    private func workspace(_ names: [String]) throws -> Workspace {
      let work = try Workspace()
      for name in names { try work.write(name, "") }
      try work.write("a.geojson", SmallWorld.areas)
      try work.write("r.csv", SmallWorld.good)
      return work
    }

    private static let versions = (20...60).map { "libgdal.so.\($0)" }

    @Test func whatToInstall() throws {
      let work = try workspace(Self.versions + ["libgdal.so"])
      let names = work.names
      let run = try work.shell(
        "LD_LIBRARY_PATH=\"$PWD\" '\(Tool.path)' overlay --cells r.csv --areas a.geojson --output o.shp")
      #expect(run.code == 70 && run.output.isEmpty)
      #expect(run.errors.contains("fel: GDAL kan inte laddas: "), "\(run.errors)")
      #expect(run.errors.contains("; installera libgdal-dev (Debian, Ubuntu), gdal-libs (Fedora)"), "\(run.errors)")
      #expect(work.names == names)
      let version = try work.shell("LD_LIBRARY_PATH=\"$PWD\" '\(Tool.path)' --version")
      #expect(version.code == 0 && version.output.contains("GDAL not found"), "\(version.output)")
    }

    /// A version that cannot be used does not hide one that can: the development package's own name is the last to be tried.
    @Test func anotherNameServes() throws {
      let work = try workspace(Self.versions)
      let version = try work.shell("LD_LIBRARY_PATH=\"$PWD\" '\(Tool.path)' --version")
      #expect(version.code == 0 && version.output.contains("GDAL 3."), "\(version.output)")
    }
  }
#endif
