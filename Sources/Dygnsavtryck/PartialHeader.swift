import Columns
import Core
import PartialFiles

/// What a partial result knows beside its entries: enough to finish without the run's inputs, and to refuse parts that do
/// not belong together.
public struct PartialHeader: Sendable, Equatable {
  /// A name and its value, as the run was told: radius, time zone, day start, a fingerprint of the stations' file.
  public struct Parameter: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String

    /// A parameter of that name and value.
    public init(_ name: String, _ value: String) {
      (self.name, self.value) = (name, value)
    }
  }

  /// Bytes that the finishing run needs and this module does not look at, such as the areas' geometry.
  public struct Attachment: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its content.
    public var bytes: [UInt8]

    /// An attachment of that name and content.
    public init(_ name: String, _ bytes: [UInt8]) {
      (self.name, self.bytes) = (name, bytes)
    }
  }

  /// Must be equal in all parts, in the same order.
  public var parameters: [Parameter]
  /// What the hasher's salt makes of a fixed text (``PhoneHasher/check``); must be equal in all parts.
  public var saltCheck: PhoneKey
  /// The stations' names. Parts may have different ones: stations of one name are one station and must have equal shares.
  public var stations: TextColumn
  /// Areas, radii and shares; areas and radii must be equal in all parts.
  public var plan: FootprintPlan
  /// Must be equal in all parts.
  public var attachments: [Attachment]

  /// A header. Throws ``Failure`` (software) when the plan has other stations than there are names, and (bad data) when a
  /// name occurs twice.
  public init(
    parameters: [Parameter], saltCheck: PhoneKey, stations: TextColumn, plan: FootprintPlan,
    attachments: [Attachment] = []
  ) throws {
    guard stations.count == plan.stationCount else {
      throw Failure(.software, "the plan has other stations than there are names")
    }
    if let (row, earlier) = StationNames(stations).firstDuplicate {
      throw Failure(
        .badData, "two stations have one name", place: "stations \(earlier + 1) and \(row + 1)",
        value: ShownValue(stations[row], .personal))
    }
    self.parameters = parameters
    self.saltCheck = saltCheck
    self.stations = stations
    self.plan = plan
    self.attachments = attachments
  }

  /// Throws ``Failure`` (bad data) that names what differs from another part's header.
  func checkFits(_ other: PartialHeader, file: String, otherFile: String) throws {
    func refuse(_ what: String, _ mine: String? = nil, _ theirs: String? = nil) -> Failure {
      Failure(
        .badData, "the partial result does not belong to \(otherFile): \(what) differs", file: file, value: mine,
        expected: theirs.map { "\"\($0)\" as there" })
    }
    for (mine, theirs) in zip(parameters, other.parameters) where mine != theirs {
      if mine.name != theirs.name { throw refuse("the list of parameters", mine.name, theirs.name) }
      throw refuse(mine.name, mine.value, theirs.value)
    }
    if parameters.count != other.parameters.count { throw refuse("the number of parameters") }
    if saltCheck != other.saltCheck { throw refuse("the salt") }
    if plan.areas != other.plan.areas { throw refuse("the table of areas") }
    let (mine, theirs) = (plan.tables.map(\.radiusMetres), other.plan.tables.map(\.radiusMetres))
    if mine != theirs { throw refuse("the radius", "\(mine)", "\(theirs)") }
    if attachments != other.attachments { throw refuse("an attachment") }
  }
}

extension PartialHeader {
  /// Writes the sections before the entries.
  func write(to writer: inout PartialSections.Writer) throws {
    var head = [UInt8]()
    head.appendLittleEndian(saltCheck.high)
    head.appendLittleEndian(saltCheck.low)
    head.append(UInt8(FootprintPeriod.allCases.firstIndex { $0 == plan.period }.map { $0 + 1 } ?? 0))
    head.appendNumber(UInt64(parameters.count))
    for parameter in parameters {
      head.appendText(parameter.name)
      head.appendText(parameter.value)
    }
    try writer.section("HEAD", 0, head)
    var names = [UInt8]()
    names.appendNumber(UInt64(stations.count))
    for row in 0..<stations.count { names.appendBytes(stations.bytes[stations.range(row)]) }
    try writer.section("STAT", 0, names)
    var areas = [UInt8]()
    areas.appendNumber(UInt64(plan.areas.classes.count))
    for group in plan.areas.classes {
      areas.append(group == nil ? 0 : 1)
      areas.appendText(group ?? "")
    }
    areas.appendNumber(UInt64(plan.areas.count))
    for area in 0..<plan.areas.count {
      areas.appendText(plan.areas.ids[area])
      areas.appendText(plan.areas.names[area])
      areas.appendNumber(UInt64(plan.areas.classOfArea[area]))
    }
    try writer.section("AREA", 0, areas)
    for (number, table) in plan.tables.enumerated() {
      var bytes = [UInt8]()
      bytes.appendLittleEndian(table.radiusMetres.bitPattern)
      bytes.appendShares(table.own)
      bytes.appendShares(table.exclusive)
      try writer.section("RADI", number, bytes)
    }
    for (number, attachment) in attachments.enumerated() {
      var bytes = [UInt8]()
      bytes.appendText(attachment.name)
      bytes += attachment.bytes
      try writer.section("ATTA", number, bytes)
    }
  }

