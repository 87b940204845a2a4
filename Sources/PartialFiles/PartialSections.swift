import Core

/// What sets one kind of partial result apart from another: who makes it, how its file begins, and its sections.
package struct PartialFormat: Sendable {
  /// How often a section stands in a file.
  package enum Occurrence: Sendable, Equatable {
    /// Once, with the number 0.
    case once
    /// Any number of times, numbered 0, 1, 2 …
    case inTurn
    /// Any number of times, by numbers below a limit that ascend and may come again.
    case numbered(below: Int)
  }

  /// The command that makes it, for messages.
  package let command: String
  /// The file's first bytes: one that is no text, four letters, and line ends that a transfer as text would change.
  package let magic: [UInt8]
  /// The version of its bytes; any other is refused.
  package let version: UInt32
  /// The sections in their order; the last one is `SLUT`.
  package let sections: [(name: String, occurrence: Occurrence)]

  /// - Parameters:
  ///   - command: that makes it.
  ///   - letters: four of them, in the first bytes.
  ///   - version: of its bytes.
  ///   - sections: before the last one, in their order.
  package init(command: String, letters: String, version: UInt32, sections: [(name: String, occurrence: Occurrence)])
  {
    (self.command, self.version) = (command, version)
    magic = [0x89] + Array(letters.utf8) + [0x0D, 0x0A, 0x1A]
    self.sections = sections + [("SLUT", .once)]
  }

  var head: [UInt8] {
    var bytes = magic
    bytes.appendLittleEndian(version)
    bytes.appendLittleEndian(UInt32(0))
    return bytes
  }

  /// Whether a file begins as one of this kind. Throws ``Failure`` (no input) for one that cannot be opened.
  package func begins(_ path: String) throws -> Bool {
    let file = try ByteFile.read(path)
    return try file.size() >= magic.count && file.read(magic.count, at: 0) == magic
  }
}

