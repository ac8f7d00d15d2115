/// The first look at a file: that its characters, its size and its notation are within the subset
/// of YAML that is read here, so that the YAML parser is never given what makes its work explode.
///
/// It finds where YAML's tokens start, line by line, and refuses what the subset lacks: anchors,
/// aliases, tags, directives, document markers, `?` keys, quoted keys, text that runs over a line's
/// end, tabs; keys written twice; too many or too deeply nested values. Where it cannot tell it
/// refuses; what remains wrong (a bracket missing, a crooked indent) is left to the parser.
struct Subset {
  private(set) var findings: [Finding] = []

  /// The mappings and lists opened by indent, outermost first.
  private var levels: [Level] = []

  /// The brackets now open, outermost first.
  private var brackets: [Bracket] = []

  /// Whether a value may come next: after a key, a dash, a comma or an opening bracket.
  private var awaitsValue = true

  /// The `|` or `>` text whose lines are being passed over.
  private var block: BlockText?

  private var nodes = 0

  /// Whether to look no further: over a cap, or lost inside brackets.
  private var hasStopped = false

  /// Looks through a whole file.
  init(checking text: SourceText) {
    for (index, line) in text.lines.enumerated() {
      if hasStopped || findings.count > Limits.problems { return }
      guard checkCharacters(line, index + 1) else { continue }
      scan(line, index + 1)
    }
    guard !hasStopped, let open = brackets.last else { return }
    // What follows an open bracket was misread.
    findings = findings.filter { $0.mark < open.mark }
    let pair = open.isMapping ? "'{' without its '}'" : "'[' without its ']'"
    findings.append(Finding(mark: open.mark, message: "\(pair). Close it."))
  }

  private struct Level {
    let column: Int
    var keys: Set<String> = []
  }

  private struct Bracket {
    let isMapping: Bool
    let mark: Mark
    var keys: Set<String> = []
  }

  /// What is known of a `|` or `>` text's indent, by the rule of YAML 1.2 section 8.1.1.1.
  private struct BlockText {
    /// The column of the key or dash it belongs to, from 0.
    let parent: Int
    var widestBlank = 0
    var indent: Int?

    /// Whether a line belongs to the text.
    mutating func holds(_ line: [Unicode.Scalar], indent lead: Int) -> Bool {
      if lead == line.count {
        if indent == nil { widestBlank = max(widestBlank, lead) }
        return true
      }
      let needed = indent ?? max(parent + 1, widestBlank, lead)
      indent = needed
      return lead >= needed
    }
  }

  private mutating func report(_ line: Int, _ index: Int, _ message: String) {
    findings.append(Finding(mark: Mark(line: line, column: index + 1), message: message))
  }
}

// MARK: - Lines

extension Subset {
  /// Whether a line holds only characters that a person can see and no parser takes for a line end.
  private mutating func checkCharacters(_ line: [Unicode.Scalar], _ number: Int) -> Bool {
    guard let index = line.firstIndex(where: { !Self.isAllowed($0) }) else { return true }
    let found =
      line[index] == "\t"
      ? "a tab. Use spaces."
      : "the invisible character U+\(String(line[index].value, radix: 16, uppercase: true)). "
        + "Remove it."
    report(number, index, found)
    return false
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7e, 0xa0...0x2027, 0x202f...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd: true
    default: scalar.value >= 0x1_0000
    }
  }

  private mutating func scan(_ line: [Unicode.Scalar], _ number: Int) {
    let lead = line.prefix { $0 == " " }.count
    if block?.holds(line, indent: lead) == true { return }
    block = nil
    if let marker = ["---", "...", "%"].first(where: { line.starts(with: $0.unicodeScalars) }),
      marker == "%" || line.isBlank(3)
    {
      report(number, 0, "'\(marker)' at a line's start. A file is one document: leave it out.")
      return
    }
    var token = Token(line: line, number: number, index: lead)
    while !hasStopped, advance(&token) {}
  }

  /// Where in a line the next token starts, and what of the line came before.
  private struct Token {
    let line: [Unicode.Scalar]
    let number: Int
    var index: Int

    /// Whether nothing but dashes came before.
    var mayOpen = true

    /// The column of the last dash or key before, from 0.
    var opener: Int?
  }

  /// Takes one token and moves past it. False at the line's end.
  private mutating func advance(_ token: inout Token) -> Bool {
    let (line, index) = (token.line, token.index)
    guard index < line.count, line[index] != "#" else { return false }
    let character = line[index]
    switch character {
    case " ": token.index += 1
    case "-" where line.isBlank(index + 1): return takeDash(&token)
    case "[", "{": return openBracket(&token)
    case "]" where !brackets.isEmpty, "}" where !brackets.isEmpty:
      closeBracket(&token)
    case "," where !brackets.isEmpty, ":" where !brackets.isEmpty || line.isBlank(index + 1):
      awaitsValue = true
      token.index += 1
    case "?" where !brackets.isEmpty || line.isBlank(index + 1):
      return refuse(token, "a key marked by '?'. Write keys as plain words before a colon.")
    case "&": passOver(&token, "an anchor. Write the value out at each place.")
    case "*": passOver(&token, "an alias. Write the value out, or quote a text.")
    case "!": passOver(&token, "a tag. Leave it out, or quote a text.")
    case "|" where brackets.isEmpty, ">" where brackets.isEmpty: return takeBlockText(token)
    default: return takeScalar(&token)
    }
    return true
  }

  /// Reports an anchor, alias or tag and goes on behind it.
  private mutating func passOver(_ token: inout Token, _ message: String) {
    report(token.number, token.index, message)
    if token.line[token.index] == "*" { awaitsValue = false }
    let rest = token.line[(token.index + 1)...]
    token.index = rest.firstIndex { " ,[]{}".unicodeScalars.contains($0) } ?? token.line.count
  }

  /// Reports what stands at a token and gives up the rest of its line and what is indented below;
  /// inside brackets, the rest of the file.
  private mutating func refuse(_ token: Token, _ message: String) -> Bool {
    report(token.number, token.index, message)
    awaitsValue = false
    if brackets.isEmpty {
      block = BlockText(parent: token.opener ?? levels.last?.column ?? 0)
    } else {
      hasStopped = true
    }
    return false
  }

  /// Counts a key or value, and refuses a file with too many.
  private mutating func count(_ token: Token) {
    nodes += 1
    guard nodes > Limits.nodes else { return }
    report(token.number, token.index, "more than \(Limits.nodes) values. Split the file.")
    hasStopped = true
  }

  /// Refuses a file with lists and mappings too deep inside one another.
  private mutating func checkDepth(_ token: Token) {
    guard !hasStopped, levels.count + brackets.count > Limits.depth else { return }
    let message = "values nested more than \(Limits.depth) deep. Flatten them."
    report(token.number, token.index, message)
    hasStopped = true
  }
}

