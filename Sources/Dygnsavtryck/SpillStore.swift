import Core
import PartialFiles
import Synchronization

/// Where partitions go when memory is short: one file without a name, its sections remembered by partition.
final class SpillStore: Sendable {
  private struct State: Sendable {
    var file: ByteFile?
    var length = 0
    // For each partition the places and lengths of what was written of it.
    var sections = [[(place: Int, length: Int)]](repeating: [], count: Partition.count)
  }

  private let folder: @Sendable () throws -> String
  private let state = Mutex(State())

  /// A store in the folder that the closure gives; it is asked once, when the first partition is written.
  init(folder: @escaping @Sendable () throws -> String) { self.folder = folder }

  /// Bytes written so far.
  var size: Int { state.withLock { $0.length } }

  /// Writes a section of a partition. Throws ``Failure`` (cannot create, I/O).
  func write(_ bytes: [UInt8], of partition: Int) throws {
    try state.withLock { state in
      let file = try state.file ?? ByteFile.temporary(in: folder())
      state.file = file
      try file.write(bytes[...], at: state.length)
      state.sections[partition].append((state.length, bytes.count))
      state.length += bytes.count
    }
  }

  /// Whether anything of a partition was written.
  func holds(_ partition: Int) -> Bool { state.withLock { !$0.sections[partition].isEmpty } }

  /// What was written of a partition, section by section.
  func forEachSection(of partition: Int, _ body: (inout ByteReader) throws -> Void) throws {
    let (file, sections) = state.withLock { ($0.file, $0.sections[partition]) }
    guard let file else { return }
    for section in sections {
      var reader = ByteReader(try file.read(section.length, at: section.place), file: file.name)
      try body(&reader)
    }
  }
}
