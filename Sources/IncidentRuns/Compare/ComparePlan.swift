import Inputs
import Areas
import Columns
import Core
import Geometry
import Incidents
import Topology

/// Which areas are compared with what, and the surroundings that this needs.
struct ComparePlan {
  /// One comparison.
  struct Entry {
    var subject: CompareRun.Subject
    /// The control, for people.
    var control: CompareLine.Control
    var pair: ComparisonTally.Pair
    /// Inhabitants of the areas and of the control; NaN where not known.
    var population: Double
    var controlPopulation: Double
    /// The areas joined.
    var shape: MultiPolygon
  }

  private(set) var pairs: [Entry] = []
  /// What lies within the width of some areas, those areas included; counting leaves all areas out.
  private(set) var rings: [MultiPolygon] = []

  /// Corners of a ring: with 64 segments a quarter circle its edge is nowhere off by more than 0.01 % of the width.
  private static let segments = 64

  init(_ subjects: [CompareRun.Subject], of run: CompareRun, cells: CellPeople?) throws {
    let (areas, parents, controls, parameters) = run.ground
    let topology = try TopologyContext()
    let people = Self.people(areas, parameters)
    let parentPeople = parents.flatMap { Self.people($0, parameters) }
    let parentOf = try parents.map { try Self.parents($0, of: areas, subjects, topology) } ?? []
    func union(_ input: AreaInput, _ members: [Bool]) throws -> MultiPolygon {
      try topology.unionAll(members.indices.filter { members[$0] }.map { input.set.areas[$0].polygon })
    }
    // Without cells no ground need be joined for its people's sake.
    func inhabitants(
      in ground: @autoclosure () throws -> MultiPolygon, less taken: @autoclosure () throws -> MultiPolygon
    )
      throws -> Double?
    {
      guard let cells else { return nil }
      return cells.inside(try topology.difference(ground(), taken()))
    }
    for subject in subjects {
      let shape = try union(areas, subject.members)
      let own = cells?.inside(shape) ?? Self.sum(people, subject.members)
      func add(_ name: CompareLine.Control, _ control: ComparisonTally.Control, _ controlPeople: Double) {
        pairs.append(
          Entry(
            subject: subject, control: name, pair: .init(areas: subject.members, control: control),
            population: own, controlPopulation: controlPeople, shape: shape))
      }
      if let parents, parameters.usesParents {
        let wanted = Set(subject.members.indices.filter { subject.members[$0] }.map { parentOf[$0] })
        let members = parents.set.areas.indices.map { wanted.contains($0) }
        let names = wanted.sorted().map {
          parents.set.areas[$0].title
        }
        let rest = try inhabitants(in: union(parents, members), less: shape)
        add(.parent(names), .parents(members), rest ?? (Self.sum(parentPeople, members) - own))
      }
      if !controls.isEmpty {
        let wanted = Set(controls)
        let members = areas.set.areas.indices.map { wanted.contains($0) }
        if let both = subject.members.indices.first(where: { subject.members[$0] && members[$0] }) {
          throw Failure(
            .usage, "an area is compared with itself", value: areas.set.areas[both].id,
            expected: "--control-area to name other areas than --area")
        }
        let others = try inhabitants(in: union(areas, members), less: shape)
        add(.areas(controls.map { areas.set.areas[$0].id }), .areas(members), others ?? Self.sum(people, members))
      }
      for width in parameters.rings {
        let ring = try topology.buffer(shape, distance: width, segmentsPerQuadrant: Self.segments)
        let around = try inhabitants(in: ring, less: union(areas, areas.set.areas.map { _ in true }))
        add(.ring(width), .ring(rings.count), around ?? .nan)
        rings.append(ring)
      }
    }
  }

  private static func sum(_ values: [Double]?, _ members: [Bool]) -> Double {
    guard let values else { return .nan }
    var sum = CompensatedSum()
    for (i, isMember) in members.enumerated() where isMember { sum.add(values[i]) }
    return sum.value
  }

  /// The populations of a layer; nil where they were not asked for or are not there.
  private static func people(_ input: AreaInput, _ parameters: CompareParameters) -> [Double]? {
    guard parameters.incidents.populationField != nil, case .numbers(let numbers)? = input.extra.last else {
      return nil
    }
    return numbers.values
  }

  /// The unit that holds most of each area that is compared.
  private static func parents(
    _ parents: AreaInput, of areas: AreaInput, _ subjects: [CompareRun.Subject], _ topology: borrowing TopologyContext
  ) throws -> [Int] {
    try areas.set.areas.indices.map { i in
      guard subjects.contains(where: { $0.members[i] }) else { return -1 }
      let area = areas.set.areas[i]
      var best: (place: Int, shared: Double)?
      for (place, parent) in parents.set.areas.enumerated() {
        let shared = try topology.intersectionArea(area.polygon, parent.polygon)
        if shared > best?.shared ?? 0 { best = (place, shared) }
      }
      guard let best else {
        throw Failure(
          .badData, "the area lies in no unit of the layer above", file: areas.record.path,
          place: area.title, expected: "a unit of \(parents.record.path) around it")
      }
      return best.place
    }
  }
}
