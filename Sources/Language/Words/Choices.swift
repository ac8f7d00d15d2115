/// The options that a reply lists, none of which is an answer, and the one that it names.
struct Choices {
  /// The region without its lists of options.
  private(set) var pieces: [Range<Int>]

  /// What the option says that is named by its number or letter: "I choose 2."
  private(set) var named: Range<Int>?

  /// What follows the place where it is named.
  private(set) var rest: Range<Int>?

  init(in text: Folded, _ region: Range<Int>) {
    let lines = Line.all(of: text, region)
    var (blocks, isOption) = Self.options(lines)
    pieces = Self.cut(blocks, from: region)
    let items = lines.indices.filter { lines[$0].item != nil }
    guard !items.isEmpty else { return }

    let picks = lines.indices.filter { !isOption[$0] }.compactMap { lines[$0].pick }
    guard let pick = picks.last else { return }
    let item = items.last { lines[$0].item?.label == pick.label }.flatMap { lines[$0].item }
    guard item != nil || !blocks.isEmpty else { return }
    // Also without a head it is a list of options.
    blocks += items.filter { !isOption[$0] }.map { lines[$0].span }
    pieces = Self.cut(blocks.sorted { $0.lowerBound < $1.lowerBound }, from: region)
    // Two that are named are none.
    guard let item, picks.allSatisfy({ $0.label == pick.label }) else { return }
    (named, rest) = (item.content, pick.end..<region.upperBound)
  }

  /// What stands behind "Options:" and the like, and for each line whether it is part of it.
  private static func options(_ lines: [Line]) -> (blocks: [Range<Int>], isOption: [Bool]) {
    var blocks: [Range<Int>] = []
    var isOption = [Bool](repeating: false, count: lines.count)
    var at = 0
    while at < lines.count {
      let head = at
      at += 1
      guard let start = lines[head].header else { continue }
      if let last = lines[head].tokens.last, last.span.lowerBound >= start {
        let sentence = start..<lines[head].sentenceEnd(from: start)
        if lines[head].lists(within: sentence) { blocks.append(sentence) }
        continue
      }
      while at < lines.count, lines[at].isBlank { at += 1 }
      var end = head
      let isListed = at < lines.count && lines[at].isListed
      while at < lines.count, lines[at].isOption(inList: isListed) {
        if !lines[at].isBlank { end = at }
        isOption[at] = true
        at += 1
      }
      blocks.append(start..<max(start, lines[end].span.upperBound))
    }
    return (blocks, isOption)
  }

  private static func cut(_ blocks: [Range<Int>], from region: Range<Int>) -> [Range<Int>] {
    let starts = [region.lowerBound] + blocks.map(\.upperBound)
    let ends = blocks.map(\.lowerBound) + [region.upperBound]
    return zip(starts, ends).map { $0..<max($0, $1) }.filter { !$0.isEmpty }
  }
}

/// A line of a reply, as far as it may be part of a list.
private struct Line {
  var span: Range<Int>
  var tokens: [Token]
  var isBulleted: Bool
  var isIndented: Bool

  var isBlank: Bool { tokens.isEmpty }
  var hasColon: Bool { tokens.contains { $0.kind == .colon } }
  var isListed: Bool { isBulleted || item != nil }

  static func all(of text: Folded, _ region: Range<Int>) -> [Line] {
    var lines: [Line] = []
    var start = region.lowerBound
    for at in region where text.bytes[at] == 0x0A {
      lines.append(Line(text, start..<at))
      start = at + 1
    }
    lines.append(Line(text, start..<region.upperBound))
    return lines
  }

