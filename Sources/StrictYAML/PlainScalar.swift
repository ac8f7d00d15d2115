/// What a plain scalar is, or what is wrong with it: whatever readers of YAML disagree on is
/// refused.
func classified(_ text: String) -> (content: Node.Content, problem: String?) {
  switch text {
  case "true": return (.boolean(true), nil)
  case "false": return (.boolean(false), nil)
  case "", "~": return (.unusable, "no value here. Write one, or leave the key out.")
  default: break
  }
  if isNumber(text) { return (.number(text), nil) }
  let lowered = text.lowercased()
  if let message = wordProblem(lowered, written: text) { return (.unusable, message) }
  if looksLikeNumber(lowered) {
    let message =
      "\(quoted(text)) may be read as a number or not. Write a decimal number such as 8, -0.5 or "
      + "1e-3, or quote a text."
    return (.unusable, message)
  }
  return (.text(text), nil)
}

/// What is wrong with a key, if anything.
func keyProblem(_ key: String) -> String? {
  if ["", "~", "<<"].contains(key) { return "a key without a name. Name it." }
  let isReserved = ambiguousWords.contains(key.lowercased())
  guard isReserved || (looksLikeNumber(key.lowercased()) && !isNumber(key)) else { return nil }
  return "the key \(quoted(key)) is not a name to every reader of YAML. Choose another."
}

/// Words that are text to some readers of YAML and yes, no or nothing to others.
private let ambiguousWords: Set<String> = [
  "yes", "no", "on", "off", "y", "n", "true", "false", "null",
]

private func wordProblem(_ lowered: String, written text: String) -> String? {
  switch lowered {
  case "null": "\(quoted(text)) is no value. Write one, or leave the key out."
  case "true", "false": "\(quoted(text)). Write \(lowered) in small letters, or quote a text."
  case let word where ambiguousWords.contains(word):
    "\(quoted(text)) may be read as a text or not. Write true or false, or quote a text."
  default: nil
  }
}

/// Whether a text is a number as JSON writes it (RFC 8259 section 6).
private func isNumber(_ text: String) -> Bool {
  var rest = text.utf8[...]
  func take(_ wanted: String) -> Bool {
    guard let first = rest.first, wanted.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
  func takeDigits() -> Bool {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty
  }
  _ = take("-")
  guard take("0") || takeDigits() else { return false }
  if take("."), !takeDigits() { return false }
  if take("eE") {
    _ = take("+-")
    guard takeDigits() else { return false }
  }
  return rest.isEmpty
}

/// Whether some reader might take a text, given in small letters, for a number, a time or a date:
/// 1_000, 010, 0x1f, +1, .5, 5., 1:30, 2026-01-31, .inf, .nan and the like.
private func looksLikeNumber(_ lowered: String) -> Bool {
  let body = lowered.first == "+" || lowered.first == "-" ? lowered.dropFirst() : lowered[...]
  func consists(of allowed: String, after count: Int = 0) -> Bool {
    body.utf8.dropFirst(count).allSatisfy { allowed.utf8.contains($0) }
  }
  switch body.prefix(2) {
  case "0x": return consists(of: "0123456789abcdef_", after: 2)
  case "0o": return consists(of: "01234567_", after: 2)
  case "0b": return consists(of: "01_", after: 2)
  default: break
  }
  if [".inf", ".nan", "inf", "nan", "infinity"].contains(body) { return true }
  let digits = body.first == "." ? body.dropFirst() : body
  guard let first = digits.utf8.first, "0123456789".utf8.contains(first) else { return false }
  return consists(of: "0123456789_.:e+-")
}
