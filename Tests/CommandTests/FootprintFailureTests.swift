import Foundation
import Testing

/// Runs of footprint that end in the middle: bad events late in a file, full folders, signals.
@Suite(.english) struct FootprintFailureTests {
  private static let rest = FootprintInputTests.rest + ["--output", "o.csv", "--stats", "s.json"]

  /// Earlier outputs stay, and nothing else does.
  private func withEarlierOutputs(_ body: (Workspace) throws -> Void) throws {
    let work = try Workspace()
    for name in ["o.csv", "s.json"] { try work.write(name, "earlier") }
    try body(work)
    #expect(try work.text("o.csv") == "earlier" && work.text("s.json") == "earlier")
    #expect(!work.names.contains { $0.contains("rutverk-") }, "\(work.names)")
  }

  @Test func aTimeThatIsNoneInRow9999999() throws {
    try withEarlierOutputs { work in
      let row = "a,1600000000,S00001\n"
      var data = Data("phone,timestamp,station\n".utf8)
      let block = Data(String(repeating: row, count: 9_999_997 / 7).utf8)
      for _ in 0..<7 { data.append(block) }
      for _ in 0..<(9_999_997 % 7) { data.append(Data(row.utf8)) }
      data.append(Data("a,2021-02-30T10:00:00,S00001\n\(row)".utf8))
      try data.write(to: URL(fileURLWithPath: work.path("e.csv")))
      let run = try work.run(arguments: ["footprint", "--events", "e.csv"] + Self.rest)
      #expect(run.code == 65, "\(run.errors)")
      #expect(run.errors.contains("e.csv, row 9999999, field \"timestamp\""), "\(run.errors)")
      #expect(run.errors.contains("no such date or time of day: 19 characters, letters, digits and signs"))
    }
  }

  @Test func quotesThatNeverClose() throws {
    try withEarlierOutputs { work in
      let rows = String(repeating: "secret,1600000000,S00001\n", count: 1000)
      try work.write("e.csv", "phone,timestamp,station\n\(rows)\"secret,1600000000,S00001\n\(rows)")
      for flags in [[], ["--on-bad-row", "skip"]] {
        let run = try work.run(arguments: ["footprint", "--events", "e.csv"] + Self.rest + flags)
        #expect(run.code == 65 && run.errors.contains("row 1002"), "\(run.errors)")
        #expect(!run.errors.contains("secret"))
      }
    }
  }

  @Test func gzipCutShort() throws {
    try withEarlierOutputs { work in
      #expect(try work.shell("gzip -c '\(FootprintInputTests.eventsFile)' > whole.gz").code == 0)
      let whole = try work.bytes("whole.gz")
      try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: work.path("e.csv.gz")))
      let run = try work.run(arguments: ["footprint", "--events", "e.csv.gz"] + Self.rest)
      #expect(run.code == 65 && run.errors.contains("e.csv.gz"), "\(run.errors)")
    }
  }

  @Test func temporaryFoldersThatFail() throws {
    try withEarlierOutputs { work in
      try Self.manyEntries(work, "e.csv")
      let arguments = (["footprint", "--events", "e.csv", "--memory", "1"] + Self.rest).joined(separator: " ")
      for folder in ["nowhere", "/proc"] {
        let run = try work.shell("TMPDIR='\(folder)' rutverk \(arguments)")
        #expect(run.code == 73 && run.errors.contains("temporary file"), "\(folder): \(run.errors)")
      }
      #expect(try work.shell("mkdir tmp").code == 0)
      // A limit on the size of files is what a full disk looks like to the writer.
      let full = try work.shell("ulimit -f 64; TMPDIR=\"$PWD/tmp\" rutverk \(arguments)")
      #expect(full.code == 74 && full.errors.contains("cannot write"), "\(full.code) \(full.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: work.path("tmp")).isEmpty)
    }
  }

  /// Distinct (phone, day, station) entries that need more than a megabyte.
  private static func manyEntries(_ work: Workspace, _ name: String) throws {
    var text = "phone,timestamp,station\n"
    for phone in 0..<4000 {
      for day in 0..<120 { text += "\(phone),\(1_600_000_000 + day * 86_400),S00\(100 + (phone + day) % 100)\n" }
    }
    try work.write(name, text)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGKILL, 9)])
  func interrupted(signal: Int32, code: Int) throws {
    let work = try Workspace()
    for name in ["o.csv", "s.json"] { try work.write(name, "earlier") }
    try Self.manyEntries(work, "e.csv")
    let temporary = work.folder.appendingPathComponent("tmp")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let arguments = ["footprint", "--events", "-", "--memory", "1", "--progress", "none"] + Self.rest
    // Standard input stays open behind the events: the run is in its middle when the signal comes.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = arguments
    process.currentDirectoryURL = work.folder
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary.path]) { $1 }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let input = Pipe()
    process.standardInput = input
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: work.bytes("e.csv"))
    #expect(process.isRunning && work.names.contains { $0.contains("rutverk-") }, "\(work.names)")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    try input.fileHandleForWriting.close()
    #expect(process.terminationStatus == code)
    #expect(try work.text("o.csv") == "earlier" && work.text("s.json") == "earlier")
    if signal != SIGKILL { #expect(!work.names.contains { $0.contains("rutverk-") }, "\(work.names)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)

    let next = try work.shell(
      "TMPDIR=\"$PWD/tmp\" rutverk footprint --events e.csv --memory 1 \(Self.rest.joined(separator: " "))")
    #expect(next.code == 0, "\(next.errors)")
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["phone_days"] as? Int == 480_000)
    #expect(work.names.filter { !$0.hasPrefix(".std") } == ["e.csv", "o.csv", "s.json", "tmp"], "\(work.names)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
  }
}
