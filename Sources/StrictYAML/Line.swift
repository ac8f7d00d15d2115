/// Where things end in a line of YAML, by index from 0.
extension [Unicode.Scalar] {
  /// Whether the line has a space or nothing at an index.
  func isBlank(_ index: Int) -> Bool {
    index >= count || self[index] == " "
  }

  /// Where the colon is that makes a key of what ends before `end`; nil if none does. Inside
  /// brackets it may stand close to what follows, if the key is quoted or bracketed.
  func colonIndex(after end: Int, inBrackets: Bool, isQuoted: Bool) -> Int? {
    let colon = end + self[end...].prefix { $0 == " " }.count
    guard colon < count, self[colon] == ":" else { return nil }
    return isBlank(colon + 1) || (inBrackets && isQuoted) ? colon : nil
  }

  /// The index after the quote that closes the one at `start`; nil if the line ends first.
  func endOfQuoted(from start: Int) -> Int? {
    let quote = self[start]
    var index = start + 1
    while index < count {
      if self[index] == "\\" && quote == "\"" {
        index += 1
      } else if self[index] == quote {
        guard quote == "'", index + 1 < count, self[index + 1] == "'" else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The index after the last character, spaces aside, of the plain scalar at `start`.
  func endOfPlain(from start: Int, inBrackets: Bool) -> Int {
    var end = start + 1
    for index in start..<count {
      let character = self[index]
      if character == ":" && isBlank(index + 1) { break }
      if character == "#" && index > start && self[index - 1] == " " { break }
      if index > start, inBrackets, ",[]{}".unicodeScalars.contains(character) { break }
      if character != " " { end = index + 1 }
    }
    return end
  }
}
