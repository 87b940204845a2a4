/// Areas under units under units: area → local police area → region → the country, each level's parts summing to the one
/// above.
///
/// Built from the areas' own fields. What lies in no area is a row of its own under the country.
public struct Hierarchy: Sendable, Equatable {
  /// A unit: an area, a group of areas that share a field's value, or the country.
  public struct Unit: Sendable, Equatable {
    /// The level's name: the field, `area`, or `riket`.
    public var level: String
    /// The unit's own name; empty for areas that lack a value.
    public var name: String
    /// Place of the unit above; nil for the country.
    public var parent: Int?
    /// The areas in it.
    public var areas: [Int]
  }

  /// All units: the country first, each before its parts.
  public let units: [Unit]

  /// Groups areas by fields.
  ///
  /// - Parameters:
  ///   - ids: identifiers of the areas.
  ///   - levels: for each field its name and one value an area, the lowest level first: LPO, region.
  ///   - country: name of the whole.
  public init(ids: [String], levels: [(name: String, values: [String])], country: String = "riket") {
    var units = [Unit(level: country, name: country, parent: nil, areas: Array(ids.indices))]
    func divide(_ parent: Int, _ remaining: ArraySlice<(name: String, values: [String])>) {
      guard let level = remaining.last else {
        for area in units[parent].areas {
          units.append(Unit(level: "area", name: ids[area], parent: parent, areas: [area]))
        }
        return
      }
      var names: [String] = []
      var members: [String: [Int]] = [:]
      for area in units[parent].areas {
        let name = level.values[area]
        if members[name] == nil { names.append(name) }
        members[name, default: []].append(area)
      }
      // What has no name comes last.
      for name in names.sorted(by: { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }) {
        units.append(Unit(level: level.name, name: name, parent: parent, areas: members[name] ?? []))
        divide(units.count - 1, remaining.dropLast())
      }
    }
    divide(0, levels[...])
    self.units = units
  }

  /// The events of a unit in the exclusive partition: parts sum to the unit.
  public func count(_ unit: Int, _ counts: IncidentCounts) -> Int {
    units[unit].areas.reduce(0) { $0 + counts.exclusive($1) }
  }
}
