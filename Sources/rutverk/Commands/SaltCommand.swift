import ArgumentParser
import Core
import Dygnsavtryck
import Foundation

/// `rutverk salt`
struct SaltCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salt", abstract: "Make a secret for partial results of footprint: 32 random bytes.",
    discussion: """
      All parts that shall merge need the same one (`footprint --partial FILE --salt-file SALT`). Whoever has it can find the \
      phones behind a partial result, so keep it as you keep the phones, and not beside the partial results.

      Example: rutverk salt --output salt.txt
      """)

  @Option(
    help: "Write it to FILE, which only you can read and which must not be there yet (default: standard output).",
    completion: .file())
  var output: String?

  @OptionGroup var language: LanguageOptions

  func run() throws {
    let text = PhoneSalt.random().text + "\n"
    guard let output else { return try Console.out(text) }
    // Never over another one: a salt that is lost cannot be made again.
    let descriptor = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason =
        errno == EEXIST
        ? "it is there already, and a salt that is lost cannot be made again" : String(cString: strerror(errno))
      throw Failure(.cannotCreate, "cannot create the file", file: output, hint: reason)
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(text.utf8))
      try file.synchronize()
    } catch {
      _ = unlink(output)
      throw Failure(.io, "cannot write the file", file: output)
    }
  }
}