// MARK: - Tokens

extension Subset {
  private mutating func takeDash(_ token: inout Token) -> Bool {
    let column = token.index
    let goesOn = levels.contains { $0.column == column }
    guard brackets.isEmpty, token.mayOpen, awaitsValue || goesOn else {
      return refuse(token, "a dash where no list goes on. Indent it as its list, or quote a text.")
    }
    openLevel(at: column)
    checkDepth(token)
    awaitsValue = true
    token.opener = column
    token.index += 1
    return true
  }

  /// Closes what is indented further than a column, and opens a level there unless one is open.
  private mutating func openLevel(at column: Int) {
    while let last = levels.last, last.column > column { levels.removeLast() }
    if levels.last?.column != column { levels.append(Level(column: column)) }
  }

  private mutating func openBracket(_ token: inout Token) -> Bool {
    guard awaitsValue else {
      return refuse(token, "a bracket after a value. Separate them, or quote a text.")
    }
    let mark = Mark(line: token.number, column: token.index + 1)
    brackets.append(Bracket(isMapping: token.line[token.index] == "{", mark: mark))
    count(token)
    checkDepth(token)
    token.mayOpen = false
    token.index += 1
    return true
  }

  private mutating func closeBracket(_ token: inout Token) {
    let closed = brackets.removeLast()
    awaitsValue = false
    token.index += 1
    guard
      token.line.colonIndex(
        after: token.index, inBrackets: !brackets.isEmpty, isQuoted: true) != nil
    else { return }
    findings.append(Finding(mark: closed.mark, message: "a key that is no plain word. Name it."))
  }

  /// The head of a text in lines of its own; its lines are passed over from here on.
  private mutating func takeBlockText(_ token: Token) -> Bool {
    var rest = token.line[(token.index + 1)...]
    if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
    let afterSpace = rest.drop { $0 == " " }
    let ends = afterSpace.isEmpty || (afterSpace.first == "#" && rest.first == " ")
    guard ends, let opener = token.opener, awaitsValue else {
      return refuse(
        token,
        "'\(token.line[token.index])' that does not head a text. Put it alone behind the key, "
          + "the text indented below, or quote it.")
    }
    count(token)
    block = BlockText(parent: opener)
    awaitsValue = false
    return false
  }

  /// A plain or quoted word or text: a key if a colon follows, otherwise a value.
  private mutating func takeScalar(_ token: inout Token) -> Bool {
    let (line, start) = (token.line, token.index)
    let isQuoted = line[start] == "\"" || line[start] == "'"
    guard
      let end = isQuoted
        ? line.endOfQuoted(from: start)
        : line.endOfPlain(from: start, inBrackets: !brackets.isEmpty)
    else {
      return refuse(token, "a quote that is not closed on its line. Close it, or use '|'.")
    }
    count(token)
    token.index = end
    let colon = line.colonIndex(after: end, inBrackets: !brackets.isEmpty, isQuoted: isQuoted)
    if let colon {
      let word = String(String.UnicodeScalarView(line[start..<end]))
      takeKey(word, at: start, token, isQuoted: isQuoted)
      token.opener = start
      token.index = colon + 1
    } else if !awaitsValue {
      token.index = start
      return refuse(
        token,
        "text after a value. Quote a text with special characters, or use '|' for lines.")
    }
    awaitsValue = colon != nil
    token.mayOpen = false
    return true
  }

  private mutating func takeKey(_ text: String, at start: Int, _ token: Token, isQuoted: Bool) {
    var isNew = true
    if brackets.isEmpty {
      guard token.mayOpen else { return }  // A second key on a line: the parser says so.
      openLevel(at: start)
      checkDepth(token)
      isNew = levels[levels.count - 1].keys.insert(text).inserted
    } else if brackets[brackets.count - 1].isMapping {
      isNew = brackets[brackets.count - 1].keys.insert(text).inserted
    } else {
      report(token.number, start, "a key in a list. Put braces around it: {\(text): ...}.")
    }
    if isQuoted {
      report(token.number, start, "a key in quotes. Write keys as plain words.")
    } else if text == "<<" {
      report(token.number, start, "a merge key. Write the values out.")
    } else if !isNew {
      report(token.number, start, "the key \(quoted(text)) a second time. Keep one of them.")
    }
  }
}
