import Core

/// A scrambled Sobol sequence (I. M. Sobol, 1967): points that fill the unit cube evenly, any power of two of them from the first on.
///
/// Direction numbers of S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci.
/// Comput. 30, 2008. Scrambled as A. Owen does it, by hashing: B. Burley, Practical hash-based Owen scrambling, JCGT 9, 2020. Beyond
/// ``tabled`` dimensions the sequence's points come again in another order, likewise after Burley.
package struct SobolSequence: Sendable {
  /// Dimensions with direction numbers of their own.
  package static let tabled = 32

  private let seed: UInt64

  /// The sequence of a seed.
  package init(seed: UInt64) { self.seed = seed }

  /// A coordinate of a point, 0 < u < 1: a multiple of 2⁻³² and half of it.
  package func coordinate(point: Int, dimension: Int) -> Double {
    let block = UInt64(dimension / Self.tabled)
    var point = UInt32(truncatingIfNeeded: point)
    if block > 0 { point = Self.scrambled(point, hash(block | 1 << 32)) }
    var word: UInt32 = 0
    for bit in 0..<32 where point >> UInt32(bit) & 1 == 1 {
      word ^= Self.directions[dimension % Self.tabled * 32 + bit]
    }
    return (Double(Self.scrambled(word, hash(UInt64(dimension)))) + 0.5) / 0x1p32
  }

  private func hash(_ number: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: SplitMix.mix(SplitMix.mix(seed) ^ (number &* SplitMix.gamma)) >> 32)
  }

  /// Each bit is turned by a hash of those above it.
  private static func scrambled(_ word: UInt32, _ seed: UInt32) -> UInt32 {
    var x = reversed(word) &+ seed
    x ^= x &* 0x6c50_b47c
    x ^= x &* 0xb82f_1e52
    x ^= x &* 0xc7af_e638
    x ^= x &* 0x8d22_f6e6
    return reversed(x)
  }

  private static func reversed(_ word: UInt32) -> UInt32 {
    var x = word.byteSwapped
    x = (x >> 4) & 0x0F0F_0F0F | (x & 0x0F0F_0F0F) << 4
    x = (x >> 2) & 0x3333_3333 | (x & 0x3333_3333) << 2
    return (x >> 1) & 0x5555_5555 | (x & 0x5555_5555) << 1
  }

  /// 32 numbers a dimension, one per bit of a point's number.
  private static let directions: [UInt32] = table.enumerated().flatMap { dimension, entry in
    // The first dimension is the number's bits in reverse.
    if dimension == 0 { return (0..<32).map { UInt32(1) << UInt32(31 - $0) } }
    let (polynomial, first) = entry
    let degree = first.count
    var numbers = first.enumerated().map { $1 << UInt32(31 - $0) }
    for bit in degree..<32 {
      var number = numbers[bit - degree] ^ numbers[bit - degree] >> UInt32(degree)
      for term in 1..<degree where polynomial >> UInt32(degree - term) & 1 == 1 { number ^= numbers[bit - term] }
      numbers.append(number)
    }
    return numbers
  }

  /// A primitive polynomial's bits, and the first direction numbers.
  private static let table: [(polynomial: UInt32, first: [UInt32])] = [
    (1, [1]), (3, [1]), (7, [1, 3]), (11, [1, 3, 1]), (13, [1, 1, 1]), (19, [1, 1, 3, 3]), (25, [1, 3, 5, 13]),
    (37, [1, 1, 5, 5, 17]), (41, [1, 1, 5, 5, 5]), (47, [1, 1, 7, 11, 19]), (55, [1, 1, 5, 1, 1]),
    (59, [1, 1, 1, 3, 11]), (61, [1, 3, 5, 5, 31]), (67, [1, 3, 3, 9, 7, 49]), (91, [1, 1, 1, 15, 21, 21]),
    (97, [1, 3, 1, 13, 27, 49]), (103, [1, 1, 1, 15, 7, 5]), (109, [1, 3, 1, 15, 13, 25]),
    (115, [1, 1, 5, 5, 19, 61]), (131, [1, 3, 7, 11, 23, 15, 103]), (137, [1, 3, 7, 13, 13, 15, 69]),
    (143, [1, 1, 3, 13, 7, 35, 63]), (145, [1, 3, 5, 9, 1, 25, 53]), (157, [1, 3, 1, 13, 9, 35, 107]),
    (167, [1, 3, 1, 5, 27, 61, 31]), (171, [1, 1, 5, 11, 19, 41, 61]), (185, [1, 3, 5, 3, 3, 13, 69]),
    (191, [1, 1, 7, 13, 1, 19, 1]), (193, [1, 3, 7, 5, 13, 19, 59]), (203, [1, 1, 3, 9, 25, 29, 41]),
    (211, [1, 3, 5, 13, 23, 1, 55]), (213, [1, 3, 7, 3, 13, 59, 17]),
  ]
}
