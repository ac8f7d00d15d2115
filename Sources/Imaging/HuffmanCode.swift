/// A prefix code for symbols of known frequency, as deflate stores one: by the lengths of its words.
///
/// Source: RFC 1951, section 3.2.2.
struct HuffmanCode {
  /// Bits of each symbol's word; 0 for a symbol that does not occur.
  let lengths: [UInt8]

  /// Each symbol's word, its first bit lowest.
  let words: [UInt16]

  /// The best code, or nearly so where that would need words of more than `longest` bits. At least
  /// two symbols occur.
  init(counts: [Int], longest: Int) {
    var counts = counts
    var lengths = Self.lengths(counts)
    // Frequencies that lie closer together make shorter words for the rarest.
    while lengths.max() ?? 0 > longest {
      counts = counts.map { $0 > 0 ? $0 / 2 + 1 : 0 }
      lengths = Self.lengths(counts)
    }
    self.lengths = lengths.map { UInt8($0) }
    words = Self.words(self.lengths)
  }

  /// Huffman's own algorithm: the two rarest become one, until one is left.
  private static func lengths(_ counts: [Int]) -> [Int] {
    // Leaves by frequency; made nodes come out in order of theirs by themselves.
    var weights = counts
    var parents = [Int](repeating: 0, count: counts.count)
    let leaves = counts.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$0], $0) < (counts[$1], $1) }
    var (leaf, node) = (0, counts.count)
    func rarest() -> Int {
      if leaf < leaves.count, node == weights.count || weights[leaves[leaf]] <= weights[node] {
        leaf += 1
        return leaves[leaf - 1]
      }
      node += 1
      return node - 1
    }
    for _ in 1..<max(2, leaves.count) {
      let (a, b) = (rarest(), rarest())
      (parents[a], parents[b]) = (weights.count, weights.count)
      weights.append(weights[a] + weights[b])
      parents.append(0)
    }

    // From the root, which was made last, down.
    var depths = [Int](repeating: 0, count: weights.count)
    for made in (counts.count..<weights.count - 1).reversed() {
      depths[made] = depths[parents[made]] + 1
    }
    for symbol in leaves { depths[symbol] = depths[parents[symbol]] + 1 }
    return Array(depths.prefix(counts.count))
  }

  /// Words of one length count up, in the order of the symbols; shorter ones come first.
  private static func words(_ lengths: [UInt8]) -> [UInt16] {
    var words = [UInt16](repeating: 0, count: lengths.count)
    var next: UInt16 = 0
    for length in 1...15 as ClosedRange<UInt8> {
      next <<= 1
      for symbol in lengths.indices where lengths[symbol] == length {
        words[symbol] = next.bitSwapped(count: length)
        next += 1
      }
    }
    return words
  }
}

extension UInt16 {
  /// The lowest `count` bits, 1 to 16, in the opposite order.
  fileprivate func bitSwapped(count: UInt8) -> UInt16 {
    var (rest, swapped) = (self, UInt16(0))
    for _ in 0..<count {
      swapped = swapped << 1 | rest & 1
      rest >>= 1
    }
    return swapped
  }
}
