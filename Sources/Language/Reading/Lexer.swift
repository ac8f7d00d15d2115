/// A word, a number or a sign of a reply, and where it stands.
struct Token {
  enum Kind: Hashable {
    /// In lower case; empty for one that is too long for any vocabulary or not in ASCII.
    case word(String)
    /// Nil for digits that can be read in two ways or none.
    case number(Double?)
    /// The end of a sentence, and whether it is a question.
    case end(question: Bool)
    case line, comma, colon, pause, and, slash, then, percent
  }

  var kind: Kind
  var span: Range<Int>
}

/// Cuts a folded text into tokens. White space and marks that only dress a text are left out.
struct Lexer {
  private let text: Folded
  private let end: Int
  private var at: Int
  private var tokens: [Token] = []

  /// The longest word that is kept.
  private static let longestWord = 24

  static func tokens(_ text: Folded, in region: Range<Int>) -> [Token] {
    var lexer = Lexer(text: text, end: region.upperBound, at: region.lowerBound)
    while lexer.at < lexer.end { lexer.step() }
    return lexer.tokens
  }

  private init(text: Folded, end: Int, at: Int) {
    (self.text, self.end, self.at) = (text, end, at)
  }

  private func byte(_ offset: Int) -> UInt8 {
    at + offset >= 0 && at + offset < end ? text.bytes[at + offset] : 0x20
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
    // " ,5" may be a decimal, and may be a number behind a comma.
    if next == UInt8(ascii: ","), Folded.isDigit(byte(1)), byte(-1) == 0x20 {
      return number(from: at, isPlain: false)
    }
    switch next {
    case Folded.fraction, Folded.reckoning: number(from: at)
    case UInt8(ascii: "<"), UInt8(ascii: ">"): bracket(next)
    case UInt8(ascii: "="):
      if byte(1) == UInt8(ascii: ">") { add(.then, 2) } else { add(.colon) }
    case 0x0A: add(.line)
    case UInt8(ascii: "."):
      var dots = 1
      while byte(dots) == next { dots += 1 }
      if dots == 1, tokens.last.map({ $0.span.upperBound == at && Self.isShort($0.kind) }) ?? false
      {
        at += 1
        return
      }
      add(dots > 1 ? .pause : .end(question: false), dots)
    case UInt8(ascii: "!"), UInt8(ascii: ";"): add(.end(question: false))
    case UInt8(ascii: "?"): add(.end(question: true))
    case Folded.ellipsis: add(.pause)
    case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), Folded.dash:
      add(.comma)
    case UInt8(ascii: ":"): add(.colon)
    case UInt8(ascii: "&"): add(.and)
    case UInt8(ascii: "/"): add(.slash)
    case UInt8(ascii: "%"): add(.percent)
    case Folded.degree: add(.word("degrees"))
    case Folded.arrow: add(.then)
    case UInt8(ascii: "-"): hyphen()
    default: at += 1
    }
  }

  /// Words that a full stop cuts short, before a number.
  private static func isShort(_ kind: Token.Kind) -> Bool {
    [.word("approx"), .word("ca"), .word("max"), .word("min")].contains(kind)
  }

  private mutating func word() {
    var letters: [UInt8] = []
    let start = at
    // "i.e."
    if byte(1) == 0x2E, Folded.isLetter(byte(2)), byte(3) == 0x2E {
      while Folded.isLetter(byte(0)), byte(1) == 0x2E {
        letters.append(byte(0))
        at += 2
      }
      return add(letters, from: start)
    }
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
    if letters == Self.pi { return number(from: start, isPlain: false) }
    add(letters, from: start)
  }

  private mutating func add(_ letters: [UInt8], from start: Int) {
    let known = letters.count <= Self.longestWord && !letters.contains(Folded.letter)
    let word = known ? String(decoding: letters, as: UTF8.self) : ""
    tokens.append(Token(kind: .word(word), span: start..<at))
  }

  private static let pi = Array("pi".utf8)

  /// Digits with what stands between them. What has to be reckoned, as "3-4" or "±2", is a number that
  /// cannot be read.
  private mutating func number(from start: Int, isPlain: Bool = true) {
    var places: [UInt8] = []
    var fraction: Double?
    var isPlain = isPlain
    while at < end {
      let next = byte(0)
      let isPower =
        next == UInt8(ascii: "e")
        && (Folded.isDigit(byte(1)) || [0x2B, 0x2D].contains(byte(1)) && Folded.isDigit(byte(2)))
      if next == Folded.fraction {
        isPlain = isPlain && fraction == nil && places.allSatisfy(Folded.isDigit)
        fraction = text.scalars[at].properties.numericValue
      } else if next == Folded.reckoning {
        isPlain = false
        if byte(1) == 0x20, Folded.isDigit(byte(2)) { at += 1 }
      } else if Self.signs.contains(next), Self.isNumeral(byte(1)) {
        isPlain = false
      } else if isPower {
        places.append(next)
        at += 1
        places.append(byte(0))
      } else if Folded.isDigit(next) || Self.marks.contains(next) && Self.isNumeral(byte(1)) {
        isPlain = isPlain && fraction == nil
        places.append(next)
      } else {
        break
      }
      at += 1
    }
    let whole = places.isEmpty && fraction != nil ? 0 : Decimal.value(places)
    let value = whole.map { $0 + (fraction ?? 0) }
    tokens.append(Token(kind: .number(isPlain ? value : nil), span: start..<at))
  }

  /// What may stand within a number, and what makes two of it.
  private static let marks = [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/")]
  private static let signs =
    [UInt8(ascii: "^"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), Folded.dash]
    + [UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "<"), UInt8(ascii: ">")]

  private static func isNumeral(_ byte: UInt8) -> Bool {
    Folded.isDigit(byte) || byte == Folded.fraction || byte == Folded.reckoning
  }

  /// Less or more than a number is none; one between spaces is an arrow; else a tag begins or ends.
  private mutating func bracket(_ sign: UInt8) {
    if Self.isNumeral(byte(1)) {
      number(from: at, isPlain: false)
    } else if sign == UInt8(ascii: ">"), byte(-1) == 0x20, byte(1) == 0x20,
      let last = tokens.last, last.kind != .line
    {
      add(.then)
    } else {
      at += sign == UInt8(ascii: "<") && byte(1) == UInt8(ascii: "/") ? 2 : 1
    }
  }

  /// A minus before a number makes it one that no amount is, so does one after "x"; an arrow says what
  /// comes next; a dash between spaces parts.
  private mutating func hyphen() {
    let isCount = tokens.last.map { $0.kind == .word("x") && $0.span.upperBound == at } ?? false
    let isOpen = byte(-1) == 0x20 || byte(-1) == 0x0A || at == 0 || isCount
    if byte(1) == UInt8(ascii: ">") {
      add(.then, 2)
    } else if isOpen, Self.isNumeral(byte(1)) || byte(1) == 0x2E && Folded.isDigit(byte(2)) {
      at += 1
      number(from: at - 1, isPlain: false)
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
