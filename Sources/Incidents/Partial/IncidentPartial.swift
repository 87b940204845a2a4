import Core
import PartialFiles

/// A partial result of `rutverk incidents`: the counts of a part of the points, and what the run that finishes must know.
///
/// Counts are whole numbers of everything that figures are made of, so parts may be cut in any way: merged, in any order, they give
/// the whole run's result. `docs/partial.md` describes every byte. Equal points give equal bytes, whatever their order and the
/// workers. Its size does not grow with the points, but with the squares of 250 m that have any (about three bytes each), and with
/// areas × periods × categories that occur.
public struct IncidentPartial: Sendable {
  /// How its file begins, and its sections.
  package static let format = PartialFormat(
    command: "incidents", letters: "RVIP", version: 1,
    sections: [
      ("HEAD", .once), ("KATE", .once), ("PLAN", .once), ("TIDE", .once), ("RUTA", .once), ("OVAN", .once),
      ("SERI", .once),
    ])

  /// A name and its value, which must be equal in all parts.
  public struct Parameter: Sendable, Equatable {
    /// Its name, as messages say it.
    public var name: String
    /// Its value.
    public var value: String

    /// A parameter of that name and value.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// What the parts of a whole have in common.
  public struct Header: Sendable, Equatable {
    /// Must be equal in all parts, in the same order.
    public var parameters: [Parameter]
    /// What the finishing run was told by the first part; this module does not look at it.
    public var options: String
    /// Areas.
    public var areas: Int
    /// Their classes.
    public var classes: Int
    /// Units of a layer above the areas.
    public var units: Int

    /// A header.
    public init(parameters: [Parameter], options: String, areas: Int, classes: Int, units: Int) {
      (self.parameters, self.options) = (parameters, options)
      (self.areas, self.classes, self.units) = (areas, classes, units)
    }

    /// Throws ``Failure`` (bad data) that names what differs from another part's header.
    public func checkFits(_ other: Header, file: String, otherFile: String) throws {
      var differs: (what: String, mine: String?, theirs: String?)?
      for mine in parameters where differs == nil {
        let theirs = other.parameters.first { $0.name == mine.name }
        if theirs != mine { differs = (mine.name, mine.value, theirs?.value ?? "") }
      }
      for theirs in other.parameters where differs == nil && !parameters.contains(where: { $0.name == theirs.name }) {
        differs = (theirs.name, "", theirs.value)
      }
      if differs == nil, (areas, classes, units) != (other.areas, other.classes, other.units) {
        differs = ("the number of areas", nil, nil)
      }
      guard let differs else { return }
      throw Failure(
        .badData, "the partial result does not belong to \(otherFile): \(differs.what) differs", file: file,
        value: differs.mine, expected: differs.theirs.map { "\"\($0)\" as there" })
    }
  }

  /// The file, as messages name it.
  public let path: String
  /// What it was made with.
  public let header: Header
  /// Further sums of the run, in its order: rows read and the like.
  public let sums: [Int]
  /// What it was made of: a part is known by its counts and its name, also within merged ones. None without events.
  public let identities: [UInt64]
  private let file: ByteFile
  private let entries: [PartialSections.Entry]

  /// Opens a partial result and reads everything but its counts.
  ///
  /// Throws ``Failure``: no input when the file is not there, bad data when it is something else, cut short or damaged.
  public init(path: String) throws {
    self.path = path
    file = try ByteFile.read(path)
    var (entries, end) = try PartialSections.entries(of: file, Self.format)
    guard entries.map(\.name) == Self.format.sections.map(\.name) else { throw end.damaged() }
    self.entries = entries
    header = try Header(PartialSections.content(entries[0], of: file))
    sums = try (0..<end.count()).map { _ in try end.events() }
    identities = try (0..<end.count(ofAtLeast: 8)).map { _ in try end.word() }
    try end.finish()
  }

  /// Adds its counts to tallies over the same areas, units and categories.
  ///
  /// Throws ``Failure`` (bad data) for damaged ones.
  public func add(to tally: inout IncidentTally, _ series: inout SeriesTally) throws {
    func content(_ section: Int) throws -> ByteReader { try PartialSections.content(entries[section], of: file) }
    // Both number the same texts in the same order.
    try tally.index.add(content(1))
    try series.index.add(content(1))
    try tally.addPlanes(content(2))
    try tally.addTimes(content(3))
    try tally.addSquares(content(4))
    try tally.addParents(content(5))
    try series.add(content(6), areas: tally.areas.count)
  }

  /// Writes counts as a partial result.
  ///
  /// - Parameters:
  ///   - path: where; a file there is replaced.
  ///   - sums: further sums of the run; see ``sums``.
  ///   - name: what tells the part from others that may count the same; empty: nothing.
  ///   - identities: those of the parts that were merged; nil: of what was counted.
  ///
  /// Throws ``Failure``: cannot create, I/O for a full disk.
  public static func write(
    to path: String, header: Header, _ tally: IncidentTally, _ series: SeriesTally, sums: [Int], name: String = "",
    identities: [UInt64]? = nil
  ) throws {
    var writer = try PartialSections.Writer(ByteFile.create(path), format)
    try writer.section("HEAD", 0, header.bytes)
    var own = Checksum()
    let counts = [
      ("KATE", tally.index.bytes), ("PLAN", tally.planeBytes), ("TIDE", tally.timeBytes), ("RUTA", tally.squareBytes),
      ("OVAN", tally.parentBytes), ("SERI", series.bytes),
    ]
    for (section, bytes) in counts {
      var sum = [UInt8]()
      sum.appendLittleEndian(try writer.section(section, 0, bytes))
      own.add(sum[...])
    }
    own.add(Array(name.utf8)[...])
    var end = [UInt8]()
    end.appendNumber(UInt64(sums.count))
    for sum in sums { end.appendNumber(UInt64(sum)) }
    let parts = identities ?? (tally.total > 0 ? [own.value] : [])
    end.appendNumber(UInt64(parts.count))
    for part in parts { end.appendLittleEndian(part) }
    try writer.end(end)
  }

  /// Throws ``Failure`` (bad data) where one of some parts stands twice, also within another.
  public static func checkDistinct(_ parts: [IncidentPartial]) throws {
    var seen: [UInt64: String] = [:]
    for part in parts {
      for identity in part.identities {
        if let other = seen.updateValue(part.path, forKey: identity) {
          throw Failure(
            .badData, "the same partial result stands twice, also in \(other)", file: part.path,
            hint: "its points would count twice; parts whose points only count the same have other names: --part")
        }
      }
    }
  }
}

extension IncidentPartial.Header {
  /// Number of parameters, for each two texts; the options, a text; areas, classes and units (numbers).
  fileprivate var bytes: [UInt8] {
    var bytes = [UInt8]()
    bytes.appendNumber(UInt64(parameters.count))
    for parameter in parameters {
      bytes.appendText(parameter.name)
      bytes.appendText(parameter.value)
    }
    bytes.appendText(options)
    for count in [areas, classes, units] { bytes.appendNumber(UInt64(count)) }
    return bytes
  }

  fileprivate init(_ reader: ByteReader) throws {
    var reader = reader
    parameters = try (0..<reader.count(ofAtLeast: 2)).map { _ in
      IncidentPartial.Parameter(try reader.text(), try reader.text())
    }
    options = try reader.text()
    func count() throws -> Int { Int(try reader.number(below: 1 << 31)) }
    (areas, classes, units) = (try count(), try count(), try count())
    try reader.finish()
  }
}
