import Chance
import StrictYAML
import Testing

@Suite struct HostileInputTests {
  @Test("A file beyond the caps is refused before it is parsed")
  func capsHold() {
    func refusal(_ text: String) -> String { complaints(text) { $0.has("a") } }
    let wide = "a: [" + String(repeating: "1,", count: 100_001) + "]"
    #expect(refusal(wide).contains("more than 100000 values"))
    #expect(refusal("a: " + String(repeating: "x", count: 1 << 20)).contains("bytes, more than"))
    for opening in ["[", "{a: ", "- "] {
      let deep = "a:\n  " + String(repeating: opening, count: 33) + "1"
      #expect(refusal(deep).contains("nested more than 32 deep"))
    }
    let ladder = (0..<40).map { String(repeating: " ", count: $0) + "a:" }
    #expect(refusal(ladder.joined(separator: "\n")).contains("nested more than 32 deep"))
    let flat = "a: " + String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
    #expect(refusal(flat) == "")
    let long = "a:\n" + String(repeating: "- 1\n", count: 60_000)
    #expect(refusal(long) == "")
  }

  @Test("Aliases that would unfold without end are refused, wherever they hide")
  func billionLaughs() {
    let levels = (1...60).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1)]" }
    let bomb = "l0: &l0 1\n" + levels.joined(separator: "\n")
    #expect(complaints(bomb).contains("an anchor"))
    // Behind what might be taken for a text in lines of its own, were its indent misread.
    let hidden = "text: |\n          \n  l0: &l0 1\n" + levels.map { "  \($0)\n" }.joined()
    #expect(complaints(hidden).contains("an anchor"))
    // Behind a quote that opens in what YAML takes for a plain text.
    let behindQuote = "a: one\n  \"two\nl0: &l0 1\n\(levels.joined(separator: "\n"))\nz: \"\n"
    #expect(complaints(behindQuote) != "")
  }

  @Test("A hundred problems are told, and then how many more there are")
  func tooManyProblems() {
    let keys = (0..<1000).map { "key\($0): no" }.joined(separator: "\n")
    let lines = complaints(keys).split(separator: "\n")
    #expect(lines.count == 101)
    #expect(
      lines.last?.hasSuffix("1900 more problems from here on. Mend those above first.") == true)
  }

  @Test("No mutation of a file stops the program, and every complaint has its place")
  func mutationsNeverTrap() {
    var generator = Generator(seed: 11, stream: "mutations")
    var accepted = 0
    for _ in 0..<1000 {
      let text = mutated(sample, &generator)
      let found = complaints(text) { decode($0).map { _ in true } }
      if found.isEmpty { accepted += 1 }
      for line in found.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 4)
        #expect(parts.count == 5 && parts[0] == "f.yaml" && parts[3] == " error", "\(line)")
        #expect(parts.dropFirst().prefix(2).allSatisfy { (Int($0) ?? 0) > 0 }, "\(line)")
      }
    }
    // Both outcomes occur, or the mutations test little.
    #expect((50...950).contains(accepted), "\(accepted)")
  }

  /// One to four pieces of a text removed, doubled, moved or replaced by what YAML gives meaning.
  private func mutated(_ text: String, _ generator: inout Generator) -> String {
    let pieces = Array("&*!|>%@`[]{}:,#?-'\"\\ \n\t0x_~é👩‍👩‍👧\u{0}\u{85}\u{2028}")
    var characters = Array(text)
    for _ in 0..<(1 + pick(4, &generator)) {
      let start = pick(characters.count, &generator)
      let end = min(characters.count, start + 1 + pick(12, &generator))
      let piece = characters[start..<end]
      switch pick(4, &generator) {
      case 0: characters.removeSubrange(start..<end)
      case 1: characters.insert(contentsOf: piece, at: pick(characters.count, &generator))
      case 2: characters[start] = pieces[pick(pieces.count, &generator)]
      default: characters.insert(pieces[pick(pieces.count, &generator)], at: start)
      }
    }
    return String(characters)
  }

  private func pick(_ count: Int, _ generator: inout Generator) -> Int {
    min(count - 1, Int(generator.uniform(0...Double(count))))
  }
}
