import Areas
import Columns
import HotSpots
import Inputs
import Outputs
import Parallel
import Reports

/// The units of each area with the highest values, or the highest rates where counts have exposures, and how many of them were so the period before.
struct HotspotAreas: Sendable {
  /// What of an area leads.
  struct Row: Sendable {
    /// Units at least half of whose ground lies in the area.
    var units: Int
    /// Those with the highest values.
    var leading: LeadingUnits
    /// Those with the highest values of the period before; nil where none is given.
    var before: LeadingUnits?
    /// Units of ``leading`` that are among those of ``before`` too.
    var same: Int?
  }

  let set: AreaSet
  let record: InputRecord
  let rows: [Row]

  /// A unit belongs to an area that has at least this part of its ground.
  private static let leastPart = 0.5

  /// Reads the areas and finds what leads in each.
  init(
    _ parameters: HotspotParameters.Within, _ input: UnitInput, _ field: HotspotField, before: HotspotField?,
    threads: Int, journal: Journal
  ) throws {
    let areas = try journal.stage(journal.words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.input, fields: parameters.fields, threads: threads,
        journal: journal)
    }
    (set, record) = (areas.set, areas.record)
    let units = input.units
    let takesZeros = field.values.contains { $0 < 0 }
    let areaSet = set
    rows = try Parallel.map(count: set.areas.count, threads: threads) { area in
      let parts = units.fractions(in: areaSet.areas[area].polygon)
      let members = zip(parts.units, parts.fractions).filter { $0.1 >= Self.leastPart }.map { Int($0.0) }
      func leading(_ field: HotspotField) -> LeadingUnits {
        LeadingUnits(
          field.ranked, among: takesZeros ? members : members.filter { field.values[$0] != 0 }, limit: parameters.top)
      }
      let now = leading(field)
      let earlier = before.map(leading)
      return Row(
        units: members.count, leading: now, before: earlier,
        // Where nothing is known of the period before, nothing is known of what is the same.
        same: before.flatMap { before in
          members.contains { !before.values[$0].isNaN } ? earlier?.count(of: now.units, before.ranked) : nil
        })
    }
    let without = rows.count { $0.units == 0 }
    if without > 0 {
      journal.note("\(parameters.areas): \(without) areas have no \(units.noun) that lie in them by half or more")
    }
  }

  /// An object for each area; `name` tells a unit's identity.
  func trees(_ field: HotspotField, before: HotspotField?, name: (Int) -> [JSONTree.Member]) -> JSONTree {
    func number(_ value: Double) -> JSONTree { value.isNaN ? .null : .number(value) }
    return .array(
      zip(set.areas, rows).map { area, row in
        .members([
          "id": .string(area.id), "name": area.name.isEmpty ? .null : .string(area.name),
          "class": area.areaClass.map { .string($0.code) } ?? .null,
          "units": .integer(row.units),
          "top": .array(
            row.leading.units.map { unit in
              .object(
                name(unit) + [.init("value", number(field.values[unit]))]
                  + (field.rates.map { [.init("rate_z", number($0[unit]))] } ?? [])
                  + (before.map { [.init("before", number($0.values[unit]))] } ?? []))
            }),
          "tied": .integer(row.leading.tied),
          "same_as_before": row.same.map { .integer($0) } ?? .null,
          "tied_before": row.before.map { .integer($0.tied) } ?? .null,
        ])
      })
  }

  /// The same for people, of the areas that have units.
  func table(
    _ language: Language, name: String, _ field: HotspotField, top: Int, units: (sv: String, en: String)
  ) -> TextTable {
    let values = field.ranked
    let decimals = values.allSatisfy { $0.isNaN || $0 == $0.rounded() } ? 0 : 2
    var columns: [TableColumn<(Area, Row)>] = [
      .text("Område", "Area") { $0.0.title }, .count(units.sv, units.en) { $0.1.units },
      .count("Visade", "Listed") { $0.1.leading.units.count },
      .number("Från", "From", decimals: decimals) { $0.1.leading.units.last.map { values[$0] } },
      .number("Till", "To", decimals: decimals) { $0.1.leading.units.first.map { values[$0] } },
      .count("Lika", "Tied") { $0.1.leading.tied },
    ]
    if rows.contains(where: { $0.same != nil }) {
      columns.append(.count("Samma som före", "Same as before") { $0.1.same })
      columns.append(.count("Lika före", "Tied before") { $0.1.before?.tied })
    }
    let shown = zip(set.areas, rows).filter { $0.1.units > 0 }
    var table = TextTable(
      language.text(sv: "De \(top) högsta i varje område: ", en: "The \(top) highest in each area: ") + name
        + (field.rates == nil ? "" : language.text(sv: ", jämförbara tal (z)", en: ", comparable rates (z)")),
      language,
      rows: shown, limit: 30, columns)
    table.note(
      language, sv: "Minst halva marken ligger i området. Lika: så många till har samma värde som den sista visade.",
      en: "At least half of the ground lies in the area. Tied: so many more have the value of the last one listed.")
    return table
  }
}
