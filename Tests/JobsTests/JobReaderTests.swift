import Core
import Definitions
import Jobs
import Testing

/// Job files as values, and what is said of wrong ones.
@Suite struct JobReaderTests {
  static func job(_ yaml: String, set: [(name: String, value: String)] = []) throws -> Job {
    try JobReader.job(yaml: yaml, file: "jobb.yaml", settings: set) { path, field in ["\(path) \(field) 1", "2"] }
  }

  /// Names of the steps, each with its options.
  static func lines(_ job: Job) -> [String] {
    job.steps.map { step in
      guard case .command(let call) = step.content else { return "\(step.name): page" }
      return "\(step.name): \(call.command) "
        + call.options.map { "\($0.key)=\($0.values.joined(separator: "|"))" }.joined(separator: " ")
    }
  }

  private func failure(_ yaml: String, set: [(name: String, value: String)] = []) -> Failure? {
    #expect(throws: Failure.self) { try Self.job(yaml, set: set) }
  }

  @Test func stepsHaveTheirVariables() throws {
    let yaml = """
      variables:
        ut: resultat
        ar: [2019, 2020]
        tom:
        fil: ${ut}/rutor.csv
      steps:
        - index:
            tables: [a.csv, "${fil}"]
            key: ${tom}
            drop: ${ar}
            definition: $${x}${ut}$
      """
    #expect(
      try Self.lines(Self.job(yaml)) == [
        "index: index tables=a.csv|resultat/rutor.csv drop=2019|2020 definition=${x}resultat$"
      ])
    let set = try Self.job(yaml, set: [("ut", "annat"), ("tom", "deso")])
    #expect(
      Self.lines(set) == [
        "index: index tables=a.csv|annat/rutor.csv key=deso drop=2019|2020 definition=${x}annat$"
      ])
    #expect(set.record == "jobb.rutverk.json")
    #expect(set.variables.map(\.name) == ["ut", "ar", "tom", "fil"])
  }

  @Test func forWritesAStepOut() throws {
    let yaml = """
      variables: {ar: [2019, 2020]}
      record: r.json
      steps:
        - name: brott ${vad} ${ar}
          for: {ar: "${ar}", vad: [rån, stöld]}
          incidents: {stats: "${vad}-${ar}.json"}
        - name: profil
          for:
            namn: {file: omraden.gpkg, field: name}
          profile:
            area: ${namn}
      """
    let job = try Self.job(yaml)
    #expect(
      Self.lines(job) == [
        "brott rån 2019: incidents stats=rån-2019.json", "brott stöld 2019: incidents stats=stöld-2019.json",
        "brott rån 2020: incidents stats=rån-2020.json", "brott stöld 2020: incidents stats=stöld-2020.json",
        "profil omraden.gpkg name 1: profile area=omraden.gpkg name 1", "profil 2: profile area=2",
      ])
    #expect(job.steps.map(\.family) == ["brott", "brott", "brott", "brott", "profil", "profil"])
    #expect(job.record == "r.json")
  }

  /// What has no data is left out, and so is what would have read its outputs.
  @Test func whenLeavesOut() throws {
    let yaml = """
      variables: {telefoner: "", ut: u}
      steps:
        - name: t9
          when: ${telefoner}
          footprint: {events: "${telefoner}", stats: "${ut}/t9.json"}
        - profile: {cells: c.csv, footprint: u/./t9.json, output: p.html}
      """
    let job = try Self.job(yaml)
    #expect(Self.lines(job) == ["profile: profile cells=c.csv output=p.html"])
    #expect(job.leftOut == ["t9"] && job.leftOutFiles == ["u/t9.json"])
    #expect(
      try Self.lines(Self.job(yaml, set: [("telefoner", "h.csv")])) == [
        "t9: footprint events=h.csv stats=u/t9.json",
        "profile: profile cells=c.csv footprint=u/./t9.json output=p.html",
      ])
  }

  @Test func wrongJobsAreToldExactly() throws {
    let cases: [(yaml: String, says: [String])] = [
      ("", ["the file is empty"]),
      ("step: []\n", ["line 1", "step", "unknown key", "did you mean \"steps\"?"]),
      ("steps:\n  - name: a\n", ["line 2", "steps[0]", "a step without a command"]),
      ("steps:\n  - nam: a\n    index: {}\n", ["line 2", "steps[0].nam", "did you mean \"name\"?"]),
      (
        "steps:\n  - index:\n      tables: ${rutr}\nvariables: {rutor: a}\n", ["line 3", "no such variable", "rutor"]
      ),
      (
        "variables: {a: [1, 2]}\nsteps:\n  - index: {tables: \"x${a}\"}\n",
        ["line 3", "a list of values inside a text"]
      ),
      ("steps:\n  - index: {tables: a}\n  - index: {tables: b}\n", ["line 3", "two steps have the same name"]),
      ("steps:\n  - index: {tables: {a: b}}\n", ["line 2", "steps[0].index.tables"]),
      ("steps:\n  - for: {a: []}\n    index: {tables: b}\n", ["no step is left"]),
      ("variables: {a b: 1}\nsteps: []\n", ["not the name of a variable"]),
      (
        "steps:\n  - page: {output: a.html, title: t, sections: [{title: a, picture: b}]}\n",
        ["did you mean \"pictures\"?"]
      ),
      (
        "steps:\n  - page: {output: a.html, title: t, sections: [{title: a, pictures: b.pdf}]}\n",
        [".png, .svg or .jpg"]
      ),
    ]
    for (yaml, says) in cases {
      let text = failure(yaml)?.description ?? ""
      for words in says { #expect(text.contains(words), "\(yaml) → \(text)") }
    }
    let unknown = failure("variables: {rutor: a}\nsteps: []\n", set: [("ruter", "b")])
    #expect(unknown?.kind == .usage && unknown?.hint == "did you mean \"rutor\"?")
  }

  /// Thirty doublings of a text, and steps by the million, cost nothing.
  @Test func bombsAreBounded() {
    var yaml = "variables:\n  a0: xxxxxxxxxx\n"
    for i in 1...30 { yaml += "  a\(i): ${a\(i - 1)}-${a\(i - 1)}\n" }
    #expect(failure(yaml + "steps: []\n")?.message == "variables make too long a text")
    let ten = "[" + (0..<10).map { "\($0)" }.joined(separator: ", ") + "]"
    let loops = (0..<7).map { "v\($0): \(ten)" }.joined(separator: ", ")
    #expect(failure("steps:\n  - for: {\(loops)}\n    index: {tables: a}\n")?.message == "too many steps")
  }

  @Test(arguments: BuiltInJobs.names)
  func builtInJobsAreTheSameInBothLanguages(_ name: String) throws {
    let (sv, en) = (BuiltInJobs.yaml(name, .sv), BuiltInJobs.yaml(name, .en))
    let swedish = try Self.job(#require(sv)), english = try Self.job(#require(en))
    #expect(swedish.steps.map(\.name) == english.steps.map(\.name))
    #expect(swedish.variables.map(\.name) == english.variables.map(\.name))
    #expect(sv != en)
  }
}
