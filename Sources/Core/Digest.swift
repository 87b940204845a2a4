/// Words in their order, in 64 bits: one changed word always gives another digest, other changes with odds of 2⁻⁶⁴ do not. Tells
/// damage and what is not the same, not forgery.
package struct Digest: Sendable {
  /// The digest of what was added.
  package private(set) var value: UInt64

  /// Of nothing yet; digests of another start have nothing in common.
  package init(start: UInt64 = 0) { value = start }

  /// Adds a word.
  package mutating func add(_ word: UInt64) { value = SplitMix.mix((value ^ word) &+ SplitMix.gamma) }

  /// Adds a number to its last bit; −0 and 0 are one.
  package mutating func add(_ number: Double) { add((number + 0).bitPattern) }

  /// Adds a text and its length.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
    add(UInt64(text.utf8.count))
  }

  /// The digest as sixteen hexadecimal digits.
  package var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
