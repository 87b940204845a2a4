import Inputs
import Outputs
import Reports
import Areas
import Columns
import Coverage
import Core
import Files
import Geometry
import Topology

/// `rutverk areas validate`: what is wrong or odd in an area layer, as a layer of findings.
package struct AreaValidateRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The area layer.
    package var areas: String
    /// How it is read.
    package var areaInput = InputOptions()
    /// Its fields.
    package var areaFields = AreaFields.Names()
    /// Gaps narrower than this are found, metres; 0 looks for none.
    package var gapWidth = 1.0
    /// Workers.
    package var threads: Int

    /// A check of that layer with every option at its default.
    package init(areas: String, threads: Int) {
      (self.areas, self.threads) = (areas, threads)
    }
  }

  /// The findings: by kind as in ``AreaFinding/Kind``, then by place in the layer.
  package let findings: [AreaFinding]
  /// The areas, repaired where they were invalid; those without an outline have an empty one.
  package let areas: [Area]
  let record: InputRecord
  let parameters: Parameters

  /// Side of the squares in which overlaps are looked for, metres.
  private static let suspectSquare = 250

  /// Half the side of the square that marks the place of a fault, metres.
  static let markHalf = 5.0

  /// Reads and checks.
  ///
  /// - Throws: ``Failure`` for what leaves nothing to check: no features, no coordinate system, coordinates that do not
  ///   belong to it.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let read = try journal.stage(words.readingAreas) { try Reading(parameters, journal: journal) }
    areas = read.areas
    record = InputRecord(path: parameters.areas, features: read.areas.count)
    let ground = try journal.stage(words.partitioning) {
      try Self.ground(read.areas, parameters)
    }
    let labels = AreaLabelCheck.findings(
      read.areas, hasIDs: read.fields.id != nil, hasClasses: read.fields.areaClass != nil
    ) { Suggestion.nearest(to: $0, among: AreaClass.knownTexts) }
    if read.fields.areaClass == nil {
      journal.note("\(parameters.areas): no class field was found, so classes are not checked (--class-field)")
    }
    let order = Dictionary(uniqueKeysWithValues: AreaFinding.Kind.allCases.enumerated().map { ($1, $0) })
    // A stable sort: within a kind the order of each check, which is that of the layer.
    findings = (read.findings + ground + labels).enumerated()
      .sorted { (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset) }
      .map(\.element)
  }

  private static func ground(_ areas: [Area], _ parameters: Parameters) throws -> [AreaFinding] {
    let polygons = areas.map(\.polygon)
    let check = AreaGroundCheck(
      polygons,
      operations: AreaGroundCheck.Operations(
        sharedArea: { SharedGround.squareMetres(of: $0, and: $1) },
        intersection: { try TopologyContext().intersection($0, $1) },
        difference: { try TopologyContext().difference($0, $1) },
        union: { try TopologyContext().unionAll($0) },
        enclosed: { try TopologyContext().enclosed($0) },
        closed: { try TopologyContext().closed($0, width: $1) },
        grown: { try TopologyContext().buffer($0, distance: $1, segmentsPerQuadrant: 2) }),
      threads: parameters.threads)
    let suspects = try Failure.naming([parameters.areas]) {
      try SharedGround.suspects(among: polygons, size: suspectSquare, threads: parameters.threads) {
        areas[$0].title
      }
    }
    let overlaps = try check.overlaps(among: suspects)
    return parameters.gapWidth > 0
      ? overlaps + (try check.gaps(narrowerThan: parameters.gapWidth, suspects: suspects)) : overlaps
  }
}

/// The layer as it is: nothing in it stops the reading.
private struct Reading {
  var areas: [Area]
  var fields: AreaFields
  var findings: [AreaFinding] = []

  init(_ parameters: AreaValidateRun.Parameters, journal: Journal) throws {
    let path = parameters.areas
    let (layer, fields, crs) = try AreaInput.open(
      path: path, options: parameters.areaInput, fields: parameters.areaFields, journal: journal)
    self.fields = fields
    let wanted = [fields.id, fields.name, fields.areaClass].compactMap { $0 }
    let content = try layer.readAll(wanted.map { ColumnRequest($0, .text) })
    layer.notes.forEach(journal.note)
    guard !content.polygons.isEmpty else {
      throw Failure(
        .badData, "the layer has no features", file: path, expected: "areas as polygons",
        hint: parameters.areaInput.filter.map { "\(parameters.areaInput.filterFlag) was: \($0)" })
    }
    let texts = AreaTexts(fields, names: wanted, columns: content.columns)
    let rows = content.polygons.indices.filter { !(content.polygons[$0]?.isEmpty ?? true) }
    let outlines = rows.compactMap { content.polygons[$0] }
    func place(_ place: Int) -> Failure { Failure(.badData, "", file: path, place: layer.place(ofRow: rows[place])) }
    try PlaceCheck(
      crs, file: path, field: nil, flag: parameters.areaInput.crsFlag, isAnywhere: parameters.areaInput.isAnywhere
    ).check(outlines.map(\.bounds), place: place, journal: journal)
    let prepared = try AreaPreparation.prepare(outlines, crs: crs, threads: parameters.threads, place: place)
    var polygons = [MultiPolygon](repeating: MultiPolygon(), count: content.polygons.count)
    for (row, polygon) in zip(rows, prepared.polygons) { polygons[row] = polygon }
    areas = polygons.indices.map { row in
      Area(
        id: texts.identifier(row), name: texts.name(row),
        areaClass: AreaClass(text: texts.areaClass(row)), polygon: polygons[row])
    }
    for (i, failure) in prepared.broken {
      findings.append(
        AreaFinding(
          .invalid, area: rows[i], outline: MultiPolygon(),
          detail: "cannot be repaired: " + failure.message + (failure.value.map { ": \($0.text)" } ?? "")))
    }
    for (i, fault, repair) in prepared.faults {
      let half = AreaValidateRun.markHalf
      let mark = MultiPolygon(
        minX: fault.x - half, minY: fault.y - half, maxX: fault.x + half, maxY: fault.y + half)
      findings.append(
        AreaFinding(
          .invalid, area: rows[i], outline: mark.isFinite ? mark : MultiPolygon(),
          detail: fault.text
            + (repair.after == 0 ? "; a repair leaves no ground of it" : "; a repair: \(repair.text)")))
    }
    for row in polygons.indices where content.polygons[row]?.isEmpty ?? true {
      findings.append(
        AreaFinding(
          .emptyGeometry, area: row, outline: MultiPolygon(), detail: "\(layer.place(ofRow: row)) has no polygon"))
    }
  }
}
