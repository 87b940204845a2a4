import Core
import Foundation
import TestSupport
import Testing

@testable import Disk

/// Runs that end between two renames, and what the next one makes of it.
@Suite struct CommitJournalTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.file("sub"), withIntermediateDirectories: false)
  }

  private func text(_ name: String) throws -> String { String(decoding: try scratch.bytes(name), as: UTF8.self) }

  private static let names = ["a.csv", "b.csv", "sub/c.csv", "sub/d.csv"]

  /// A commit that stops after so many renames; nil: before it is decided. The folders are no longer locked then, as those of a
  /// killed run.
  private func stopped(after count: Int?) throws {
    for name in Self.names { try scratch.write(name, "gammal") }
    let folders = try [("", ["a.csv", "b.csv"]), ("/sub", ["c.csv", "d.csv"])].map { folder, names in
      let staging = try StagingFolder(in: scratch.path + folder, named: "ut")
      for name in names {
        try Data("ny".utf8).write(
          to: URL(fileURLWithPath: staging.stage(scratch.path + "\(folder)/\(name)", named: name)))
      }
      return staging
    }
    let moves = try folders.flatMap { try $0.moves() }
    if let count {
      try CommitJournal(moves, leader: folders[0].path, others: [folders[1].path]).write(in: folders[0].path)
      var isUndone = true
      try Move.perform(Array(moves.prefix(count)), isUndone: &isUndone)
    }
    // A copy stands for what a killed run leaves: nobody holds it, nobody removes it.
    for folder in folders {
      try FileManager.default.moveItem(atPath: folder.path, toPath: folder.path + ".copy")
      folder.remove()
      try FileManager.default.moveItem(atPath: folder.path + ".copy", toPath: folder.path)
    }
  }

  private func contents() throws -> Set<String> { Set(try Self.names.map(text)) }

  private func isClean() throws -> Bool {
    try scratch.list() == ["a.csv", "b.csv", "sub"]
      && FileManager.default.contentsOfDirectory(atPath: scratch.file("sub")).sorted() == ["c.csv", "d.csv"]
  }

  /// The next run writes beside the leader, or beside the other outputs.
  @Test(arguments: 0...4, ["", "/sub"]) func finished(_ count: Int, _ folder: String) throws {
    try stopped(after: count)
    if (1...3).contains(count) { #expect(try contents() == ["gammal", "ny"]) }
    try LeftoverStaging.settle(in: scratch.path + folder)
    #expect(try contents() == ["ny"])
    #expect(try isClean())
    // Nothing is done twice.
    try scratch.write("a.csv", "senare")
    try LeftoverStaging.settle(in: scratch.path + folder)
    #expect(try text("a.csv") == "senare")
  }

  @Test func dropped() throws {
    try stopped(after: nil)
    for folder in ["", "/sub"] { try LeftoverStaging.settle(in: scratch.path + folder) }
    #expect(try contents() == ["gammal"])
    #expect(try isClean())
  }

  /// Half a journal decides nothing.
  @Test func aJournalThatBreaksOff() throws {
    try stopped(after: 0)
    let leader = try #require(try scratch.list().first { $0.hasPrefix(".") })
    let whole = try scratch.bytes("\(leader)/journal")
    try scratch.write("\(leader)/journal", Array(whole.dropLast(5)))
    for folder in ["", "/sub"] { try LeftoverStaging.settle(in: scratch.path + folder) }
    #expect(try contents() == ["gammal"])
    #expect(try isClean())
  }

  /// Who reads what a killed run was about to replace reads all of the new or all of the old.
  @Test func readersSettleToo() throws {
    try stopped(after: 1)
    _ = try OutputSet(inputs: [scratch.file("b.csv")])
    #expect(try contents() == ["ny"])
  }

  /// Others' folders, and those of runs that live, stay.
  @Test func whatIsNoLeftOver() throws {
    let live = try StagingFolder(in: scratch.path, named: "ut")
    for name in [".rutverk-1-1", ".a_csv.rutverk-1-1", ".rutverk-x-1", ".rutverk-1-1-1", "x.rutverk-1-1"] {
      try FileManager.default.createDirectory(atPath: scratch.file(name), withIntermediateDirectories: false)
    }
    // All may write to it, so its journal may be anybody's.
    try FileManager.default.createDirectory(atPath: scratch.file(".rutverk-2-2"), withIntermediateDirectories: false)
    chmod(scratch.file(".rutverk-2-2"), 0o777)
    try LeftoverStaging.settle(in: scratch.path)
    let kept = [FilePath.name(live.path), ".rutverk-2-2", ".rutverk-x-1", ".rutverk-1-1-1", "sub", "x.rutverk-1-1"]
    #expect(try Set(scratch.list()) == Set(kept))
    live.remove()
  }

  /// A folder that was replaced, and paths that a journal notes.
  @Test func geodatabasesAndNames() throws {
    for name in ["d.gdb", "ny.gdb"] {
      try FileManager.default.createDirectory(atPath: scratch.file(name), withIntermediateDirectories: false)
      try scratch.write("\(name)/gdb", name)
    }
    let moves = [
      Move(from: scratch.file("ny.gdb"), to: scratch.file("d.gdb"), backup: scratch.file(".old"), named: "d.gdb"),
      Move(from: scratch.file("ny å\n.csv"), to: scratch.file("sub/å\n.csv"), backup: "", named: "å"),
    ]
    try scratch.write("ny å\n.csv", "x")
    let leader = scratch.file(".rutverk-1-1")
    try FileManager.default.createDirectory(atPath: leader, withIntermediateDirectories: false)
    let journal = CommitJournal(moves, leader: leader, others: [])
    #expect(journal.renames.map(\.to) == ["d.gdb", "sub/å\n.csv"])
    try journal.write(in: leader)
    #expect(try CommitJournal(in: leader) == journal)
    try journal.finish(in: leader)
    #expect(try text("d.gdb/gdb") == "ny.gdb" && text("sub/å\n.csv") == "x")
  }

  @Test func undoneMovesRestoreWhatWasThere() throws {
    try scratch.write("a", "gammal a")
    try scratch.write("ny-a", "ny a")
    try scratch.write("ny-b", "ny b")
    let moves = [
      Move(from: scratch.file("ny-a"), to: scratch.file("a"), backup: scratch.file(".old-a"), named: "a"),
      Move(from: scratch.file("ny-b"), to: scratch.file("b"), backup: scratch.file(".old-b"), named: "b"),
      Move(from: scratch.file("finns-inte"), to: scratch.file("c"), backup: scratch.file(".old-c"), named: "c"),
    ]
    var isUndone = false
    let failed = failure { try Move.perform(moves, isUndone: &isUndone) }
    #expect(failed?.kind == .io && failed?.file == "c" && isUndone)
    #expect(try text("a") == "gammal a")
    #expect(!FileManager.default.fileExists(atPath: scratch.file("b")))
    // As if nothing had been done: the moves can be done again.
    #expect(try text("ny-a") == "ny a" && text("ny-b") == "ny b")
  }

  /// Without a backup (on file systems without links) the older file is gone: the journal must stay.
  @Test func whatCannotBeUndone() throws {
    for name in ["a", "ny-a"] { try scratch.write(name, name) }
    let moves = [
      Move(from: scratch.file("ny-a"), to: scratch.file("a"), backup: scratch.file("finns-inte/a"), named: "a"),
      Move(from: scratch.file("finns-inte"), to: scratch.file("c"), backup: scratch.file(".old-c"), named: "c"),
    ]
    var isUndone = true
    #expect(failure { try Move.perform(moves, isUndone: &isUndone) }?.file == "c")
    #expect(!isUndone)
    #expect(try text("a") == "ny-a")
  }

  /// A folder that its run leaves to others is finished by the next one.
  @Test func whatIsLeftToTheNextRun() throws {
    for name in ["a.csv", "b.csv"] { try scratch.write(name, "gammal") }
    let staging = try StagingFolder(in: scratch.path, named: "ut")
    for name in ["a.csv", "b.csv"] {
      try Data("ny".utf8).write(to: URL(fileURLWithPath: staging.stage(scratch.file(name), named: name)))
    }
    let moves = try staging.moves()
    try CommitJournal(moves, leader: staging.path, others: []).write(in: staging.path)
    staging.leave()
    staging.remove()
    #expect(try text("a.csv") == "gammal")
    try LeftoverStaging.settle(in: scratch.path)
    #expect(try text("a.csv") == "ny" && text("b.csv") == "ny")
    #expect(try scratch.list() == ["a.csv", "b.csv", "sub"])
  }

  /// What a later run cannot finish either is said, not passed over.
  @Test func whatCannotBeFinished() throws {
    try stopped(after: 1)
    try FileManager.default.removeItem(atPath: scratch.file("sub"))
    try LeftoverStaging.settle(in: scratch.path)
    #expect(try text("b.csv") == "ny")
    try FileManager.default.createDirectory(atPath: scratch.file("sub"), withIntermediateDirectories: false)
    try stopped(after: 1)
    let leader = try #require(try scratch.list().first { $0.hasPrefix(".") })
    try FileManager.default.removeItem(atPath: scratch.file("b.csv"))
    try FileManager.default.createDirectory(atPath: scratch.file("b.csv"), withIntermediateDirectories: false)
    try FileManager.default.createDirectory(
      atPath: scratch.file("\(leader)/.old-b.csv"), withIntermediateDirectories: false)
    try scratch.write("\(leader)/.old-b.csv/x", "x")
    let failed = failure { try LeftoverStaging.settle(in: scratch.path) }
    #expect(failed?.kind == .io && failed?.file == scratch.file("b.csv"))
  }
}
