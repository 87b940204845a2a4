/// What ``radixSort(_:spare:)`` sorts.
@usableFromInline
package protocol RadixKeyed {
  /// What it is sorted by.
  var key: UInt64 { get }
}

extension UInt64: RadixKeyed {
  @inlinable @inline(__always)
  package var key: UInt64 { self }
}

/// Sorts by keys, those that are alike in the order in which they stand: by digits of up to 11 bits from the lowest to the highest
/// (LSD radix sort), in time linear in their number. What all keys share costs nothing. The result is in `items`.
///
/// - Parameters:
///   - items: what to sort.
///   - spare: at least as long afterwards; holds nothing of use.
@inlinable
package func radixSort<Item: RadixKeyed>(_ items: inout [Item], spare: inout [Item]) {
  let count = items.count
  if count < 2 { return }
  if spare.count < count { spare = [Item](repeating: items[0], count: count) }
  let passes = items.withUnsafeMutableBufferPointer { a in
    spare.withUnsafeMutableBufferPointer { b in radixPasses(a, UnsafeMutableBufferPointer(rebasing: b[..<count])) }
  }
  if passes % 2 == 1 {
    // An odd number of passes leaves the result in `spare`.
    items.withUnsafeMutableBufferPointer { a in
      spare.withUnsafeBufferPointer { b in
        for i in 0..<count { a[i] = b[i] }
      }
    }
  }
}

/// Some of a key's bits, put side by side: one or two runs of bits between which keys do not differ.
@usableFromInline
struct Digit {
  /// Most bits: twice as many streams of writing would not stay within the processor's first caches.
  @usableFromInline static let most = 11

  @usableFromInline let lowShift: UInt64
  @usableFromInline let lowMask: UInt64
  @usableFromInline let highShift: UInt64
  @usableFromInline let highMask: UInt64

  /// The lowest bits of `differing` that fit, which are taken from it; it has at least one.
  @inlinable
  init(from differing: inout UInt64) {
    lowShift = UInt64(differing.trailingZeroBitCount)
    let window = differing >> lowShift & (1 << UInt64(Self.most) - 1)
    let width = UInt64(UInt64.bitWidth - window.leadingZeroBitCount)
    lowMask = 1 << width - 1
    differing &= ~(lowMask << lowShift)
    highShift = differing == 0 ? 0 : UInt64(differing.trailingZeroBitCount) &- width
    highMask = differing == 0 ? 0 : (1 << (UInt64(Self.most) - width) - 1) << width
    differing &= ~(highMask << highShift)
  }

  @inlinable @inline(__always)
  func of(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key &>> lowShift & lowMask | key &>> highShift & highMask)
  }
}

/// Sorts to and fro; returns the number of passes.
@inlinable
func radixPasses<Item: RadixKeyed>(_ a: UnsafeMutableBufferPointer<Item>, _ b: UnsafeMutableBufferPointer<Item>)
  -> Int
{
  var differing: UInt64 = 0
  let first = a[0].key
  for item in a { differing |= item.key ^ first }
  var (from, to) = (a, b)
  var passes = 0
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << Digit.most) { starts in
    while differing != 0 {
      let digit = Digit(from: &differing)
      starts.initialize(repeating: 0)
      for item in from { starts[digit.of(item.key)] &+= 1 }
      var sum = 0
      for value in starts.indices {
        let count = starts[value]
        starts[value] = sum
        sum &+= count
      }
      for item in from {
        let value = digit.of(item.key)
        to[starts[value]] = item
        starts[value] &+= 1
      }
      swap(&from, &to)
      passes += 1
    }
  }
  return passes
}
