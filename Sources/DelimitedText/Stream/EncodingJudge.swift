import Core
import TextCodec

/// Finds out a stream's encoding as its blocks come by, in their order.
///
/// ASCII is the same in both encodings, so nothing has to be decided before the first byte beyond it. Then the rule is
/// that of a whole file: UTF-8 while all is right in it, Windows-1252 when most characters beyond ASCII are wrong in
/// UTF-8. What has been handed out cannot be called back: where the two rules would differ, the stream is refused.
struct EncodingJudge: Sendable {
  private let wanted: TextEncoding?
  private(set) var decided: TextEncoding?
  private var total = UTF8Validation.Tally()

  /// - Parameter isMarked: whether the text starts with a byte order mark.
  init(wanted: TextEncoding?, isMarked: Bool) {
    self.wanted = wanted
    decided = wanted ?? (isMarked ? .utf8 : nil)
  }

  /// Whether it makes a difference what is beyond ASCII.
  var isCurious: Bool { wanted != .windows1252 }

  /// The encoding of the next piece, or nil when it does not go with what came before.
  mutating func judge(_ tally: UTF8Validation.Tally) -> TextEncoding? {
    if !isCurious { return .windows1252 }
    total.characters += tally.characters
    total.faults += tally.faults
    if total.faults == 0 {
      if total.characters > 0, decided == nil { decided = .utf8 }
      return .utf8
    }
    // Twice as many once it is decided: what the sample at the start holds is counted again with the blocks, and must
    // not be refused piece by piece when it was taken as a whole.
    let allowed = decided == .windows1252 ? 2 * total.faults : total.faults
    if decided == .utf8 || total.characters > allowed { return nil }
    decided = .windows1252
    return .windows1252
  }

  /// What is said when a piece does not go with what came before.
  func failure(_ tally: UTF8Validation.Tally, _ reporter: DefectReporter) -> Failure {
    Failure(
      .badData, "not UTF-8", file: reporter.file, place: "row \(reporter.line(of: tally.firstFault ?? 0))",
      expected: wanted == nil ? "UTF-8 like the rest of the file" : "UTF-8",
      hint: wanted == nil ? "if it is Windows-1252 all through, say so" : "is it Windows-1252?")
  }
}
