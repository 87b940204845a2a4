import Core
import Disk
import Foundation
import SQLite

/// A copy of a database that another program has left unfinished, or is still at: what stands in the journal beside it is part of
/// its content, but to read that SQLite would have to write into the input. In the copy it is put in.
final class SettledCopy: Sendable {
  /// The copy, with nothing beside it.
  let path: String
  private let folder: GuardedFolder

  private static let journals = ["-wal", "-journal"]

  /// Whether a database has something in a journal beside it.
  static func isNeeded(for path: String) throws -> Bool {
    try journals.contains { try FileStatus.size(path + $0) ?? 0 > 0 }
  }

  /// Copies a database with its journals, and settles them. Throws ``Failure`` (I/O) where that fails, and where the database
  /// changes meanwhile.
  init(of original: String, named name: String) throws {
    var template = Array(FilePath.join(FileManager.default.temporaryDirectory.path, "rutverk-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(.io, "no temporary folder for a copy: \(String(cString: strerror(errno)))", file: name)
    }
    folder = GuardedFolder(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    path = FilePath.join(folder.path, FilePath.name(original))
    let files = [""] + Self.journals
    func moments() -> [Date?] {
      files.map { try? FileManager.default.attributesOfItem(atPath: original + $0)[.modificationDate] as? Date }
    }
    let before = moments()
    do {
      for ending in files where try FileStatus(original + ending)?.kind == .file {
        try FileManager.default.copyItem(atPath: original + ending, toPath: path + ending)
        if ending == "-journal" { try Self.refuseSuperJournal(path + ending, named: name) }
        // The original may be for reading only.
        _ = chmod(path + ending, 0o600)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.io, "cannot be copied to read what its journal holds: \(error.localizedDescription)", file: name)
    }
    guard moments() == before else {
      throw Failure.changed(name)
    }
    do {
      // Reading settles a journal that was left; the write-ahead log is put in on the way to another mode.
      _ = try SQLiteConnection(path, file: name).prepare("PRAGMA journal_mode = DELETE").next()
    } catch let failure as Failure {
      throw Failure(.badData, "what its journal holds cannot be read: \(failure.message)", file: name)
    }
  }

  /// A journal may end with the name of another, of a change to several databases; SQLite would read that file, whatever it is,
  /// and remove it.
  private static func refuseSuperJournal(_ path: String, named name: String) throws {
    let sign: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    if try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped).suffix(sign.count).elementsEqual(sign)
    {
      throw Failure(
        .badData, "the journal beside it names another file", file: name,
        hint: "open and close it in the program that wrote it, and try again")
    }
  }
}
