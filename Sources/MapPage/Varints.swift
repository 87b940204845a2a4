/// Whole numbers of seven bits a byte, the least significant first: small numbers, such as differences, take one byte.
struct Varints {
  private(set) var bytes: [UInt8] = []

  /// Adds a number that is not negative.
  mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Adds a number whose sign goes into its lowest bit: 0, −1, 1, −2 … become 0, 1, 2, 3 …
  mutating func append(signed value: Int) {
    append(Self.zigzag(value))
  }

  static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}
