import Foundation
import Testing

/// Runs that are ended from outside, or by a fault in them.
@Suite(.english) struct StoppedRunTests {
  /// Starts a run that waits for its events, sends it the signal when its outputs are staged, and returns how it ended and what
  /// is left.
  private func stopped(by signal: String) throws -> (run: Workspace.Run, left: [String]) {
    let work = try Workspace()
    try work.write("st.csv", "station,e,n\nIN,560500,6590500\n")
    try work.write("ut.csv", "tidigare")
    let run = try work.shell(
      """
      mkfifo handelser.csv
      (until ls -d .rutverk-*/3 > /dev/null 2>&1; do sleep 0.02; kill -0 $$ || exit; done; kill -\(signal) $$) &
      exec '\(Tool.path)' footprint --events handelser.csv --stations st.csv \
        --areas '\(Tool.project("shapes/exempelstad_omraden.geojson"))' \
        --output ut.csv --output ut.gpkg --stats ut.json
      """)
    #expect(try work.text("ut.csv") == "tidigare")
    return (run, work.names.filter { !["handelser.csv", "st.csv", "ut.csv"].contains($0) })
  }

  @Test(arguments: [("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143)] as [(String, Int32)])
  func bySomebody(_ signal: String, _ code: Int32) throws {
    let (run, left) = try stopped(by: signal)
    #expect(run.code == code && left.isEmpty, "\(left)")
  }

  /// Nothing that was in memory is shown: a phone, a salt.
  @Test(arguments: [("ILL", 4), ("TRAP", 5), ("ABRT", 6), ("BUS", 7), ("FPE", 8), ("SEGV", 11)] as [(String, Int32)])
  func byAFault(_ signal: String, _ code: Int32) throws {
    let (run, left) = try stopped(by: signal)
    #expect(run.code == code && left.isEmpty, "\(left)")
    #expect(run.output.isEmpty && !run.errors.contains("Thread") && !run.errors.contains("0x"), "\(run.errors)")
  }

  #if os(Linux)
    /// A limit on processes that leaves no room for a thread; one thread is enough for a run. The limit does not hold for root.
    @Test func withoutThreads() throws {
      let work = try HandWorld.workspace()
      let names = work.names
      let limit = getuid() == 0 ? "setpriv --reuid 54321 --clear-groups prlimit --nproc=1:1" : "prlimit --nproc=1:1"
      guard try work.shell("chmod 777 . && \(limit) true").code == 0 else { return }
      let command = "\(limit) '\(Tool.path)' index rutor.csv --output ut.csv --threads"
      let two = try work.shell("exec \(command) 2")
      #expect([0, 70].contains(two.code), "\(two.errors)")
      if two.code == 70 {
        #expect(two.errors.contains("error: no thread can be started"), "\(two.errors)")
        #expect(work.names == names)
      }
      let one = try work.shell("exec \(command) 1")
      #expect(one.code == 0 && work.names == (names + ["ut.csv"]).sorted(), "\(one.errors)")
    }
  #endif

  /// An input that is written to while it is read is named, whatever looks wrong in it then.
  @Test func anInputThatChanges() throws {
    let work = try HandWorld.workspace()
    let run = try work.shell(
      """
      mkfifo handelser.csv
      echo "station,e,n\nIN,560500,6590500" > st.csv
      (until ls -d .rutverk-*/1 > /dev/null 2>&1; do sleep 0.02; kill -0 $$ || exit; done; echo "OUT,580000,6590500" >> st.csv
        echo "phone,timestamp,station\na,2021-03-01T10:00:00,IN" > handelser.csv) &
      rutverk footprint --events handelser.csv --stations st.csv --areas omraden.geojson --output ut.csv
      code=$?; kill $!; exit $code
      """)
    #expect(run.code == 74, "\(run.errors)")
    #expect(run.errors.contains("error: st.csv: changed while it was read"), "\(run.errors)")
    #expect(!work.names.contains { $0.hasPrefix("ut") || $0.hasPrefix(".") }, "\(work.names)")
  }
}
