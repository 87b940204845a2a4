import Foundation

/// The coordinate systems that a JSON text names, looked at before GDAL sees them: a `crs` member may be a link, which GDAL
/// would follow, or name a file.
///
/// GDAL finds the member at any depth, in any case, and through escapes; so does this.
package struct GeoJSONSystems {
  private typealias Text = UnsafeRawBufferPointer
  private let text: Text

  /// Throws ``Failure`` (bad data, file left to the caller) for a `crs` that is more than a name, and for what is no JSON but
  /// may still be read as such (comments, texts in apostrophes).
  package static func check(_ text: UnsafeRawBufferPointer) throws { try GeoJSONSystems(text: text).check() }

  private func check() throws {
    var offset = 0
    while offset < text.count {
      let quote = find("\"", from: offset, to: text.count) ?? text.count
      if find("'", from: offset, to: quote) != nil || find("/", from: offset, to: quote) != nil {
        throw Failure(.badData, "not JSON: it has comments, or texts in apostrophes", expected: "texts in quotes")
      }
      if quote == text.count { return }
      guard let end = endOfString(from: quote + 1) else { return }
      offset = end + 1
      guard isCRS(quote + 1..<end) else { continue }
      let colon = pastBlanks(offset)
      guard byte(colon) == UInt8(ascii: ":"), case let start = pastBlanks(colon + 1), byte(start) == UInt8(ascii: "{")
      else { continue }
      offset = try checkObject(at: start)
    }
  }

  /// Looks at the object that begins there; gives where it ends.
  private func checkObject(at start: Int) throws -> Int {
    var (offset, depth) = (start, 0)
    var key: String?
    while let sign = byte(offset) {
      switch sign {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return offset + 1 }
      case UInt8(ascii: "'"), UInt8(ascii: "/"): throw Self.refusal(nil)
      case UInt8(ascii: "\""):
        guard let end = endOfString(from: offset + 1) else { return text.count }
        let word = decoded(offset + 1..<end)
        offset = end
        if byte(pastBlanks(end + 1)) == UInt8(ascii: ":") {
          key = word.lowercased()
          if ["href", "url", "link", "uri"].contains(key) { throw Self.refusal(nil) }
        } else {
          try Self.check(value: word, of: key)
        }
      default: break
      }
      offset += 1
    }
    return text.count
  }

  private static func check(value: String, of key: String?) throws {
    let lower = value.lowercased()
    if key == "type", !["name", "epsg", "ogc"].contains(lower) { throw refusal(value) }
    let isOfficial = ["http://", "https://"].contains { scheme in
      ["opengis.net/def/crs", "www.opengis.net/def/crs"].contains { lower.hasPrefix(scheme + $0) }
    }
    let isFormal = lower.contains("[") && !lower.contains("://") && SystemText.namedFile(lower) == nil
    let isPlain = !lower.contains { "/\\+={".contains($0) }
    if !isOfficial, !isFormal, !isPlain { throw refusal(value) }
  }

  private static func refusal(_ value: String?) -> Failure {
    Failure(
      .badData, "the coordinate system is a link or a reference, which is not followed", field: "crs", value: value,
      expected: "its name, such as urn:ogc:def:crs:EPSG::3006",
      hint: "write {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:3006\"}} in its place")
  }

  private func byte(_ offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

  /// The first such byte in a stretch.
  private func find(_ sign: Unicode.Scalar, from start: Int, to end: Int) -> Int? {
    guard start < end, let base = text.baseAddress,
      let found = memchr(base + start, Int32(sign.value), end - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Where the quote stands that ends a string.
  private func endOfString(from start: Int) -> Int? {
    var offset = start
    while let quote = find("\"", from: offset, to: text.count) {
      var slashes = 0
      while quote - slashes > start, text[quote - slashes - 1] == UInt8(ascii: "\\") { slashes += 1 }
      if slashes % 2 == 0 { return quote }
      offset = quote + 1
    }
    return nil
  }

  private func pastBlanks(_ start: Int) -> Int {
    var offset = start
    while let sign = byte(offset), sign <= 0x20 { offset += 1 }
    return offset
  }

  /// Whether a string is `crs`, as GDAL compares it: without case, up to a NUL.
  private func isCRS(_ range: Range<Int>) -> Bool {
    guard range.count >= 3, let first = byte(range.lowerBound),
      first | 0x20 == UInt8(ascii: "c") || first == UInt8(ascii: "\\")
    else { return false }
    if range.count > 3, find("\\", from: range.lowerBound, to: min(range.upperBound, range.lowerBound + 32)) == nil,
      find("\0", from: range.lowerBound, to: range.upperBound) == nil
    {
      return false
    }
    return decoded(range).prefix { $0 != "\0" }.lowercased() == "crs"
  }

  /// A string without its escapes.
  private func decoded(_ range: Range<Int>) -> String {
    var units: [UInt16] = []
    var raw: [UInt8] = []
    var result = ""
    func flush() {
      result += String(decoding: raw, as: UTF8.self) + String(decoding: units, as: UTF16.self)
      (raw, units) = ([], [])
    }
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard text[offset] == UInt8(ascii: "\\"), offset + 1 < range.upperBound else {
        if !units.isEmpty { flush() }
        raw.append(text[offset])
        offset += 1
        continue
      }
      let sign = text[offset + 1]
      let digits = offset + 2..<min(offset + 6, range.upperBound)
      if sign == UInt8(ascii: "u"), digits.count == 4,
        let unit = UInt16(String(decoding: text[digits], as: UTF8.self), radix: 16)
      {
        if !raw.isEmpty { flush() }
        units.append(unit)
        offset += 6
      } else {
        if !units.isEmpty { flush() }
        raw.append(sign)
        offset += 2
      }
    }
    flush()
    return result
  }
}
