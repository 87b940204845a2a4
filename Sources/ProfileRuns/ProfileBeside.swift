import Inputs
import Outputs
import Reports
import Areas
import Geometry
import Overlay
import Profile
import Topology

/// What stands beside an area's own figures: municipalities, history, phone activity, incidents.
struct ProfileBeside: Sendable {
  /// Municipalities; empty where none were given.
  private var municipalities: [Area] = []
  private var boxes: [BoundingBox?] = []
  /// Earlier years; nil where none were given.
  private(set) var history: ProfileHistory?
  /// Phone activity by identifier.
  private(set) var activity: [String: AreaProfile.Activity] = [:]
  /// Incidents by identifier.
  private(set) var incidents: [String: [AreaProfile.IncidentCount]] = [:]

  /// Reads what was given; adds the files to `records`.
  init(_ parameters: ProfileRun.Parameters, records: inout [InputRecord], journal: Journal) throws {
    if let path = parameters.municipalities {
      let input = try AreaInput(
        path: path, options: parameters.municipalityInput, fields: AreaFields.Names(),
        threads: parameters.threads,
        journal: journal)
      municipalities = input.set.areas
      boxes = municipalities.map(\.polygon.bounds)
      records.append(input.record)
    }
    if let path = parameters.history {
      let history = try ProfileHistory(path, parameters, journal: journal)
      records.append(history.record)
      self.history = history
    }
    if let path = parameters.footprint {
      activity = try ProfileFigures.activity(path, parameters, journal: journal)
      records.append(InputRecord(path: path, features: activity.count))
    }
    if let path = parameters.incidents {
      incidents = try ProfileFigures.incidents(path)
      records.append(InputRecord(path: path, features: incidents.count))
    }
  }

  /// The municipality that holds most of an area, with what is left of it; nil where none touches it.
  func municipality(
    of area: Area, layer: ProfileLayer, topology: borrowing TopologyContext
  ) throws -> AreaProfile.Municipality? {
    guard let box = area.polygon.bounds else { return nil }
    var best: (place: Int, shared: Double)?
    for place in municipalities.indices where boxes[place]?.meets(box) == true {
      let shared = try topology.intersectionArea(area.polygon, municipalities[place].polygon)
      if shared > best?.shared ?? 0 { best = (place, shared) }
    }
    guard let best else { return nil }
    let found = municipalities[best.place]
    let rest = try topology.difference(found.polygon, area.polygon)
    let parts = layer.cells.units.fractions(in: rest)
    return AreaProfile.Municipality(
      name: found.title,
      sharedGround: min(1, best.shared / area.polygon.planarArea), rest: GroundSummary(layer, parts: parts),
      polygon: found.polygon)
  }

  /// Says which areas a file of figures lacks.
  func noteMissing(_ profiles: [AreaProfile], parameters: ProfileRun.Parameters, journal: Journal) {
    func note(_ file: String?, _ isMissing: (AreaProfile) -> Bool) {
      guard let file else { return }
      let missing = profiles.filter(isMissing)
      guard let first = missing.first else { return }
      journal.note(
        "\(file): no figures for \(missing.count == 1 ? first.area.id : "\(missing.count) areas, such as \(first.area.id)")"
      )
    }
    note(parameters.footprint) { $0.activity == nil }
    note(parameters.incidents) { $0.incidents == nil }
  }
}
