/// Answers of 61 areas in 2020 and 2021 with the developments of the report of 2021.
///
/// 28 utsatta områden: 12 positive, 11 stable, 5 negative; 14 riskområden: 2, 8, 4; 19 särskilt utsatta: 3, 12, 4. Of the
/// stable ones every second has changed by exactly 0.2 (16 answers of 80 by one step), up and down in turn; the others by
/// 17 answers: the least that is no longer stable.
enum LevelWorld {
  static let groups = [
    "Boendemiljö & säkerhet", "Samhällssystem & samhällsfunktioner", "Social utveckling - effekter",
  ]

  /// Questions 1–30, 31–60 and 61–80.
  static func group(_ question: Int) -> String { groups[question <= 30 ? 0 : question <= 60 ? 1 : 2] }

  /// Name, class as the file writes it, and by how many steps the 80 answers went up in all.
  static let areas: [(name: String, areaClass: String, steps: Int)] = {
    var result: [(String, String, Int)] = []
    for (areaClass, counts) in [
      ("Utsatt område", [12, 11, 5]), ("Riskområde", [2, 8, 4]), ("Särskilt utsatt område", [3, 12, 4]),
    ] {
      let steps =
        [Int](repeating: -17, count: counts[0])
        + (0..<counts[1]).map { [0, 16, 0, -16][$0 % 4] } + [Int](repeating: 17, count: counts[2])
      for (i, step) in steps.enumerated() { result.append(("\(areaClass) \(i + 1)", areaClass, step)) }
    }
    return result
  }()

  /// Every answer is 3 in 2020; in 2021 the first ones are a step higher or lower.
  static func score(_ steps: Int, year: Int, question: Int) -> Int {
    year == 2021 && question <= abs(steps) ? 3 + steps.signum() : 3
  }

  /// One row an answer.
  static func long(years: [Int] = [2020, 2021]) -> String {
    var lines = ["omrade,klass,ar,fraga,delomrade,svar"]
    for area in areas {
      for year in years {
        for question in 1...80 {
          let score = score(area.steps, year: year, question: question)
          lines.append("\(area.name),\(area.areaClass),\(year),q\(question),\(group(question)),\(score)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One row an area and year, columns q1 … q80.
  static func wide() -> String {
    var lines = ["omrade;klass;ar;" + (1...80).map { "q\($0)" }.joined(separator: ";")]
    for area in areas {
      for year in [2021, 2020] {
        let scores = (1...80).map { "\(score(area.steps, year: year, question: $0))" }
        lines.append("\(area.name);\(area.areaClass);\(year);" + scores.joined(separator: ";"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let questions = """
    Boendemiljö & säkerhet: [q1-q30]
    Samhällssystem & samhällsfunktioner: [q31-q60]
    Social utveckling - effekter: [q61-q79, Fråga 80]

    """
}
