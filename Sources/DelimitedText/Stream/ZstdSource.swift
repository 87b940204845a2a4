import CZSTD
import Core

/// Text out of Zstandard data (RFC 8878): any number of frames, skippable ones among them.
///
/// Frames that ask for a window of more than 128 MB are refused, as by the `zstd` program.
final class ZstdSource: ByteSource, @unchecked Sendable {
  private let name: String
  private var input: CompressedInput
  private let context: OpaquePointer
  private var buffer = ZSTD_inBuffer(src: nil, size: 0, pos: 0)
  /// Whether a frame has started and not ended; true before the first, since an empty file holds none.
  private var isInFrame = true
  private var produced = 0
  private var damage: Failure?

  init(_ source: any ByteSource, name: String) throws {
    guard let context = ZSTD_createDCtx() else { throw Failure(.io, "zstd's ZSTD_createDCtx failed", file: name) }
    (self.name, self.context) = (name, context)
    input = CompressedInput(source)
  }

  deinit {
    ZSTD_freeDCtx(context)
    input.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    if let damage { throw damage }
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    while true {
      if buffer.pos == buffer.size, !input.isAtEnd {
        let bytes = try input.next()
        buffer = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
      }
      let isDry = buffer.pos == buffer.size
      if isDry, !isInFrame {
        if input.isAtEnd { return 0 }
        continue
      }
      // Also without input: what was read may stand for more text than there was room for.
      let code = ZSTD_decompressStream(context, &output, &buffer)
      produced += output.pos
      if ZSTD_isError(code) != 0 {
        damage = failure("the zstd data is damaged: \(String(cString: ZSTD_getErrorName(code)))")
      } else {
        isInFrame = code != 0
        if isInFrame, isDry, input.isAtEnd, output.pos == 0 {
          damage = failure("the zstd data ends in the middle")
        }
      }
      // What came before the damage is handed out first.
      if output.pos > 0 { return output.pos }
      if let damage { throw damage }
    }
  }

  private func failure(_ message: String) -> Failure {
    let used = input.total - (buffer.size - buffer.pos)
    return Failure(
      .badData, message, file: name, hint: "\(used) bytes of it gave \(produced) bytes of text; is the file complete?"
    )
  }

  func stop() { input.stop() }
}
