/// CRC-64/XZ (ECMA-182's polynomial, reflected): any flipped bit, and any burst of up to 64, changes it.
package struct Checksum: Sendable {
  private static let table: [UInt64] = (0..<256).map { byte in
    (0..<8).reduce(UInt64(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xC96C_5795_D787_0F42 : value >> 1 }
  }

  /// Of no bytes.
  package init() {}

  private var state = UInt64.max

  /// Adds bytes.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    state = Self.table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        var state = state
        for byte in bytes { state = table[Int(truncatingIfNeeded: (state ^ UInt64(byte)) & 255)] ^ state >> 8 }
        return state
      }
    }
  }

  /// The checksum of what was added.
  package var value: UInt64 { ~state }
}
