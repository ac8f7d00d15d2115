import Language
import Testing

@Suite struct HostileTextTests {
  @Test("Of 100,000 strings of the vocabulary's own pieces exactly the well-formed are read")
  func piecesOfSentences() {
    let pieces = [
      "move", "forward", "backward", "left", "right", "up", "down", "tilt", "rotate", "clockwise",
      "counterclockwise", "open", "close", "gripper", "open gripper", "Close Gripper", "tilt up",
      "move up", "rotate clockwise", "stop", "", ".",
    ]
    let separators = [" ", ", ", ",", "  ", " , "]
    let moves = Dictionary(
      uniqueKeysWithValues: everyMove.map { (pattern(of: $0.description), $0) })
    var random = SplitMix(state: 1)
    var read = 0
    for _ in 0..<100_000 {
      var text = ""
      for _ in 0...Int.random(in: 0..<5, using: &random) {
        if !text.isEmpty { text += separators.randomElement(using: &random) ?? "" }
        text += pieces.randomElement(using: &random) ?? ""
      }
      let move = try? Move(parsing: text)
      if move != moves[pattern(of: text)] {
        Issue.record("\(text.debugDescription) is read as \(move as Any)")
      }
      if move != nil { read += 1 }
    }
    #expect(read > 1000)
  }

  @Test("100,000 strings of any characters are refused, each in one short line")
  func anyCharacters() {
    let scalars = Array(
      "move,.  \n\r\t\0\"\\%-😀é\u{301}\u{200d}\u{202e}\u{feff}\u{10ffff}\u{e000}İKſ".unicodeScalars)
    var random = SplitMix(state: 2)
    for _ in 0..<100_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<24, using: &random) {
        text.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      do {
        _ = try Move(parsing: String(text))
        Issue.record("read \(String(text).debugDescription)")
      } catch {
        let message = error.description
        if message.utf8.count > 900 || message.contains(where: \.isNewline) { Issue.record(error) }
      }
    }
  }

  @Test(
    "A megabyte of one thing is refused",
    arguments: [" ", ",", ".", "x", "move ", "move up, ", "\u{301}", "\0", "stop, ", "👩‍👩‍👧"])
  func longText(piece: String) {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let error = #expect(throws: LanguageError.self) { try Move(parsing: text) }
    #expect((error?.description.utf8.count ?? .max) < 500)
  }

  @Test("A megabyte of white space around a sentence, and within it, is passed over")
  func longSpace() throws {
    let space = String(repeating: " \u{3000}", count: 250_000)
    #expect(try Move(parsing: space + "move" + space + "up." + space) == Move(z: .positive))
  }

  @Test("Letters that only look or fold like the vocabulary's are not")
  func lookalikes() {
    for text in ["\u{3c3}top", "ſtop", "rotate cloc\u{212a}wise", "stop\u{301}", "\u{feff}stop"] {
      #expect(throws: LanguageError.self) { try Move(parsing: text) }
    }
  }
}

/// What is left of a text when case, space, a full stop at the end and order are taken away.
private func pattern(of text: String) -> String {
  var words = text.lowercased()
  while words.last?.isWhitespace ?? false { words.removeLast() }
  if words.last == "." { words.removeLast() }
  let parts = words.split(separator: ",", omittingEmptySubsequences: false).map { part in
    let said = part.split(whereSeparator: \.isWhitespace).map(String.init)
    return (said.prefix(1) + said.dropFirst().sorted()).joined(separator: " ")
  }
  return parts.sorted().joined(separator: ",")
}

/// SplitMix64.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
