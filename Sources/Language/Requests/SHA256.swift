/// The digest by which pictures and exchanges are known. Source: FIPS 180-4, section 6.2.
package enum SHA256 {
  /// 64 hexadecimal digits.
  package static func digest(of bytes: [UInt8]) -> String {
    var hash = start
    var words = [UInt32](repeating: 0, count: 64)
    bytes.withUnsafeBufferPointer { data in
      var at = 0
      while at + 64 <= data.count {
        mix(data[at..<at + 64], &words, into: &hash)
        at += 64
      }
      // The rest, a bit that ends it, zeros, and the length in bits.
      var tail = Array(data[at...]) + [0x80]
      tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
      let bits = UInt64(data.count) * 8
      tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
      tail.withUnsafeBufferPointer { tail in
        for at in stride(from: 0, to: tail.count, by: 64) {
          mix(tail[at..<at + 64], &words, into: &hash)
        }
      }
    }
    return hash.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Takes one block of 64 bytes in.
  private static func mix(
    _ block: Slice<UnsafeBufferPointer<UInt8>>, _ w: inout [UInt32], into hash: inout [UInt32]
  ) {
    for t in 0..<16 {
      let at = block.startIndex + 4 * t
      let (a, b) = (UInt32(block[at]) << 24, UInt32(block[at + 1]) << 16)
      w[t] = a | b | UInt32(block[at + 2]) << 8 | UInt32(block[at + 3])
    }
    for t in 16..<64 {
      let (x, y) = (w[t - 15], w[t - 2])
      let low = turned(x, 7) ^ turned(x, 18) ^ x >> 3
      let high = turned(y, 17) ^ turned(y, 19) ^ y >> 10
      w[t] = w[t - 16] &+ low &+ w[t - 7] &+ high
    }
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    for t in 0..<64 {
      let choice = e & f ^ ~e & g
      let first =
        h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice &+ constants[t] &+ w[t]
      let most = a & b ^ a & c ^ b & c
      let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ most
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { hash[index] &+= word }
  }

  private static func turned(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word >> places | word << (32 - places)
  }

  private static let start: [UInt32] = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ]

  private static let constants: [UInt32] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]
}
