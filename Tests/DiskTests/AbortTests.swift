import Foundation
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
