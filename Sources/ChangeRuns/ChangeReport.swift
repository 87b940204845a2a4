import Areas
import Core
import Inputs
import Livsvillkor
import Outputs
import Reports

extension ChangeRun {
  /// The statistics: `run`, `reference`, `by_status`, `total`, `areas`, `large_changes`.
  package func statistics(_ journal: Journal) -> JSONTree {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    let run = RunRecord(
      command: "change",
      parameters: [
        ("key", text(parameters.new.options.key)), ("own_references", .bool(parameters.hasOwnReferences)),
        ("old_reference", text(parameters.old.statistics)), ("new_reference", text(parameters.new.statistics)),
        ("old_where", text(parameters.old.options.filter)), ("new_where", text(parameters.new.options.filter)),
        ("areas", text(parameters.areas)),
      ],
      inputs: inputs, method: method)
    var result = [
      JSONTree.Member("reference", text(reference)),
      JSONTree.Member("units", .integer(change.count)), JSONTree.Member("by_status", byStatus),
      JSONTree.Member("ground_changed", .integer(join.isGroundChanged.count { $0 })),
      JSONTree.Member("regrouped_old", .integer(join.regrouped.old.count)),
      JSONTree.Member("regrouped_new", .integer(join.regrouped.new.count)),
      JSONTree.Member("total", .object(members(of: total))),
      JSONTree.Member(
        "areas",
        .array(
          areas.map { entry in
            .object(
              [
                .init("id", .string(entry.area.id)), .init("name", .string(entry.area.title)),
                .init("class", text(entry.area.areaClass?.code)),
              ] + members(of: entry.figures))
          })),
    ]
    if !parameters.hasOwnReferences {
      result.append(JSONTree.Member("large_changes", .array(change.units(changedBy: 2).map(tree))))
    }
    return run.document(Self.schema, journal, result)
  }

  private var method: [String] {
    [
      "Units are joined by what names them: cells by size and corner, so that 250 m cells and the 1000 m cell around them are"
        + " never one unit; zones by their key. change = new − old; + is worse.",
      parameters.hasOwnReferences
        ? "Each vintage is its own reference (--own-references): percentiles alone are compared, and say where a unit stands among"
          + " those of its own vintage, not whether it became better or worse."
        : "Both vintages have the same reference, so that the same index, percentile and class mean the same.",
      "total and areas: means are weighted by population, over the units with an index in both vintages; better, same, worse,"
        + " two_or_more and classes are over units with a class in both, people as of either vintage; net = worse − better.",
      "Areas hold the exact part of each unit's ground in its own vintage; a unit counts in an area however small its part.",
      "status: both, only_old, only_new, or in both without an index in the old (no_index_old), the new (no_index_new) or either"
        + " (no_index). ground_changed: in both, on other ground.",
    ]
  }

  private var byStatus: JSONTree {
    .object(
      IndexChange.Status.allCases.map { status in
        let units = change.status.indices.filter { change.status[$0] == status }
        func people(_ vintage: IndexChange.Vintage) -> Double {
          var sum = CompensatedSum()
          for unit in units where !vintage.population[unit].isNaN { sum.add(vintage.population[unit]) }
          return sum.value
        }
        return .init(
          status.rawValue,
          .members([
            "units": .integer(units.count), "population_old": .number(people(change.old)),
            "population_new": .number(people(change.new)),
          ]))
      })
  }

  /// What the statistics say of some units.
  private func members(of figures: ChangeFigures) -> [JSONTree.Member] {
    var members: [JSONTree.Member] = []
    func add(_ name: String, _ value: (ChangeFigures.Side) -> Double?) {
      let (old, new) = (value(figures.old), value(figures.new))
      members.append(.init("\(name)_old", .number(old ?? .nan)))
      members.append(.init("\(name)_new", .number(new ?? .nan)))
      members.append(.init("\(name)_change", .number((new ?? .nan) - (old ?? .nan))))
    }
    add("population") { $0.population }
    add("population_indexed") { $0.populationIndexed }
    if !parameters.hasOwnReferences { add("index_mean") { $0.indexMean } }
    add("percentile_mean") { $0.percentileMean }
    if parameters.hasOwnReferences { return members }
    add("worst_class_share") { $0.worstShare }
    let (better, worse) = (figures.better, figures.worse)
    members += [
      .init("better", Self.tree(better)), .init("same", Self.tree(figures.same)), .init("worse", Self.tree(worse)),
      .init("two_or_more", Self.tree(figures.large)), .init("net_units", .integer(worse.units - better.units)),
      .init("net_population", .number(worse.populationNew - better.populationNew)),
    ]
    var matrix: [JSONTree] = []
    for old in stride(from: 1, through: figures.classCount, by: 1) {
      for new in stride(from: 1, through: figures.classCount, by: 1) {
        let found = figures.transition(from: old, to: new)
        guard case .object(let counts) = Self.tree(found) else { continue }
        matrix.append(
          .object([.init("class_old", .integer(old)), .init("class_new", .integer(new))] + counts))
      }
    }
    return members + [.init("classes", .array(matrix))]
  }

  private static func tree(_ transition: ChangeFigures.Transition) -> JSONTree {
    .members([
      "units": .integer(transition.units), "population_old": .number(transition.populationOld),
      "population_new": .number(transition.populationNew),
    ])
  }

  /// A unit that changed much.
  private func tree(_ unit: Int) -> JSONTree {
    var members: [JSONTree.Member] = []
    switch join.units {
    case .cells(let cells):
      members = [.init("ruta", .string(cells[unit].code)), .init("size_m", .integer(Int(cells[unit].size)))]
    case .zones(let keys): members = [.init("key", .string(keys[unit]))]
    }
    func add(_ name: String, _ value: (IndexChange.Vintage) -> Double, asWhole: Bool = false) {
      for (suffix, vintage) in [("old", change.old), ("new", change.new)] {
        let found = value(vintage)
        members.append(.init("\(name)_\(suffix)", asWhole && !found.isNaN ? .integer(Int(found)) : .number(found)))
      }
    }
    add("class", { $0.classes[unit] }, asWhole: true)
    add("percentile", { $0.percentile[unit] })
    add("population", { $0.population[unit] })
    return .object(members)
  }
}
