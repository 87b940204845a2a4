import Core

/// Cairo's SVG made whole: size in millimetres, title and description for readers and searching, and identifiers that
/// depend on the picture only (cairo counts its surfaces over the life of the process).
struct SVGText {
  /// Cairo keeps coordinates in steps of 1/256 of its unit and writes them with six decimals; with a unit of 0.1 mm
  /// they are both fine enough and short.
  static let unitsPerMillimetre = 10.0

  let widthMillimetres: Double
  let heightMillimetres: Double
  let metadata: DrawingMetadata

  /// The document made from cairo's bytes.
  func document(_ bytes: [UInt8]) -> [UInt8] {
    guard let start = find("<svg ", in: bytes, from: 0), let end = find(">", in: bytes, from: start) else {
      return bytes
    }
    let (width, height) = (widthMillimetres * Self.unitsPerMillimetre, heightMillimetres * Self.unitsPerMillimetre)
    var result = Array(bytes[..<start])
    result +=
      """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(Self.short(widthMillimetres))mm" height="\(Self.short(heightMillimetres))mm" \
      viewBox="0 0 \(Self.short(width)) \(Self.short(height))" version="1.1" role="img" aria-labelledby="titel">
      <title id="titel">\(MarkupText.escaped(metadata.title))</title>
      <desc>\(MarkupText.escaped(metadata.summary))</desc>
      """.utf8
    return result + renumbered(bytes[(end + 1)...])
  }

  /// `surface12`, `image12`, `mask12` and so on numbered anew in the order in which they come.
  private func renumbered(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var numbers: [Int: Int] = [:]
    let words = ["surface", "image"].map { Array($0.utf8) }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      // Identifiers stand behind a quote or a hash only.
      let isMark = bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "#")
      result.append(bytes[place])
      place += 1
      guard isMark, let word = words.first(where: { bytes[place...].starts(with: $0) }) else { continue }
      var next = place + word.count
      var number = 0
      while next < bytes.endIndex, (48...57).contains(bytes[next]), number < 1 << 40 {
        number = number * 10 + Int(bytes[next] - 48)
        next += 1
      }
      guard next > place + word.count else { continue }
      let fresh = numbers[number] ?? numbers.count + 1
      numbers[number] = fresh
      result += word + Array("\(fresh)".utf8)
      place = next
    }
    return result
  }

  private func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (start...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  /// Up to three decimals, none where whole.
  private static func short(_ value: Double) -> String {
    let rounded = (value * 1_000).rounded() / 1_000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