  private init(_ text: Folded, _ span: Range<Int>) {
    (self.span, tokens) = (span, Lexer.tokens(text, in: span))
    // A bullet begins a line of its own.
    let sign = span.lowerBound > 0 ? text.scalars[span.lowerBound - 1].value : 0
    let hasSign = sign >= 0x2022 && sign != 0x2028 && sign != 0x2029
    let first = span.first { text.bytes[$0] != 0x20 }
    let isDash = first.map { at in
      [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(text.bytes[at])
        && at + 1 < span.upperBound && text.bytes[at + 1] <= 0x20
    }
    isBulleted = hasSign || isDash ?? false
    isIndented = first.map { $0 >= span.lowerBound + 2 } ?? false
  }

  /// Whether it goes on with a list of options, the parts of which are marked as such or are lines.
  func isOption(inList: Bool) -> Bool {
    if isMark { return false }
    return inList ? isBlank || isListed || isIndented : !isBlank && !hasColon
  }

  /// What a part of a list is numbered by, and what it says.
  var item: (label: String, content: Range<Int>)? {
    var at = 0
    if at < tokens.count, tokens[at].kind == .comma { at += 1 }
    if at < tokens.count, let word = word(at), Self.options.contains(word) { at += 1 }
    guard at + 1 < tokens.count, let label = label(at) else { return nil }
    guard [.comma, .colon, .end(question: false)].contains(tokens[at + 1].kind) else { return nil }
    return (label, min(tokens[at + 1].span.upperBound, span.upperBound)..<span.upperBound)
  }

  /// Where what it is the head of begins: "Possible moves:".
  var header: Int? {
    let colon = tokens.firstIndex { $0.kind == .colon }
    let head = tokens[..<(colon ?? tokens.count)]
    let words = head.indices.suffix(6).compactMap { word($0) }
    guard let last = words.last, word(head.count - 1) == last else { return nil }
    if colon == nil, head.count > 4 || words.count < head.count { return nil }
    let endsLine = colon.map { $0 + 1 == tokens.count } ?? false
    let isHead =
      Self.lists.contains(last)
      || Self.moves.contains(last) && words.contains { Self.possible.contains($0) }
      // "Options I considered:", but not "Of these options, my plan:".
      || endsLine && words.contains { Self.lists.contains($0) } && Self.seen.contains(last)
    guard isHead else { return nil }
    return colon.map { tokens[$0].span.upperBound } ?? span.upperBound
  }

  /// Whether its answer stands behind its colon: "Best move:".
  var isMark: Bool {
    guard let colon = tokens.firstIndex(where: { $0.kind == .colon }), 1...5 ~= colon else {
      return false
    }
    return (0..<colon).allSatisfy { word($0).map(Self.marks.contains) ?? false }
  }

  /// The label that is named, and where what follows it begins.
  var pick: (label: String, end: Int)? {
    var found: (label: String, end: Int)?
    var isDenied = false
    for at in tokens.indices {
      if case .end = tokens[at].kind { isDenied = false }
      guard let word = word(at) else { continue }
      if word == "not" || word == "never" || word.hasSuffix("n't") { isDenied = true }
      let isGone = word == "with" && at > 0 && self.word(at - 1).map(Self.goes.contains) ?? false
      guard !isDenied, isGone || Self.picks.contains(word) else { continue }
      var next = at + 1
      while next < tokens.count, next < at + 6, isBetween(next) { next += 1 }
      guard next < tokens.count, let label = label(next), isAlone(next) else { continue }
      found = (label, tokens[next].span.upperBound)
    }
    return found
  }

  private func isBetween(_ at: Int) -> Bool {
    switch tokens[at].kind {
    case .colon, .comma: true
    case .word(let word): Self.between.contains(word)
    default: false
    }
  }

  /// Whether nothing follows that a label is not followed by: "2 cm", "2: left".
  private func isAlone(_ at: Int) -> Bool {
    var next = at + 1
    while next < tokens.count, tokens[next].kind == .comma { next += 1 }
    guard next < tokens.count else { return true }
    switch tokens[next].kind {
    // Not "Answer: 2. left".
    case .end(question: false): return next + 1 == tokens.count || tokens[at - 1].kind != .colon
    case .word(let word): return Self.reasons.contains(word)
    default: return false
    }
  }

  /// Whether several things stand there: "left, right or up".
  func lists(within place: Range<Int>) -> Bool {
    tokens.contains { token in
      guard place.contains(token.span.lowerBound) else { return false }
      return [.comma, .slash, .word("or"), .word("vs")].contains(token.kind)
    }
  }

  /// The end of the sentence that a place is in.
  func sentenceEnd(from place: Int) -> Int {
    for (index, token) in tokens.enumerated() where token.span.lowerBound >= place {
      guard case .end = token.kind, label(index - 1) == nil else { continue }
      return token.span.upperBound
    }
    return span.upperBound
  }

  private func word(_ token: Token) -> String? {
    if case .word(let word) = token.kind { word } else { nil }
  }

  private func word(_ at: Int) -> String? { tokens.indices ~= at ? word(tokens[at]) : nil }

  private func label(_ at: Int) -> String? {
    guard tokens.indices ~= at else { return nil }
    switch tokens[at].kind {
    case .number(let value?):
      return Int(exactly: value).flatMap { 1...99 ~= $0 ? String($0) : nil }
    case .word(let word): return word.utf8.count == 1 && word != "i" ? word : nil
    default: return nil
    }
  }

  private static let lists: Set = [
    "options", "candidates", "choices", "alternatives", "possibilities",
  ]
  private static let moves: Set = ["moves", "actions", "commands", "directions"]
  private static let possible: Set = [
    "possible", "candidate", "available", "potential", "valid", "allowed", "alternative", "legal",
  ]
  private static let seen: Set = [
    "considered", "see", "have", "are", "available", "here", "include", "following",
  ]
  private static let options: Set = ["option", "candidate", "choice", "alternative"]
  private static let marks: Set = [
    "best", "chosen", "choice", "selected", "selection", "decision", "answer", "action", "final",
    "next", "now", "move", "my", "the", "pick", "command", "option",
  ]
  private static let picks: Set = [
    "choose", "choosing", "pick", "picking", "select", "selecting", "chosen", "selected", "choice",
    "selection", "decision", "answer", "best",
  ]
  private static let goes: Set = ["go", "going"]
  private static let between: Set = [
    "is", "the", "option", "candidate", "choice", "number", "move", "action", "one", "would", "be",
    "will", "my", "final", "to",
  ]
  private static let reasons: Set = ["because", "since", "as", "for", "which"]
}
