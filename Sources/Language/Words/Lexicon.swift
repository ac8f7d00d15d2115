/// What the words and phrases of a vocabulary mean, on top of ``English``.
struct Lexicon: Hashable {
  /// By words in lower case, one space between them.
  private var meanings: [String: Meaning]

  /// The most words of a phrase.
  private var longest: Int

  init(_ vocabulary: [String: Meaning]) {
    meanings = English.meanings.merging(vocabulary) { $1 }
    for (phrase, meaning) in vocabulary where meaning == .stop && Self.denies(phrase) {
      meanings[phrase] = .standstill
    }
    longest = meanings.keys.map { $0.split(separator: " ").count }.max() ?? 1
  }

  /// Whether a phrase begins with a word that denies what follows it.
  private static func denies(_ phrase: String) -> Bool {
    let words = phrase.split(separator: " ")
    return (1..<max(1, words.count)).contains { count in
      let meaning = English.meanings[words.prefix(count).joined(separator: " ")]
      return meaning == .not || meaning == .no
    }
  }

  /// The longest phrases first, each word once.
  func terms(_ tokens: [Token]) -> [Term] {
    var terms: [Term] = []
    var at = 0
    while at < tokens.count {
      var (meaning, length) = phrase(tokens, from: at)
      if let idiom = idiom(tokens, at) { (meaning, length) = (idiom, 1) }
      if meaning == .past, !Self.isFirst(terms) { (meaning, length) = (.prose, 1) }
      terms.append(
        Term(
          meaning: meaning,
          span: tokens[at].span.lowerBound..<tokens[at + length - 1].span.upperBound))
      at += length
    }
    return terms
  }

  private func phrase(_ tokens: [Token], from start: Int) -> (Meaning, length: Int) {
    guard case .word(let first) = tokens[start].kind else {
      return (Self.meaning(of: tokens[start].kind), 1)
    }
    var (found, length) = (meanings[first] ?? .prose, 1)
    var words = first
    for count in 2...max(2, longest) where start + count <= tokens.count {
      guard case .word(let next) = tokens[start + count - 1].kind, !next.isEmpty else { break }
      words += " " + next
      if let meaning = meanings[words] { (found, length) = (meaning, count) }
    }
    return (found, length)
  }

  /// What a word means by what stands around it, where it is not what it says.
  private func idiom(_ tokens: [Token], _ at: Int) -> Meaning? {
    // "Right. Move left": a yes.
    if at == 0, tokens.count > 2, tokens[0].kind == .word("right"),
      tokens[1].kind == .end(question: false) || tokens[2].kind == .word("so")
    {
      let place = phrase(tokens, from: 2).0 == .so ? 3 : 2
      guard place < tokens.count else { return nil }
      switch phrase(tokens, from: place).0 {
      case .verb, .grip: return .filler
      default: break
      }
    }
    // "Wait, move right", where a sentence begins: what was said before was wrong.
    if tokens[at].kind == .word("wait"), isStart(tokens, at), at + 2 < tokens.count,
      tokens[at + 1].kind == .comma, phrase(tokens, from: at + 2).0.isOfMotion
    {
      return .correction
    }
    // "Go ahead: move left".
    if tokens[at].kind == .word("ahead"), at > 0, tokens[at - 1].kind == .word("go"),
      at + 1 < tokens.count, tokens[at + 1].kind == .colon
    {
      return .filler
    }
    // "② cm": a circle begins a line.
    if tokens[at].kind == .line, at > 0, tokens[at - 1].kind != .line, at + 1 < tokens.count,
      at + 2 == tokens.count || tokens[at + 2].kind != .colon,
      case .unit = phrase(tokens, from: at + 1).0
    {
      return .number(nil)
    }
    if tokens[at].kind == .word("while"), at + 1 < tokens.count,
      case .word(let next) = tokens[at + 1].kind, next.hasSuffix("ing"),
      phrase(tokens, from: at + 1).0.isOfMotion
    {
      return .during
    }
    return nil
  }

  private func isStart(_ tokens: [Token], _ at: Int) -> Bool {
    guard at > 0 else { return true }
    switch tokens[at - 1].kind {
    case .end, .line, .pause: return true
    default: return false
    }
  }

  /// Whether a sentence begins behind these, but for an article.
  private static func isFirst(_ terms: [Term]) -> Bool {
    switch (terms.last?.meaning == .grammar ? terms.dropLast() : terms[...]).last?.meaning {
    case nil, .line?, .end?: true
    default: false
    }
  }

  private static func meaning(of sign: Token.Kind) -> Meaning {
    switch sign {
    case .word: .prose
    case .number(let value): .number(value)
    case .end(let question): .end(question: question)
    case .line: .line
    case .comma: .comma
    case .colon: .colon
    case .pause: .pause
    case .and: .and
    case .slash: .slash
    case .then: .then
    case .percent: .percent
    }
  }
}
