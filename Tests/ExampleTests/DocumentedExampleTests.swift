import Foundation
import Testing

/// The examples that docs/library.md shows are those that are compiled and run here.
@Suite struct DocumentedExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  @Test func stateWhatIsCompiled() throws {
    func plain(_ text: String) -> [String] {
      text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    let page = Self.folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "docs/library.md")
    let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
      .map { plain($0.components(separatedBy: "```")[0]) }
    let sources = try ["CoreExampleTests.swift", "FilesExampleTests.swift"].map {
      plain(try String(contentsOf: Self.folder.appendingPathComponent($0), encoding: .utf8))
    }
    #expect(blocks.count == sources.count)
    for (block, source) in zip(blocks, sources) {
      let missing = block.filter { !source.contains($0) }
      #expect(!block.isEmpty && missing.isEmpty, "\(missing)")
    }
  }
}
