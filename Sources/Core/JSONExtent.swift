/// How deep a JSON text goes and how large its objects are, looked at before it is taken apart: readers of JSON make some
/// hundred bytes out of two brackets, and hold an object whole.
package enum JSONExtent {
  /// Throws ``Failure`` (bad data, file left to the caller) where brackets nest deeper than ``InputLimit/nesting``, or one feature
  /// has more vertices than ``InputLimit/jsonVertices``, or as many other values as those would have numbers.
  ///
  /// A feature is what lies between two ends of objects at the second level or above: a member of a collection, a line of a
  /// sequence, the whole of any other text.
  package static func check(_ text: UnsafeRawBufferPointer) throws {
    let (deepest, most) = (InputLimit.nesting.value, InputLimit.jsonVertices.value)
    var (depth, lists, values) = (0, 0, 0)
    var offset = 0
    while offset < text.count {
      let sign = text[offset]
      offset += 1
      switch sign {
      case UInt8(ascii: "["):
        lists += 1
        depth += 1
        if depth > deepest { throw InputLimit.nesting.exceeded("brackets in brackets, \(depth) levels deep") }
      case UInt8(ascii: "{"):
        depth += 1
        if depth > deepest { throw InputLimit.nesting.exceeded("brackets in brackets, \(depth) levels deep") }
      case UInt8(ascii: "]"): depth = max(0, depth - 1)
      case UInt8(ascii: ","): values += 1
      case UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        // A vertex has four numbers at most, with a comma behind each.
        if lists > most || values / 4 > most { throw tooLarge(lists) }
        if depth <= 2 { (lists, values) = (0, 0) }
      case UInt8(ascii: "\""):
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
          offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
      default: break
      }
    }
    if lists > most || values / 4 > most { throw tooLarge(lists) }
  }

  private static func tooLarge(_ lists: Int) -> Failure {
    InputLimit.jsonVertices.exceeded(
      "a feature with \(lists) vertices or lists of values", hint: "convert it to GeoPackage, which takes less memory"
    )
  }
}
