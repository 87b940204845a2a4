/// Texts compared as people mean them: case, diacritics and the signs between words do not tell two of them apart.
public enum FoldedText {
  /// Letters with marks, without them. Decomposed letters (a + U+0308) compare equal to composed ones in Swift.
  private static let marks: [Character: String] = [
    "å": "a", "ä": "a", "á": "a", "à": "a", "â": "a", "ã": "a", "æ": "ae", "ç": "c", "č": "c", "ć": "c", "đ": "d",
    "é": "e", "è": "e", "ê": "e", "ë": "e", "ě": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ł": "l", "ñ": "n",
    "ö": "o", "ø": "o", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "ř": "r", "š": "s", "ś": "s", "ß": "ss", "ü": "u",
    "ú": "u", "ù": "u", "û": "u", "ů": "u", "ý": "y", "ž": "z", "ź": "z", "ż": "z",
  ]

  /// Lower case, without diacritics, and only one space where there are spaces, underscores or hyphens between words.
  public static func words(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      if character.isWhitespace || character == "_" || character == "-" {
        if !result.isEmpty, result.last != " " { result.append(" ") }
      } else {
        result.append(contentsOf: marks[character] ?? String(character))
      }
    }
    if result.last == " " { result.removeLast() }
    return result
  }

  /// What two spellings of an area's name have in common: its parts (apart by `/`, `,`, `&`, `+`, `;` or *och*) as letters
  /// and digits only, in alphabetical order.
  ///
  /// "Tynnered/Greve-gården/Opaltorget" and "Opaltorget / Tynnered / Grevegården" have the same key. Empty for a text
  /// without letters and digits.
  public static func nameKey(_ text: String) -> String {
    var parts: [String] = []
    var part = ""
    func end() {
      if !part.isEmpty { parts.append(part) }
      part = ""
    }
    for word in words(text).split(separator: " ") {
      if word == "och" {
        end()
        continue
      }
      for character in word {
        if separators.contains(character) {
          end()
        } else if character.isLetter || character.isNumber {
          part.append(character)
        }
      }
    }
    end()
    return parts.sorted().joined(separator: "/")
  }

  private static let separators: Set<Character> = ["/", ",", "&", "+", ";"]

  /// A name that can stand as a field's: words of letters and digits, joined by underscores, *och* and *and* left out.
  /// "Boendemiljö & säkerhet" gives `boendemiljo_sakerhet`.
  public static func fieldName(_ text: String) -> String {
    let plain = words(text).map { $0.isLetter || $0.isNumber ? $0 : " " }
    return String(plain).split(separator: " ").filter { $0 != "och" && $0 != "and" }.joined(separator: "_")
  }
}
