/// What stands for a phone from the moment its field is read: 128 bits of a keyed hash, never the number itself.
public struct PhoneKey: Sendable, Hashable, Comparable {
  /// The upper 64 bits.
  public var high: UInt64
  /// The lower 64 bits.
  public var low: UInt64

  /// By value, as one number of 128 bits.
  @inline(__always)
  public static func < (a: PhoneKey, b: PhoneKey) -> Bool { a.high != b.high ? a.high < b.high : a.low < b.low }
}

/// Turns phones into keys with SipHash-2-4 of 128 bits (J.-P. Aumasson, D. J. Bernstein, SipHash: a fast short-input PRF,
/// 2012, and its reference implementation's 128-bit output).
///
/// Two phones get the same key with probability 2⁻¹²⁸: for ten million phones the chance that any two do is below 10⁻²⁴.
/// Nobody can tell the phone from its key without the hasher's own key; **with** it all numbers of ten digits are tried in
/// minutes. So a run without partial results uses a random key that dies with it, and parts that shall merge share a
/// ``PhoneSalt``, which is kept as the phones themselves are. No result depends on the key.
public struct PhoneHasher: Sendable {
  private let k0: UInt64
  private let k1: UInt64

  private init(_ k0: UInt64, _ k1: UInt64) {
    (self.k0, self.k1) = (k0, k1)
  }

  /// A hasher whose key nobody knows and no other run has.
  public static func random() -> PhoneHasher {
    var generator = SystemRandomNumberGenerator()
    return PhoneHasher(generator.next(), generator.next())
  }

  /// The hasher of a salt: the same for the same one, so that partial results of several runs merge.
  public init(salt: PhoneSalt) { self.init(keying: salt.bytes) }

  /// The hasher whose key is made of those bytes; as hard to guess as they are.
  init(keying bytes: [UInt8]) {
    let seed = PhoneHasher(0x7275_7476_6572_6B31, 0x6479_676E_7361_7674)
    var bytes = bytes
    let key = seed.key(of: bytes.span)
    bytes.append(0)
    self.init(key.high ^ seed.key(of: bytes.span).low, key.low)
  }

  /// 32 bytes of a phrase, by four million hashes one after the other (J. Kelsey, B. Schneier, C. Hall, D. Wagner, Secure
  /// applications of low-entropy keys, 1998): who tries phrases needs as many for each.
  static func stretched(_ phrase: [UInt8]) -> [UInt8] {
    var hasher = PhoneHasher(keying: phrase)
    for _ in 0..<1 << 22 {
      let key = hasher.key(of: phrase.span)
      hasher = PhoneHasher(key.high, key.low)
    }
    return [UInt8(1), 2].flatMap { part in
      let key = hasher.key(of: [part].span)
      return [key.high, key.low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
      }
    }
  }

  /// What a partial result stores to tell whether another's keys were made with the same salt. It tells a guess from the salt, too;
  /// of 2²⁵⁶ nobody tries enough.
  public var check: PhoneKey {
    let text = Array("which salt is this".utf8)
    return key(of: text.span)
  }

  /// The key of these bytes.
  public func key(of bytes: borrowing Span<UInt8>) -> PhoneKey {
    var state = SipState(k0, k1)
    let count = bytes.count
    let raw = bytes.bytes
    var place = 0
    while place + 8 <= count {
      state.absorb(UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var last = UInt64(truncatingIfNeeded: count) << 56
    var shift: UInt64 = 0
    while place < count {
      last |= UInt64(bytes[place]) << shift
      shift += 8
      place += 1
    }
    state.absorb(last)
    return state.finish()
  }
}

/// The four words of SipHash.
private struct SipState {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  @inline(__always)
  init(_ k0: UInt64, _ k1: UInt64) {
    v0 = k0 ^ 0x736F_6D65_7073_6575
    // 0xEE marks the variant with 128 bits.
    v1 = k1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
    v2 = k0 ^ 0x6C79_6765_6E65_7261
    v3 = k1 ^ 0x7465_6462_7974_6573
  }

  @inline(__always)
  private mutating func round() {
    v0 = v0 &+ v1
    v1 = v1 << 13 | v1 >> 51
    v1 ^= v0
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v3
    v3 = v3 << 16 | v3 >> 48
    v3 ^= v2
    v0 = v0 &+ v3
    v3 = v3 << 21 | v3 >> 43
    v3 ^= v0
    v2 = v2 &+ v1
    v1 = v1 << 17 | v1 >> 47
    v1 ^= v2
    v2 = v2 << 32 | v2 >> 32
  }

  @inline(__always)
  mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always)
  private mutating func rounds4() -> UInt64 {
    round()
    round()
    round()
    round()
    return v0 ^ v1 ^ v2 ^ v3
  }

  /// The reference writes the first word's bytes first; it is the key's upper half here.
  @inline(__always)
  mutating func finish() -> PhoneKey {
    v2 ^= 0xEE
    let first = rounds4()
    v1 ^= 0xDD
    return PhoneKey(high: first, low: rounds4())
  }
}

extension PhoneHasher {
  /// The hash of bytes under a key of two little-endian words, for the reference's test vectors.
  static func keyed(_ k0: UInt64, _ k1: UInt64, _ bytes: [UInt8]) -> PhoneKey {
    PhoneHasher(k0, k1).key(of: bytes.span)
  }
}
