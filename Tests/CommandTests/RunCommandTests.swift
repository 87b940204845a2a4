import Foundation
import Jobs
import Testing

/// `rutverk run`: jobs are checked whole, run what has changed, and tell who says what.
@Suite struct RunCommandTests {
  private static let job = """
    variables:
      rutor: rutor.csv
    steps:
      - name: rapport
        page:
          output: ut/rapport.html
          title: Rapport & <mer>
          sections:
            - {title: Områden, text: En rad., tables: [omraden, {step: index, only: 2}]}
            - {title: Karta, pictures: {file: ut/karta.png, caption: Kartan}, links: {file: ut/rutor.csv, caption: rutor}}
      - name: bok
        workbook:
          output: ut/bok.xlsx
          sheets: [{title: Klasser, step: omraden, table: classes}]
      - name: omraden
        overlay:
          cells: ut/rutor.csv
          areas: omraden.geojson
          stats: ut/omraden.json
      - name: index
        index:
          tables: ${rutor}
          min-population: 0
          output: ut/rutor.csv
          stats: ut/rutor.json
      - name: karta
        map:
          cells: ut/rutor.csv
          size: 200x160px
          output: ut/karta.png
    """

  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", Self.areas(560_500))
    try work.write("jobb.yaml", Self.job)
    return work
  }

  private static func areas(_ east: Double) -> String {
    SmallWorld.layer([
      SmallWorld.feature(
        "\"id\":\"A\",\"name\":\"Ån\",\"class\":\"Riskområde\"",
        [[560_000, 6_590_000], [east, 6_590_000], [east, 6_590_500], [560_000, 6_590_500], [560_000, 6_590_000]])
    ])
  }

  /// Names of the steps that a run says it runs, in order.
  private func ran(_ run: Workspace.Run) -> [String] {
    run.errors.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("rutverk: ["), let end = line.firstIndex(of: "]") else { return nil }
      return line[line.index(end, offsetBy: 2)...].split(separator: ":").first.map(String.init)
    }
  }

  /// Also where all is up to date, and nothing is written to that folder; not by a dry run.
  @Test func whatADeadRunLeftGoes() throws {
    let work = try world()
    #expect(try work.run("run", "jobb.yaml").code == 0)
    let left = "ut/.rutverk-4194000-1"
    #expect(try work.shell("mkdir -m 700 \(left) \(left)/1 && touch \(left)/1/.old-rutor.csv").code == 0)
    #expect(try work.run("run", "jobb.yaml", "--dry-run").code == 0)
    #expect(try work.shell("test -d \(left)").code == 0)
    let run = try work.run("run", "jobb.yaml")
    #expect(run.code == 0 && ran(run) == [], "\(run.errors)")
    #expect(try work.shell("test -d \(left)").code == 1)
  }

  @Test func onlyWhatDependsOnAChangeRunsAgain() throws {
    let work = try world()
    let first = try work.run("run", "jobb.yaml")
    #expect(first.code == 0, "\(first.errors)")
    #expect(ran(first) == ["index", "omraden", "bok", "karta", "rapport"])
    #expect(first.output.contains("jobb.yaml: 5 av 5 steg kördes"))
    let (page, record) = (try work.text("ut/rapport.html"), try work.bytes("jobb.rutverk.json"))
    for text in [
      "<h1>Rapport &amp; &lt;mer&gt;</h1>", "<a href=\"#s1\">Områden</a>", "<h3>Områden per klass</h3>",
      "<h3>Variabler, befolkningsvägda</h3>", "data:image/png;base64,", "img-src data:", "<a href=\"rutor.csv\">",
      "Källa: rutverk overlay (steget omraden) av rutor.csv, omraden.geojson.", "SHA-256",
      "Antal delas efter den exakta delen",
    ] { #expect(page.contains(text), "\(text)") }
    let book = try ExcelFile.texts(work, "ut/bok.xlsx")
    #expect(book.contains("Klasser") && book.contains("Riskområde"), "\(book)")
    #expect(!page.contains("Livsvillkorsindex") && !page.contains("<script"))

    #expect(try ran(work.run("run", "jobb.yaml")) == [])
    #expect(try work.bytes("jobb.rutverk.json") == record)
    try work.write("omraden.geojson", Self.areas(560_400))
    #expect(try ran(work.run("run", "jobb.yaml")) == ["omraden", "bok", "rapport"])
    // The same cells in another spelling: the index is made anew, and nothing that follows changes.
    try work.write("rutor.csv", SmallWorld.good.replacingOccurrences(of: "0.10,", with: "0.1,"))
    #expect(try ran(work.run("run", "jobb.yaml")).first == "index")
    // The map comes back as it was: the page need not be made anew.
    try FileManager.default.removeItem(atPath: work.path("ut/karta.png"))
    #expect(try ran(work.run("run", "jobb.yaml")) == ["karta"])
    try work.write("ut/omraden.json", "{}")
    #expect(try ran(work.run("run", "jobb.yaml")).first == "omraden")
    try work.write("jobb.yaml", Self.job.replacingOccurrences(of: "200x160px", with: "210x160px"))
    #expect(try ran(work.run("run", "jobb.yaml")) == ["karta", "rapport"])
    #expect(try ran(work.run("run", "jobb.yaml", "--force")).count == 5)
    #expect(try ran(work.run("run", "jobb.yaml", "--force", "--only", "karta")) == ["karta"])
    // From elsewhere paths are still those of the job's folder.
    let elsewhere = try work.run("run", work.path("jobb.yaml"), "--threads", "1")
    #expect(ran(elsewhere) == [])
  }

  @Test func dryRunShowsThePlanAndWritesNothing() throws {
    let work = try world()
    let names = work.names
    let plan = try work.run("run", "jobb.yaml", "--dry-run")
    #expect(plan.code == 0, "\(plan.errors)")
    #expect(work.names == names)
    for text in [
      "1. index\n   rutverk index --min-population=0 --output=ut/rutor.csv --stats=ut/rutor.json rutor.csv\n   läser: rutor.csv\n",
      "   skriver: ut/rutor.csv, ut/rutor.json\n   körs: första gången\n", "2. omraden\n", "5. rapport\n   page\n",
      "3. bok\n   workbook\n",
    ] { #expect(plan.output.contains(text), "\(plan.output)") }
    #expect(try work.run("run", "jobb.yaml").code == 0)
    try work.write("rutor.csv", SmallWorld.good.replacingOccurrences(of: ",300,", with: ",310,"))
    let changed = try work.run("run", "jobb.yaml", "--dry-run", "--lang", "en", "--only", "index")
    #expect(changed.output.contains("runs: changed options (lang)") && changed.output.contains("not chosen (--only)"))
    let next = try work.run("run", "jobb.yaml", "--dry-run")
    #expect(next.output.contains("körs: ändrade indata (rutor.csv)"))
    #expect(next.output.contains("körs om det ändras som görs av index"))
  }

  /// Whatever is wrong in the last step, nothing has run.
  @Test(arguments: [
    ("outptu: o.csv", 65, "jobb.yaml, line 35, field \"steps[5].overlay.outptu\": overlay has no such option"),
    ("where: a", 64, "sist: error: omraden.geojson"), ("red-class: 0", 64, "--red-class takes a class from 1"),
    ("country-km2: abc", 64, "line 35, field \"steps[5].overlay.country-km2\""),
    (
      "coverage: tackning.csv", 66, "line 35, field \"steps[5].overlay.coverage\": no such file, and no step makes it"
    ),
    ("coverage: omraden.geojsn", 66, "did you mean \"omraden.geojson\"?"),
    ("population-field: folk", 64, "rutverk: sist: error: rutor.csv"), ("output: saknas/x.xyz", 73, "sist: error"),
    ("output: ut/omraden.json", 65, "step \"omraden\" writes the same file"),
  ])
  func aFaultInTheLastStepStopsBeforeTheFirst(_ line: String, _ code: Int32, _ says: String) throws {
    let work = try world()
    let last = """

        - name: sist
          overlay:
            cells: rutor.csv
            areas: omraden.geojson
            \(line)
      """
    try work.write("jobb.yaml", Self.job + last + "\n")
    let run = try work.run("run", "jobb.yaml", "--lang", "en")
    #expect(run.code == code && ran(run) == [], "\(run.code) \(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(!work.names.contains { $0.hasPrefix("ut") || $0.hasSuffix(".rutverk.json") }, "\(work.names)")
  }

  /// What failed ends the run with its code; what was done before is not done again.
  @Test func aStepThatFailsKeepsWhatWasDone() throws {
    let work = try world()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write(
      "jobb.yaml",
      """
      steps:
        - name: index
          index: {tables: rutor.csv, min-population: 0, output: rutor_ut.csv, stats: s.json}
        - name: karta
          map: {cells: rutor_ut.csv, areas: omraden.geojson, extent-area: Finns ej, output: k.png}
        - name: omraden
          overlay: {cells: rutor_ut.csv, areas: omraden.geojson, stats: o.json}
      """)
    let run = try work.run("run", "jobb.yaml")
    #expect(run.code == 64 && run.errors.contains("rutverk: karta: fel: "), "\(run.errors)")
    #expect(work.names.contains("rutor_ut.csv") && !work.names.contains("o.json"))
    try work.write("jobb.yaml", try work.text("jobb.yaml").replacingOccurrences(of: "Finns ej", with: "Ån"))
    #expect(try ran(work.run("run", "jobb.yaml")) == ["karta", "omraden"])
  }

  @Test(.english) func wrongCommandLines() throws {
    let work = try world()
    for (words, code, says) in [
      (["run", "jobb.yaml", "--set", "rutr=a"], 64, "did you mean \"rutor\"?"),
      (["run", "jobb.yaml", "--set", "rutor"], 64, "NAME=VALUE"),
      (["run", "jobb.yaml", "--only", "omrade"], 64, "did you mean \"omraden\"?"),
      (["run", "jobb.yaml", "--only", "omraden"], 66, "step \"index\" makes it; --only leaves it out"),
      (["run", "lagesbld"], 64, "did you mean \"lagesbild\"?"), (["run", "jobbet.yaml"], 66, "no such file"),
      (["run", "--print", "jobb.yaml"], 64, "lagesbild"),
      (["run", "--print", "lagesbild", "--force"], 64, "--print does not go with --set, --only, --force"),
    ] as [([String], Int32, String)] {
      let run = try work.run(arguments: words)
      #expect(run.code == code && run.errors.contains(says), "\(words): \(run.code) \(run.errors)")
    }
    try work.write("jobb.rutverk.json", "{}")
    let run = try work.run("run", "jobb.yaml")
    #expect(run.code == 65 && run.errors.contains("this is no record of a job"), "\(run.errors)")
  }

  /// The built-in job, with its own files, which the program finds where it lies: checked whole, in both languages.
  @Test(arguments: ["sv", "en"])
  func lagesbildFitsTheBundledTown(_ language: String) throws {
    let work = try Workspace()
    let printed = try work.run("run", "--print", "lagesbild", "--lang", language)
    #expect(printed.code == 0)
    #expect(try work.run("run", "lagesbild", "--dry-run", "--lang", language).code == 0)
    try work.write("jobb.yaml", printed.output)
    let plan = try work.run("run", "jobb.yaml", "--dry-run", "--lang", language)
    #expect(plan.code == 0, "\(plan.errors)")
    #expect(plan.output.contains("21. rapport") && plan.output.contains("22. arbetsbok"))
    // Without phones and answers what needs them is left out.
    let part = try work.run(
      "run", "jobb.yaml", "--dry-run", "--set", "handelser=", "--set", "svar=", "--lang", language)
    #expect(part.code == 0 && part.output.contains("19. rapport"), "\(part.errors)")
    #expect(!part.output.contains("dygnsavtryck.json"))
  }

  /// Steps know which options are files: help that speaks of files is of options in the lists, and the lists name options.
  @Test func everyOptionOfAFileIsKnown() throws {
    let run = try Workspace().run("--experimental-dump-help")
    let tree = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    var known: Set<String> = []
    let signs = [
      " FILE", "olygon layer", "table or layer", "any format", "YAML file", "File with", "Statistics (JSON)",
      "rutverk index` writes", "rutverk overlay` writes", "A table", "Folder with", "Partial results",
    ]
    func visit(_ command: [String: Any], _ path: [String]) {
      let name = path.joined(separator: " ")
      for child in command["subcommands"] as? [[String: Any]] ?? [] {
        visit(child, path + [child["commandName"] as? String ?? ""])
      }
      guard !["run", "demo", "salt"].contains(name), !path.isEmpty, !name.hasPrefix("generate") else { return }
      for argument in command["arguments"] as? [[String: Any]] ?? [] where argument["kind"] as? String != "flag" {
        let names = (argument["names"] as? [[String: String]] ?? []).filter { $0["kind"] == "long" }
        let key = names.first?["name"] ?? argument["valueName"] as? String ?? ""
        known.formUnion([key, "\(name) \(key)"])
        let help = argument["abstract"] as? String ?? ""
        let isOther = key.hasSuffix("-field") || key.hasSuffix("-layer") || key.hasSuffix("-crs") || key == "measure"
        if signs.contains(where: help.contains), !isOther {
          #expect(JobFiles.isFile(key, of: name), "\(name) --\(key): \(help)")
        }
      }
    }
    visit(tree?["command"] as? [String: Any] ?? [:], [])
    for name in JobFiles.inputs.union(JobFiles.outputs) { #expect(known.contains(name), "\(name)") }
  }
}

/// What a workbook says, as its packed XML tells without a reader: unzipped by Python where it is.
private enum ExcelFile {
  static func texts(_ work: Workspace, _ name: String) throws -> String {
    let line =
      "python3 -c \"import zipfile; z = zipfile.ZipFile('\(name)'); "
      + "print(''.join(z.read(n).decode() for n in z.namelist()))\""
    return try work.shell(line).output
  }
}
