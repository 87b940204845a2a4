import ArgumentParser
import Core
import Dygnsavtryck
import Files
import Foundation

/// Partial results of `footprint`, and the secret that lets them merge.
struct PartialOptions: ParsableArguments {
  @Option(
    help:
      "Write a partial result to FILE, for `rutverk merge`; - is standard output. Phones stand in it as keyed hashes.",
    completion: .file()
  )
  var partial: String?

  @Option(
    help: """
      File with the secret that phones are keyed with, as `rutverk salt` makes it; the same for all parts, and kept as the \
      phones themselves are. Needed by --partial.
      """, completion: .file())
  var saltFile: String?

  func validate() throws {
    if partial != nil, saltFile == nil {
      throw ValidationError(
        "--partial needs --salt-file: a file with 32 random bytes, made once for all parts by "
          + "`rutverk salt --output salt.txt`.")
    }
    if saltFile != nil, partial == nil { throw ValidationError("--salt-file goes with --partial.") }
  }

  /// The secret; nil when none is given. Line ends behind it do not count.
  ///
  /// Throws ``Failure`` (no input) for a file that cannot be read, and (bad data) for what is no salt or could be guessed.
  func salt() throws -> PhoneSalt? {
    guard let saltFile else { return nil }
    let path = try InputPath.checked(saltFile)
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(.io, "cannot be read", file: saltFile)
    }
    let text = String(data: bytes, encoding: .utf8)
    do throws(PhoneSalt.Fault) {
      return try PhoneSalt(text: text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "")
    } catch {
      // Its value is a secret: never shown.
      throw Failure(
        .badData,
        error == .form ? "no salt: it is too short or too plain" : "the salt is not random", file: saltFile,
        expected: "32 random bytes as 64 hexadecimal digits or in Base64, or a phrase of at least 24 letters",
        hint: "make one with \"rutverk salt --output FILE\"")
    }
  }
}

/// What counting phones may take, and what of it is told.
struct PhoneOptions: ParsableArguments {
  @Option(help: "Withhold figures that come from fewer phones, and those that would give them away.")
  var minPhones = 0

  @Option(help: "Memory for distinct entries in MB before a temporary file is used (default: half of the machine's).")
  var memory: Int?

  func validate() throws {
    if let memory, memory < 1 { throw ValidationError("--memory takes a number of MB from 1 up.") }
    if minPhones < 0 { throw ValidationError("--min-phones takes a number from 0 up.") }
  }

  /// Bytes that entries may take.
  var memoryLimit: Int { MemoryLimit.bytes(memory) }
}

/// How much memory entries may take.
enum MemoryLimit {
  /// Megabytes from the command line as bytes; half of the machine's memory without.
  static func bytes(_ megabytes: Int?) -> Int {
    guard let megabytes else { return Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }
    let (bytes, overflow) = megabytes.multipliedReportingOverflow(by: 1_000_000)
    return overflow ? .max : bytes
  }
}
