import Foundation
import TestSupport

/// One case of the differential tests: its files, the run, and what the slow way finds otherwise.
struct DifferentialScene {
  let work: Workspace
  let layer: NastyLayer
  let table: NastyTable
  var dice: SeededRandom

  /// What the places of tables lie within: all areas and some ground around them.
  private static let (west, south, columns, rows) = (599_000.0, 6_599_000.0, 24, 14)
  private static let classCodes = ["sarskilt_utsatt", "risk", "utsatt"]
  private var areaCount: Int { layer.ranks.count }

  // MARK: overlay

  private struct Cell {
    var x: Double
    var y: Double
    var size: Double
    var population: Double
    var index: Double
    var areaClass: Int
    var code: String { "\(Int(x))\(Int(y))" }
  }

  /// Cells of 250 m in the west and of 1000 m in the east, some of them lacking.
  private mutating func cells() -> [Cell] {
    var cells: [Cell] = []
    func add(_ x: Double, _ y: Double, _ size: Double) {
      if dice.once(in: 10) { return }
      let index = (dice.within(-2...2) * 10_000).rounded() / 10_000
      cells.append(
        Cell(
          x: x, y: y, size: size, population: Double(5 + dice.below(1500)), index: index, areaClass: 1 + dice.below(5)
        ))
    }
    for column in 0..<16 {
      for row in 0..<Self.rows { add(Self.west + Double(column) * 250, Self.south + Double(row) * 250, 250) }
    }
    for column in 4..<7 {
      for row in 0..<4 { add(Self.west + Double(column) * 1000, Self.south + Double(row) * 1000, 1000) }
    }
    return cells
  }

  mutating func overlay() throws -> (Workspace.Run, [String]) {
    let cells = cells()
    let order = cells.indices.shuffled(using: &dice)
    var rows = [["Ruta", "Rutstorl", "Folkmängd", "index", "percentil", "klass"]]
    for i in order {
      let cell = cells[i]
      rows.append([
        cell.code, "\(Int(cell.size))", table.number(cell.population, decimals: 0),
        table.number(cell.index, decimals: 4),
        table.number(Double(20 * cell.areaClass - 10), decimals: 1), "\(cell.areaClass)",
      ])
    }
    let file = try table.write(rows, to: "rutor", in: work, &dice)
    let run = try work.run(arguments: [
      "overlay", "--cells", file, "--areas", layer.file, "--stats", "s.json", "--threads",
      "\(1 + dice.below(2))",
    ])
    guard run.code == 0 else { return (run, []) }
    let parts = cells.map { layer.ground.inRectangle($0.x, $0.y, $0.x + $0.size, $0.y + $0.size) }
    let whole = layer.ground.inRectangle(0, 0, 2e6, 1e7)
    let stats = try work.json("s.json")
    var found = Findings(stats)
    for area in 0..<areaCount {
      found.subject = "area \(area)"
      found.figures = found.row("areas", "id", "\(area)")
      compare(cells, parts.map { $0.areas[area] }, whole.areas[area], &found)
    }
    for rank in 0..<3 where layer.ranks.contains(rank) {
      found.subject = Self.classCodes[rank]
      found.figures = found.row("classes", "class", Self.classCodes[rank])
      compare(cells, parts.map { $0.ranks[rank] }, whole.ranks[rank], &found)
    }
    found.subject = "total"
    found.figures = stats["total"] as? [String: Any] ?? [:]
    compare(cells, parts.map { $0.ranks.reduce(0, +) }, whole.ranks.reduce(0, +), &found)
    let people = cells.reduce(0) { $0 + $1.population }
    let inside = zip(cells, parts).reduce(0) {
      $0 + $1.0.population * $1.1.ranks.reduce(0, +) / ($1.0.size * $1.0.size)
    }
    found.subject = "outside"
    found.figures = stats["outside"] as? [String: Any] ?? [:]
    found.expect("population", people - inside, within: 1e-9 * people)
    return (run, found.differences)
  }

