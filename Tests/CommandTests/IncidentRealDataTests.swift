import Columns
import Files
import Foundation
import Geometry
import Projections
import TestSupport
import Testing
import Topology

/// The police's published events in real areas.
@Suite(.enabled(if: RealData.has("README.md"), "the real data is not there"))
struct IncidentRealDataTests {
  private let events = RealData.path("events/polisen_violence_explosives_2022_2026.csv")
  private let municipalities = RealData.path("admin/kommuner_290.gpkg")

  /// Every event by GEOS alone: its year, and the municipalities that cover it.
  private func expected() throws -> [(year: String, municipalities: [Int])] {
    let table = try VectorLayer(path: events)
    let columns = try table.read([
      ColumnRequest("lon", .number), ColumnRequest("lat", .number), ColumnRequest("datetime", .text),
    ])
    guard case .numbers(let lon) = columns[0], case .numbers(let lat) = columns[1],
      case .texts(let times) = columns[2]
    else {
      return []
    }
    let wgs84 = try #require(CoordinateSystem.wgs84)
    let plane = try #require(CoordinateSystem.sweref99TM)
    var (x, y) = (lon.values, lat.values)
    try Transformer(from: wgs84, to: plane).transform(&x, &y)
    let topology = try TopologyContext()
    let shapes = try VectorLayer(path: municipalities, geometry: .polygons).readGeometries()
    var found = [[Int]](repeating: [], count: x.count)
    for (place, shape) in shapes.enumerated() {
      guard let shape else { continue }
      for (event, isInside) in try topology.covers(shape, xs: x, ys: y).enumerated() where isInside {
        found[event].append(place)
      }
    }
    // All times are Swedish local times with their offset.
    return found.indices.map { (String(times[$0].prefix(4)), found[$0]) }
  }

  @Test(.english) func eventsPerMunicipalityAndYear() throws {
    let work = try Workspace()
    let run = try work.run(
      "incidents", "--points", events, "--areas", municipalities, "--period", "year", "--output", "k.csv", "--stats",
      "k.json")
    #expect(run.code == 0, "\(run.errors)")
    let expected = try expected()
    let stats = try work.json("k.json")
    let totals = stats["totals"] as? [String: Any] ?? [:]
    #expect(expected.count == 2441 && totals["points"] as? Int == 2441)
    let inSweden = expected.count { !$0.municipalities.isEmpty }
    #expect(inSweden > 2300 && totals["inside"] as? Int == inSweden)
    #expect(totals["outside"] as? Int == 2441 - inSweden)

    let rows = try work.table("k.csv")
    #expect(rows.count == 290)
    var sum = 0
    for year in ["2022", "2023", "2024", "2025", "2026"] {
      for (place, row) in rows.enumerated() {
        let wanted = expected.count { $0.year == year && $0.municipalities.contains(place) }
        #expect(row["count_\(year)"] == "\(wanted)", "\(row["name"] ?? "") \(year)")
        sum += wanted
      }
    }
    // No event lies on a border between two, so the municipalities sum to the country.
    #expect(sum == inSweden)
    let areas = stats["areas"] as? [[String: Any]] ?? []
    #expect(areas.reduce(0) { $0 + ($1["count_exclusive"] as? Int ?? 0) } == inSweden)
  }

  /// Rates per municipality and year with their intervals, from inhabitants of the DeSO areas: the interval's limits are where
  /// so many events or more, and so few or fewer, have a probability of 2.5 %, by sums of the distribution's terms.
  @Test(.english) func ratesPerMunicipalityAndYear() throws {
    let work = try Workspace()
    let table = try VectorLayer(path: RealData.path("deso/deso2018_livsvillkor_inputs_2022.csv"))
    let columns = try table.read([ColumnRequest("desokod", .text), ColumnRequest("population", .number)])
    guard case .texts(let codes) = columns[0], case .numbers(let numbers) = columns[1] else {
      Issue.record("the DeSO table has other columns")
      return
    }
    var people: [String: Double] = [:]
    for (row, value) in numbers.values.enumerated() { people[String(codes[row].prefix(4)), default: 0] += value }
    #expect(people.count == 290)
    try work.write(
      "folk.csv",
      "id,population\n" + people.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)\n" }.joined())
    let run = try work.run(
      "incidents", "--points", events, "--areas", municipalities, "--period", "year", "--population", "folk.csv",
      "--category-field", "type", "--stats", "s.json")
    #expect(run.code == 0 && run.errors.contains("2022 (3 months), 2026 (8 months) are not whole"), "\(run.errors)")
    let stats = try work.json("s.json")
    func tail(_ counts: ClosedRange<Int>, mean: Double) -> Double {
      counts.reduce(0) { $0 + exp(Double($1) * log(mean) - mean - lgamma(Double($1) + 1)) }
    }
    var seen = 0
    for area in stats["areas"] as? [[String: Any]] ?? [] {
      let inhabitants = try #require(people[area["id"] as? String ?? ""])
      for period in area["periods"] as? [[String: Any]] ?? [] {
        let count = try #require(period["count"] as? Int)
        func mean(_ field: String) -> Double { (period[field] as? Double ?? .nan) * inhabitants / 1000 }
        #expect(abs(mean("rate_per_1000") - Double(count)) < 1e-9)
        let (low, high) = (mean("rate_per_1000_low"), mean("rate_per_1000_high"))
        if count == 0 {
          #expect(low == 0)
        } else {
          #expect(abs(1 - tail(0...count - 1, mean: low) - 0.025) < 1e-9, "\(count)")
        }
        #expect(abs(tail(0...count, mean: high) - 0.025) < 1e-9, "\(count)")
        #expect(abs((period["rate_per_100000_high"] as? Double ?? 0) * inhabitants / 100_000 - high) < 1e-9)
        let year = period["period"] as? String ?? ""
        #expect(period["partial"] as? Bool == ["2022", "2026"].contains(year), "\(year)")
        seen += 1
      }
    }
    #expect(seen == 5 * 290)
    let categories = stats["categories"] as? [[String: Any]] ?? []
    #expect(categories.count == 10 && categories.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 2441)
  }

