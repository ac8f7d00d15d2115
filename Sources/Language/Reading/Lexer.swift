/// A word, a number or a sign of a reply, and where it stands.
struct Token {
  enum Kind: Hashable {
    /// In lower case; empty for one that is too long for any vocabulary or not in ASCII.
    case word(String)
    /// Nil for digits that can be read in two ways or none.
    case number(Double?)
    /// The end of a sentence, and whether it is a question.
    case end(question: Bool)
    case line, comma, colon, pause, and, or, then, percent
  }

  var kind: Kind
  var span: Range<Int>
}

/// Cuts a folded text into tokens. White space and marks that only dress a text are left out.
struct Lexer {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int
  private var tokens: [Token] = []

  /// The longest word that is kept.
  private static let longestWord = 24

  static func tokens(_ text: Folded, in region: Range<Int>) -> [Token] {
    var lexer = Lexer(bytes: text.bytes, end: region.upperBound, at: region.lowerBound)
    while lexer.at < lexer.end { lexer.step() }
    return lexer.tokens
  }

  private init(bytes: [UInt8], end: Int, at: Int) {
    (self.bytes, self.end, self.at) = (bytes, end, at)
  }

  private func byte(_ offset: Int) -> UInt8 {
    at + offset >= 0 && at + offset < end ? bytes[at + offset] : 0x20
  }

  private mutating func add(_ kind: Token.Kind, _ length: Int = 1) {
    tokens.append(Token(kind: kind, span: at..<at + length))
    at += length
  }

  private mutating func step() {
    let next = byte(0)
    if Folded.isLetter(next) { return word() }
    let opensNumber = next == UInt8(ascii: ".") && Folded.isDigit(byte(1))
    if Folded.isDigit(next) || opensNumber && !Folded.isDigit(byte(-1)) { return number(from: at) }
    switch next {
    case 0x0A: add(.line)
    case UInt8(ascii: "."):
      var dots = 1
      while byte(dots) == next { dots += 1 }
      add(dots > 1 ? .pause : .end(question: false), dots)
    case UInt8(ascii: "!"), UInt8(ascii: ";"): add(.end(question: false))
    case UInt8(ascii: "?"): add(.end(question: true))
    case Folded.ellipsis: add(.pause)
    case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"):
      add(.comma)
    case UInt8(ascii: ":"): add(.colon)
    case UInt8(ascii: "&"): add(.and)
    case UInt8(ascii: "/"): add(.or)
    case UInt8(ascii: "%"): add(.percent)
    case Folded.degree: add(.word("degrees"))
    case Folded.arrow: add(.then)
    case UInt8(ascii: "-"): hyphen()
    default: at += 1
    }
  }

  private mutating func word() {
    var letters: [UInt8] = []
    let start = at
    while at < end {
      let next = byte(0)
      if next == UInt8(ascii: "'"), Folded.isLetter(byte(1)) || letters.count > 20 {
        letters.append(next)
      } else if Folded.isLetter(next) {
        letters.append(next)
      } else if next != Folded.nothing {
        break
      }
      at += 1
    }
    let known = letters.count <= Self.longestWord && !letters.contains(Folded.letter)
    let word = known ? String(decoding: letters, as: UTF8.self) : ""
    tokens.append(Token(kind: .word(word), span: start..<at))
  }

  /// Digits with what may stand between them.
  private mutating func number(from start: Int) {
    var places: [UInt8] = []
    while at < end {
      let next = byte(0)
      let joins = [0x2E, 0x2C, 0x2F].contains(next) && Folded.isDigit(byte(1))
      let isPower =
        next == UInt8(ascii: "e")
        && (Folded.isDigit(byte(1)) || [0x2B, 0x2D].contains(byte(1)) && Folded.isDigit(byte(2)))
      guard Folded.isDigit(next) || joins || isPower else { break }
      places.append(next)
      at += 1
      if isPower, !Folded.isDigit(byte(0)) {
        places.append(byte(0))
        at += 1
      }
    }
    let value = Decimal.value(places)
    tokens.append(Token(kind: .number(value), span: start..<at))
  }

  /// A minus before a number makes it one that no amount is; an arrow says what comes next; a dash
  /// between spaces parts.
  private mutating func hyphen() {
    let isOpen = byte(-1) == 0x20 || byte(-1) == 0x0A || at == 0
    if byte(1) == UInt8(ascii: ">") {
      add(.then, 2)
    } else if isOpen, Folded.isDigit(byte(1)) || byte(1) == 0x2E && Folded.isDigit(byte(2)) {
      let start = at
      at += 1
      number(from: start)
      tokens[tokens.count - 1].kind = .number(nil)
    } else if isOpen, byte(1) == 0x20 || byte(1) == UInt8(ascii: "-") {
      add(.comma)
    } else {
      at += 1
    }
  }
}

/// Numbers as people of all countries write them.
enum Decimal {
  /// Nil where a sign between the digits can be read in two ways ("1,000") or none.
  static func value(_ places: [UInt8]) -> Double? {
    if places.contains(UInt8(ascii: "/")) {
      let sides = places.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard sides.count == 2, let over = value(Array(sides[0])), let under = value(Array(sides[1])),
        under != 0
      else { return nil }
      return over / under
    }
    let parts = places.split(omittingEmptySubsequences: false) { $0 == 0x2C || $0 == 0x2E }
    guard parts.count <= 2, places.count <= 40 else { return nil }
    if parts.count == 2, places.contains(UInt8(ascii: ",")) {
      let isThousands = parts[1].count == 3 && 1...3 ~= parts[0].count
      if isThousands, !parts[0].allSatisfy({ $0 == UInt8(ascii: "0") }) { return nil }
    }
    let text = String(decoding: places.map { $0 == 0x2C ? 0x2E : $0 }, as: UTF8.self)
    guard let number = Double(text.hasPrefix(".") ? "0" + text : text), number.isFinite else {
      return nil
    }
    return number
  }
}
