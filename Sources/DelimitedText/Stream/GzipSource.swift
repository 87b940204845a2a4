import CZLIB
import Core

/// Text out of gzip data (RFC 1952): any number of members, one after the other, zero bytes behind them.
///
/// Lengths and checksums of all members are checked.
final class GzipSource: ByteSource, @unchecked Sendable {
  private let name: String
  private var input: CompressedInput
  /// zlib remembers where its stream lies, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBetweenMembers = false
  private var produced = 0
  private var damage: Failure?

  init(_ source: any ByteSource, name: String) throws {
    self.name = name
    input = CompressedInput(source)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; 16: gzip and nothing else.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if code != Z_OK { throw Failure(.io, "zlib's inflateInit2 failed with code \(code)", file: name) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    if let damage { throw damage }
    let room = min(target.count, 1 << 30)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while true {
      if stream.pointee.avail_in == 0, !input.isAtEnd { try refill() }
      if isBetweenMembers, try !startMember() { return 0 }
      // Also without input: what was read may stand for more text than there was room for.
      let code = inflate(stream, Z_NO_FLUSH)
      let got = room - Int(stream.pointee.avail_out)
      produced += got
      switch code {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK: break
      case Z_BUF_ERROR:
        if stream.pointee.avail_in == 0, input.isAtEnd { damage = failure("the gzip data ends in the middle") }
      default:
        let message = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
        damage = failure("the gzip data is damaged: \(message)")
      }
      // What came before the damage is handed out first.
      if got > 0 { return got }
      if let damage { throw damage }
    }
  }

  private func refill() throws {
    let bytes = try input.next()
    stream.pointee.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(bytes.count)
  }

  /// Passes over zeros behind a member, and gets ready for the next; false at the end.
  private func startMember() throws -> Bool {
    var isPadded = false
    while true {
      while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
        isPadded = true
      }
      if stream.pointee.avail_in > 0 { break }
      if input.isAtEnd { return false }
      try refill()
    }
    guard !isPadded, stream.pointee.next_in.pointee == 0x1F else {
      throw failure("something that is not gzip follows the gzip data")
    }
    inflateReset(stream)
    isBetweenMembers = false
    return true
  }

  private func failure(_ message: String) -> Failure {
    let used = input.total - Int(stream.pointee.avail_in)
    return Failure(
      .badData, message, file: name, hint: "\(used) bytes of it gave \(produced) bytes of text; is the file complete?"
    )
  }

  func stop() { input.stop() }
}
