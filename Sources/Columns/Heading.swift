import Core

/// Headings of columns compared as people mean them: without case, diacritics, blanks, `_`, `-` and `.`, and as DBF
/// cuts them.
public enum Heading {
  /// Bytes that a DBF file keeps of a heading.
  public static let dbfLength = 10

  /// What spellings of one heading have in common: `Bef_Totalt`, `beftotalt` and `Bef. totalt` are one, and so are
  /// `Folkmängd` and `folkmangd`.
  public static func folded(_ text: String) -> String {
    String(FoldedText.words(text).filter { $0 != " " && $0 != "." && $0 != "\u{FEFF}" })
  }

  /// Whether `heading` is a spelling of `wanted`. A heading of ten bytes that ends with `_` is a longer one cut short, so
  /// that `unga_0_15_` is no spelling of `unga_0_15`.
  public static func isSpelling(_ heading: String, of wanted: String) -> Bool {
    if heading.utf8.count == dbfLength, heading.hasSuffix("_") { return heading.lowercased() == wanted.lowercased() }
    return folded(heading) == folded(wanted)
  }

  /// Whether `heading` is what a DBF file leaves of the longer `wanted`: its first ten bytes, case ignored; or, where ten
  /// bytes would not tell it from another, the name that stands for it (``ShortNames``) and that alone.
  public static func isCut(_ heading: String, of wanted: String) -> Bool {
    let heading = heading.lowercased()
    if let short = ShortNames.of(wanted) { return heading == short }
    return wanted.utf8.count > dbfLength && heading.utf8.count == dbfLength
      && heading.utf8.elementsEqual(wanted.lowercased().utf8.prefix(dbfLength))
  }
}
