/// The beginning of a stranger's text, fit for one line of an error: white space folded, whatever
/// does not print escaped, and at most `limit` characters, the last of them an ellipsis when there
/// was more.
///
/// Runs of 20 or more letters, digits, `_`, `-`, `+` and `=` that hold a digit are cut to their
/// first four characters: keys and tokens are like that, and base64 is no use to a reader.
package func excerpt(of bytes: some Collection<UInt8>, limit: Int = 120) -> String {
  // Four bytes a character at most, and room for what the cutting of runs takes away.
  let head = String(decoding: bytes.prefix(limit * 16), as: UTF8.self)
  let words = head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  let text = maskingLongRuns(words).unicodeScalars.map(printable).joined()
  guard text.count > limit || bytes.count > limit * 16 else { return text }
  return text.prefix(limit - 1) + "…"
}

/// A scalar as it is, or escaped when it is a control, a format character (which may turn the
/// direction of a line) or unassigned.
private func printable(_ scalar: Unicode.Scalar) -> String {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator:
    "\\u{\(String(scalar.value, radix: 16))}"
  default: String(scalar)
  }
}

private func maskingLongRuns(_ text: String) -> String {
  var (out, run) = ("", "")
  func flush() {
    let secret = run.count >= 20 && run.contains(where: \.isNumber)
    out += secret ? run.prefix(4) + "…" : run
    run = ""
  }
  for character in text {
    if character.isASCII, character.isLetter || character.isNumber || "_-+=".contains(character) {
      run.append(character)
    } else {
      flush()
      out.append(character)
    }
  }
  flush()
  return out
}
