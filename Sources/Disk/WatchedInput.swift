import Core

/// A file that a run reads, as it was when the run began.
struct WatchedInput {
  /// The input as the user named it.
  let name: String
  let path: String
  /// What the file system said of it.
  let status: FileStatus

  /// The files that an input consists of (see ``FormatFiles``), and the folder where it is one. None for what is not there, is no
  /// file, or is standard input. Throws ``Failure`` (no input, I/O) for what cannot be looked at.
  static func all(of input: String) throws -> [WatchedInput] {
    let folder = try FileStatus(input)?.kind == .folder ? [input] : []
    return try (folder + FormatFiles.all(of: input)).compactMap { path in
      try FileStatus(path).map { WatchedInput(name: input, path: path, status: $0) }
    }
  }

  /// Throws ``Failure`` (I/O) where it is another file now, or has other bytes.
  func check() throws(Failure) {
    guard let now = try FileStatus(path), now.holdsSame(as: status) else { throw Failure.changed(name) }
  }
}