/// A partial result's file, section by section; `docs/partial.md` describes every byte.
///
/// The file's head is 16 bytes: ``PartialFormat/magic``, the version (4) and 0 (4). A section is its name (4 ASCII letters), a number (4), the
/// length of its content (8), the content, and the CRC-64/XZ of all that (8). Integers are little-endian. `SLUT`, the last one,
/// holds the checksum of the head and of the checksums before it, so that no byte is without one. A section whose name begins
/// with a small letter is optional: who does not know it passes over it. Any other that is not known is refused.
package enum PartialSections {
  /// Bytes before a section's content, and after it.
  package static let frame = (before: 16, after: 8)

  /// Writes a file front to back.
  package struct Writer {
    private let file: ByteFile
    private var place = 0
    // Of the head and of the sections' checksums.
    private var chain = Checksum()

    /// Begins a file.
    package init(_ file: ByteFile, _ format: PartialFormat) throws {
      self.file = file
      chain.add(format.head[...])
      try put(format.head)
    }

    /// Writes a section; gives its checksum.
    @discardableResult
    package mutating func section(_ name: String, _ number: Int = 0, _ content: [UInt8]) throws -> UInt64 {
      var frame = Array(name.utf8)
      frame.appendLittleEndian(UInt32(number))
      frame.appendLittleEndian(UInt64(content.count))
      var sum = Checksum()
      sum.add(frame[...])
      sum.add(content[...])
      var end = [UInt8]()
      end.appendLittleEndian(sum.value)
      chain.add(end[...])
      try put(frame)
      try put(content)
      try put(end)
      return sum.value
    }

    /// Writes the last section; `content` is what stands in it behind the checksum of all before.
    package mutating func end(_ content: [UInt8]) throws {
      var bytes = [UInt8]()
      bytes.appendLittleEndian(chain.value)
      try section("SLUT", 0, bytes + content)
    }

    private mutating func put(_ bytes: [UInt8]) throws {
      try file.write(bytes[...], at: place)
      place += bytes.count
    }
  }

  /// A section's place in a file.
  package struct Entry: Sendable {
    package var name: String
    package var number: Int
    package var place: Int
    package var length: Int
  }

  /// The sections of a file that this version knows, and the content of the last one behind its checksum.
  ///
  /// Frames, order and checksums of checksums are compared, the contents of the others not yet: ``content(_:of:)`` does that. Throws
  /// ``Failure`` (bad data) for a foreign file, another version, an unknown section, and one that is damaged or cut short.
  package static func entries(of file: ByteFile, _ format: PartialFormat) throws -> (known: [Entry], end: ByteReader)
  {
    let size = try file.size()
    let foreign = Failure(.badData, "not a \(file.noun) of rutverk \(format.command)", file: file.name)
    guard size >= 16 else { throw foreign }
    let start = try file.read(16, at: 0)
    var reader = ByteReader(start, file: file.name, as: file.noun)
    guard try reader.take(8) == format.magic else { throw foreign }
    let found = try reader.integer(UInt32.self)
    guard found == format.version else {
      throw Failure(
        .badData, "the \(file.noun) has another version", file: file.name, value: "\(found)",
        expected: "\(format.version)",
        hint: found > format.version
          ? "a later version of rutverk made it; use that one"
          : "make it again with this version of rutverk")
    }
    guard start == format.head else { throw reader.damaged() }
    var chain = Checksum()
    chain.add(start[...])
    var entries = [Entry]()
    var place = start.count
    while place < size {
      guard size - place >= frame.before + frame.after else { throw cut(file) }
      var reader = ByteReader(try file.read(frame.before, at: place), file: file.name, as: file.noun)
      let letters = try reader.take(4)
      guard letters.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }) else { throw reader.damaged() }
      let name = String(decoding: letters, as: UTF8.self)
      let number = Int(try reader.integer(UInt32.self))
      let length = try reader.word()
      guard length <= UInt64(size - place - frame.before - frame.after) else { throw cut(file) }
      let entry = Entry(name: name, number: number, place: place, length: Int(length))
      place += frame.before + entry.length + frame.after
      if letters[0] & 0x20 != 0 {
        _ = try content(entry, of: file)
      } else {
        try checkOrder(entry, after: entries.last, file, format)
        entries.append(entry)
      }
      if name == "SLUT" { break }
      chain.add(try file.read(frame.after, at: place - frame.after)[...])
    }
    guard let last = entries.last, last.name == "SLUT" else { throw cut(file) }
    var end = try content(last, of: file)
    guard place == size, try end.word() == chain.value else { throw end.damaged() }
    return (entries, end)
  }

  /// Throws ``Failure`` (bad data) for a section that is not known, or not where it belongs.
  private static func checkOrder(
    _ entry: Entry, after last: Entry?, _ file: ByteFile, _ format: PartialFormat
  ) throws {
    func rank(_ name: String) -> Int? { format.sections.firstIndex { $0.name == name } }
    guard let rank = rank(entry.name) else {
      throw Failure(
        .badData, "the \(file.noun) has a section that this version of rutverk does not know", file: file.name,
        value: entry.name, hint: "it is damaged, or a later version made it")
    }
    let before = last.flatMap { last in format.sections.firstIndex { $0.name == last.name } } ?? -1
    let isNext =
      switch format.sections[rank].occurrence {
      case .once: entry.number == 0 && before < rank
      case .inTurn: entry.number == (before == rank ? (last?.number ?? 0) + 1 : 0) && before <= rank
      case .numbered(let limit):
        entry.number < limit && (before == rank ? (last?.number ?? 0) <= entry.number : before < rank)
      }
    guard isNext else {
      throw Failure(
        .badData, "the \(file.noun) is damaged", file: file.name, place: "section \(entry.name)",
        hint: "it is not where it belongs")
    }
  }

  /// A section's content, its checksum compared. Throws ``Failure`` (bad data).
  package static func content(_ entry: Entry, of file: ByteFile) throws -> ByteReader {
    let bytes = try file.read(frame.before + entry.length + frame.after, at: entry.place)
    let end = frame.before + entry.length
    var sum = Checksum()
    sum.add(bytes[..<end])
    var tail = ByteReader(Array(bytes[end...]), file: file.name, as: file.noun)
    guard try tail.word() == sum.value else {
      throw Failure(
        .badData, "the \(file.noun) is damaged", file: file.name, place: "section \(entry.name)",
        hint: "its checksum differs")
    }
    return ByteReader(Array(bytes[frame.before..<end]), file: file.name, as: file.noun)
  }

  private static func cut(_ file: ByteFile) -> Failure {
    Failure(.badData, "the \(file.noun) is cut short", file: file.name)
  }
}
