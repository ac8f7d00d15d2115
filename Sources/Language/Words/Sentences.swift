/// A reply's terms, cut into sentences, each parsed.
struct Sentences {
  private(set) var all: [Sentence] = []

  /// The first sentence behind the last mark such as "Answer:".
  private(set) var answer = 0

  private let terms: [Term]

  init(_ terms: [Term]) {
    self.terms = terms
    var (start, at, listed) = (0, 0, 0)
    // Up to where the sentence says nothing yet.
    var head = 0
    while at < terms.count {
      if start > head { head = start }
      while head < at, terms[head].meaning.isSilent { head += 1 }
      let isHead = head == at
      // "Action 2: " is a number of a list as "2. " is.
      let place = isHead && terms[at].meaning == .answer ? at + 1 : at
      if isHead, isLetter(at) {
        add(start..<at)
        at += 2
        start = at
      } else if let number = listNumber(place, isHead: isHead, after: listed) {
        add(start..<at)
        (listed, at) = (number, place + 2)
        start = at
      } else if isMark(at) {
        add(start..<at)
        answer = all.count
        at += 2
        start = at
      } else {
        at += 1
        if ends(at - 1) {
          add(start..<at)
          start = at
        }
      }
    }
    add(start..<terms.count)
  }

  private mutating func add(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var sentence = SentenceParser.parse(terms, range)
    if case .end(question: true) = terms[range.upperBound - 1].meaning {
      sentence.isQuestion = true
    }
    all.append(sentence)
  }

  private func ends(_ at: Int) -> Bool {
    switch terms[at].meaning {
    case .end, .line: true
    default: false
    }
  }

  /// "1." and "2)" in front of a part of a list are no amounts.
  private func listNumber(_ at: Int, isHead: Bool, after last: Int) -> Int? {
    guard at < terms.count, case .number(let value?) = terms[at].meaning,
      let number = Int(exactly: value),
      1...99 ~= number, at + 1 < terms.count
    else { return nil }
    switch terms[at + 1].meaning {
    case .end(question: false), .comma, .colon: break
    default: return nil
    }
    // "x2" ends in no number of a list.
    if at > 0, terms[at - 1].meaning == .times { return nil }
    return isHead || last > 0 && number == last + 1 ? number : nil
  }

  /// "a)", "b." and "y:" in front of a part of a list.
  private func isLetter(_ at: Int) -> Bool {
    guard at + 1 < terms.count, terms[at].span.count == 1,
      [.letter, .article, .times].contains(terms[at].meaning)
    else { return false }
    return [.comma, .colon, .end(question: false)].contains(terms[at + 1].meaning)
  }

  /// "Answer:", and ECoT's "MOVE:".
  private func isMark(_ at: Int) -> Bool {
    guard at + 1 < terms.count, terms[at + 1].meaning == .colon else { return false }
    return terms[at].meaning == .answer || terms[at].meaning == .verb(.move)
  }
}

extension Meaning {
  /// What says nothing of its own.
  var isSilent: Bool {
    switch self {
    case .article, .and, .or, .slash, .comma, .pause, .colon, .grammar, .by, .to, .of, .so, .label,
      .then, .end, .line:
      true
    default: false
    }
  }
}
