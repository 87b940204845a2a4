import Core
import Jobs
import Reports
import Testing

/// Order, checks and decisions of jobs.
@Suite struct JobPlanTests {
  private static let commands = [
    JobCommand(
      name: "index",
      arguments: [
        .init(names: ["tables"], kind: .positional, isRepeating: true),
        .init(names: ["output"], kind: .option, isRepeating: true),
        .init(names: ["anywhere"], kind: .flag, isRepeating: false),
        .init(names: ["definition"], kind: .option, isRepeating: false),
        .init(names: ["lang"], kind: .option, isRepeating: false),
      ]),
    JobCommand(
      name: "areas panel",
      arguments: [
        .init(names: ["layers"], kind: .positional, isRepeating: true),
        .init(names: ["output"], kind: .option, isRepeating: true),
      ]),
  ]

  private func plan(_ yaml: String, files: Set<String> = ["a.csv"]) throws -> JobPlan {
    try JobPlan(
      JobReaderTests.job(yaml), commands: Self.commands,
      disk: JobPlan.Disk(exists: files.contains, names: { _ in files.sorted() }))
  }

  private func failure(_ yaml: String) -> Failure? { #expect(throws: Failure.self) { try plan(yaml) } }

  @Test func wordsAreThoseOfTheCommandLine() throws {
    let plan = try plan(
      """
      steps:
        - index: {tables: [a.csv, a.csv], output: [ut.csv, ut.gpkg], anywhere: true, definition: scb}
        - areas panel: {layers: [2019=./ut.csv, 2021=a.csv], output: p.csv}
      """)
    #expect(
      plan.steps.map(\.words) == [
        ["index", "--output=ut.csv", "--output=ut.gpkg", "--anywhere", "--definition=scb", "a.csv", "a.csv"],
        ["areas", "panel", "--output=p.csv", "2019=./ut.csv", "2021=a.csv"],
      ])
    #expect(plan.steps.map { $0.reads.map(\.path) } == [["a.csv", "a.csv"], ["ut.csv", "a.csv"]])
    #expect(plan.steps.map { $0.writes.map(\.path) } == [["ut.csv", "ut.gpkg"], ["p.csv"]])
    #expect(plan.steps.map(\.after) == [[], [0]])
  }

  /// A step stands after those that make what it reads, a folder's files too; others in file order.
  @Test func orderFollowsFiles() throws {
    let plan = try plan(
      """
      steps:
        - {name: c, index: {tables: mapp/b.csv, output: c.csv}}
        - {name: d, index: {tables: a.csv, output: d.csv}}
        - {name: b, index: {tables: [d.csv, a.csv], output: mapp}}
        - name: sida
          page: {output: s.html, title: t, sections: [{title: x, tables: c}]}
      """)
    #expect(plan.steps.map(\.step.name) == ["d", "b", "c", "sida"])
    #expect(plan.steps.map(\.after) == [[], [0], [1], [2]])
  }

  @Test func wrongStepsAreToldExactly() {
    let cases: [(yaml: String, kind: Failure.Kind, says: [String])] = [
      (
        "steps:\n  - indx:\n      tables: a.csv\n", .badData,
        ["line 2", "steps[0].indx", "no such command", "did you mean \"index\"?"]
      ),
      (
        "steps:\n  - index:\n      tables: a.csv\n      outptu: b.csv\n", .badData,
        ["jobb.yaml", "line 4", "steps[0].index.outptu", "did you mean \"output\"?"]
      ),
      (
        "steps:\n  - index:\n      tables: b.csv\n", .noInput,
        ["line 3", "steps[0].index.tables", "did you mean \"a.csv\"?"]
      ),
      ("steps:\n  - index: {tables: a.csv, lang: en}\n", .badData, ["an option of the run"]),
      ("steps:\n  - index: {tables: a.csv, definition: [a, b]}\n", .badData, ["a list where one value is taken"]),
      ("steps:\n  - index: {tables: a.csv, anywhere: ja}\n", .badData, ["true or false", "\"ja\""]),
      ("steps:\n  - index: {tables: \"-\"}\n", .badData, ["reads and writes files"]),
      ("steps:\n  - index: {tables: -x.csv}\n", .badData, ["no dash in front"]),
      (
        "steps:\n  - {name: x, index: {tables: a.csv, output: ./u.csv}}\n  - index: {tables: a.csv, output: u.csv}\n",
        .badData,
        ["line 3", "step \"x\" writes the same file"]
      ),
      (
        """
        steps:
          - {name: x, index: {tables: c.csv, output: b.csv}}
          - {name: y, index: {tables: b.csv, output: c.csv}}
          - {name: z, index: {tables: c.csv, output: d.csv}}
        """, .badData, ["line 2", "\"x\" reads what is made by \"y\" reads what is made by \"x\""]
      ),
      (
        "steps:\n  - {name: x, index: {tables: a.csv}}\n  - page: {output: s, title: t, sections: [{title: a, tables: xx}]}\n",
        .badData, ["no such step", "did you mean \"x\"?"]
      ),
    ]
    for (yaml, kind, says) in cases {
      let failure = failure(yaml)
      #expect(failure?.kind == kind, "\(yaml)")
      for words in says {
        #expect(failure?.description.contains(words) == true, "\(yaml) → \(String(describing: failure))")
      }
    }
  }

  @Test func paths() {
    for (path, normalized) in [
      ("./a/b.csv", "a/b.csv"), ("a//b/../c", "a/c"), ("../x", "../x"), ("/a/./b", "/a/b"), ("a/../../b", "../b"),
    ] { #expect(JobFiles.normalized(path) == normalized) }
  }

  @Test func decisionsSayWhy() {
    func step(_ change: (inout JobRecord.Step) -> Void = { _ in }) -> JobRecord.Step {
      var step = JobRecord.Step(
        name: "s", command: "index", options: [.init(name: "drop", values: ["a"])], program: "rutverk 1",
        inputs: [.init(file: "a.csv", bytes: 1, sha256: "x")], outputs: [.init(file: "b.csv", bytes: 1, sha256: "y")],
        tables: [], notes: [])
      change(&step)
      return step
    }
    func decision(_ change: (inout JobRecord.Step) -> Void, isForced: Bool = false) -> JobDecision {
      JobDecision(now: step(change), last: step(), isForced: isForced)
    }
    #expect(decision { _ in } == .upToDate)
    #expect(decision({ _ in }, isForced: true) == .run(.forced))
    #expect(JobDecision(now: step(), last: nil, isForced: false) == .run(.firstTime))
    #expect(decision { $0.command = "overlay" } == .run(.otherCommand))
    #expect(decision { $0.program = "rutverk 2" } == .run(.otherProgram))
    #expect(decision { $0.options[0].values = ["b"] } == .run(.otherOptions(["drop"])))
    #expect(decision { $0.options = [] } == .run(.otherOptions(["drop"])))
    #expect(decision { $0.inputs[0].sha256 = "z" } == .run(.otherInputs(["a.csv"])))
    #expect(decision { $0.outputs = [] } == .run(.otherOutputs(["b.csv"])))
    #expect(
      decision { $0.outputs = [] }.text(.sv) == "körs: resultat saknas eller har ändrats (b.csv)")
  }
}
