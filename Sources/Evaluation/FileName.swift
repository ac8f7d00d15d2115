/// At least four digits, so that names sort as numbers.
func numbered(_ index: Int) -> String {
  let digits = String(index)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// A text as the name of a file or folder: what is not an ASCII letter, a digit, `_`, `-` or an
/// inner `.` becomes `-`. Never empty, at most 80 characters, never outside the folder it is in.
func fileName(_ text: String) -> String {
  let kept = text.map { letter in
    let stays = letter.isASCII && (letter.isLetter || letter.isNumber || "_-.".contains(letter))
    return stays ? letter : "-"
  }
  let name = String(kept.drop { $0 == "." || $0 == "-" }.prefix(80))
  return name.isEmpty ? "unnamed" : name
}
