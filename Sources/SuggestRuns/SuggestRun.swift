import Areas
import Columns
import Core
import Coverage
import Grid
import Inputs
import Outputs
import Overlay
import Projections
import Reports
import Suggestions
import Topology

/// `rutverk suggest`: contiguous ground with poor livsvillkor, and how far it coincides with what is assessed already.
package struct SuggestRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The cell layer, or zones by `cellInput.key`.
    package var cells: String
    /// Assessed areas; nil: the suggestions are held against nothing.
    package var assessed: String?
    /// Units of at least this percentile are poor.
    package var minPercentile = 80.0
    /// A suggestion has at least so many units.
    package var minCells = 4
    /// A suggestion has at least so many inhabitants.
    package var minPopulation = 0.0
    /// A suggestion has at least so many children and youth 0–19.
    package var minUnga = 0.0
    /// What makes neighbours.
    package var contiguity = Contiguity.queen
    /// Groups with so many of the smallest cells between them are one, 0 or 1.
    package var bridge = 0
    /// Random choices that the suggestions are held beside.
    package var draws = 200
    /// What decides these.
    package var seed: UInt64 = 1
    /// The population field of the cells; nil: by its usual names.
    package var populationField: String?
    /// Identifier, name and class fields of the assessed areas.
    package var areaFields = AreaFields.Names()
    /// How the cells are read.
    package var cellInput = InputOptions()
    /// How the assessed areas are read.
    package var areaInput = InputOptions()
    /// Workers.
    package var threads: Int

    /// Suggestions from those cells with every option at its default.
    package init(cells: String, threads: Int) { (self.cells, self.threads) = (cells, threads) }

    /// The cells as they are to be read.
    package var cellSource: CellSource {
      CellSource(cells, populationField: populationField, options: cellInput, threads: threads)
    }
  }

  /// What one threshold gives.
  struct Step {
    /// Units of at least this percentile are poor.
    let minPercentile: Double
    /// Groups that are large enough.
    let suggestions: Int
    /// Their units, ascending.
    let units: [Int]
    /// Their inhabitants.
    let population: Double
    /// What they have in common with the assessed areas; nil without any.
    let agreement: AssessedAgreement?
    /// What as many inhabited units drawn at random have: shares of areas, people and ground, and the people's precision.
    let random: [ChanceAgreement.Range]
  }

  /// What stands against the suggestions.
  struct Assessed {
    let areas: AreaInput
    let units: AssessedUnits
    /// What there is to find.
    let everything: AssessedAgreement
    /// What the units with most people on their ground find, as many as the suggestions have.
    let densest: AssessedAgreement
    /// The suggestions, by their place in the output, that each area is reached by.
    let meeting: [[Int]]
    /// Whether each area has a unit in the data.
    let hasUnits: [Bool]
  }

  let parameters: Parameters
  let layer: UnitLayer
  let inputs: [InputRecord]
  /// The suggestions, most people first.
  let suggestions: [SuggestedGround]
  let step: Step
  /// From low thresholds to high ones; empty without assessed areas.
  let ladder: [Step]
  let assessed: Assessed?
  /// The suggestions as a layer.
  package let output: LayerContents

  private static let thresholds = [50.0, 60, 70, 80, 90, 95]

  /// Reads, groups and compares.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let threads = parameters.threads
    let areas = try parameters.assessed.map { path in
      try journal.stage(words.readingAreas) {
        try AreaInput(
          path: path, options: parameters.areaInput, fields: parameters.areaFields, threads: threads,
          journal: journal)
      }
    }
    let cells = try journal.stage(words.readingCells) {
      try CellLayerInput(parameters.cellSource, further: [Self.overcrowding], journal: journal)
    }
    let layer = cells.layer
    self.layer = layer
    inputs = [cells.record] + (areas.map { [$0.record] } ?? [])
    try Self.check(parameters, layer)
    if parameters.minUnga > 0, layer.children.isEmpty || layer.youth.isEmpty {
      throw Failure(
        .badData, "--min-unga needs the numbers of children and youth", file: parameters.cells,
        expected: "columns unga_0_15_antal and unga_16_19_antal")
    }

    let units = try areas.map { areas in
      try journal.stage(words.cutting) {
        let partition = try areas.partition(threads: threads).partition
        let cuts = try AreaOverlay.cut(
          layer, by: areas.set, partition: partition, method: .area, threads: threads)
        return (AssessedUnits(layer, set: areas.set, cuts: cuts), cuts.map { !$0.whole.units.isEmpty })
      }
    }
    let chance = ChanceAgreement(layer)
    func grouped(_ minPercentile: Double) throws -> (groups: UnitGroups, members: [[Int]]) {
      try Self.groups(layer, parameters, minPercentile: minPercentile)
    }
    func step(_ minPercentile: Double, _ members: [[Int]]) throws -> Step {
      let chosen = members.flatMap { $0 }.sorted()
      var random: [ChanceAgreement.Range] = []
      if let (units, _) = units, parameters.draws > 0, !chosen.isEmpty {
        let all = units.everything
        random = try chance.random(
          chosen.count, draws: parameters.draws, seed: parameters.seed, threads: threads
        ) { drawn in
          let found = units.agreement(of: drawn)
          let recall = found.recall(against: all, areas: units.areasWithUnits)
          return [recall.areas, recall.population, recall.ground, found.populationPrecision]
        }
      }
      var people = CompensatedSum()
      for unit in chosen where !layer.population[unit].isNaN { people.add(layer.population[unit]) }
      return Step(
        minPercentile: minPercentile, suggestions: members.count, units: chosen, population: people.value,
        agreement: units?.0.agreement(of: chosen), random: random)
    }
    let (groups, members) = try journal.stage(words.grouping) { try grouped(parameters.minPercentile) }
    self.step = try step(parameters.minPercentile, members)
    ladder =
      units == nil
      ? []
      : try journal.stage(words.comparing) {
        try Set(Self.thresholds + [parameters.minPercentile]).sorted().map { try step($0, grouped($0).members) }
      }

    // Most people first; of equals the one further south.
    let meter = try AreaMeter(for: .gridPlane())
    let overcrowding = cells.further[Self.overcrowding] ?? []
    var found = try members.map { members -> (ground: SuggestedGround, units: [Int], group: Int) in
      var figures = Figures()
      var (share, people) = (CompensatedSum(), CompensatedSum())
      for unit in members {
        figures.add(layer, unit: unit, fraction: 1, redClass: .nan)
        if !overcrowding.isEmpty, !overcrowding[unit].isNaN, layer.population[unit] > 0 {
          share.add(overcrowding[unit] * layer.population[unit])
          people.add(layer.population[unit])
        }
      }
      let group = Int(groups.group[members[0]])
      let area = try meter.ground(of: groups.polygons[group])
      var overlaid = OverlaidGround(figures)
      (overlaid.km2, overlaid.planarKm2) = (area.ellipsoidalKm2, area.planarSquareMetres / 1e6)
      var ground = SuggestedGround(
        id: Self.name(members[0], cells), rank: 0, ground: overlaid,
        overcrowding: people.value > 0 ? share.value / people.value : .nan)
      if let (units, _) = units, let set = areas?.set {
        ground.assessed = units.areas(reaching: members).map { set.areas[$0].id }
        ground.assessedShare = units.groundShare(of: members)
      }
      return (ground, members, group)
    }
    found.sort {
      ($1.ground.ground.figures.population, $0.units[0]) < ($0.ground.ground.figures.population, $1.units[0])
    }
    for i in found.indices { found[i].ground.rank = i + 1 }
    suggestions = found.map(\.ground)
    assessed =
      if let areas, let (units, hasUnits) = units {
        Assessed(
          areas: areas, units: units, everything: units.everything,
          densest: units.agreement(of: chance.densest(self.step.units.count)),
          meeting: Self.meeting(units, found.map(\.units), areas.set.areas.count), hasUnits: hasUnits)
      } else { nil }
    var table = Table()
    table.add(SuggestionFigure.all, of: suggestions)
    output = try LayerContents(named: "forslag", table, inPlane: found.map { groups.polygons[$0.group] })
    note(journal, chance)
  }

  private static let overcrowding = "trangboddhet"

  /// The groups of poor units, and the units of those that are large enough, ascending.
  private static func groups(
    _ layer: UnitLayer, _ parameters: Parameters, minPercentile: Double
  ) throws -> (groups: UnitGroups, members: [[Int]]) {
    let ground = layer.groundSquareMetres
    let groups = try UnitGroups(
      of: layer, where: layer.percentile.indices.map { layer.percentile[$0] >= minPercentile && ground[$0] > 0 },
      contiguity: parameters.contiguity, bridge: parameters.bridge, threads: parameters.threads
    ) { try TopologyContext().unionAll($0) }
    var members = [[Int]](repeating: [], count: groups.count)
    for (unit, group) in groups.group.enumerated() where group >= 0 { members[Int(group)].append(unit) }
    return (
      groups,
      members.filter { members in
        func sum(_ values: (Int) -> Double) -> Double {
          var sum = CompensatedSum()
          for unit in members where !values(unit).isNaN { sum.add(values(unit)) }
          return sum.value
        }
        return members.count >= parameters.minCells
          && (parameters.minPopulation <= 0 || sum { layer.population[$0] } >= parameters.minPopulation)
          && (parameters.minUnga <= 0 || sum { layer.children[$0] } + sum { layer.youth[$0] } >= parameters.minUnga)
      }
    )
  }

  /// What names a unit in the output.
  private static func name(_ unit: Int, _ cells: CellLayerInput) -> String {
    switch cells.layer.units {
    case .cells(let lattice): lattice.cells[unit].code
    case .zones: cells.zones?.keys[unit] ?? ""
    }
  }

  private static func check(_ parameters: Parameters, _ layer: UnitLayer) throws {
    guard layer.percentile.contains(where: { !$0.isNaN }) else {
      throw Failure(
        .badData,
        layer.percentile.isEmpty
          ? "the \(layer.units.noun) have no percentile" : "no \(layer.units.noun.dropLast()) has a percentile",
        file: parameters.cells, expected: "what `rutverk index` writes",
        hint: "another heading can be named with --column percentile=COLUMN")
    }
    if parameters.bridge > 0, layer.units.zones != nil {
      throw Failure(.usage, "--bridge is for cells; zones have no size that a gap could be measured by")
    }
  }

  private static func meeting(_ assessed: AssessedUnits, _ units: [[Int]], _ count: Int) -> [[Int]] {
    var meeting = [[Int]](repeating: [], count: count)
    for (place, units) in units.enumerated() {
      for area in assessed.areas(reaching: units) { meeting[area].append(place) }
    }
    return meeting
  }

  private func note(_ journal: Journal, _ chance: ChanceAgreement) {
    let noun = layer.units.noun
    if suggestions.isEmpty {
      let least = "at least \(parameters.minCells) \(noun) of percentile \(parameters.minPercentile) or more"
      journal.note("no group of \(least): nothing is suggested (--min-percentile, --min-cells)")
    }
    if layer.percentile.allSatisfy({ $0.isNaN || $0 <= 1 }) {
      journal.note("\(parameters.cells): no percentile is above 1; percentiles are 0 to 100, not shares")
    }
    let lacking = assessed?.hasUnits.count { !$0 } ?? 0
    if lacking > 0 {
      journal.note(
        "\(lacking) assessed \(lacking == 1 ? "area has" : "areas have") no \(noun) in the data and count in no recall"
      )
    }
    if assessed != nil, parameters.draws > 0, step.units.count > chance.inhabitedCount {
      journal.note(
        "the suggestions have more \(noun) than the data has inhabited ones, so every draw is all of those")
    }
  }
}
