/// Text inside a page: nothing in it may end the element it stands in, or begin another.
enum EmbeddedText {
  /// JSON inside a script element. `<`, `>`, `&` and the two line ends that JSON allows and scripts once did not can only
  /// stand in strings, so their escapes mean the same.
  static func json(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 64)
    var waiting: [UInt8] = []
    for byte in text.utf8 {
      // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
      if waiting.count == 2 {
        if byte == 0xA8 || byte == 0xA9 {
          result += Array(byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
          waiting = []
          continue
        }
        result += waiting
        waiting = []
      } else if waiting.count == 1 {
        if byte == 0x80 {
          waiting.append(byte)
          continue
        }
        result += waiting
        waiting = []
      }
      switch byte {
      case 0xE2: waiting = [byte]
      case UInt8(ascii: "<"): result += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): result += Array("\\u003e".utf8)
      case UInt8(ascii: "&"): result += Array("\\u0026".utf8)
      default: result.append(byte)
      }
    }
    return result + waiting
  }

  /// A script inside a script element: `</script` and `<!--` can only stand in its strings and comments.
  static func script(_ text: String) -> String {
    replaced(replaced(text, "</", "<\\/", before: "script"), "<!--", "<\\!--", before: "")
  }

  /// A style sheet inside a style element.
  static func style(_ text: String) -> String { replaced(text, "</", "<\\/", before: "style") }

  /// Puts `new` for each `old` that `word` follows, in whatever case.
  private static func replaced(_ text: String, _ old: String, _ new: String, before word: String) -> String {
    var result = ""
    var rest = text[...]
    while let found = rest.range(of: old) {
      result += rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
      result += rest.prefix(word.count).lowercased() == word ? new : old
    }
    return result + rest
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Where `text` first occurs, byte for byte.
  func range(of text: String) -> Range<String.Index>? {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return nil }
    var position = utf8.startIndex
    while let start = utf8[position...].firstIndex(of: first) {
      var end = start
      var matched = 0
      while matched < needle.count, end < utf8.endIndex, utf8[end] == needle[matched] {
        end = utf8.index(after: end)
        matched += 1
      }
      if matched == needle.count { return start..<end }
      position = utf8.index(after: start)
    }
    return nil
  }
}