  /// Figures of some ground: `parts` is what of it lies in each cell, m².
  private func compare(_ cells: [Cell], _ parts: [Double], _ ground: Double, _ found: inout Findings) {
    let shares = zip(cells, parts).map { $1 / ($0.size * $0.size) }
    let touched = cells.indices.filter { shares[$0] > 1e-9 }
    let people = touched.reduce(0) { $0 + cells[$1].population }
    found.expect("area_planar_km2", ground / 1e6, within: 1e-9 * max(ground / 1e6, 1))
    guard !touched.isEmpty else {
      if !layer.corners.isEmpty { found.expectNull("population") }
      return
    }
    func sum(_ value: (Cell) -> Double) -> Double { touched.reduce(0) { $0 + shares[$1] * value(cells[$1]) } }
    let population = sum(\.population)
    found.expect("population", population, within: 1e-9 * people)
    let slack = 1e-9 * max(1, 4 * people / population)
    found.expect("index_mean", sum { $0.population * $0.index } / population, within: slack)
    found.expect("red_population_share", sum { $0.areaClass == 5 ? $0.population : 0 } / population, within: slack)
    if !layer.corners.isEmpty { found.expect("cells", Double(touched.count), within: 0) }
  }

  // MARK: incidents

  mutating func incidents() throws -> (Workspace.Run, [String]) {
    var places = (0..<150).map { _ in place(decimals: 2) }
    // On corners, which are inside.
    places += layer.corners.shuffled(using: &dice).prefix(20)
    let categories = ["Skjutning", "Sprängning", "Misshandel, grov"]
    let chosen = places.map { _ in dice.below(3) }
    let headings = [["e", "n"], ["X", "Y"], ["SWEREF99_E", "SWEREF99_N"], ["Ost", "Nord"]][dice.below(4)]
    var rows = [headings + ["Tidpunkt", "Brottstyp"]]
    for (i, place) in places.enumerated() {
      rows.append([
        table.number(place.x, decimals: 2), table.number(place.y, decimals: 2), "2021-0\(1 + i % 9)-17 12:30",
        categories[chosen[i]],
      ])
    }
    let file = try table.write(rows, to: "punkter", in: work, &dice)
    let run = try work.run(arguments: [
      "incidents", "--points", file, "--points-crs", "EPSG:3006", "--areas", layer.file, "--period", "all",
      "--category-field", "Brottstyp",
      "--stats", "s.json", "--threads", "\(1 + dice.below(2))",
    ])
    guard run.code == 0 else { return (run, []) }
    let inside = places.map { layer.ground.areas(at: $0.x, $0.y) }
    let ranks = inside.map { areas in areas.indices.filter { areas[$0] }.map { layer.ranks[$0] }.min() }
    var found = Findings(try work.json("s.json"))
    for area in 0..<areaCount {
      found.subject = "area \(area)"
      found.figures = found.row("areas", "id", "\(area)")
      found.expect("count", Double(inside.count { $0[area] }), within: 0)
    }
    let totals = found.stats["totals"] as? [String: Any] ?? [:]
    for rank in 0..<3 where layer.ranks.contains(rank) {
      found.subject = Self.classCodes[rank]
      found.figures = found.row(in: totals["classes"], "class", Self.classCodes[rank])
      found.expect("count", Double(ranks.count { $0 == rank }), within: 0)
    }
    (found.subject, found.figures) = ("totals", totals)
    found.expect("inside", Double(ranks.count { $0 != nil }), within: 0)
    found.expect("outside", Double(ranks.count { $0 == nil }), within: 0)
    for (i, category) in categories.enumerated() {
      found.subject = category
      found.figures = found.row(in: found.row("categories", "category", category)["periods"], "class", "outside")
      found.expect("count", Double(zip(chosen, ranks).count { $0 == i && $1 == nil }), within: 0)
    }
    return (run, found.differences)
  }

  // MARK: footprint

