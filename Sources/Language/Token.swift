/// A word or a comma of a sentence, and where it stands.
struct Token {
  var text: Substring

  /// Of its first character in the sentence, from 1, counted in Unicode scalars.
  var place: Int

  var isComma: Bool { text == "," }

  /// Whether this is the given word, which is lower-case ASCII, in upper or lower case. Looks no
  /// further than the first difference.
  func says(_ word: String) -> Bool {
    text.utf8.elementsEqual(word.utf8) { said, wanted in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(said) ? said + 32 == wanted : said == wanted
    }
  }
}

/// Cuts a sentence into words and commas, one at a time, so that no text, however long, takes more
/// memory than itself. A full stop at the very end is left out.
struct TokenReader {
  /// The token that `take` will return.
  private(set) var next: Token?

  private var rest: Substring.UnicodeScalarView
  private var place = 1

  init(_ sentence: String) {
    rest = Substring(sentence).unicodeScalars
    dropTrailingSpace()
    if rest.last == "." { rest.removeLast() }
    advance()
  }

  /// The next token, or nil at the end.
  mutating func take() -> Token? {
    defer { advance() }
    return next
  }

  private mutating func advance() {
    while let scalar = rest.first, scalar.properties.isWhitespace {
      rest.removeFirst()
      place += 1
    }
    guard let first = rest.first else { return next = nil }

    let (word, from) = (rest, place)
    repeat {
      rest.removeFirst()
      place += 1
    } while first != "," && rest.first.map(Self.continuesWord) ?? false
    next = Token(text: Substring(word[..<rest.startIndex]), place: from)
  }

  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "," && !scalar.properties.isWhitespace
  }

  private mutating func dropTrailingSpace() {
    while rest.last?.properties.isWhitespace ?? false { rest.removeLast() }
  }
}
