/// Reads words and numbers from lines of text, knowing the line it is at.
struct TextScanner {
  private let bytes: [UInt8]
  private var index = 0

  /// From 1.
  private(set) var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  /// The next word of this line; nil where the line ends, or a comment begins.
  ///
  /// A backslash at the end of a line joins the next one to it.
  mutating func word() -> ArraySlice<UInt8>? {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
      case UInt8(ascii: "\\") where endOfLine(after: index + 1) != nil:
        index = endOfLine(after: index + 1) ?? index
        line += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"): return nil
      default:
        let start = index
        while index < bytes.count, !isSpace(bytes[index]) { index += 1 }
        return bytes[start..<index]
      }
    }
    return nil
  }

  /// Goes to the start of the next line, past what is left of this one.
  mutating func skipLine() {
    while index < bytes.count {
      if let next = endOfLine(after: index) {
        index = next
        line += 1
        return
      }
      index += 1
    }
  }

  /// The next word, on this line or a later one.
  mutating func wordAhead() -> ArraySlice<UInt8>? {
    while !isAtEnd {
      if let word = word() { return word }
      skipLine()
    }
    return nil
  }

  /// Where the next line begins, if this one ends here: in LF, CR LF or CR.
  private func endOfLine(after i: Int) -> Int? {
    guard i < bytes.count else { return nil }
    if bytes[i] == UInt8(ascii: "\n") { return i + 1 }
    guard bytes[i] == UInt8(ascii: "\r") else { return nil }
    return i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\n") ? i + 2 : i + 1
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}

extension TextScanner {
  /// The next three numbers of this line, or of this and later ones.
  mutating func vector(acrossLines: Bool = false) throws -> SIMD3<Double> {
    var v = SIMD3<Double>.zero
    for k in 0..<3 {
      let word = (acrossLines ? wordAhead() : word()) ?? []
      guard let number = decimal(word) else {
        throw MeshError(.notANumber(excerpt(word)), at: .line(line))
      }
      v[k] = number
    }
    return v
  }
}

/// A word to be shown: its first characters, without what a terminal would act on.
func excerpt(_ word: ArraySlice<UInt8>) -> String {
  String(decoding: word.prefix(24).map { (33..<127).contains($0) ? $0 : 63 }, as: UTF8.self)
}

/// A finite number in decimal notation.
func decimal(_ word: ArraySlice<UInt8>) -> Double? {
  if let number = shortDecimal(word) { return number }
  guard !word.isEmpty, word.count <= 64,
    word.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }),
    let number = Double(String(decoding: word, as: UTF8.self)), number.isFinite
  else { return nil }
  return number
}

/// Up to three whole numbers with slashes between them, each of at most nine digits, with or without a
/// sign, or left out; nil for anything else.
struct References {
  private var numbers = SIMD3(repeating: Int.min)

  init?(_ word: ArraySlice<UInt8>) {
    var (place, value, digits, sign) = (0, 0, 0, 0)
    // A slash that closes the last number as it does the others.
    for i in word.startIndex...word.endIndex {
      let byte = i < word.endIndex ? word[i] : UInt8(ascii: "/")
      if (48...57).contains(byte), digits < 9 {
        value = 10 * value + Int(byte - 48)
        digits += 1
      } else if byte == UInt8(ascii: "/"), place < 3, digits > 0 || sign == 0 {
        if digits > 0 { numbers[place] = sign < 0 ? -value : value }
        (place, value, digits, sign) = (place + 1, 0, 0, 0)
      } else if digits == 0, sign == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        sign = byte == UInt8(ascii: "-") ? -1 : 1
      } else {
        return nil
      }
    }
  }

  /// Nil where it is left out.
  subscript(place: Int) -> Int? { numbers[place] == .min ? nil : numbers[place] }
}

/// A number of at most 15 digits without an exponent, which one division makes exact; nil for any
/// other.
private func shortDecimal(_ word: ArraySlice<UInt8>) -> Double? {
  var (value, digits, behind, sign) = (0, 0, 0, 1.0)
  var hasPoint = false
  for (i, byte) in word.enumerated() {
    switch byte {
    case 48...57:
      value = 10 * value + Int(byte - 48)
      digits += 1
      behind += hasPoint ? 1 : 0
      guard digits <= 15 else { return nil }
    case UInt8(ascii: ".") where !hasPoint: hasPoint = true
    case UInt8(ascii: "-") where i == 0: sign = -1
    default: return nil
    }
  }
  return digits > 0 ? sign * Double(value) / powersOfTen[behind] : nil
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
