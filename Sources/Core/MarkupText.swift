/// Text inside HTML and XML: nothing in it may end the element or attribute it stands in, or begin another.
package enum MarkupText {
  /// The text with references in place of markup's own signs, and `�` in place of characters that XML does not have.
  ///
  /// - Parameter lineBreaks: whether tabs and line breaks become references too: a reader makes blanks of those in attributes.
  package static func escaped(_ text: String, lineBreaks: Bool = false) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t", "\r":
        if lineBreaks { result += "&#\(scalar.value);" } else { result.unicodeScalars.append(scalar) }
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
