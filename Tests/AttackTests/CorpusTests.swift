import Attack
import Foundation
import Testing

/// What was found, or begun with, by random attacks: each kept input through its reader once more. One after the other, since
/// targets of a process share their files.
@Suite(.serialized) struct CorpusTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Attack/corpus")

  @Test(arguments: AttackTarget.all.map(\.name)) func everyKeptInputIsReadOrRefused(_ name: String) throws {
    let target = try #require(AttackTarget.all.first { $0.name == name })
    let folder = Self.corpus.appendingPathComponent(name)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files.sorted(by: { $0.path < $1.path }) { target.attack(Array(try Data(contentsOf: file))) }
  }

  @Test func theCorpusIsThatOfTheTargets() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
    #expect(Set(folders) == Set(AttackTarget.all.map(\.name)))
  }
}
