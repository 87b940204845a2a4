import Inputs
import Areas
import Columns
import Core
import Geometry
import Incidents
import Reports
import Topology

/// Which areas are compared with what, and the surroundings that this needs.
struct ComparePlan {
  /// One comparison.
  struct Entry {
    var subject: CompareRun.Subject
    /// The control, for people.
    var control: CompareLine.Control
    /// What is counted for it.
    var pair: ComparisonTally.Pair
    /// Inhabitants of the areas and of the control; NaN where not known.
    var population: Double
    var controlPopulation: Double
    /// The areas joined.
    var shape: MultiPolygon
    /// The surroundings that stand beside it.
    var surroundings: [Surrounding] = []
  }

  /// A surrounding beside a comparison.
  struct Surrounding {
    var width: Double
    /// What is counted for it: the ring, and the control less the ring.
    var pair: ComparisonTally.Pair
    /// Its inhabitants; NaN where not known.
    var population: Double
  }

  private(set) var entries: [Entry] = []
  /// What lies within the width of some areas, those areas included; counting leaves all areas out.
  private(set) var rings: [MultiPolygon] = []

  /// All that is counted: each comparison, and behind it its surroundings.
  var pairs: [ComparisonTally.Pair] { entries.flatMap { [$0.pair] + $0.surroundings.map(\.pair) } }

  /// Corners of a ring: with 64 segments a quarter circle its edge is nowhere off by more than 0.01 % of the width.
  private static let segments = 64

  init(
    _ subjects: [CompareRun.Subject], of run: CompareRun, cells: CellPeople?, journal: Journal
  ) throws {
    let (areas, parents, controls, parameters) = run.ground
    let topology = try TopologyContext()
    let areaPeople = Self.people(areas, parameters)
    let parentPeople = parents.flatMap { Self.people($0, parameters) }
    let parentOf = try parents.map { try Self.parents($0, of: areas, subjects, topology, journal) } ?? []
    // Where people were asked for, so that what their zones share there is said.
    var grounds: [MultiPolygon] = []
    func union(_ input: AreaInput, _ members: [Bool]) throws -> MultiPolygon {
      try topology.unionAll(members.indices.filter { members[$0] }.map { input.set.areas[$0].polygon })
    }
    func people(in ground: MultiPolygon) -> Double? {
      guard let cells else { return nil }
      grounds.append(ground)
      return cells.inside(ground)
    }
    // Without cells no ground need be joined for its people's sake.
    func inhabitants(
      in ground: @autoclosure () throws -> MultiPolygon, less taken: @autoclosure () throws -> MultiPolygon
    )
      throws -> Double?
    {
      cells == nil ? nil : people(in: try topology.difference(ground(), taken()))
    }
    for subject in subjects {
      let shape = try union(areas, subject.members)
      let own = people(in: shape) ?? Self.sum(areaPeople, subject.members)
      var surroundings: [Surrounding] = []
      for width in parameters.rings {
        let ring = try topology.buffer(shape, distance: width, segmentsPerQuadrant: Self.segments)
        let around = try inhabitants(in: ring, less: union(areas, areas.set.areas.map { _ in true }))
        surroundings.append(
          Surrounding(
            width: width, pair: .init(areas: subject.members, control: nil, ring: rings.count),
            population: around ?? .nan))
        rings.append(ring)
      }
      func add(_ name: CompareLine.Control, _ control: ComparisonTally.Control?, _ controlPeople: Double) {
        var beside = surroundings
        for i in beside.indices { beside[i].pair.control = control }
        entries.append(
          Entry(
            subject: subject, control: name, pair: .init(areas: subject.members, control: control),
            population: own, controlPopulation: controlPeople, shape: shape, surroundings: beside))
      }
      if let parents, parameters.usesParents {
        let wanted = Set(subject.members.indices.filter { subject.members[$0] }.compactMap { parentOf[$0] })
        if wanted.isEmpty {
          add(.lacking("the area lies in no unit above"), nil, .nan)
        } else {
          let members = parents.set.areas.indices.map { wanted.contains($0) }
          let names = wanted.sorted().map { parents.set.areas[$0].title }
          let rest = try inhabitants(in: union(parents, members), less: shape)
          add(.parent(names), .parents(members), rest ?? (Self.sum(parentPeople, members) - own))
        }
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
        let named = controls.map { areas.set.areas[$0] }
        add(
          .areas(ids: named.map(\.id), titles: named.map(\.title)), .areas(members),
          others ?? Self.sum(areaPeople, members))
      }
      if controls.isEmpty, !parameters.usesParents { add(.none, nil, .nan) }
    }
    try cells?.noteOverlaps(in: grounds, threads: parameters.incidents.threads, journal: journal)
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

  /// The unit that holds most of each area that is compared; nil where none does.
  private static func parents(
    _ parents: AreaInput, of areas: AreaInput, _ subjects: [CompareRun.Subject],
    _ topology: borrowing TopologyContext, _ journal: Journal
  ) throws -> [Int?] {
    var lacking: [String] = []
    let found = try areas.set.areas.indices.map { i -> Int? in
      guard subjects.contains(where: { $0.members[i] }) else { return nil }
      let area = areas.set.areas[i]
      var best: (index: Int, shared: Double)?
      for (index, parent) in parents.set.areas.enumerated() {
        let shared = try topology.intersectionArea(area.polygon, parent.polygon)
        if shared > best?.shared ?? 0 { best = (index, shared) }
      }
      if best == nil { lacking.append(area.title) }
      return best?.index
    }
    if let first = lacking.first {
      journal.note(
        "\(areas.record.path): \(lacking.count) areas lie in no unit of \(parents.record.path), such as \(first): they have no"
          + " control, and classes are compared with the units of their other areas")
    }
    return found
  }
}
