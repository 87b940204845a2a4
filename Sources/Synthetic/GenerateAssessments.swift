import Columns
import Core
import Geometry

/// An area that made-up assessments are about.
public struct AssessedArea: Sendable {
  /// Identifier, unique among them.
  public var id: String
  /// Name.
  public var name: String
  /// Its class in the last year: 3 särskilt utsatt, 2 risk, 1 utsatt; nil for one that is reported and has no class.
  public var severity: Int?
  /// Outline in the plane of the grid, metres.
  public var shape: MultiPolygon

  /// An area.
  public init(id: String, name: String, severity: Int?, shape: MultiPolygon) {
    (self.id, self.name, self.severity, self.shape) = (id, name, severity, shape)
  }
}

/// Made-up assessments of areas in several years, and answers on the metodstöd's scale from 1 to 5.
public struct SyntheticAssessments: Sendable {
  /// One row an area and year: `id`, `name`, `class`, `lpo`, `year`; areas that were not assessed in a year have none.
  public private(set) var table = Table()
  /// The outlines, a row each.
  public private(set) var shapes: [MultiPolygon] = []
  /// Answers as delimited text, `omrade,ar,fraga,delomrade,svar`: one a row, of every year from the first to the last.
  public private(set) var answers = "omrade,ar,fraga,delomrade,svar\n"

  /// The parts of the questions, with how many questions each has and how far its answers lie from the middle.
  private static let parts = [
    ("Boendemiljö & säkerhet", 6, 0.4), ("Samhällssystem & samhällsfunktioner", 5, -0.2),
    ("Social utveckling - effekter", 5, -0.3),
  ]

  /// Assessments that end in the areas' own classes.
  ///
  /// - Parameters:
  ///   - areas: one or more
  ///   - years: those of the assessments, rising, at least one
  ///   - seed: what decides everything
  ///
  /// Throws ``Failure`` (usage) for no areas, and for years that are none, do not rise or span more than a hundred.
  public init(_ areas: [AssessedArea], years: [Int], seed: UInt64) throws {
    guard !areas.isEmpty else { throw Failure(.usage, "there are no areas to assess") }
    guard let first = years.first, let last = years.last, zip(years, years.dropFirst()).allSatisfy({ $0 < $1 }),
      1900...2200 ~= first, last - first <= 100
    else {
      throw Failure(.usage, "the years of the assessments do not rise", expected: "years such as 2017,2019,2021")
    }
    var random = RandomSequence(seed: seed, stream: RandomStream.assessments)
    // From the last year back: nine assessments in ten are the same one time before.
    var severities = [[Int?]](repeating: areas.map(\.severity), count: years.count)
    for year in years.indices.dropLast().reversed() {
      severities[year] = severities[year + 1].map { severity in
        guard let severity, random.unit() < 0.2 else { return severity }
        return min(3, max(0, severity + (random.unit() < 0.5 ? 1 : -1)))
      }
    }
    add(areas, years, severities)
    for year in first...last {
      // As the assessment before says.
      let assessment = years.lastIndex { $0 <= year } ?? 0
      for (area, severity) in zip(areas, severities[assessment]) {
        guard let severity, severity > 0 else { continue }
        var question = 0
        for (part, questions, offset) in Self.parts {
          for _ in 0..<questions {
            question += 1
            let level = 2 + 0.35 * Double(severity) + offset + 1.1 * CounterRandom.bell(random.bits())
            answers += "\(area.name),\(year),q\(question),\(part),\(min(5, max(1, Int(level.rounded()))))\n"
          }
        }
      }
    }
  }

  private mutating func add(_ areas: [AssessedArea], _ years: [Int], _ severities: [[Int?]]) {
    let eastings = areas.map { $0.shape.bounds.map { ($0.minX + $0.maxX) / 2 } ?? 0 }
    let middle = eastings.sorted()[areas.count / 2]
    var rows: [(area: Int, year: Int, words: String)] = []
    for (year, of) in zip(years, severities) {
      for (area, severity) in of.enumerated() {
        let words =
          switch severity {
          case 3?: AreaClass.particularlyVulnerable
          case 2?: AreaClass.risk
          case 1?: AreaClass.vulnerable
          default: ""
          }
        if !words.isEmpty { rows.append((area, year, words)) }
      }
    }
    table.add("id", texts: TextColumn(rows.map { areas[$0.area].id }))
    table.add("name", texts: TextColumn(rows.map { areas[$0.area].name }))
    table.add("class", texts: TextColumn(rows.map(\.words)))
    table.add("lpo", texts: TextColumn(rows.map { eastings[$0.area] < middle ? "Väst" : "Öst" }))
    table.add("year", .integer, numbers: rows.map { Double($0.year) })
    shapes = rows.map { areas[$0.area].shape }
  }
}
