@testable import Chance
import Foundation
import Testing

@Suite struct GeneratorTests {
  /// Streams of five seeds as OpenJDK draws them; see the folder's README.
  static let streams = Dictionary(
    grouping: try! rows(of: "Reference/chance/generator.csv"), by: { "\($0[0]) \($0[1])" })

  @Test("A stream draws the bits that OpenJDK's generators draw", arguments: streams.keys.sorted())
  func drawsTheBits(stream: String) throws {
    let rows = try #require(Self.streams[stream])
    let seed = try #require(UInt64(rows[0][0]))
    let name = rows[0][1]
    var generator =
      name == "-" ? Generator(seed: seed) : Generator(seed: seed, stream: name)
    var again = generator

    let bits = (0..<1000).map { _ in generator.next() }
    let fractions = (0..<1000).map { _ in again.uniform(0...1) }
    for row in rows {
      let draw = try #require(Int(row[2]))
      #expect(bits[draw] == UInt64(row[3]))
      // Both sides are exact: 53 bits times a power of two.
      #expect(fractions[draw] == Double(row[4]))
    }
  }

  @Test("The reference has twenty streams of seven draws")
  func referenceIsWhole() {
    #expect(Self.streams.count == 20)
    #expect(Self.streams.values.allSatisfy { $0.count == 7 })
  }

  @Test("A range's numbers are its low end plus the fraction of its width, rounded as documented")
  func uniformIsExactlySpecified() {
    var bits = Generator(seed: 5)
    var numbers = bits
    for _ in 0..<1000 {
      let fraction = Double(bits.next() >> 11) / 9_007_199_254_740_992
      #expect(numbers.uniform(-0.3...0.7) == -0.3 + (0.7 - -0.3) * fraction)
    }
  }

  @Test("No number leaves its range, not even the highest draw where the width rounds up")
  func uniformStaysInside() {
    // Draws 2^64 - 1 next.
    let highest = Generator(state: (0, 1, 1, .max))
    let ranges = [-1...1.5e-16, -1...1.9, 1...1.0.nextUp, 7...7, -0.1...0.3, -1e308...0.7e308]
    for range in ranges {
      var generator = highest
      #expect((0..<2000).allSatisfy { _ in range.contains(generator.uniform(range)) })
    }
    var generator = highest
    #expect(generator.uniform(0...1) == 1 - 0x1p-53)
  }

  @Test("A range's numbers fill it evenly")
  func uniformIsEven() {
    var generator = Generator(seed: 7, stream: "even")
    var counts = Array(repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(generator.uniform(0...9.999999))] += 1 }
    // 10,000 in each, with a standard deviation of 95: six of them.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 570 })
  }

  @Test("A copy draws the same numbers, and a seed's streams differ from each other")
  func copiesAndStreams() {
    var first = Generator(seed: 8, stream: "cans")
    var copy = first
    #expect((0..<10).allSatisfy { _ in first.next() == copy.next() })
    #expect(first == copy)

    let names = ["", "cans", "cabinet", "cans ", "Cans"]
    let generators = names.map { Generator(seed: 8, stream: $0) } + [Generator(seed: 8)]
    #expect(Set(generators).count == generators.count)
  }

  @Test("A name's hash is the published FNV-1a of its bytes")
  func hashIsFNV1a() {
    // From the authors' test vectors, draft-eastlake-fnv-21 section 8.
    #expect(fnv1a("".utf8) == 0xcbf2_9ce4_8422_2325)
    #expect(fnv1a("a".utf8) == 0xaf63_dc4c_8601_ec8c)
    #expect(fnv1a("foobar".utf8) == 0x8594_4171_f739_67e8)
  }

  @Test("The state 1, 2, 3, 4 draws the sequence published for xoshiro256++")
  func knownState() {
    var generator = Generator(state: (1, 2, 3, 4))
    let drawn = (0..<4).map { _ in generator.next() }
    #expect(drawn == [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386])
  }
}

/// The cells of a comma-separated file in Tests, without its heading.
private func rows(of path: String) throws -> [[String]] {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
  return text.split(separator: "\n").dropFirst().map { line in
    line.split(separator: ",").map(String.init)
  }
}
