import Core
import Disk
import Foundation
import Synchronization

/// The bytes of an open file or pipe.
final class DescriptorSource: ByteSource {
  private let descriptor: Int32
  private let name: String
  private let closes: Bool
  /// Whether its bytes may be long in coming.
  private let waits: Bool
  private let isStopped = Atomic<Bool>(false)

  /// Reads from a descriptor, and closes it in the end if `closes`.
  init(_ descriptor: Int32, name: String, closes: Bool) {
    (self.descriptor, self.name, self.closes) = (descriptor, name, closes)
    var status = stat()
    waits = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  deinit { if closes { _ = close(descriptor) } }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      if waits, !isReady() { return 0 }
      let got = Foundation.read(descriptor, target.baseAddress, target.count)
      if got >= 0 { return got }
      if errno == EINTR || errno == EAGAIN { continue }
      throw MappedFile.failure("cannot read the file", name, errno)
    }
  }

  /// Waits until there is something to read (or the end); false when it was stopped before.
  private func isReady() -> Bool {
    while !isStopped.load(ordering: .relaxed) {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // A fifth of a second is soon enough for a run that has failed elsewhere.
      if poll(&request, 1, 200) != 0 { return true }
    }
    return false
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }
}
