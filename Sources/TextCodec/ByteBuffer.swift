/// A growing run of bytes that output is formatted into.
///
/// One owner, one allocation, appends without a uniqueness check: writing a cell's digits costs the digits. The
/// finished bytes leave as an ordinary array through ``bytes()``.
public struct ByteBuffer: ~Copyable {
  /// Storage for ``capacity`` bytes, of which the first ``count`` are written.
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  /// Bytes written so far.
  public private(set) var count: Int {
    @inlinable get { written }
    set { written = newValue }
  }
  @usableFromInline var written = 0

  /// An empty buffer with room for so many bytes; it grows as needed.
  public init(capacity: Int = 256) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for `extra` more bytes.
  @inlinable
  public mutating func reserve(_ extra: Int) {
    if written + extra > capacity { grow(by: extra) }
  }

  @usableFromInline @inline(never)
  mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, written + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: written)
    base.deallocate()
    (base, capacity) = (moved, larger)
  }

  /// Adds one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    base[written] = byte
    written += 1
  }

  /// Adds one byte so many times.
  public mutating func append(repeating byte: UInt8, count: Int) {
    reserve(count)
    (base + written).update(repeating: byte, count: count)
    written += count
  }

  /// Adds these bytes.
  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Adds a literal's UTF-8 bytes.
  @inlinable
  public mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { append($0) }
  }

  /// Adds a text's UTF-8 bytes.
  public mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Adds these bytes.
  @inlinable
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + written).update(from: source, count: bytes.count)
    written += bytes.count
  }

  /// Adds what `bytes` holds in `range`.
  @inlinable
  public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Adds once more what was written in `range` of the buffer.
  public mutating func append(repeated range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= written, "not written yet")
    reserve(range.count)
    (base + written).update(from: base + range.lowerBound, count: range.count)
    written += range.count
  }

  /// Empties the buffer and keeps its storage.
  public mutating func removeAll() { written = 0 }

  /// What was written, as an array.
  public borrowing func bytes() -> [UInt8] { Array(UnsafeBufferPointer(start: base, count: written)) }

  /// Calls `body` with what was written.
  @inlinable
  package borrowing func withBytes<R, E: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeBufferPointer(start: base, count: written))
  }

  /// Where the next byte goes. Room for it must have been reserved; ``advance(_:)`` says how many were written.
  @inlinable
  var tail: UnsafeMutablePointer<UInt8> { base + written }

  /// Counts bytes that were written at ``tail``.
  @inlinable
  mutating func advance(_ extra: Int) { written += extra }
}
