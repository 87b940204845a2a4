/// CRC-64/XZ (ECMA-182's polynomial, reflected): any flipped bit, and any burst of up to 64, changes it.
package struct Checksum: Sendable {
  /// What a byte comes to when 0 … 7 more follow it: 256 entries for each.
  private static let table: [UInt64] = (1..<8).reduce(into: (0..<256).map { step(UInt64($0)) }) { table, _ in
    for value in table.suffix(256) { table.append(table[Int(value & 255)] ^ value >> 8) }
  }

  private static func step(_ byte: UInt64) -> UInt64 {
    (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xC96C_5795_D787_0F42 : value >> 1 }
  }

  /// Of no bytes.
  package init() {}

  private var state = UInt64.max

  /// Adds bytes.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    state = Self.table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        var (state, rest) = (state, UnsafeRawBufferPointer(bytes)[...])
        // Eight bytes at a time: each waits for the one before, and a table's entry takes longer than to find it.
        while rest.count >= 8 {
          let word = state ^ UInt64(littleEndian: rest.loadUnaligned(as: UInt64.self))
          state = (0..<8).reduce(0) { sum, byte in
            sum ^ table[(7 - byte) << 8 | Int(truncatingIfNeeded: word >> UInt64(8 * byte) & 255)]
          }
          rest = rest.dropFirst(8)
        }
        for byte in rest { state = table[Int(truncatingIfNeeded: (state ^ UInt64(byte)) & 255)] ^ state >> 8 }
        return state
      }
    }
  }

  /// The checksum of what was added.
  package var value: UInt64 { ~state }
}
