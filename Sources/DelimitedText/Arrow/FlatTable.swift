/// A table of a FlatBuffer, as Arrow describes its messages with (https://flatbuffers.dev/internals): fields by number, each at an
/// offset that a list of its own tells, none where the field has its standard value.
///
/// Nothing is believed of the bytes: whatever lies outside of them is a ``Fault``.
struct FlatTable {
  /// The bytes are no such table.
  struct Fault: Error {}

  private let bytes: [UInt8]
  /// Where the table starts.
  private let start: Int
  /// Where the list of its fields' offsets starts, and how many it has.
  private let list: (start: Int, count: Int)

  /// The outermost table of a buffer.
  init(_ bytes: [UInt8]) throws(Fault) {
    try self.init(bytes, at: Int(Self.load(bytes, 0, as: UInt32.self)))
  }

  private init(_ bytes: [UInt8], at start: Int) throws(Fault) {
    (self.bytes, self.start) = (bytes, start)
    let list = start - Int(try Self.load(bytes, start, as: Int32.self))
    let size = Int(try Self.load(bytes, list, as: UInt16.self))
    guard size >= 4, list + size <= bytes.count else { throw Fault() }
    self.list = (list + 4, (size - 4) / 2)
  }

  private static func load<T: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int, as: T.Type) throws(Fault) -> T {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<T>.size else { throw Fault() }
    return T(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) })
  }

  /// Where a field is; nil where it has its standard value.
  private func offset(_ field: Int) throws(Fault) -> Int? {
    guard field < list.count else { return nil }
    let offset = Int(try Self.load(bytes, list.start + 2 * field, as: UInt16.self))
    return offset == 0 ? nil : start + offset
  }

  /// What a field refers to.
  private func target(_ field: Int) throws(Fault) -> Int? {
    guard let offset = try offset(field) else { return nil }
    return offset + Int(try Self.load(bytes, offset, as: UInt32.self))
  }

  /// A field that is a whole number.
  func number<T: FixedWidthInteger>(_ field: Int, or standard: T) throws(Fault) -> T {
    guard let offset = try offset(field) else { return standard }
    return try Self.load(bytes, offset, as: T.self)
  }

  /// A field that is a table; nil where it is not there.
  func table(_ field: Int) throws(Fault) -> FlatTable? {
    guard let target = try target(field) else { return nil }
    return try FlatTable(bytes, at: target)
  }

  /// A field that is a text; nil where it is not there.
  func text(_ field: Int) throws(Fault) -> String? {
    guard let list = try elements(field, size: 1) else { return nil }
    guard let text = String(validating: bytes[list], as: UTF8.self) else { throw Fault() }
    return text
  }

  /// A field that is a list of tables; none where it is not there.
  func tables(_ field: Int) throws(Fault) -> [FlatTable] {
    guard let list = try elements(field, size: 4) else { return [] }
    var tables: [FlatTable] = []
    for offset in stride(from: list.lowerBound, to: list.upperBound, by: 4) {
      tables.append(try FlatTable(bytes, at: offset + Int(Self.load(bytes, offset, as: UInt32.self))))
    }
    return tables
  }

  /// A field that is a list of pairs of whole numbers of 64 bits; none where it is not there.
  func pairs(_ field: Int) throws(Fault) -> [(Int64, Int64)] {
    guard let list = try elements(field, size: 16) else { return [] }
    var pairs: [(Int64, Int64)] = []
    for offset in stride(from: list.lowerBound, to: list.upperBound, by: 16) {
      pairs.append(
        (try Self.load(bytes, offset, as: Int64.self), try Self.load(bytes, offset + 8, as: Int64.self)))
    }
    return pairs
  }

  /// The bytes of a list's elements.
  private func elements(_ field: Int, size: Int) throws(Fault) -> Range<Int>? {
    guard let target = try target(field) else { return nil }
    let count = Int(try Self.load(bytes, target, as: UInt32.self))
    guard count <= (bytes.count - target - 4) / size else { throw Fault() }
    return target + 4..<target + 4 + count * size
  }
}
