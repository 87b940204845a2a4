import Dispatch
import Foundation
import Synchronization

/// Ends the program tidily on SIGINT, SIGTERM and SIGHUP.
///
/// The signals are received by Dispatch on an ordinary thread, not in a signal handler, so removing folders there
/// is safe whatever the program was doing.
enum SignalCleanup {
  private static let sources = Mutex<[any DispatchSourceSignal]>([])

  static func install() {
    // A file size limit and a reader that went away shall be errors of write(2), not the end.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM, SIGHUP] {
        // What a parent chose to ignore (nohup, a background job) stays ignored.
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler { StagingRegistry.removeAll { _exit(128 + number) } }
        // On Darwin the default action must be off; on Linux Dispatch replaces it by its own when it starts to listen,
        // a moment after resume(). Until then a signal would be lost, so that moment is waited for.
        signal(number, SIG_IGN)
        let listening = DispatchSemaphore(value: 0)
        source.setRegistrationHandler { listening.signal() }
        source.resume()
        listening.wait()
        sources.append(source)
      }
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
      unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
    #elseif canImport(Musl)
      unsafeBitCast(action.__sa_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #else
      unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    #endif
  }
}
