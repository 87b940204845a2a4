import Foundation

/// Keeps two runs that write the same outputs from putting them in place at the same time, which would leave some of each.
struct RivalCommits {
  private let descriptors: [Int32]

  /// Locks the folders, in an order that is the same for all. Who holds one for longer than half a second (a shell's `flock`
  /// around the whole run, say) is not waited for.
  init(in folders: [String]) {
    descriptors = Set(folders).sorted().compactMap { folder in
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor < 0 { return nil }
      for _ in 0..<50 {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { break }
        usleep(10_000)
      }
      return descriptor
    }
  }

  func release() { for descriptor in descriptors { close(descriptor) } }
}
