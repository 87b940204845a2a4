internal import CZLIB
import Core

/// The pixels of one tile of a band, as they stand in the file.
enum TIFFTile {
  /// Packs numbers, row by row: rearranged so that like bytes are neighbours (predictor 3, Adobe's TIFF Technical Note 3), then
  /// deflated. `side` numbers make a row.
  ///
  /// Throws ``Failure`` (software) where zlib has no memory.
  static func packed<T: BinaryFloatingPoint & BitwiseCopyable>(_ numbers: [T], side: Int) throws -> [UInt8] {
    let size = MemoryLayout<T>.size
    let bytes = [UInt8](unsafeUninitializedCapacity: numbers.count * size) { bytes, count in
      numbers.withUnsafeBytes { source in
        for row in stride(from: 0, to: numbers.count, by: side) {
          let start = row * size
          // The highest bytes of all numbers of the row first, then the next ones; numbers are little-endian here.
          for plane in 0..<size {
            for column in 0..<side {
              bytes[start + plane * side + column] = source[start + column * size + size - 1 - plane]
            }
          }
          var before: UInt8 = 0
          for place in start..<start + side * size {
            let byte = bytes[place]
            bytes[place] = byte &- before
            before = byte
          }
        }
      }
      count = numbers.count * size
    }
    return try deflated(bytes)
  }

  /// The content by RFC 1950. Throws ``Failure`` (software) where zlib has no memory.
  static func deflated(_ content: [UInt8]) throws -> [UInt8] {
    var count = compressBound(UInt(content.count))
    var result = [UInt8](repeating: 0, count: Int(count))
    let code = content.withUnsafeBufferPointer { content in
      result.withUnsafeMutableBufferPointer {
        compress2($0.baseAddress, &count, content.baseAddress, UInt(content.count), level)
      }
    }
    guard code == Z_OK else { throw Failure(.software, "zlib cannot pack a tile: \(code)") }
    result.removeLast(result.count - Int(count))
    return result
  }

  /// zlib's usual level.
  private static let level: Int32 = 6
}
