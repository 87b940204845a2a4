import Disk

/// The bytes of a mapped file in order; the system gets their pages back behind what was read.
final class MappedSource: ByteSource, @unchecked Sendable {
  private let file: MappedFile
  private var position = 0
  private var released = 0

  init(_ file: MappedFile) { self.file = file }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(target.count, file.bytes.count - position)
    target.copyBytes(from: file.bytes[position..<position + count])
    position += count
    // What could not be read reads as zeros.
    if count == 0 || file.isTorn { try file.check() }
    if position - released >= 1 << 22 {
      file.release(released..<position)
      released = position
    }
    return count
  }

  func stop() {}
}
