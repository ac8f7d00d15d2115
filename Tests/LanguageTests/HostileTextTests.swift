import Chance
import Control
import Language
import Testing

@Suite struct HostileTextTests {
  /// Pieces that mean something to one reader or another.
  static let pieces = [
    "move", "forward", "left", "right", "up", "tilt", "rotate", "clockwise", "open", "close",
    "gripper", "stop", "no", "not", "don't", "then", "and", "or", ",", ".", "...", "?", "!", ":",
    "3", "2.5", "1,000", "cm", "degrees", "a", "half", "two", "point", "x3", "twice", "slightly",
    "a lot", "because", "if", "I will", "I can't", "the drawer", "Answer:", "```", "\n", "1.", "{",
    "}", "[", "]", "\"x\"", "\"action\"", ": ", "null", "None", "0.5", "'", "\\", "done", "instead",
    "[50, 50, 19, 60, 60, 60, 1]", "{\"x\": [\"forward\", 0.5, \"\"]}", "-3", "°", "％", "ｃｍ", "👍",
    "\u{301}", "\u{202e}", "\0", "½", "π", "±", "to", "by", "at most", "toward", "until", "repeat",
    "scratch that", "instead", "actually", "I won't", "see", "=", "–", "<answer>", "\\boxed{", ">",
    "</answer>", "<think>", "</think>", "step", "b)", "otherwise", "//",
    "do not move", "wait,", "while moving", "last move:", "make that", "all the way", "amount",
    "tried",
    "failed", "done if",
  ]

  @Test(
    "Strings of meaningful pieces are read or diagnosed, with spans inside them",
    arguments: vocabularies)
  func pieces(name: String) {
    let mapping = vocabulary(name)
    var random = Generator(seed: 7)
    var (read, diagnosed) = (0, 0)
    for _ in 0..<4000 {
      var text = ""
      for _ in 0...random.integer(below: 14) {
        text += Self.pieces[random.integer(below: Self.pieces.count)]
        if random.integer(below: 4) > 0 { text += " " }
      }
      if check(text, mapping) { read += 1 } else { diagnosed += 1 }
    }
    #expect(diagnosed > 1000)
    #expect(name == "mallet-as-upstream" || read > 20)
  }

  @Test("Strings of any scalars are read or diagnosed, with spans inside them")
  func scalars() {
    let mappings = vocabularies.map(vocabulary)
    var random = Generator(seed: 8)
    for index in 0..<6000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random.integer(below: 30) {
        let value = UInt32(random.integer(below: random.integer(below: 2) == 0 ? 128 : 0x11_0000))
        text.append(Unicode.Scalar(value) ?? "x")
      }
      _ = check(String(text), mappings[index % mappings.count])
    }
  }

  @Test(
    "100 KB of one thing takes no long time and no trap",
    arguments: [
      " ", ",", ".", "x", "move ", "move up, ", "\u{301}", "\0", "stop, ", "👩‍👩‍👧", "{", "[", "[[",
      "{\"x\":",
      "[\"", "1", "1.", "no ", "left, no, ", "not ", "```", "\n", "\"", "\\", "3 cm ", "half ",
      "{}",
      "[1,", "a little ", "{\"action\": ", "Answer: ", "move left? ", "move left. ", "1. left ",
      "{//", "{\"x\":1 ", "[1 ", "{\"x\":1,", "<answer>", "<think>", "\\boxed{", "½", "π", "1-",
      "> ",
      "left instead. ", "scratch that. ", "Actually, left. ", "the ", "left the ", "toward the ",
      "at most ", "at most the ", "left to about ", "left instead slowly ", "step 1 of ", "a) ",
      "if ", "left by ", "I can't ", "left. No. ", "[[1 ",
      "Options:\n", "Options:\n1. left\n", "1. left\nI choose 1.\n", "choose the ", "Best: ",
      "left 1 cm, ", "up 1 cm, up, ", "do not, ", "do not move the ", "wait, left ",
      "left the amount ", "last move: ", "while moving ", ",5 ",
    ])
  func longText(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    for name in ["plan", "mallet", "eb"] { _ = check(text, vocabulary(name)) }
  }

  /// Whether a reply was understood. What comes out must hold together either way.
  private func check(_ text: String, _ mapping: Mapping) -> Bool {
    let count = text.unicodeScalars.count
    do {
      let translation = try mapping.translate(text, from: .home())
      let numbers = translation.actions.map(\.numbers)
      let isWhole =
        !numbers.isEmpty && numbers.count <= mapping.mostActions
        && numbers.allSatisfy { $0.allSatisfy(\.isFinite) }
        && translation.reading.ignored.allSatisfy {
          $0.span.upperBound <= count && !$0.text.isEmpty
        }
      if !isWhole { Issue.record("\(mapping.name): \(text.debugDescription)") }
      return true
    } catch {
      if error.span.upperBound > count || error.message.utf8.count > 400 {
        Issue.record("\(mapping.name): \(error) of \(text.debugDescription)")
      }
      return false
    }
  }
}

extension Generator {
  /// A whole number from 0.
  mutating func integer(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