  /// Reads those sections. Throws ``Failure`` (bad data).
  init(_ file: ByteFile, _ entries: [PartialSections.Entry]) throws {
    func section(_ name: String) throws -> ByteReader {
      guard let entry = entries.first(where: { $0.name == name }) else {
        throw Failure(
          .badData, "the partial result is damaged", file: file.name, hint: "it lacks the section \(name)")
      }
      return try PartialSections.content(entry, of: file)
    }
    var head = try section("HEAD")
    let check = PhoneKey(high: try head.word(), low: try head.word())
    let periodCode = Int(try head.integer(UInt8.self))
    guard periodCode <= FootprintPeriod.allCases.count else { throw head.damaged() }
    let period = periodCode == 0 ? nil : FootprintPeriod.allCases[periodCode - 1]
    let parameters = try (0..<head.count(ofAtLeast: 2)).map { _ in Parameter(try head.text(), try head.text()) }
    try head.finish()

    var names = try section("STAT")
    var stations = TextColumn()
    for _ in 0..<(try names.count()) { stations.append(utf8: try names.take(names.count())) }
    try names.finish()

    var rows = try section("AREA")
    let classes = try (0..<rows.count(ofAtLeast: 2)).map { _ in
      let isNamed = try rows.integer(UInt8.self) == 1
      let text = try rows.text()
      return isNamed ? text : nil
    }
    var (ids, labels, groups) = ([String](), [String](), [Int]())
    for _ in 0..<(try rows.count(ofAtLeast: 3)) {
      ids.append(try rows.text())
      labels.append(try rows.text())
      groups.append(Int(try rows.number(below: UInt64(classes.count))))
    }
    try rows.finish()
    let areas = try FootprintAreas(ids: ids, names: labels, classes: classes, classOfArea: groups)

    let tables = try entries.filter { $0.name == "RADI" }.map { entry in
      var reader = try PartialSections.content(entry, of: file)
      let radius = Double(bitPattern: try reader.word())
      let own = try reader.shares(stations: stations.count, areas: areas.count)
      let exclusive = try reader.shares(stations: stations.count, areas: areas.count)
      try reader.finish()
      guard radius > 0, radius.isFinite,
        let table = try? ShareTable(radiusMetres: radius, own: own, exclusive: exclusive)
      else { throw reader.damaged() }
      return table
    }
    if tables.isEmpty { throw head.damaged() }
    let attachments = try entries.filter { $0.name == "ATTA" }.map { entry in
      var reader = try PartialSections.content(entry, of: file)
      return Attachment(try reader.text(), try reader.take(reader.rest))
    }
    try self.init(
      parameters: parameters, saltCheck: check, stations: stations,
      plan: FootprintPlan(areas: areas, tables: tables, period: period), attachments: attachments)
  }
}

extension [UInt8] {
  /// For each station the number of its areas, then area and share (a multiple of 2⁻⁶³, 8 bytes) of each.
  fileprivate mutating func appendShares(_ shares: Shares) {
    for station in 0..<shares.stationCount {
      let entries = shares.entries(station)
      appendNumber(UInt64(entries.count))
      for i in entries {
        appendNumber(UInt64(shares.areas[i]))
        appendLittleEndian(shares.values[i])
      }
    }
  }
}

extension ByteReader {
  fileprivate mutating func shares(stations: Int, areas: Int) throws -> Shares {
    var (offsets, found, values) = ([0], [Int32](), [UInt64]())
    for _ in 0..<stations {
      for _ in 0..<(try count(ofAtLeast: 9)) {
        found.append(Int32(truncatingIfNeeded: try number(below: UInt64(areas))))
        let value = try word()
        guard 1...FixedPoint.wholeShare ~= value else { throw damaged() }
        values.append(value)
      }
      offsets.append(values.count)
    }
    return Shares(kept: offsets, areas: found, values: values)
  }
}
