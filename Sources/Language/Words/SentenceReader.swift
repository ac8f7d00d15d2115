/// Reads a reply in words: finds its sentences, which of them are the answer, and what they ask for.
struct SentenceReader {
  private let mapping: Mapping
  private let text: Folded
  private let places: [Range<Int>]
  private let terms: [Term]
  private let sentences: [Sentence]
  private let chosen: [Sentence]

  /// Throws as ``AnswerPlaces/found(in:)``.
  static func read(_ text: Folded, with mapping: Mapping) throws(Diagnosis) -> Reading {
    if text.isBlank { throw Diagnosis(.empty, "nothing is said; say a move", at: 0..<text.count) }
    let readers = try AnswerPlaces.found(in: text).map { SentenceReader(text, $0, mapping) }
    let first = readers.first { !$0.chosen.isEmpty || $0.isTurnedDown }
    return try (first ?? readers[readers.count - 1]).reading()
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

  private var isTurnedDown: Bool { sentences.contains { $0.isRefusal || $0.isQuestion } }

  private func reading() throws(Diagnosis) -> Reading {
    try turnDown()
    var reading = Reading(steps: [])
    for sentence in chosen {
      if let fault = sentence.fault { throw fault }
      reading.isDone = reading.isDone || sentence.isDone
      for clause in sentence.clauses {
        let moves = try mapping.moves(of: clause)
        reading.steps += moves.map { Reading.Step(deed: .move($0), span: clause.span) }
        guard reading.steps.count <= mapping.mostActions else {
          throw mapping.tooFar(at: clause.span)
        }
      }
    }
    if reading.steps.isEmpty, let said = chosen.first {
      reading.steps = [Reading.Step(deed: .move(.stop), span: span(of: said.terms))]
    }
    reading.ignored = ignored
    return reading
  }

  /// Throws what is wrong where there is no answer, or one that is taken back by what follows.
  private func turnDown() throws(Diagnosis) {
    let last = chosen.last?.terms.upperBound ?? 0
    for sentence in sentences where sentence.terms.lowerBound >= last {
      if sentence.isRefusal {
        throw Diagnosis(
          .refusal, "a refusal; say a move, or \"stop\"", at: span(of: sentence.terms))
      }
      if sentence.isQuestion {
        throw Diagnosis(
          .question, "a question, which nobody answers; say a move, or \"stop\"",
          at: span(of: sentence.terms))
      }
    }
    guard chosen.isEmpty else { return }
    let denied = sentences.lazy.compactMap(\.denied).first.map(span)
    throw Diagnosis(
      .noCommand, "no move is said; say one such as \"\(mapping.example)\", or \"stop\"",
      at: denied ?? 0..<text.count)
  }

  private func span(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return terms[first].span
      .lowerBound..<max(
        terms[first].span.lowerBound, terms[last].span.upperBound)
  }
}

extension SentenceReader {
  /// What had no say, in as few pieces as it makes.
  private var ignored: [Excerpt] {
    var isIgnored = [Bool](repeating: false, count: terms.count)
    let used = Set(chosen.map(\.terms.lowerBound))
    for sentence in sentences {
      let places = used.contains(sentence.terms.lowerBound)
      if places { sentence.ignored.forEach { isIgnored[$0] = true } }
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

extension Folded {
  /// Nothing but white space and what is not seen.
  var isBlank: Bool {
    scalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }
}
