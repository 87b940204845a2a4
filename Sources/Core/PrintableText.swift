/// Text from a file made fit for a terminal and for one line of a message.
public enum PrintableText {
  /// `text` with each character that would steer a terminal replaced by `�`: controls (C0, DEL and C1, among them the
  /// escape and the one-character CSI), line and paragraph separators, and the marks that turn the reading direction.
  public static func of(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: steers) { return text }
    return String(text.map { $0.unicodeScalars.contains(where: steers) ? "�" : $0 })
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    // Embeddings and overrides, isolates, marks.
    case 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0x200E, 0x200F: true
    default: false
    }
  }
}
