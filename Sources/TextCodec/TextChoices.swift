/// A few texts that many rows repeat, laid out for copying in steps of 16 bytes.
package struct TextChoices: Sendable {
  /// The texts, each from a multiple of 16 on, filled up with zeros.
  let bytes: [UInt8]
  /// Where each text starts, and its length.
  let places: [(start: Int, count: Int)]
  /// The longest text's bytes, filled up to a multiple of 16.
  package let longest: Int

  /// Lays these texts out.
  package init(_ texts: [[UInt8]]) {
    var bytes: [UInt8] = []
    var places: [(start: Int, count: Int)] = []
    for text in texts {
      places.append((bytes.count, text.count))
      bytes += text
      bytes += [UInt8](repeating: 0, count: (16 - text.count % 16) % 16)
    }
    (self.bytes, self.places) = (bytes, places)
    longest = ((texts.map(\.count).max() ?? 0) + 15) / 16 * 16
  }
}
