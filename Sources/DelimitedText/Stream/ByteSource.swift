import Core

/// Bytes that come in order: a pipe, a file, or what a decompressor makes of them.
///
/// Used by one worker at a time.
protocol ByteSource: AnyObject, Sendable {
  /// Writes at least one byte to `target`, which has room for some, and says how many; 0 at the end.
  ///
  /// Throws ``Failure`` that names the source when it cannot be read or is damaged.
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int
  /// From any thread: a worker that waits for input gives up.
  func stop()
}

/// What was read ahead of a source to see what it is, then the source itself.
final class ReplayedSource: ByteSource, @unchecked Sendable {
  private let head: [UInt8]
  private var position: Int
  private let source: any ByteSource
  /// What the source said after the head.
  private var failure: (any Error)?

  /// - Parameter start: the first byte of `head` that is wanted.
  init(head: [UInt8], from start: Int = 0, failure: (any Error)? = nil, then source: any ByteSource) {
    (self.head, self.failure, self.source) = (head, failure, source)
    position = start
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    if position < head.count {
      let count = min(target.count, head.count - position)
      target.copyBytes(from: head[position..<position + count])
      position += count
      return count
    }
    if let failure { throw failure }
    return try source.read(into: target)
  }

  func stop() { source.stop() }
}

/// No bytes.
final class EmptySource: ByteSource {
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int { 0 }
  func stop() {}
}

extension ByteSource {
  /// Up to `count` bytes. An error behind the first byte is kept for later.
  func head(_ count: Int) throws -> (bytes: [UInt8], isAll: Bool, failure: (any Error)?) {
    var (isAll, failure): (Bool, (any Error)?) = (false, nil)
    let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      while filled < count, !isAll, failure == nil {
        do {
          let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[filled...]))
          filled += got
          isAll = got == 0
        } catch {
          if filled == 0 { throw error }
          failure = error
        }
      }
    }
    return (bytes, isAll, failure)
  }
}

/// Compressed bytes on their way to a decompressor.
struct CompressedInput {
  private let source: any ByteSource
  private let storage: UnsafeMutableRawBufferPointer
  /// Bytes read so far.
  private(set) var total = 0
  private(set) var isAtEnd = false

  /// Room for that many bytes; the owner gives it back with ``deallocate()``.
  init(_ source: any ByteSource, capacity: Int = 1 << 18) {
    self.source = source
    storage = .allocate(byteCount: capacity, alignment: 16)
  }

  /// The next bytes, none at the end. Those before are gone.
  mutating func next() throws -> UnsafeMutableRawBufferPointer {
    let count = isAtEnd ? 0 : try source.read(into: storage)
    if count == 0 { isAtEnd = true }
    total += count
    return UnsafeMutableRawBufferPointer(rebasing: storage[..<count])
  }

  func deallocate() { storage.deallocate() }
  func stop() { source.stop() }
}
