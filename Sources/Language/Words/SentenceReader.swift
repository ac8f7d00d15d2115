/// Reads a reply in words: finds its sentences, which of them are the answer, and what they ask for.
struct SentenceReader {
  private let mapping: Mapping
  private let text: Folded
  private let places: [Range<Int>]
  private let terms: [Term]
  private let sentences: [Sentence]
  /// Those behind the last mark such as "Answer:", or all.
  private let scope: ArraySlice<Sentence>
  private let chosen: [Sentence]

  static func read(_ text: Folded, with mapping: Mapping) throws(Diagnosis) -> Reading {
    if text.isBlank {
      throw Diagnosis(.empty, "nothing is said; \(mapping.hint)", at: 0..<text.count)
    }
    let found = AnswerPlaces(in: text)
    if let rest = found.rest {
      let reader = SentenceReader(text, Choices(in: text, rest).pieces, mapping)
      if reader.standsAlone { return try reader.reading() }
      try reader.checkRest()
    }
    if let fault = found.fault { throw fault }
    let readers = found.places.map { SentenceReader(text, $0, mapping) }
    let first = readers.first { !$0.chosen.isEmpty || $0.isTurnedDown }
    return try (first ?? readers[readers.count - 1]).reading()
  }

  /// Throws where an object is asked about, or what follows it refuses, asks or takes it back.
  static func check(
    around object: Range<Int>, of text: Folded, with mapping: Mapping
  ) throws(Diagnosis) {
    let before = SentenceReader(
      text, [Thoughts.rest(of: text).clamped(to: 0..<object.lowerBound)], mapping)
    if let last = before.sentences.last, last.asks, let end = before.terms.last?.meaning, !end.parts
    {
      throw before.question(last)
    }
    let after = SentenceReader(text, [object.upperBound..<text.count], mapping)
    try after.checkRest()
    for sentence in after.sentences where sentence.corrects && sentence.isCommand {
      throw Diagnosis(
        .contradiction, "an object, and words that change it; \(mapping.hint)",
        at: after.span(of: sentence.terms))
    }
  }

  private init(_ text: Folded, _ places: [Range<Int>], _ mapping: Mapping) {
    (self.text, self.places, self.mapping) = (text, places, mapping)
    var tokens: [Token] = []
    for place in places {
      if !tokens.isEmpty {
        tokens.append(Token(kind: .line, span: place.lowerBound..<place.lowerBound))
      }
      tokens += Lexer.tokens(text, in: place)
    }
    terms = mapping.lexicon.terms(tokens)
    let cut = Sentences(terms)
    sentences = cut.all
    let answer = Self.chosen(cut.all[cut.answer...])
    scope = answer.isEmpty ? cut.all[...] : cut.all[cut.answer...]
    chosen = answer.isEmpty ? Self.chosen(cut.all[...]) : answer
  }

  /// All that command from their first word on; else all that say what will be done; else the last
  /// that mentions a command.
  private static func chosen(_ sentences: ArraySlice<Sentence>) -> [Sentence] {
    let commands = sentences.filter(\.isCommand)
    guard let best = commands.map(\.manner).max() else { return [] }
    let plainest = commands.filter { $0.manner == best }
    return best == .mentioned ? Array(plainest.suffix(1)) : plainest
  }

  private var isTurnedDown: Bool {
    sentences.contains { $0.isRefusal || $0.isQuestion || $0.isExcuse }
  }

  /// Whether it is an answer of its own, behind another: marked as one, or nothing but moves.
  private var standsAlone: Bool {
    let isPure = chosen.allSatisfy { $0.manner == .told && !$0.hasProse }
    let isMarked = scope.startIndex > 0
    return chosen.contains { !$0.clauses.isEmpty } && (isPure || isMarked)
  }

  private func reading() throws(Diagnosis) -> Reading {
    try turnDown()
    var reading = Reading(steps: [])
    let said = try said()
    reading.isDone = said.isDone
    for clause in said.clauses {
      let moves = try mapping.moves(of: clause)
      reading.steps += moves.map { Reading.Step(deed: .move($0), span: clause.span) }
      guard reading.steps.count <= mapping.mostActions else {
        throw mapping.tooFar(at: clause.span)
      }
    }
    if reading.steps.isEmpty {
      guard said.isDone, let first = chosen.first else { throw nothing }
      reading.steps = [Reading.Step(deed: .move(.stop), span: span(of: first.terms))]
    }
    reading.ignored = ignored(besides: said.clauses)
    return reading
  }