  mutating func footprint() throws -> (Workspace.Run, [String]) {
    let stations = (0..<12).map { _ in place(decimals: 1) }
    func name(_ station: Int) -> String { "Bås \(station)" }
    var rows = [["Basstation", "Easting", "Northing"]]
    for (i, place) in stations.enumerated() {
      rows.append([name(i), table.number(place.x, decimals: 1), table.number(place.y, decimals: 1)])
    }
    let stationFile = try table.write(rows, to: "stationer", in: work, &dice)
    let events = (0..<400).map { _ in
      (phone: "tel-å\(dice.below(25))", day: 1 + dice.below(6), station: dice.once(in: 9) ? nil : dice.below(12))
    }
    rows = [["Telefon", "Tid", "Basstation"]]
    for event in events {
      rows.append([
        event.phone, "2021-03-0\(event.day) 1\(dice.below(10)):05:00",
        event.station.map(name) ?? ["", "NULL", ".."][dice.below(3)],
      ])
    }
    let file = try NastyTable(&dice).write(rows, to: "handelser", in: work, &dice)
    let run = try work.run(arguments: [
      "footprint", "--events", file, "--stations", stationFile, "--areas", layer.file, "--stats",
      "s.json",
      "--threads", "\(1 + dice.below(2))",
    ])
    guard run.code == 0 else { return (run, []) }
    let disc = Double.pi * 500 * 500
    let parts = stations.map { layer.ground.inCircle($0.x, $0.y, radius: 500) }
    let located = events.compactMap { event in event.station.map { (phone: event.phone, day: event.day, station: $0) }
    }
    let days = Dictionary(grouping: located) { "\($0.phone) \($0.day)" }
    func activity(_ part: (SlowGround.Parts) -> Double) -> Double {
      days.values.reduce(0) { $0 + $1.reduce(0) { $0 + part(parts[$1.station]) / disc } / Double($1.count) }
    }
    let slack = 1e-9 * Double(days.count)
    var found = Findings(try work.json("s.json"))
    for area in 0..<areaCount {
      found.subject = "area \(area)"
      found.figures = found.row("areas", "id", "\(area)")
      found.expect("dygnsavtryck", activity { $0.areas[area] }, within: slack)
      if parts.allSatisfy({ $0.areas[area] == 0 || $0.areas[area] > 1e-3 }) {
        found.expect(
          "unique_phones", Double(Set(located.filter { parts[$0.station].areas[area] > 0 }.map(\.phone)).count),
          within: 0)
      }
    }
    for rank in 0..<3 where layer.ranks.contains(rank) {
      found.subject = Self.classCodes[rank]
      found.figures = found.row("classes", "class", Self.classCodes[rank])
      found.expect("dygnsavtryck", activity { $0.ranks[rank] }, within: slack)
    }
    (found.subject, found.figures) = ("totals", found.stats["totals"] as? [String: Any] ?? [:])
    found.expect("phone_days", Double(days.count), within: 0)
    found.expect("inside", activity { $0.ranks.reduce(0, +) }, within: slack)
    return (run, found.differences)
  }

  private mutating func place(decimals: Int) -> (x: Double, y: Double) {
    let factor = decimals == 1 ? 10.0 : 100.0
    let x = Self.west + dice.within(0...Double(Self.columns) * 250)
    let y = Self.south + dice.within(0...Double(Self.rows) * 250)
    return ((x * factor).rounded() / factor, (y * factor).rounded() / factor)
  }
}

/// Figures of a run's statistics beside what they should be.
private struct Findings {
  let stats: [String: Any]
  /// Whom the figures are about, for messages.
  var subject = ""
  var figures: [String: Any] = [:]
  private(set) var differences: [String] = []

  init(_ stats: [String: Any]) { self.stats = stats }

  func rows(_ list: String) -> [[String: Any]] { stats[list] as? [[String: Any]] ?? [] }

  func row(_ list: String, _ key: String, _ value: String) -> [String: Any] { row(in: rows(list), key, value) }

  func row(in rows: Any?, _ key: String, _ value: String) -> [String: Any] {
    (rows as? [[String: Any]] ?? []).first { $0[key] as? String == value } ?? [:]
  }

  mutating func expect(_ name: String, _ expected: Double, within slack: Double) {
    let found = (figures[name] as? NSNumber)?.doubleValue
    if let found, abs(found - expected) <= slack { return }
    differences.append("\(subject): \(name) is \(found.map { "\($0)" } ?? "null"), not \(expected)")
  }

  mutating func expectNull(_ name: String) {
    if figures[name] is NSNull { return }
    differences.append("\(subject): \(name) is \(figures[name] ?? "lacking"), not null")
  }
}
