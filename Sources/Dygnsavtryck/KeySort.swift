/// Sorts keys by digits of 11 bits from the lowest to the highest (LSD radix sort); digits start at bits in which keys differ,
/// so that what all keys share costs nothing. The result is in `keys`.
///
/// - Parameters:
///   - keys: what to sort.
///   - spare: at least as long; holds nothing of use afterwards.
func sortKeys(_ keys: inout [UInt64], spare: inout [UInt64]) {
  let count = keys.count
  if count < 2 { return }
  if spare.count < count { spare = [UInt64](repeating: 0, count: count) }
  let passes = keys.withUnsafeMutableBufferPointer { a in
    spare.withUnsafeMutableBufferPointer { b in radixPasses(a, UnsafeMutableBufferPointer(rebasing: b[..<count])) }
  }
  if passes % 2 == 1 {
    // An odd number of passes leaves the result in `spare`.
    keys.withUnsafeMutableBufferPointer { a in
      spare.withUnsafeBufferPointer { b in
        for i in 0..<count { a[i] = b[i] }
      }
    }
  }
}

/// A digit's bits.
private let digitMask = 1 << 11 - 1

/// Sorts to and fro; returns the number of passes.
private func radixPasses(_ a: UnsafeMutableBufferPointer<UInt64>, _ b: UnsafeMutableBufferPointer<UInt64>) -> Int {
  var differing: UInt64 = 0
  let first = a[0]
  for key in a { differing |= key ^ first }
  var (from, to) = (a, b)
  var passes = 0
  withUnsafeTemporaryAllocation(of: Int.self, capacity: digitMask + 1) { starts in
    while differing != 0 {
      let shift = UInt64(differing.trailingZeroBitCount)
      differing &= ~(UInt64(digitMask) << shift)
      starts.initialize(repeating: 0)
      for key in from { starts[Int(truncatingIfNeeded: key &>> shift) & digitMask] &+= 1 }
      var sum = 0
      for digit in 0...digitMask {
        let count = starts[digit]
        starts[digit] = sum
        sum &+= count
      }
      for key in from {
        let digit = Int(truncatingIfNeeded: key &>> shift) & digitMask
        to[starts[digit]] = key
        starts[digit] &+= 1
      }
      swap(&from, &to)
      passes += 1
    }
  }
  return passes
}
