import Foundation
import Testing

/// Stored texts that people read, word for word. `RUTVERK_UPDATE_GOLDEN=1` writes them anew.
enum Golden {
  /// Numbers may differ by so much, relatively: the last digit of an ellipsoidal area is the mathematics library's.
  private static let tolerance = 1e-12

  /// Compares `text` with the stored file of that name.
  static func check(_ text: String, _ name: String) throws {
    let text = withoutMachine(text)
    let file = URL(fileURLWithPath: Tool.project("Tests/CommandTests/Golden/\(name)"))
    if ProcessInfo.processInfo.environment["RUTVERK_UPDATE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
      return
    }
    let stored = try String(contentsOf: file, encoding: .utf8)
    if let difference = difference(text, stored) {
      Issue.record("\(name) differs, \(difference); if that is meant, write it anew with RUTVERK_UPDATE_GOLDEN=1")
    }
  }

  /// The text without what is the machine's: versions of libraries, and digests of files whose last digits may be.
  private static func withoutMachine(_ text: String) -> String {
    text.replacing(/"(sha256|geos|proj|gdal|cairo)": "[^"]*"/) { "\"\($0.1)\": \"…\"" }
      .replacing(/(inputs\.sha256|libraries\.[a-z]+),,[^,\n]+/) { "\($0.1),,…" }
  }

  /// The first line that differs, shown; nil when there is none.
  private static func difference(_ text: String, _ stored: String) -> String? {
    if text == stored { return nil }
    let (new, old) = (lines(text), lines(stored))
    for (i, line) in new.enumerated() {
      guard i < old.count else { return "line \(i + 1) is new: \(line)" }
      if !isSame(line, old[i]) { return "line \(i + 1):\n  is     \(line)\n  stored \(old[i])" }
    }
    return new.count < old.count ? "line \(new.count + 1) is gone: \(old[new.count])" : nil
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func isSame(_ a: Substring, _ b: Substring) -> Bool {
    if a == b { return true }
    let ((numbersA, wordsA), (numbersB, wordsB)) = (parts(a), parts(b))
    return wordsA == wordsB && numbersA.count == numbersB.count
      && zip(numbersA, numbersB).allSatisfy { abs($0 - $1) <= tolerance * max(abs($0), abs($1)) }
  }

  private static func parts(_ line: Substring) -> (numbers: [Double], words: String) {
    let pattern = /[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/
    return (line.matches(of: pattern).compactMap { Double($0.0) }, String(line.replacing(pattern, with: "0")))
  }
}
