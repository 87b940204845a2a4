import Areas
import Core
import Coverage
import Dygnsavtryck
import Geometry
import Inputs
import Outputs
import Reports

/// Where the people and the ground are from that activity is set against.
package struct PeopleSource: Sendable {
  /// The areas' field with their inhabitants; nil for none.
  package var populationField: String?
  /// Cells or zones with inhabitants, laid over the areas exactly; nil for none.
  package var cells: CellSource?
  /// Inhabitants of the country; nil: the sum of all cells, or not known.
  package var countryPopulation: Double?
  /// Area of the country, km².
  package var countryKm2 = Country.km2

  /// Ground alone.
  package init() {}
}

/// People and ground of the areas of a run.
struct PeopleAndGround {
  let base: FootprintBase
  /// The cells' file, where there is one.
  let records: [InputRecord]
  /// How the figures came about.
  let method: [String]

  /// Lays the cells over the areas, or takes what their field says.
  ///
  /// - Parameters:
  ///   - source: what is wanted.
  ///   - set: the areas.
  ///   - partition: what each keeps where they overlap.
  ///   - holdsAlways: whether the areas are the same on all days; else classes have no ground that activity could be set against.
  ///   - field: the areas' inhabitants by their field, NaN where empty; nil without a field.
  ///   - file: the areas' file, for messages.
  init(
    _ source: PeopleSource, set: AreaSet, partition: ExclusivePartition, holdsAlways: Bool,
    field: [Double]? = nil, file: String, threads: Int, journal: Journal
  ) throws {
    var own = [Double](repeating: .nan, count: set.areas.count)
    var pieces = own
    var country = source.countryPopulation
    var (records, method) = ([InputRecord](), [String]())
    if let cells = source.cells {
      let people = try journal.stage(journal.words.readingPopulations) {
        let people = try CellPeople(cells, reach: BoxIndex(set.areas.map(\.polygon.bounds)), journal: journal)
        (own, pieces) = try people.inside(set, partition, threads: threads, journal: journal)
        return people
      }
      country = country ?? people.all
      records = [people.record]
      method = [
        "Populations are those of \(people.units.noun). \(people.units.splitting()) That of the country is"
          + (source.countryPopulation == nil ? " the sum of all." : " the one given.")
      ]
      Self.note(own, in: set, "\(cells.path): no \(people.units.noun) with people there", journal)
    } else if let field {
      if let bad = field.firstIndex(where: { $0 < 0 }) {
        throw Failure(
          .badData, "the population is negative", file: file, place: "area \(set.areas[bad].id)",
          field: source.populationField, value: "\(field[bad])", expected: "people, from 0 up")
      }
      (own, pieces) = (field, field)
      method = [
        "Populations are those of the areas' field \"\(source.populationField ?? "")\"; where areas overlap, people count in"
          + " each. A class with an area whose population is not known has none."
      ]
      Self.note(own, in: set, "\(file): no population", journal)
      if country == nil {
        journal.note("the country's population is not known (--country-population): shares of it are null")
      }
    }
    // Those who live in areas are part of the country's.
    let inside = pieces.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    if let all = country, inside > all {
      journal.note(
        "the areas have \(Language.en.number(inside - all, decimals: 0)) more inhabitants than the country: is --country-population of the"
          + " same year and ground? Shares above 100 % follow from it")
    }
    if !holdsAlways {
      journal.note(
        "areas hold on days of their own: people and ground of classes are null, and an area's quotients set its days' activity"
          + " against that of all days")
    }
    func ground(_ population: Double, _ polygon: MultiPolygon) -> FootprintBase.Ground {
      FootprintBase.Ground(
        population: population.isNaN ? nil : population, planarKm2: max(0, polygon.planarArea) / 1e6)
    }
    base = FootprintBase(
      areas: zip(own, set.areas).map { ground($0, $1.polygon) },
      pieces: zip(pieces, partition.pieces).map {
        holdsAlways ? ground($0, $1) : FootprintBase.Ground(population: nil, planarKm2: .nan)
      },
      country: FootprintBase.Ground(population: country, planarKm2: source.countryKm2),
      skipsUnknown: source.cells != nil)
    self.records = records
    self.method =
      method + [
        "share_of_country is that of the planar area, as in the police's own figure; quotients are share by share."
      ]
      + (holdsAlways
        ? []
        : ["Areas hold on days of their own, so classes have neither people nor ground that activity is set against."])
  }

  private static func note(_ people: [Double], in set: AreaSet, _ what: String, _ journal: Journal) {
    let lacking = people.indices.filter { people[$0].isNaN }
    guard let first = lacking.first else { return }
    journal.note("\(what): \(lacking.count) of \(people.count) areas, such as \(set.areas[first].title)")
  }
}

extension PeopleSource {
  /// Parameters for a record.
  var parameters: [(String, JSONTree)] {
    [
      ("population_field", populationField.map { .string($0) } ?? .null),
      ("cells", cells.map { .string($0.path) } ?? .null),
      ("key", cells?.options.key.map { .string($0) } ?? .null),
      ("country_population", countryPopulation.map { .number($0) } ?? .null),
      ("country_km2", .number(countryKm2)),
    ]
  }
}