  /// The clauses of what is chosen, without those that were taken back.
  private func said() throws(Diagnosis) -> (clauses: [Clause], isDone: Bool) {
    var (clauses, isDone): ([Clause], Bool) = ([], false)
    let places = Set(chosen.map(\.terms.lowerBound))
    var corrects = false
    for sentence in scope {
      corrects = corrects || sentence.corrects
      if sentence.retracts { _ = clauses.popLast() }
      guard places.contains(sentence.terms.lowerBound) else {
        // "No." on its own is about what comes next.
        corrects =
          corrects
          && terms[sentence.terms].allSatisfy {
            $0.meaning.takesBack || $0.meaning.isSilent
          }
        continue
      }
      if let fault = sentence.fault { throw fault }
      var new = sentence.clauses
      if corrects, let old = clauses.last, let first = new.first {
        clauses.removeLast()
        new[0].items = old.items + first.items
        new[0].retract(from: old.items.count)
      }
      isDone = isDone && !corrects || sentence.isDone
      clauses += new
      corrects = false
    }
    return (clauses, isDone)
  }

  /// Throws what is wrong where there is no answer, or one that is refused, or asked about.
  private func turnDown() throws(Diagnosis) {
    let last = chosen.last?.terms.upperBound ?? 0
    for sentence in scope {
      if sentence.isRefusal { throw refusal(sentence) }
      if sentence.isQuestion, sentence.terms.lowerBound >= last { throw question(sentence) }
    }
    guard chosen.isEmpty else { return }
    if let excuse = scope.first(where: \.isExcuse) { throw refusal(excuse) }
    throw nothing
  }

  private func checkRest() throws(Diagnosis) {
    for sentence in sentences {
      if sentence.isRefusal { throw refusal(sentence) }
      if sentence.isQuestion { throw question(sentence) }
    }
  }

  private var nothing: Diagnosis {
    let denied = sentences.lazy.compactMap(\.denied).first.map(span)
    return Diagnosis(
      .noCommand, "no move is said; \(mapping.hint)", at: denied ?? 0..<text.count)
  }

  private func refusal(_ sentence: Sentence) -> Diagnosis {
    Diagnosis(.refusal, "a refusal; \(mapping.hint)", at: span(of: sentence.terms))
  }

  private func question(_ sentence: Sentence) -> Diagnosis {
    Diagnosis(
      .question, "a question, which nobody answers; \(mapping.hint)", at: span(of: sentence.terms))
  }

  private func span(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return terms[first].span
      .lowerBound..<max(
        terms[first].span.lowerBound, terms[last].span.upperBound)
  }
}

extension SentenceReader {
  /// What had no say, in as few pieces as it makes: also what was taken back.
  private func ignored(besides clauses: [Clause]) -> [Excerpt] {
    var isIgnored = [Bool](repeating: false, count: terms.count)
    let heard = Set(clauses.flatMap(\.items).map(\.span.lowerBound))
    let used = Set(chosen.map(\.terms.lowerBound))
    for sentence in sentences {
      let places = used.contains(sentence.terms.lowerBound)
      if places {
        sentence.ignored.forEach { isIgnored[$0] = true }
        for at in sentence.terms where terms[at].meaning.isDeed {
          if !heard.contains(terms[at].span.lowerBound) { isIgnored[at] = true }
        }
      }
      if !places { sentence.terms.forEach { isIgnored[$0] = true } }
    }

    // Pieces go on across words that say nothing.
    var spans: [Range<Int>] = []
    var open: Range<Int>?
    for (index, term) in terms.enumerated() {
      if isIgnored[index], !term.meaning.isSilent || open != nil {
        open = (open?.lowerBound ?? term.span.lowerBound)..<term.span.upperBound
      } else if !isIgnored[index], !term.meaning.isSilent, let piece = open {
        spans.append(piece)
        open = nil
      }
    }
    if let open { spans.append(open) }
    return (outside + spans.map(trimmed)).filter { !$0.isEmpty }
      .sorted { $0.lowerBound < $1.lowerBound }
      .map { Excerpt(text: text.text($0), span: $0) }
  }

  /// What is not in any of the places read.
  private var outside: [Range<Int>] {
    let starts = [0] + places.map(\.upperBound)
    let ends = places.map(\.lowerBound) + [text.count]
    return zip(starts, ends).map { trimmed($0..<max($0, $1)) }
      .filter { $0.contains { Folded.isLetter(text.bytes[$0]) || Folded.isDigit(text.bytes[$0]) } }
  }

  /// Without the white space around it.
  private func trimmed(_ span: Range<Int>) -> Range<Int> {
    var (from, to) = (span.lowerBound, span.upperBound)
    while from < to, text.scalars[from].properties.isWhitespace { from += 1 }
    while to > from, text.scalars[to - 1].properties.isWhitespace { to -= 1 }
    return from..<to
  }
}

extension Meaning {
  /// Whether it is told as a clause's item, from its first letter on.
  fileprivate var isDeed: Bool {
    switch self {
    case .direction, .stop, .standstill: true
    default: false
    }
  }
}

extension Folded {
  /// Nothing but white space and what is not seen.
  var isBlank: Bool {
    scalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }
}
