/// What an error says, on one line of at most 500 characters.
package func oneLine(_ error: any Error) -> String {
  oneLine(String(describing: error))
}

/// The text with every run of white space and control characters as one space, cut at 500
/// characters.
package func oneLine(_ text: String) -> String {
  let words = text.unicodeScalars.split {
    $0.properties.isWhitespace || $0.properties.generalCategory == .control
  }
  let line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  return line.count > 500 ? line.prefix(499) + "…" : line
}

/// The text with nothing in it that would break a terminal's line or turn its direction: controls,
/// format characters and line separators become `\u{..}`. It may be of any length.
package func escaped(_ text: String) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }.joined()
}