  /// Municipality, category and year, with the county and the country beside it: categories and municipalities sum to what stands
  /// beside them, and the charts are drawn.
  @Test func seriesOfMunicipalities() throws {
    let work = try Workspace()
    let run = try work.run(
      "incidents", "--points", events, "--areas", municipalities, "--parents", RealData.path("admin/lan_21.gpkg"),
      "--category-field", "type", "--series", "s.csv", "--chart", "c.svg", "--chart", "c.png", "--trend", "--stats",
      "s.json")
    #expect(run.code == 0, "\(run.errors)")
    // Categories of these have commas in them; what is wanted here stands before and behind.
    var sums: [String: Int] = [:]
    var rows = 0
    for line in try work.text("s.csv").split(separator: "\n").dropFirst() {
      let isAll = line.contains(",all,all,20")
      guard
        let found = line.firstMatch(
          of: /^([0-9]{4}),[^,]*,,(?:all|"[^"]*"|[^,"]*),[a-z_]+,(20[0-9]{2}),[^,]*,[0-9]+,[0-9.]+,[01],([0-9]+),/)
      else {
        Issue.record("\(line)")
        continue
      }
      rows += 1
      sums["\(found.1) \(found.2)", default: 0] += (isAll ? 1 : -1) * (Int(found.3) ?? 0)
    }
    // Ten categories and all together, in five years.
    #expect(rows == 290 * 11 * 5 && sums.count == 290 * 5 && sums.values.allSatisfy { $0 == 0 })
    let stats = try work.json("s.json")
    let country = IncidentWorld.entry(stats["trends"], ["kind": "country", "category": "all"]) ?? [:]
    #expect(country["events"] as? Int == 2441 && country["status"] as? String == "ok")
    #expect(try work.text("c.svg").contains("Stockholm, Stockholms län · n = ") && work.bytes("c.png").count > 10_000)
  }

  /// The sixty areas of 2019 in their municipalities: parts sum to the whole, level by level.
  @Test(.english) func areasUnderMunicipalities() throws {
    let work = try Workspace()
    let run = try work.run(
      "incidents", "--points", events, "--areas", RealData.path("areas/UO_panel.gpkg"), "--areas-where",
      "year = 2019", "--parents", municipalities, "--period", "all", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let stats = try work.json("s.json")
    let parents = stats["parents"] as? [[String: Any]] ?? []
    #expect(parents.count == 291)
    #expect(parents.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 2441)
    let inside = parents.reduce(0) { $0 + ($1["inside"] as? Int ?? 0) }
    #expect(inside == (stats["totals"] as? [String: Any])?["inside"] as? Int)
    let all = IncidentWorld.entry(stats["periods"], ["class": "alla_utsatta"])
    #expect(all?["areas"] as? Int == 60 && abs((all?["share_of_country"] as? Double ?? 0) - 0.000179) < 0.0000005)
  }

  @Test(.english) func stockholmBeforeAndAfter() throws {
    let work = try Workspace()
    let run = try work.run(
      "compare", "--points", events, "--areas", municipalities, "--area", "0180", "--control", "parent", "--parents",
      RealData.path("admin/lan_21.gpkg"), "--before", "2023-01-01..2023-12-31", "--after",
      "2024-01-01..2024-12-31", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let row = (try work.json("s.json")["comparisons"] as? [[String: Any]])?.first ?? [:]
    #expect(row["name"] as? String == "Stockholm" && (row["control"] as? String ?? "").hasPrefix("Stockholm"))
    let four = ["area_before", "area_after", "control_before", "control_after"].map { Double(row[$0] as? Int ?? 0) }
    #expect(four.allSatisfy { $0 > 20 })
    let ratio = four[1] * four[2] / (four[0] * four[3])
    #expect(abs((row["ratio"] as? Double ?? 0) - ratio) < 1e-12)
  }
}
