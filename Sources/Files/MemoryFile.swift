internal import CGDAL
import Core
import Disk
import Synchronization

/// Bytes in memory that GDAL reads as a file: standard input, and what was unpacked.
public final class MemoryFile: Sendable {
  /// Where GDAL finds it. No name from outside is opened below `/vsimem/`, see ``InputPath``.
  let path: String
  private static let count = Atomic<Int>(0)

  /// Takes the bytes that `write` hands on.
  ///
  /// - Parameters:
  ///   - name: a file name, whose extension tells GDAL about the format and whose stem is the layer's name.
  ///   - write: calls the function that it gets with each piece, in order.
  ///   - other: a file beside which it stands, in one folder; nil: in a folder of its own.
  /// - Throws: ``Failure`` (I/O) when memory does not suffice, and what `write` throws.
  public init(
    name: String, beside other: MemoryFile? = nil, _ write: ((_ piece: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    try GDALRuntime.prepare()
    let folder =
      other.map { String($0.path.dropLast(FilePath.name($0.path).count + 1)) }
      ?? "/vsimem/rutverk-\(Self.count.wrappingAdd(1, ordering: .relaxed).oldValue)"
    path = "\(folder)/\(FilePath.name(name))"
    guard let file = VSIFOpenL(path, "wb") else { throw Self.failure(name) }
    defer { _ = VSIFCloseL(file) }
    try write { piece in
      let written = piece.withUnsafeBytes { VSIFWriteL($0.baseAddress, 1, $0.count, file) }
      if written != piece.count { throw Self.failure(name) }
    }
  }

  deinit { _ = VSIUnlink(path) }

  private static func failure(_ name: String) -> Failure {
    Failure(.io, "cannot be held in memory", file: name, hint: "write it to a file first")
  }
}
