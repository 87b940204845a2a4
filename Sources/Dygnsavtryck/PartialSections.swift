import Core

/// A partial result's file, section by section. All integers are little-endian.
///
/// | bytes | what |
/// | --- | --- |
/// | 8 | `89 52 56 46 50 0D 0A 1A`: not text, `RVFP`, and line ends that a transfer as text would change |
/// | 4 | version, 2 |
/// | 4 | 0 |
/// | … | sections |
///
/// A section is its name (4 ASCII letters), a number (4 bytes), the length of its content (8), the content, and the CRC-64/XZ of
/// all that (8). Sections in their order: `HEAD`, `STAT`, `AREA`, one `RADI` a radius, one `ATTA` an attachment, `PHON` by
/// ascending partition (its number, 0 … 255, is the upper byte of the keys in it; large partitions have several), `SLUT`
/// (how many sections there were before it, events outside the days, and the identities of the parts, 8 bytes each).
enum PartialSections {
  static let magic: [UInt8] = [0x89, 0x52, 0x56, 0x46, 0x50, 0x0D, 0x0A, 0x1A]
  static let version: UInt32 = 2
  /// Bytes before a section's content, and after it.
  static let frame = (before: 16, after: 8)

  /// Writes a file front to back.
  struct Writer {
    private let file: ByteFile
    private var place = 0

    init(_ file: ByteFile) throws {
      self.file = file
      var bytes = magic
      bytes.appendLittleEndian(version)
      bytes.appendLittleEndian(UInt32(0))
      try put(bytes)
    }

    /// Writes a section; gives its checksum.
    @discardableResult
    mutating func section(_ name: String, _ number: Int = 0, _ content: [UInt8]) throws -> UInt64 {
      var head = Array(name.utf8)
      head.appendLittleEndian(UInt32(number))
      head.appendLittleEndian(UInt64(content.count))
      var sum = Checksum()
      sum.add(head[...])
      sum.add(content[...])
      var end = [UInt8]()
      end.appendLittleEndian(sum.value)
      try put(head)
      try put(content)
      try put(end)
      return sum.value
    }

    private mutating func put(_ bytes: [UInt8]) throws {
      try file.write(bytes[...], at: place)
      place += bytes.count
    }
  }

  /// A section's place in a file.
  struct Entry: Sendable {
    var name: String
    var number: Int
    var place: Int
    var length: Int
  }

  /// The sections of a file, their frames read, their contents not yet. Throws ``Failure`` (bad data) for a foreign file, another version, or
  /// one that is cut short.
  static func entries(of file: ByteFile) throws -> [Entry] {
    let size = try file.size()
    guard size >= 16 else { throw Failure(.badData, "not a partial result of rutverk footprint", file: file.name) }
    var head = ByteReader(try file.read(16, at: 0), file: file.name)
    guard try head.take(8) == magic else {
      throw Failure(.badData, "not a partial result of rutverk footprint", file: file.name)
    }
    let found = try head.integer(UInt32.self)
    guard found == version else {
      throw Failure(
        .badData, "the partial result has another version", file: file.name, value: "\(found)",
        expected: "\(version)", hint: "make it again with this version of rutverk")
    }
    var entries = [Entry]()
    var place = 16
    while place < size {
      guard size - place >= frame.before + frame.after else { throw cut(file) }
      var reader = ByteReader(try file.read(frame.before, at: place), file: file.name)
      let name = String(decoding: try reader.take(4), as: UTF8.self)
      let number = Int(try reader.integer(UInt32.self))
      let length = try reader.word()
      guard length <= UInt64(size - place - frame.before - frame.after) else { throw cut(file) }
      entries.append(Entry(name: name, number: number, place: place, length: Int(length)))
      place += frame.before + Int(length) + frame.after
    }
    guard entries.last?.name == "SLUT" else { throw cut(file) }
    return entries
  }

  /// A section's content, its checksum compared. Throws ``Failure`` (bad data).
  static func content(_ entry: Entry, of file: ByteFile) throws -> ByteReader {
    let bytes = try file.read(frame.before + entry.length + frame.after, at: entry.place)
    let end = frame.before + entry.length
    var sum = Checksum()
    sum.add(bytes[..<end])
    var tail = ByteReader(Array(bytes[end...]), file: file.name)
    guard try tail.word() == sum.value else {
      throw Failure(
        .badData, "the partial result is damaged", file: file.name, place: "section \(entry.name)",
        hint: "its checksum differs")
    }
    return ByteReader(Array(bytes[frame.before..<end]), file: file.name)
  }

  private static func cut(_ file: ByteFile) -> Failure {
    Failure(.badData, "the partial result is cut short", file: file.name)
  }
}
