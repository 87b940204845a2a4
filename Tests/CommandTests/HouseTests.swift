import Foundation
import Testing

/// The house stands as its page draws it.
@Suite struct HouseTests {
  /// Picture, table and manifest agree with the imports, and no module is too large: see `scripts/modules`.
  @Test func modulesAreAsThePageSays() throws {
    let work = try Workspace()
    let run = try work.shell("'\(Tool.project("scripts/modules"))' --check 2>&1")
    #expect(run.code == 0, "\(run.output)")
  }

  /// One version everywhere that `scripts/release` writes it.
  @Test(arguments: [
    ("CHANGELOG.md", "\n## % ("), ("integrations/python/src/rutverk/_root.py", "VERSION = \"%\""),
    ("integrations/qgis/rutverk/metadata.txt", "\nversion=%\n"),
    ("integrations/spark/pyproject.toml", "\nversion = \"%\"\n"),
  ])
  func versionsAgree(file: String, line: String) throws {
    let version = try Workspace().run("--version").output.split(whereSeparator: \.isWhitespace)
    let text = try String(contentsOfFile: Tool.project(file), encoding: .utf8)
    #expect(text.contains(line.replacingOccurrences(of: "%", with: version.dropFirst().first ?? "?")))
  }
}
