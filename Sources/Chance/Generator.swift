/// Xoshiro256++, seeded through SplitMix64: the same seed gives the same numbers on every machine
/// and in every build.
///
/// It passes the statistical tests in use, has a period of 2^256 - 1, and is not fit for secrets.
/// A value: copy it to draw the same numbers again, pass it `inout` to go on.
///
/// Only ``next()`` and ``uniform(_:)`` are fixed for good. The standard library's own methods that
/// take a generator (`Int.random(in:using:)`, `shuffled(using:)`) may change with its version; what
/// ends up in an episode does not use them.
///
/// Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM
/// Transactions on Mathematical Software 47 (2021).
package struct Generator: RandomNumberGenerator, Hashable, Sendable {
  private var s0, s1, s2, s3: UInt64

  /// The state is the first four outputs of SplitMix64 at `seed`, as the paper's authors advise.
  /// Neighbouring seeds give unrelated numbers.
  package init(seed: UInt64) {
    var seeds = SplitMix64(state: seed)
    self.init(state: (seeds.next(), seeds.next(), seeds.next(), seeds.next()))
  }

  /// One of a seed's independent streams, told apart by name: drawing more from "cans" leaves
  /// "cabinet" as it was.
  ///
  /// The state is the first four outputs of SplitMix64 at `m ^ h`, where m is SplitMix64's first
  /// output at `seed` and h the 64-bit FNV-1a hash of the name's UTF-8 bytes. No name gives the
  /// stream of `init(seed:)`, not even the empty one, but for a coincidence of one in 2^64.
  package init(seed: UInt64, stream name: String) {
    var seeds = SplitMix64(state: seed)
    self.init(seed: seeds.next() ^ fnv1a(name.utf8))
  }

  /// From the four words of the state, which must not all be zero: zero only ever follows itself.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (s0, s1, s2, s3) = state
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let result = rotated(s0 &+ s3, by: 23) &+ s0
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotated(s3, by: 45)
    return result
  }

  /// A number drawn evenly from a range, from one call of ``next()``.
  ///
  /// Exactly `low + (high - low) * (k / 2^53)`, k being the upper 53 bits of ``next()``, each
  /// operation rounded as IEEE 754 does, which never carries past `high`. Stops the program when
  /// the range is wider than the largest `Double`.
  package mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    let width = range.upperBound - range.lowerBound
    precondition(width.isFinite, "A range to draw from must have a finite width")
    let fraction = Double(next() >> 11) * 0x1p-53
    return range.lowerBound + width * fraction
  }
}

private func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
  word << count | word >> (64 - count)
}
