import Core
import Foundation
import Synchronization

/// SHA-256 of the files of an input, so that whoever has the result can say what it was made from.
///
/// A file that a run reads is the same file from its beginning to its end (``OutputSet`` refuses any other), so its digest is
/// worked out once, beside the run where that began it (``begin(_:)``), and by no run that does not ask.
package struct InputDigest: Sendable, Equatable {
  /// The path of the file.
  package let path: String
  /// Its size, bytes.
  package let bytes: Int
  /// SHA-256, in hexadecimal; nil where the file is larger than what is read for it.
  package let sha256: String?

  /// The files that an input consists of: the one of that name, and those beside it that belong to its format, or all files of a
  /// folder. None for what is no file, such as a pipe: its bytes are gone when they have been read. Nor for what cannot be looked
  /// at or read now, although the run has read it: ``check()`` then says so.
  package static func files(of input: String) -> [InputDigest] {
    do {
      return try paths(of: input).map { path, bytes in
        InputDigest(path: path, bytes: bytes, sha256: bytes > limit.withLock { $0 } ? nil : try digest(of: path))
      }
    } catch {
      fault.withLock { $0 = error as? Failure }
      return []
    }
  }

  /// Throws ``Failure`` (I/O; 70 where the library is not there) where files were asked for whose digests could not be worked out:
  /// a record without them would be another one than that of the same run at another time.
  static func check() throws { if let failure = fault.withLock({ $0 }) { throw failure } }

  private static let fault = Mutex<Failure?>(nil)

  /// Bytes of the largest file that is read once more for its digest: at 2 GB a second it takes a fifteenth of a second of one
  /// processor. `footprint` reads as fast itself, so for its largest inputs a digest would cost as much as a tenth of the run.
  package static let usualLimit = 128 << 20

  /// Begins to work out the digests of inputs on a thread of its own, which gives way to none: nobody can help it, so it would be
  /// waited for at the end. Files of more than `limit` bytes have none. Throws ``Failure`` (no input, I/O) for an input that
  /// cannot be looked at.
  package static func begin(_ inputs: [String], limit: Int = usualLimit) throws {
    Self.limit.withLock { $0 = limit }
    let files = try inputs.flatMap { try paths(of: $0).filter { $0.bytes <= limit }.map(\.path) }
    let new = known.withLock { known in
      let new = files.filter { known[$0] == nil }
      for path in new { known[path] = Entry() }
      return new.compactMap { path in known[path].map { (path, $0) } }
    }
    if new.isEmpty { return }
    let thread = Thread {
      for (path, entry) in new { entry.settle { try sha256(of: path) } }
    }
    thread.start()
  }

  /// One file's digest, worked out by whoever comes first.
  private final class Entry: Sendable {
    private let value = Mutex<Result<String?, any Error>?>(nil)

    /// The digest, or why there is none; others wait meanwhile.
    @discardableResult
    func settle(_ make: () throws -> String?) -> Result<String?, any Error> {
      value.withLock { value in
        if let known = value { return known }
        let made = Result { try make() }
        value = made
        return made
      }
    }
  }

  private static let known = Mutex<[String: Entry]>([:])
  private static let limit = Mutex(usualLimit)

  private static func digest(of path: String) throws -> String? {
    let entry = known.withLock { known in
      if let entry = known[path] { return entry }
      let entry = Entry()
      known[path] = entry
      return entry
    }
    return try entry.settle { try sha256(of: path) }.get()
  }

  private static func paths(of input: String) throws -> [(path: String, bytes: Int)] {
    try WatchedInput.all(of: input).filter { $0.status.kind == .file }.map { ($0.path, $0.status.size) }
  }

  private static func sha256(of path: String) throws -> String? {
    guard let found = try SHA256.ofFile(path) else { throw Failure(.io, "cannot be read again", file: path) }
    return found.digits
  }
}
