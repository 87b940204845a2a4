extension Range where Bound == Int {
  /// The first index at which `isReached` holds, found by halving; the upper bound where it holds at none. It must hold at every
  /// index behind one at which it does.
  @inlinable @inline(__always)
  package func partitionPoint(_ isReached: (Int) throws -> Bool) rethrows -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low &+ (high &- low) / 2
      if try isReached(middle) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}
