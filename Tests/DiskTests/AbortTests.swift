import Foundation
import TestSupport
import Testing

@testable import Disk

/// Libraries in C++ whose exceptions nobody can catch here end the program by abort(3).
@Suite struct AbortTests {
  @Test func anAbortIsAnErrorOfTheMachine() async {
    await #expect(processExitsWith: .exitCode(70)) {
      OutputSet.installSignalCleanup()
      abort()
    }
  }

  /// What another thread is putting in place comes there first; then what was staged goes.
  @Test func anothersCommitIsWaitedFor() async throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path
    try FileManager.default.createDirectory(atPath: folder + "/staged", withIntermediateDirectories: false)
    await #expect(processExitsWith: .exitCode(70)) { [folder = folder as String] in
      OutputSet.installSignalCleanup()
      let staged = GuardedFolder(folder + "/staged")
      Thread.detachNewThread {
        OutputSet.withoutInterruption {
          usleep(300_000)
          mkdir(folder + "/done", 0o700)
        }
      }
      usleep(100_000)
      withExtendedLifetime(staged) { abort() }
    }
    #expect(try scratch.list() == ["done"])
  }

  @Test func oneFromOutsideIsASignal() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      OutputSet.installSignalCleanup()
      // The shell's child has another number than this process.
      let kill = Process()
      kill.executableURL = URL(fileURLWithPath: "/bin/sh")
      kill.arguments = ["-c", "kill -ABRT \(getpid())"]
      try kill.run()
      kill.waitUntilExit()
      sleep(5)
    }
  }
}
